import { AppError, ExitCode } from '../../core/app-error.ts';
import { didYouMean } from '../../core/suggest.ts';
import { type CommandDefinition, collect } from '../command.ts';

const EXAMPLES = `
Examples:
  anamnesis report labs                                the table, of 2,000 lives
  anamnesis report labs -o labs.html                   the same, and a page with all figures
  anamnesis report labs --healthy -p 10000             bodies on which nothing acts
  anamnesis report labs --signals "Hemoglobin A1c"     one quantity, band by band`;

const labs: CommandDefinition = {
  name: 'labs',
  summary: 'laboratory values and signs of a population beside the published ones',
  configure(command) {
    command
      .optionsGroup('People:')
      .option('-p, --population <n>', 'how many lives; those alive at the reference date are read (default: 2000)')
      .option('-s, --seed <text>', 'any text; the same seed gives the same report (default: a constant)')
      .option(
        '-r, --reference-date <date>',
        'day on which lives end; people are read once in the year before it (default: 2026-01-01)',
      )
      .option('--healthy', 'run no module, so that nothing acts on the bodies')
      .option('--person <slot>', 'whose life is shown (default: somebody to whom much happened)');
    command
      .optionsGroup('Modules:')
      .option(
        '-m, --modules <patterns>',
        'run only modules whose path matches: * any characters, : or , between patterns',
      )
      .option('-d, --modules-dir <folder>', 'also modules and signals of this folder; may be repeated', collect)
      .option('--no-builtin', 'leave out the modules that come with the program; its signals stay');
    command
      .optionsGroup('Output:')
      .option('--signals <names>', 'compare only these signals, band by band; comma between names')
      .option('--bands', 'the table band by band')
      .option('-o, --out <file>', 'also a file: *.html is one page with all figures, *.json their data')
      .option('--format <text|json|html>', 'what is written (default: text, or what the name of the output file says)')
      .option('-q, --quiet', 'no progress')
      .addHelpText('after', EXAMPLES);
  },
  async run({ host, flags }) {
    const { runLabsReport } = await import('../report/labs.ts');
    return runLabsReport(host, flags);
  },
};

const REPORTS: readonly CommandDefinition[] = [labs];

/** Reports on what the program makes, a subcommand each. */
export const report: CommandDefinition = {
  name: 'report',
  summary: 'set what is made beside what is published',
  subcommands: REPORTS,
  configure(command) {
    command.usage('[options] labs').argument('[report]');
  },
  async run({ args }) {
    const [asked] = args;
    const names = REPORTS.map(({ name }) => name);
    const hint = 'anamnesis report labs -o labs.html';
    if (typeof asked !== 'string') throw new AppError(ExitCode.usage, 'say what to report on', { hint });
    throw new AppError(ExitCode.usage, `there is no report "${asked}"${didYouMean(asked, names)}`, { hint });
  },
};
