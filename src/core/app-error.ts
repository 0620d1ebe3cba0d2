/** What the process ends with. */
export const ExitCode = {
  done: 0,
  /** The run was made, and has findings: invalid modules, invalid output, lives left out. */
  findings: 1,
  /** The command line or configuration asks for something that does not exist. */
  usage: 2,
  /** The world refused: disk, permissions, network. */
  environment: 3,
  /** A fault of the program. */
  bug: 70,
  /** Stopped by Ctrl-C. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** A failure that a person can do something about: one clear sentence, and what to do next. */
export class AppError extends Error {
  readonly exitCode: ExitCode;
  /** The next step, in the imperative. */
  readonly hint: string | undefined;

  constructor(exitCode: ExitCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.exitCode = exitCode;
    this.hint = options.hint;
  }
}
