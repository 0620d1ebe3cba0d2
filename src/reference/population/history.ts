import { GROUPS } from '../places.ts';
import type { Sex } from '../terms.ts';

/**
 * A fact of the population's past, tagged: births of a year; residents by five-year band at a census; residents by group in
 * a range of ages at a census; percent by group at the start of a year; net migrants of the twelve months from July of a year, and how
 * they divide by group and by five-year band.
 */
export type HistoryRow =
  | readonly ['births', year: number, births: number]
  | readonly ['census', year: number, month: number, day: number, sex: Sex, residents: readonly number[]]
  | readonly ['census-groups', year: number, ageMin: number, ageMax: number, residents: readonly number[]]
  | readonly ['groups', year: number, percent: readonly number[]]
  | readonly ['migrants', year: number, migrants: number]
  | readonly ['migrant-groups', percent: readonly number[]]
  | readonly ['migrant-ages', percent: readonly number[]];

export type CensusRow = Extract<HistoryRow, readonly ['census', ...unknown[]]>;
export type CensusGroupsRow = Extract<HistoryRow, readonly ['census-groups', ...unknown[]]>;
type GroupsRow = Extract<HistoryRow, readonly ['groups', ...unknown[]]>;

/** Births a year before the first known grew, and after the last stay: the growth of the years around 1910. */
const EARLY_GROWTH = 0.012;

/** What is known of births, censuses, groups and migration over the years. */
export class PopulationHistory {
  readonly censuses: readonly CensusRow[];
  readonly censusGroups: readonly CensusGroupsRow[];
  readonly #births: ReadonlyMap<number, number>;
  readonly #firstYear: number;
  readonly #lastYear: number;
  readonly #groups: readonly GroupsRow[];
  readonly #migrants: ReadonlyMap<number, number>;
  readonly #lastMigrants: number;
  readonly #migrantGroups: readonly number[];
  readonly #migrantAges: readonly number[];

  constructor(rows: readonly HistoryRow[]) {
    const births = rows.filter((row) => row[0] === 'births');
    this.#births = new Map(births.map(([, year, count]) => [year, count]));
    this.#firstYear = Math.min(...this.#births.keys());
    this.#lastYear = Math.max(...this.#births.keys());
    this.censuses = rows.filter((row) => row[0] === 'census');
    this.censusGroups = rows.filter((row) => row[0] === 'census-groups');
    this.#groups = rows.filter((row) => row[0] === 'groups');
    const migrants = rows.filter((row) => row[0] === 'migrants');
    this.#migrants = new Map(migrants.map(([, year, count]) => [year, count]));
    this.#lastMigrants = Math.max(...this.#migrants.keys());
    this.#migrantGroups = shares(rows.find((row) => row[0] === 'migrant-groups')?.[1] ?? []);
    this.#migrantAges = shares(rows.find((row) => row[0] === 'migrant-ages')?.[1] ?? []);
  }

  /** Births in the year before somebody is `age` years old and, after it, `age + 1`, at the time `year` (with its fraction). */
  birthsOfAge(year: number, age: number): number {
    const whole = Math.floor(year);
    const part = year - whole;
    return (1 - part) * this.#birthsIn(whole - age - 1) + part * this.#birthsIn(whole - age);
  }

  /** Net migrants between two times of a group who are `age` years old at the second, both sexes. */
  migrants(from: number, to: number, age: number, group: number): number {
    let sum = 0;
    // A year of migration runs from July.
    for (let start = Math.floor(from - 0.5) + 0.5; start < to; start++) {
      const part = Math.min(to, start + 1) - Math.max(from, start);
      if (part <= 0) continue;
      const then = age - (to - Math.max(from, start) - part / 2);
      const total = this.#migrants.get(Math.min(Math.floor(start), this.#lastMigrants)) ?? 0;
      sum += part * total * this.#shareAt(then) * (this.#migrantGroups[group] as number);
    }
    return sum;
  }

  /** Share of each group at a time before the censuses that are known in detail; undefined from the last time on. */
  groupShares(year: number, last: number, lastShares: readonly number[]): readonly number[] | undefined {
    if (year >= last) return undefined;
    const rows: readonly (readonly [number, readonly number[]])[] = [
      ...this.#groups.map(([, at, percent]) => [at, shares(percent)] as const),
      [last, lastShares],
    ];
    const after = rows.findIndex(([at]) => at > year);
    const [to, high] = rows[Math.max(after, 1)] as (typeof rows)[number];
    const [from, low] = rows[Math.max(after, 1) - 1] as (typeof rows)[number];
    const part = Math.max(0, (year - from) / (to - from));
    return GROUPS.map((_, g) => (1 - part) * (low[g] as number) + part * (high[g] as number));
  }

  #birthsIn(year: number): number {
    const known = this.#births.get(Math.min(year, this.#lastYear));
    return known ?? (this.#births.get(this.#firstYear) as number) * Math.exp(EARLY_GROWTH * (year - this.#firstYear));
  }

  /** Share of migrants in the single year of age around `age`. */
  #shareAt(age: number): number {
    return age < 0 ? 0 : (this.#migrantAges[Math.floor(age / 5)] ?? 0) / 5;
  }
}

function shares(values: readonly number[]): readonly number[] {
  const sum = values.reduce((a, b) => a + b, 0);
  return values.map((value) => value / sum);
}
