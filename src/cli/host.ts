import { setFlagsFromString } from 'node:v8';
import { ExitCode } from '../core/app-error.ts';
import { PACKAGE } from './package-info.ts';

/** A stream that text is written to. */
export interface Stream {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Whether colour is welcome: on a terminal, unless NO_COLOR says otherwise. */
  readonly hasColour: boolean;
  readonly columns: number;
}

/** What the command line is given by the system it runs on. Nothing else of the program knows the process. */
export interface Host {
  /** What was typed after the name of the program. */
  readonly args: readonly string[];
  /** Results and data. */
  readonly out: Stream;
  /** Progress and messages. */
  readonly err: Stream;
  /** What is piped in. */
  readonly input: AsyncIterable<Uint8Array>;
  /** A variable of the environment; undefined when it is not set, or empty. */
  environment(name: string): string | undefined;
  /** The number of this process, and whether another one is running; for files that say who is at work. */
  readonly processId: number;
  isRunning(processId: number): boolean;
  /** Calls `listener` at each Ctrl-C, in place of ending at once, until the function given back is called. */
  onInterrupt(listener: () => void): () => void;
  /** Ends the program here and now. */
  exitNow(code: number): never;
}

/** The host that Node is. */
export function nodeHost(): Host {
  const plain = (process.env['NO_COLOR'] ?? '') !== '';
  return {
    args: process.argv.slice(2),
    out: streamOf(process.stdout, plain),
    err: streamOf(process.stderr, plain),
    // Opened when it is asked for: open, it keeps the process alive.
    get input() {
      return process.stdin;
    },
    environment: (name) => process.env[name] || undefined,
    processId: process.pid,
    isRunning,
    onInterrupt(listener) {
      const signals = ['SIGINT', 'SIGTERM'] as const;
      for (const signal of signals) process.on(signal, listener);
      return () => {
        for (const signal of signals) process.off(signal, listener);
      };
    },
    exitNow: (code) => process.exit(code),
  };
}

/** The last version of Node whose engine was seen to know the flag below; one that does not would complain to the user. */
const LAST_NODE = 26;

/**
 * Tells V8 not to place objects among the long-lived ones from the start. It guesses who lives long while the heap is small, when
 * neighbours in a block of households outlive a collection; later they do not, and each one misplaced keeps all it refers to until a full
 * collection. Without the guess lives take two thirds of the time (measured: a million rows of persons.csv).
 */
export function tuneMemory(): void {
  if (Number.parseInt(process.versions.node, 10) > LAST_NODE) return;
  setFlagsFromString('--no-allocation-site-pretenuring');
}

/** Sets what the process ends with, once everything that was written has gone out. */
export function endWith(code: number): void {
  process.exitCode = code;
}

/** What a report of a fault of the program should say about where it ran. */
export function hostVersions(): string {
  return `${PACKAGE.name} ${PACKAGE.version}, Node ${process.versions.node}, ${process.platform} ${process.arch}`;
}

function isRunning(processId: number): boolean {
  try {
    // Signal 0 asks and does nothing.
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // It runs, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function streamOf(stream: NodeJS.WriteStream, plain: boolean): Stream {
  const isTerminal = stream.isTTY === true;
  const state = { isOpen: true };
  // A reader that has seen enough (`| head`) closes the pipe: nobody is interested in the rest, and that is no fault.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    state.isOpen = false;
    if (error.code === 'EPIPE') return;
    process.stderr.write(`error: cannot write the output: ${error.message}\n`);
    process.exit(ExitCode.environment);
  });
  return {
    write(text) {
      if (state.isOpen) stream.write(text);
    },
    isTerminal,
    hasColour: isTerminal && !plain,
    columns: stream.columns ?? 80,
  };
}
