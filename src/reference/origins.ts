import { GROUPS, type Group } from './places.ts';
import { Weighted } from './weighted.ts';

type Pairs = readonly (readonly [what: string, percent: number])[];

/** A fact about where people are born and what they speak, tagged; percents. */
export type OriginRow =
  | readonly ['history', year: number, bornAbroad: number, otherLanguage: number]
  | readonly ['group', group: Group, bornAbroad: number, otherLanguageOfBornHere: number]
  | readonly ['age', from: number, relative: number]
  | readonly ['in-state-of-birth', from: number, percent: number]
  | readonly ['countries', group: Group, countries: Pairs]
  | readonly ['country', country: string, languages: Pairs]
  | readonly ['languages', group: Group, languages: Pairs]
  | readonly ['language', code: string, name: string];

/** A language that people speak. */
export interface SpokenLanguage {
  /** BCP 47. */
  readonly code: string;
  /** In English, in lower case. */
  readonly name: string;
}

/** A choice among named things; with percents that do not reach 100, the rest is none of them. */
class Choice<T> {
  readonly #things: readonly T[];
  readonly #weights: Weighted;
  /** Share of those who have one of the things. */
  readonly share: number;

  constructor(pairs: readonly (readonly [T, number])[]) {
    this.#things = pairs.map(([thing]) => thing);
    this.#weights = new Weighted(pairs.map(([, percent]) => percent));
    this.share = Math.min(1, this.#weights.total / 100);
  }

  at(u: number): T {
    return this.#things[this.#weights.at(u)] as T;
  }

  /** Undefined for the rest. */
  atMost(u: number): T | undefined {
    return u < this.share ? this.at(u / this.share) : undefined;
  }
}

const ENGLISH: SpokenLanguage = { code: 'en', name: 'english' };

/** Where residents of the United States are born, and what they speak. */
export class Origins {
  /** By position in GROUPS: shares, nationwide in 2019. */
  readonly bornAbroad: readonly number[];
  readonly otherLanguageOfBornHere: readonly number[];
  readonly #ages: readonly Extract<OriginRow, readonly ['age', ...unknown[]]>[];
  readonly #inStateOfBirth: readonly Extract<OriginRow, readonly ['in-state-of-birth', ...unknown[]]>[];
  readonly #history: readonly Extract<OriginRow, readonly ['history', ...unknown[]]>[];
  readonly #countries: ReadonlyMap<string, Choice<string>>;
  readonly #byCountry: ReadonlyMap<string, Choice<SpokenLanguage>>;
  readonly #byGroup: ReadonlyMap<string, Choice<SpokenLanguage>>;

  constructor(rows: readonly OriginRow[]) {
    const groups = new Map(rows.flatMap((row) => (row[0] === 'group' ? [[row[1], row] as const] : [])));
    const share = (group: Group, column: 2 | 3) => Number(groups.get(group)?.[column]) / 100;
    this.bornAbroad = GROUPS.map((group) => share(group, 2));
    this.otherLanguageOfBornHere = GROUPS.map((group) => share(group, 3));
    this.#inStateOfBirth = rows.filter((row) => row[0] === 'in-state-of-birth');
    this.#ages = rows.filter((row) => row[0] === 'age');
    this.#history = rows.filter((row) => row[0] === 'history');
    const names = new Map(rows.flatMap((row) => (row[0] === 'language' ? [[row[1], row[2]] as const] : [])));
    const language = (code: string) => ({ code, name: (names.get(code) as string).toLowerCase() });
    const spoken = (pairs: Pairs) => new Choice(pairs.map(([code, percent]) => [language(code), percent] as const));
    this.#countries = new Map(
      rows.flatMap((row) => (row[0] === 'countries' ? [[row[1], new Choice(row[2])] as const] : [])),
    );
    this.#byCountry = new Map(rows.flatMap((row) => (row[0] === 'country' ? [[row[1], spoken(row[2])] as const] : [])));
    this.#byGroup = new Map(rows.flatMap((row) => (row[0] === 'languages' ? [[row[1], spoken(row[2])] as const] : [])));
  }

  /** How often people of an age are born abroad, over people of all ages. */
  relativeAt(age: number): number {
    return this.#ages.findLast(([, from]) => age >= from)?.[2] ?? 1;
  }

  /** Of those of an age who were born in the United States, the share that lives in the state of their birth. */
  inStateOfBirthAt(age: number): number {
    return Number(this.#inStateOfBirth.findLast(([, from]) => age >= from)?.[2]) / 100;
  }

  /** National shares in a year (with its fraction) of those born abroad and of those who speak another language. */
  at(year: number): { readonly bornAbroad: number; readonly otherLanguage: number } {
    const after = Math.max(
      1,
      this.#history.findIndex((row) => row[1] > year),
    );
    const last = this.#history.length - 1;
    const to = this.#history[year >= Number(this.#history[last]?.[1]) ? last : after];
    const from = this.#history[year >= Number(this.#history[last]?.[1]) ? last - 1 : after - 1];
    if (!from || !to) throw new RangeError('the history of origins needs two years');
    const part = Math.min(1, Math.max(0, (year - from[1]) / (to[1] - from[1])));
    const mean = (column: 2 | 3) => (from[column] + part * (to[column] - from[column])) / 100;
    return { bornAbroad: mean(2), otherLanguage: mean(3) };
  }

  /** ISO 3166-1 code of the country where somebody of a group, born abroad, was born. */
  country(group: Group, u: number): string {
    return (this.#countries.get(group) as Choice<string>).at(u);
  }

  /** First language of those born in a country; English where nothing else is known. */
  languageOfCountry(country: string, u: number): SpokenLanguage {
    return this.#byCountry.get(country)?.atMost(u) ?? ENGLISH;
  }

  /** First language of somebody born in the United States: another than English with the probability `other`. */
  languageOfBornHere(group: Group, other: number, u: number): SpokenLanguage {
    return u < other ? (this.#byGroup.get(group) as Choice<SpokenLanguage>).at(u / other) : ENGLISH;
  }

  /** Share of those of a group, born abroad, whose first language is not English. */
  otherLanguageOfBornAbroad(group: Group): number {
    const choice = this.#countries.get(group) as Choice<string>;
    const steps = 400;
    let sum = 0;
    for (let i = 0; i < steps; i++) {
      const languages = this.#byCountry.get(choice.at((i + 0.5) / steps));
      sum += languages && languages.atMost(0)?.code !== ENGLISH.code ? languages.share : 0;
    }
    return sum / steps;
  }
}
