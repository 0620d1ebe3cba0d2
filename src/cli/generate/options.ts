import { AppError, ExitCode } from '../../core/app-error.ts';
import { didYouMean } from '../../core/suggest.ts';
import { parseTime } from '../../core/time.ts';
import { BUNDLE_TYPES, ID_MODES } from '../../export/exporter.ts';
import { EXPORTERS } from '../../export/index.ts';
import { OLDEST } from '../../reference/demographics.ts';
import { WORLD_NAMES } from '../../simulate/producers/index.ts';
import { guideNamed, notAGuide } from '../guide-choice.ts';
import { count } from '../text.ts';

/** One slot hands out one record number of eight digits. */
const MOST_SLOTS = 100_000_000;

/** Life tables and calendars reach so far. */
const FIRST_DATE = '1920-01-01';
const LAST_DATE = '2099-12-31';

/** Reads the text of one option; says what is possible when it is not that. */
export type OptionParser<T> = (text: string) => T | Refusal;

/** Why a text is not taken, as the end of a sentence that begins with the name of the option. */
export class Refusal {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** A range of slots, both ends included. */
export interface SlotRange {
  readonly from: number;
  readonly to: number;
}

export interface AgeRange {
  readonly min: number;
  readonly max: number;
}

/** The options that are texts on a command line and in a configuration, each with how it is read. */
export const OPTION_PARSERS = {
  population: countOf,
  seed: (text: string) => (text === '' ? new Refusal('is empty; any other text is a seed') : text),
  referenceDate: dateOf,
  endDate: dateOf,
  state: anyText('name a state, or US for the whole country'),
  city: anyText('name a city'),
  people: anyText('name a CSV file of persons'),
  gender: genderOf,
  age: ageOf,
  only: oneOf(['alive', 'dead']),
  mortality: oneOf(['full', 'modules-only']),
  world: oneOf(WORLD_NAMES),
  modules: (text: string) => (/[^:,\s]/.test(text) ? text : new Refusal('has no pattern')),
  grain: grainOf,
  out: anyText('name a folder'),
  format: formatsOf,
  profile: (text: string) => guideNamed(text) ?? new Refusal(notAGuide(text)),
  bundle: oneOf(BUNDLE_TYPES),
  ids: oneOf(ID_MODES),
  maxEntries: entriesOf,
  maxBytes: bytesOf,
  importBase: importBaseOf,
  validate: oneOf(['full', 'sample', 'off']),
  slots: slotsOf,
  person: slotOf,
} as const satisfies Readonly<Record<string, OptionParser<unknown>>>;

export type OptionName = keyof typeof OPTION_PARSERS;

/** What an option is once read. */
export type OptionValue<Name extends OptionName> = Exclude<ReturnType<(typeof OPTION_PARSERS)[Name]>, Refusal>;

/** What one source (flags, configuration) says, read. */
export type OptionValues = { readonly [Name in OptionName]?: OptionValue<Name> } & {
  readonly modulesDir?: readonly string[];
  readonly builtin?: boolean;
  readonly independentRanges?: boolean;
};

/** Reads a text as the value of an option; `place` names the option to the user. */
export function readOption<Name extends OptionName>(name: Name, text: string, place: string): OptionValue<Name> {
  const value = OPTION_PARSERS[name](text);
  if (!(value instanceof Refusal)) return value as OptionValue<Name>;
  throw new AppError(ExitCode.usage, `${place} ${JSON.stringify(text)} ${value.reason}`);
}

function countOf(text: string): number | Refusal {
  const value = wholeNumber(text);
  if (value !== undefined && value >= 1 && value <= MOST_SLOTS) return value;
  return new Refusal(`is not a number of lives from 1 to ${count(MOST_SLOTS)} (there are no more record numbers)`);
}

function slotOf(text: string): SlotRange | Refusal {
  const value = wholeNumber(text);
  if (value !== undefined && value < MOST_SLOTS) return { from: value, to: value };
  return new Refusal(`is not a slot from 0 to ${count(MOST_SLOTS - 1)}`);
}

function slotsOf(text: string): SlotRange | Refusal {
  const [, from, to] = /^(\d{1,9})-(\d{1,9})$/.exec(text) ?? [];
  if (from !== undefined && Number(from) <= Number(to) && Number(to) < MOST_SLOTS) {
    return { from: Number(from), to: Number(to) };
  }
  return new Refusal(`is not a range of slots such as 0-99 (slots count from 0 to ${count(MOST_SLOTS - 1)})`);
}

function ageOf(text: string): AgeRange | Refusal {
  const [, min, max] = /^(\d{1,3})-(\d{1,3})$/.exec(text) ?? [];
  if (min === undefined || Number(min) > Number(max)) return new Refusal('is not a range of ages such as 30-65');
  if (Number(min) > OLDEST) return new Refusal(`leaves nobody: ages from 0 to ${OLDEST} are known`);
  return { min: Number(min), max: Number(max) };
}

/** A date as `YYYY-MM-DD`. */
function dateOf(text: string): string | Refusal {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text) ?? [];
  const date = `${year}-${month}-${day}`;
  if (parseTime(date) === undefined) return new Refusal('is not a date such as 2026-01-01 or 20260101');
  // ISO dates are ordered as texts are.
  if (date >= FIRST_DATE && date <= LAST_DATE) return date;
  return new Refusal(`is not between ${FIRST_DATE} and ${LAST_DATE}`);
}

function genderOf(text: string): 'F' | 'M' | Refusal {
  const letter = text.toUpperCase();
  return letter === 'F' || letter === 'M' ? letter : new Refusal('is not F or M');
}

function grainOf(text: string): number | Refusal {
  const [, days] = /^(\d{1,4})d?$/.exec(text) ?? [];
  if (days !== undefined && (text.endsWith('d') || days === '0')) return Number(days);
  return new Refusal('is not 0 (exact times) or a number of days such as 7d');
}

function formatsOf(text: string): readonly string[] | Refusal {
  const known = EXPORTERS.map(({ name }) => name);
  const wanted = text.split(',').map((part) => part.trim());
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown === undefined) return known.filter((name) => wanted.includes(name));
  return new Refusal(
    `has the unknown format "${unknown}"${didYouMean(unknown, known)} (there are ${known.join(', ')})`,
  );
}

function entriesOf(text: string): number | Refusal {
  const value = wholeNumber(text);
  return value !== undefined && value >= 1 ? value : new Refusal('is not a number of entries from 1 on');
}

/** Bytes; `k` and `M` stand for the powers of 1024 that servers mean by them. */
function bytesOf(text: string): number | Refusal {
  const [, digits, unit] = /^(\d{1,9})([kM]?)$/.exec(text) ?? [];
  const bytes = Number(digits) * (unit === 'M' ? 1024 * 1024 : unit === 'k' ? 1024 : 1);
  return bytes >= 1 ? bytes : new Refusal('is not a number of bytes such as 500000, 500k or 4M');
}

const IMPORT_PROTOCOLS: readonly string[] = ['https:', 'http:', 's3:', 'gs:', 'abfss:'];

/** An address without a slash at its end. */
function importBaseOf(text: string): string | Refusal {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const refusal = new Refusal(
    `is not an address such as https://files.example.org/ndjson (${IMPORT_PROTOCOLS.join(', ')})`,
  );
  if (url === undefined || !IMPORT_PROTOCOLS.includes(url.protocol)) return refusal;
  // A secret is refused later, by a message that does not repeat it.
  if (url.password !== '') return text;
  return url.search !== '' || url.hash !== '' || /["\\\s]/.test(text) ? refusal : text.replace(/\/+$/, '');
}

function oneOf<const Choice extends string>(choices: readonly Choice[]): OptionParser<Choice> {
  return (text) => {
    const found = choices.find((choice) => choice === text.toLowerCase());
    return found ?? new Refusal(`is not one of ${choices.join(', ')}${didYouMean(text, choices)}`);
  };
}

function anyText(what: string): OptionParser<string> {
  return (text) => (text.trim() === '' ? new Refusal(`is empty: ${what}`) : text);
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
