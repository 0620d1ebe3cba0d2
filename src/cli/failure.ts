import { AppError, ExitCode } from '../core/app-error.ts';
import { type Host, hostVersions } from './host.ts';
import { paint } from './paint.ts';

/** A fault of the program that showed in the life of one slot: says how to see it again. */
export class LifeFailure extends Error {
  /** What to type to meet it again. */
  readonly replay: string;

  constructor(slot: number, seed: string, cause: unknown) {
    super(`the life in slot ${slot} of seed "${seed}" could not be made`, { cause });
    this.name = 'LifeFailure';
    this.name = 'LifeFailure';
    this.replay = `--person ${slot} --seed ${JSON.stringify(seed)} and otherwise the same options`;
  }

  /** An error that came up while the life in `slot` was made; what is wrong with the world outside stays as it is. */
  static of(error: unknown, slot: number, seed: string): unknown {
    return error instanceof AppError ? error : new LifeFailure(slot, seed, error);
  }
}

/** Tells what went wrong, on the stream for messages, and gives what the process shall end with. */
export function reportFailure(error: unknown, host: Host): ExitCode {
  const { err } = host;
  const label = paint(err, 'red', 'error:');
  if (error instanceof AppError) {
    err.write(`${label} ${error.message}\n`);
    if (error.hint !== undefined) err.write(`  ${error.hint}\n`);
    return error.exitCode;
  }
  err.write(`${label} this is a fault of the program, not yours: ${messageOf(error)}\n`);
  if (error instanceof LifeFailure) err.write(`  to see it again: ${error.replay}\n`);
  err.write(`  please report it with what follows (${hostVersions()})\n\n${stackOf(error)}\n`);
  return ExitCode.bug;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${messageOf(error.cause)}`;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? stackOf(error.cause) : (error.stack ?? error.message);
}
