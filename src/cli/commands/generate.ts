import { type CommandDefinition, collect } from '../command.ts';
import { exportFlags } from '../export-flags.ts';

/** Makes a population. */
export const generate: CommandDefinition = {
  name: 'generate',
  summary: 'make a population of synthetic patients',
  configure(command) {
    command
      .argument('[state]', 'state the people live in, by name or postal code; US for the whole country (the default)')
      .argument('[city]', 'a place of that state');
    command
      .optionsGroup('People:')
      .option('-p, --population <n>', 'how many lives; about one in four is over by the reference date (default: 100)')
      .option('-s, --seed <text>', 'any text; the same seed gives the same bytes (default: a constant)')
      .option(
        '-r, --reference-date <date>',
        'day on which ages are meant, YYYY-MM-DD or YYYYMMDD (default: 2026-01-01)',
      )
      .option('-e, --end-date <date>', 'day on which records end, from the reference date on (default: that date)')
      .option('--state <state>', 'as the argument; US for the whole country')
      .option('--people <file>', 'who the people are, one a row of a CSV file; what it leaves open is drawn')
      .option('-g, --gender <F|M>', 'only women and girls, or only men and boys')
      .option('-a, --age <min-max>', 'only people of these ages, or who would be, at the reference date')
      .option('--only <alive|dead>', 'only lives that go on, or that are over; the others are drawn again, and counted')
      .option('--mortality <full|modules-only>', 'whether people also die of what no module causes (default: full)')
      .option(
        '--world <native|reference>',
        'what modules are given to read: our own people and bodies, or the formulas of the reference engine (default: native)',
      )
      .option('--slots <from-to>', 'make only these lives of the population, both ends included, counted from 0')
      .option('--person <slot>', 'make only this life of the population');
    command
      .optionsGroup('Modules:')
      .option(
        '-m, --modules <patterns>',
        'run only modules whose path matches: * any characters, : or , between patterns',
      )
      .option('-d, --modules-dir <folder>', 'also modules of this folder; may be repeated', collect)
      .option('--no-builtin', 'leave out the modules that come with the program')
      .option(
        '--independent-ranges',
        'draw each range of a foreign observation for itself, also where the body has the quantity',
      )
      .option('--grain <0|days>', 'exact event times, or events on a grid such as 7d from birth (default: 0)');
    command
      .optionsGroup('Output:')
      .option('-o, --out <folder>', 'folder to write to (default: output)')
      .option('--overwrite', 'replace the files of the run that is in the folder; no other files')
      .option(
        '--format <list>',
        'what to write, comma between: fhir, ndjson, csv, states, persons, relatives (default: fhir)',
      );
    exportFlags(command);
    command
      .option('--validate <full|sample|off>', 'judge every file, one patient in twenty, or none (default: full)')
      .option('-c, --config <file>', 'options from a JSON file (default: anamnesis.json where it is there)')
      .option('--json', 'the summary as JSON')
      .option('-q, --quiet', 'no progress and no summary');
  },
  async run({ host, args, flags }) {
    const { runGenerate } = await import('../generate/generate.ts');
    return runGenerate(host, args, flags);
  },
};
