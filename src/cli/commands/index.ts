import type { CommandDefinition } from '../command.ts';
import { check } from './check.ts';
import { cohort } from './cohort.ts';
import { generate } from './generate.ts';
import { graph } from './graph.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';
import { report } from './report.ts';
import { serve } from './serve.ts';
import { show } from './show.ts';
import { trace } from './trace.ts';
import { validate } from './validate.ts';

/** The registry of commands: one file, one line here. */
export const COMMANDS: readonly CommandDefinition[] = [
  generate,
  cohort,
  show,
  validate,
  push,
  pull,
  serve,
  check,
  trace,
  graph,
  report,
];

/** The command that runs when none is named. */
export const DEFAULT_COMMAND: CommandDefinition = generate;
