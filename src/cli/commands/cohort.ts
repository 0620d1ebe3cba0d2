import { AppError, ExitCode } from '../../core/app-error.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { Flags } from '../command.ts';
import { type CommandDefinition, collect, listFlag } from '../command.ts';
import { exportFlags } from '../export-flags.ts';

/** Where cohorts are looked for, beside the file that is named. */
function placesOf(flags: Flags) {
  return { modulesDir: listFlag(flags, 'modulesDir'), builtin: flags['builtin'] !== false };
}

const list: CommandDefinition = {
  name: 'list',
  summary: 'the cohorts there are',
  configure(command) {
    command
      .option('-d, --modules-dir <folder>', 'also cohorts of this folder; may be repeated', collect)
      .option('--no-builtin', 'leave out the cohorts that come with the program')
      .option('--json', 'as JSON');
  },
  async run({ host, flags }) {
    const { listCohorts } = await import('../cohort/list.ts');
    return listCohorts(host, placesOf(flags), flags['json'] === true);
  },
};

const show: CommandDefinition = {
  name: 'show',
  summary: 'the definition of a cohort as text',
  configure(command) {
    command
      .argument('<cohort>', 'the name of a cohort, or a file of your own')
      .option('-d, --modules-dir <folder>', 'also cohorts and modules of this folder; may be repeated', collect)
      .option('--no-builtin', 'leave out what comes with the program')
      .option('--json', 'the file as it is');
  },
  async run({ host, args, flags }) {
    const { showCohort } = await import('../cohort/show.ts');
    return showCohort(host, args[0] as string, placesOf(flags), flags['json'] === true);
  },
};

const run: CommandDefinition = {
  name: 'run',
  summary: 'make patients who fit a cohort, and tell who did not',
  configure(command) {
    command.argument('<cohort>', 'the name of a cohort, or a file of your own');
    command
      .optionsGroup('Members:')
      .option('-n, --members <n>', 'how many members (default: 100)')
      .option('--max-attempts <n>', 'lives that are tried for one member before it is given up (default: 1000)')
      .option('-s, --seed <text>', 'any text; the same seed gives the same bytes (default: a constant)')
      .option('-r, --reference-date <date>', 'day on which ages are meant and records end (default: 2026-01-01)')
      .option('-e, --end-date <date>', 'day on which records end, from the reference date on (default: that date)')
      .option('--state <state>', 'state the people live in, by name or postal code (default: the whole country)')
      .option('--city <city>', 'a place of that state')
      .option('-g, --gender <F|M>', 'only women and girls, or only men and boys')
      .option('-a, --age <min-max>', 'only people of these ages, or who would be, at the reference date')
      .option('--mortality <full|modules-only>', 'whether people also die of what no module causes (default: full)');
    command
      .optionsGroup('Modules:')
      .option('-d, --modules-dir <folder>', 'also modules of this folder; may be repeated', collect)
      .option('--no-builtin', 'leave out the modules that come with the program');
    command
      .optionsGroup('Output:')
      .option('-o, --out <folder>', 'folder to write to (default: output)')
      .option('--overwrite', 'replace the files of the run that is in the folder; no other files')
      .option('--format <list>', 'what to write, comma between (default: what the cohort suggests)');
    exportFlags(command);
    command
      .option('--validate <full|sample|off>', 'judge every file, one patient in twenty, or none (default: full)')
      .option('-c, --config <file>', 'options from a JSON file (default: anamnesis.json where it is there)')
      .option('--json', 'flow and summary as JSON')
      .option('-q, --quiet', 'no progress and no summary');
  },
  async run({ host, args, flags }) {
    const { runCohort } = await import('../cohort/run.ts');
    return runCohort(host, args[0] as string, flags);
  },
};

const ACTIONS: readonly CommandDefinition[] = [list, show, run];

/** Research cohorts: questions asked of lives. */
export const cohort: CommandDefinition = {
  name: 'cohort',
  summary: 'list and show research cohorts, and make patients who fit one',
  subcommands: ACTIONS,
  configure(command) {
    command.usage('[options] list | show | run').argument('[action]');
  },
  async run({ args }) {
    const [action] = args;
    const names = ACTIONS.map(({ name }) => name);
    const hint = 'anamnesis cohort list | show NAME | run NAME -n 100';
    if (typeof action !== 'string') throw new AppError(ExitCode.usage, 'say what to do with cohorts', { hint });
    throw new AppError(ExitCode.usage, `cohort cannot "${action}"${didYouMean(action, names)}`, { hint });
  },
};
