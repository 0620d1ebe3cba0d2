import type { Group } from './places.ts';
import type { Sex } from './terms.ts';

/** Ways in which care is paid for below 65, and from 65 on: in the order of a person's rank, worst off first. The last is the one that log odds are against. */
export const UNDER_65 = ['public', 'uninsured', 'private'] as const;
export const FROM_65 = ['medicare-and-other-public', 'medicare-only', 'no-medicare', 'medicare-and-private'] as const;

export type People = 'under 65' | '65 and over';
export const COVERAGE_TERMS = [
  'age',
  'sex-group',
  'poverty',
  'education',
  'work',
  'marriage',
  'health',
  'state',
] as const;
export type CoverageTerm = (typeof COVERAGE_TERMS)[number];
/** What belonging to a level of a term adds to the log odds of each way but the last. */
export type CoverageRow = readonly [people: People, term: CoverageTerm, level: string, added: readonly number[]];
/** What a year adds, by the bands of YEAR_BANDS (below 65) or for everybody (from 65 on). Held at the middle of the year. */
export type CoverageYearRow = readonly [people: People, year: number, band: string, added: readonly number[]];

/** First age of each band of the term `age` below 65. */
export const AGE_BANDS = [0, 5, 13, 18, 19, 25, 30, 35, 45, 55] as const;
export const YEAR_BANDS = [0, 19, 25, 30, 35, 45, 55] as const;
/** Poverty ratio from which each level of the term `poverty` on holds: poor, near-poor, low, middle and high income. */
export const POVERTY_BANDS = [0, 1, 1.25, 2, 4] as const;
/** Levels of education that are told apart: less than high school, high school, more. */
export const MOST_EDUCATION = 2;

/** What decides the odds, each as the name of a level; undefined for what does not apply, as with the work of children. */
export interface CoverageTraits {
  readonly people: People;
  readonly age: number;
  readonly year: number;
  readonly sex: Sex;
  readonly group: Group;
  readonly povertyRatio: number;
  /** 0 less than high school, 1 high school, 2 and above more. */
  readonly education: number | undefined;
  readonly work: 'employed' | 'not employed' | undefined;
  readonly marriage: string | undefined;
  readonly health: string;
  readonly stateCode: string;
}

type Levels = ReadonlyMap<string, readonly number[]>;

/** Odds of the ways in which care is paid for. */
export class CoverageModel {
  readonly #terms: Readonly<Record<People, ReadonlyMap<CoverageTerm, Levels>>>;
  readonly #years: Readonly<Record<People, ReadonlyMap<string, readonly (readonly [number, readonly number[]])[]>>>;
  /** Scratch for the odds of one person. */
  readonly #odds = new Float64Array(FROM_65.length);

  constructor(rows: readonly CoverageRow[], years: readonly CoverageYearRow[]) {
    this.#terms = { 'under 65': termsOf(rows, 'under 65'), '65 and over': termsOf(rows, '65 and over') };
    this.#years = { 'under 65': yearsOf(years, 'under 65'), '65 and over': yearsOf(years, '65 and over') };
  }

  /** The position in UNDER_65 or FROM_65 that a rank in (0, 1) has among people with these traits. */
  choose(traits: CoverageTraits, rank: number): number {
    const odds = this.odds(traits);
    const ways = traits.people === 'under 65' ? UNDER_65.length : FROM_65.length;
    let sum = 0;
    for (let k = 0; k < ways; k++) sum += odds[k] as number;
    let target = rank * sum;
    for (let k = 0; k < ways - 1; k++) {
      target -= odds[k] as number;
      if (target < 0) return k;
    }
    return ways - 1;
  }

  /** Odds of each way against the last, whose odds are 1. The array is used anew by the next call. */
  odds(traits: CoverageTraits): Float64Array {
    const { people } = traits;
    const odds = this.#odds;
    const last = people === 'under 65' ? UNDER_65.length - 1 : FROM_65.length - 1;
    odds.fill(0);
    const terms = this.#terms[people];
    for (const term of COVERAGE_TERMS) {
      const level = levelOf(traits, term);
      if (level === undefined) continue;
      const added = terms.get(term)?.get(level);
      if (added) for (let k = 0; k < last; k++) odds[k] = (odds[k] as number) + (added[k] as number);
    }
    this.#addYear(traits, odds, last);
    for (let k = 0; k < last; k++) odds[k] = Math.exp(odds[k] as number);
    odds[last] = 1;
    return odds;
  }

  #addYear({ people, age, year }: CoverageTraits, odds: Float64Array, last: number): void {
    const band = people === 'under 65' ? String(bandOf(YEAR_BANDS, age)) : 'everyone';
    const knots = this.#years[people].get(band);
    if (!knots || knots.length === 0) return;
    const at = year - 0.5;
    let i = 1;
    while (i < knots.length - 1 && (knots[i] as readonly [number, unknown])[0] < at) i++;
    const [from, low] = knots[i - 1] as readonly [number, readonly number[]];
    const [to, high] = (knots[i] ?? knots[i - 1]) as readonly [number, readonly number[]];
    const part = to > from ? Math.min(1, Math.max(0, (at - from) / (to - from))) : 0;
    for (let k = 0; k < last; k++) {
      const before = low[k] as number;
      odds[k] = (odds[k] as number) + before + part * ((high[k] as number) - before);
    }
  }
}

/** The name of the level of a term that somebody belongs to. */
export function levelOf(traits: CoverageTraits, term: CoverageTerm): string | undefined {
  switch (term) {
    case 'age':
      return String(traits.people === 'under 65' ? bandOf(AGE_BANDS, traits.age) : traits.age < 75 ? 65 : 75);
    case 'sex-group':
      return SEX_GROUP[traits.sex][traits.group];
    case 'poverty':
      return String(bandOf(POVERTY_BANDS, traits.povertyRatio));
    case 'education':
      return traits.education === undefined ? undefined : String(Math.min(MOST_EDUCATION, traits.education));
    case 'work':
      return traits.work;
    case 'marriage':
      return traits.marriage;
    case 'health':
      return traits.health;
    case 'state':
      return traits.stateCode;
  }
}

/** The last start of a band that is not above `x`. */
export function bandOf(starts: readonly number[], x: number): number {
  let i = starts.length - 1;
  while (i > 0 && (starts[i] as number) > x) i--;
  return starts[i] as number;
}

const SEX_GROUP: Readonly<Record<Sex, Readonly<Record<Group, string>>>> = {
  F: named('F'),
  M: named('M'),
};

function named(sex: Sex): Readonly<Record<Group, string>> {
  return {
    'white-nh': `${sex} white-nh`,
    'black-nh': `${sex} black-nh`,
    hispanic: `${sex} hispanic`,
    'asian-nh': `${sex} asian-nh`,
    'other-nh': `${sex} other-nh`,
  };
}

function termsOf(rows: readonly CoverageRow[], people: People): ReadonlyMap<CoverageTerm, Levels> {
  const own = rows.filter((row) => row[0] === people);
  return new Map(
    COVERAGE_TERMS.map((term) => [
      term,
      new Map(own.filter((row) => row[1] === term).map(([, , level, added]) => [level, added] as const)),
    ]),
  );
}

function yearsOf(rows: readonly CoverageYearRow[], people: People) {
  const own = rows.filter((row) => row[0] === people);
  return new Map(
    [...new Set(own.map((row) => row[2]))].map((band) => [
      band,
      own.filter((row) => row[2] === band).map(([, year, , added]) => [year, added] as const),
    ]),
  );
}
