import type { Command } from 'commander';
import type { ExitCode } from '../core/app-error.ts';
import type { Host } from './host.ts';

/** A command of the program. Its file stays light: what it needs to do its work is imported when it runs. */
export interface CommandDefinition {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** Commands that are named after this one; it runs itself where none of them is. */
  readonly subcommands?: readonly CommandDefinition[];
  /** Declares arguments and options. */
  configure(command: Command): void;
  /**
   * Does the work.
   * @throws AppError for what the user can mend; anything else thrown is a fault of the program.
   */
  run(invocation: Invocation): Promise<ExitCode>;
}

/** One call of a command. */
export interface Invocation {
  readonly host: Host;
  /** In the order of the declared arguments; a variadic one is a list. */
  readonly args: readonly (string | readonly string[] | undefined)[];
  /** As declared: text, a list of texts, or true. */
  readonly flags: Flags;
}

export type Flags = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** A flag that is a text; undefined when it was not given. */
export function textFlag(flags: Flags, name: string): string | undefined {
  const value = flags[name];
  return typeof value === 'string' ? value : undefined;
}

/** A flag that may be given several times. */
export function listFlag(flags: Flags, name: string): readonly string[] {
  const value = flags[name];
  return Array.isArray(value) ? value : [];
}

/** For options that may be given several times: what commander calls for each. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
