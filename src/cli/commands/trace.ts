import { type CommandDefinition, collect, listFlag, textFlag } from '../command.ts';

const EXAMPLES = `
Examples:
  anamnesis trace endocrine/type-2-diabetes            path, entries and attributes of one life
  anamnesis trace endocrine/type-2-diabetes -n 1000    how often each transition is taken
  anamnesis trace cardiovascular/hypertension --person '{"birth":"1940-05-01"}' --signals -o life.svg
                                                       what a disease and its drugs do to the body
  anamnesis trace --cases modules/endocrine/type-2-diabetes.cases.json    whether all cases hold
  anamnesis trace --cases modules/endocrine/type-2-diabetes.cases.json --case type-2-diabetes-10 --signals "Hemoglobin A1c"`;

/** The test bench of modules. */
export const trace: CommandDefinition = {
  name: 'trace',
  summary: 'run one module on scripted persons, or cases with what they must give',
  configure(command) {
    command
      .argument('[module]', 'a module file, or the path of a module in its folder, such as respiratory/asthma')
      .option('-d, --modules-dir <folder>', 'also modules of this folder; may be repeated', collect)
      .option('--no-builtin', 'do without the built-in modules');
    command
      .optionsGroup('One module:')
      .option('--person <json>', `who it runs on: '{"sex":"F","birth":"1970-01-31","attributes":{"smoker":true}}'`)
      .option('-n, --lives <n>', 'how many lives (default: 1); over several, how often each transition is taken')
      .option('--choose <state=target>', 'always go from this state to that; may be repeated', collect)
      .option('--grain <0|days>', 'exact event times, or events on a grid such as 7d from birth (default: 0)')
      .option('-r, --reference-date <date>', 'day on which lives end (default: 2026-01-01)')
      .option('-s, --seed <text>', 'any text (default: a constant)');
    command
      .optionsGroup('Cases:')
      .option('--cases <file>', 'run the cases of this file; may be repeated', collect)
      .option('--case <id>', 'only this case of the files');
    command
      .optionsGroup('Signals of the body:')
      .option('--signals [names]', 'those that something acts on, or these, comma between: their course over the time')
      .option('-o, --out <file>', 'draw them: *.svg is a picture, *.html a page; *.json their data')
      .option(
        '--format <text|json|svg|html>',
        'what is written (default: text, or what the name of the output file says)',
      );
    command
      .optionsGroup('Output:')
      .option('--json', 'path, entries and attributes, or results of cases, or courses of signals, as JSON')
      .addHelpText('after', EXAMPLES);
  },
  async run({ host, args, flags }) {
    const { runTrace } = await import('../trace/trace.ts');
    return runTrace(host, {
      module: typeof args[0] === 'string' ? args[0] : undefined,
      modulesDir: listFlag(flags, 'modulesDir'),
      builtin: flags['builtin'] !== false,
      person: textFlag(flags, 'person'),
      lives: textFlag(flags, 'lives'),
      choose: listFlag(flags, 'choose'),
      grain: textFlag(flags, 'grain'),
      referenceDate: textFlag(flags, 'referenceDate'),
      seed: textFlag(flags, 'seed'),
      cases: listFlag(flags, 'cases'),
      onlyCase: textFlag(flags, 'case'),
      signals: flags['signals'] === true ? true : textFlag(flags, 'signals'),
      out: textFlag(flags, 'out'),
      format: textFlag(flags, 'format'),
      json: flags['json'] === true,
    });
  },
};
