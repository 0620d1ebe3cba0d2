import type { CommandDefinition } from '../command.ts';
import { generate } from './generate.ts';

/** The registry of commands: one file, one line here. */
export const COMMANDS: readonly CommandDefinition[] = [generate];

/** The command that runs when none is named. */
export const DEFAULT_COMMAND: CommandDefinition = generate;
