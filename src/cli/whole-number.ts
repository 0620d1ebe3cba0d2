import { AppError, ExitCode } from '../core/app-error.ts';
import { type Flags, textFlag } from './command.ts';

interface Bounds<Unless> {
  readonly from: number;
  readonly to: number;
  /** What it is where the flag is not given. */
  readonly unless: Unless;
}

/** A flag that is a whole number; `place` names it to the user. @throws AppError for anything else. */
export function readWhole<Unless extends number | undefined>(
  flags: Flags,
  name: string,
  place: string,
  bounds: Bounds<Unless>,
): number | Unless {
  const text = textFlag(flags, name);
  if (text === undefined) return bounds.unless;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= bounds.from && value <= bounds.to) return value;
  const range = `a whole number from ${bounds.from} to ${bounds.to}`;
  throw new AppError(ExitCode.usage, `${place} ${JSON.stringify(text)} is not ${range}`);
}
