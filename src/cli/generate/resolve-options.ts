import { AppError, ExitCode } from '../../core/app-error.ts';
import { type ExportOptions, WORLD_DEFAULTS } from '../../index.ts';
import type { Sex } from '../../record/person.ts';
import type { WorldName } from '../../simulate/producers/index.ts';
import { type Flags, type Invocation, listFlag, textFlag } from '../command.ts';
import { readConfig } from './config.ts';
import { exportOptionsOf } from './export-options.ts';
import { OPTION_PARSERS, type OptionName, type OptionValues, readOption, type SlotRange } from './options.ts';

const DEFAULT_POPULATION = 100;
const DEFAULT_OUT = 'output';

/** The whole country, as the command line writes it. */
const COUNTRY = 'US';

/** What was asked for, after defaults, configuration and flags. */
export interface AskedOptions {
  /** Undefined for everybody of the file of persons. */
  readonly slots: SlotRange | undefined;
  readonly seed: string;
  readonly referenceDate: string;
  readonly endDate: string;
  /** Restrictions on who the people are; those that are left out are not there. */
  readonly people: {
    readonly state?: string;
    readonly city?: string;
    readonly sex?: Sex;
    readonly minAge?: number;
    readonly maxAge?: number;
  };
  /** A CSV file that says who the people are. */
  readonly peopleFile: string | undefined;
  readonly only: 'alive' | 'dead' | undefined;
  readonly mortality: 'full' | 'modules-only';
  /** What modules are given to read. */
  readonly world: WorldName;
  readonly modules: string | undefined;
  readonly modulesDir: readonly string[];
  readonly builtin: boolean;
  /** Whether bare ranges of foreign observations are drawn each for itself. */
  readonly independentRanges: boolean;
  /** Days. */
  readonly grain: number;
  readonly out: string;
  readonly overwrite: boolean;
  readonly format: readonly string[];
  /** The form of what the formats write. */
  readonly export: ExportOptions;
  readonly validate: 'full' | 'sample' | 'off';
  readonly json: boolean;
  readonly quiet: boolean;
}

/** What to generate. */
export interface GenerateOptions extends AskedOptions {
  readonly slots: SlotRange;
}

/**
 * The options of a run: defaults < configuration < flags.
 * @throws AppError for whatever does not exist or does not go together.
 */
export async function resolveOptions(args: Invocation['args'], flags: Flags): Promise<AskedOptions> {
  const config = await readConfig(textFlag(flags, 'config'));
  const typed = flagOptions(args, flags);
  const values: OptionValues = { ...config, ...typed };
  const referenceDate = values.referenceDate ?? WORLD_DEFAULTS.referenceDate;
  const endDate = values.endDate ?? referenceDate;
  if (endDate < referenceDate) {
    throw new AppError(ExitCode.usage, `--end-date ${endDate} is before the reference date ${referenceDate}`);
  }
  return {
    slots: slotsOf(values),
    seed: values.seed ?? WORLD_DEFAULTS.seed,
    referenceDate,
    endDate,
    people: peopleOf(values, config, typed),
    peopleFile: peopleFileOf(values),
    only: values.only,
    mortality: values.mortality ?? 'full',
    world: values.world ?? 'native',
    modules: values.modules,
    modulesDir: values.modulesDir ?? [],
    builtin: values.builtin ?? true,
    independentRanges: values.independentRanges ?? false,
    grain: values.grain ?? 0,
    out: values.out ?? DEFAULT_OUT,
    overwrite: flags['overwrite'] === true,
    format: values.format ?? ['fhir'],
    export: exportOptionsOf(values),
    validate: values.validate ?? 'full',
    json: flags['json'] === true,
    quiet: flags['quiet'] === true,
  };
}

/** What was typed. The state may be an argument or an option. */
function flagOptions([state, city]: Invocation['args'], flags: Flags): OptionValues {
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(OPTION_PARSERS) as OptionName[]) {
    const text = textFlag(flags, name);
    if (text !== undefined) values[name] = readOption(name, text, `--${kebab(name)}`);
  }
  if (typeof state === 'string') {
    if (values['state'] !== undefined) throw new AppError(ExitCode.usage, 'the state is given twice');
    values['state'] = readOption('state', state, 'state');
  }
  if (typeof city === 'string') values['city'] = readOption('city', city, 'city');
  const folders = listFlag(flags, 'modulesDir');
  return {
    ...(values as OptionValues),
    ...(folders.length > 0 && { modulesDir: folders }),
    // Commander sets it to true where --no-builtin was not typed.
    ...(flags['builtin'] === false && { builtin: false }),
    ...(flags['independentRanges'] === true && { independentRanges: true }),
  };
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function slotsOf({ population, slots, person, people }: OptionValues): SlotRange | undefined {
  if (slots && person) throw new AppError(ExitCode.usage, '--slots and --person do not go together');
  if (people !== undefined && !slots && !person && population === undefined) return undefined;
  const range = slots ?? person ?? { from: 0, to: (population ?? DEFAULT_POPULATION) - 1 };
  if (population !== undefined && range.to >= population) {
    const hint = `slots count from 0, so the last one is ${population - 1}`;
    throw new AppError(ExitCode.usage, `slot ${range.to} is beyond a population of ${population}`, { hint });
  }
  return range;
}

/** The file says who the people are, so that nothing else may. */
function peopleFileOf({ people, state, city, gender, age }: OptionValues): string | undefined {
  if (people === undefined) return undefined;
  const restrictions = { '--state': state, 'a city': city, '--gender': gender, '--age': age };
  for (const [name, value] of Object.entries(restrictions)) {
    if (value === undefined) continue;
    const hint = 'give it as a column of the file, or leave the file out';
    throw new AppError(ExitCode.usage, `--people and ${name} do not go together`, { hint });
  }
  return people;
}

function peopleOf(values: OptionValues, config: OptionValues, typed: OptionValues): GenerateOptions['people'] {
  // A state that was typed means another place than the configuration, city included.
  const place = typed.state === undefined ? { ...config, ...typed } : typed;
  const isCountry = place.state?.toUpperCase() === COUNTRY;
  const { gender, age } = values;
  return {
    ...(place.state !== undefined && !isCountry && { state: place.state }),
    ...(place.city !== undefined && { city: place.city }),
    ...(gender !== undefined && { sex: gender }),
    ...(age !== undefined && { minAge: age.min, maxAge: age.max }),
  };
}
