import { normalCdf, power } from '../core/numeric.ts';
import { GROUPS, type Group } from './places.ts';
import { EDUCATION_LEVELS } from './social-education.ts';
import { interpolate, type Years, yearIndex } from './social-years.ts';

/**
 * Age, group, level of education (-1: any), then the ranks (standard normal) below which the household's income is under
 * 1, 1.38, 2 and 4 times the poverty line, in 2018.
 */
export type PovertyRow = readonly [
  age: number,
  group: Group,
  education: number,
  ...ranks: [number, number, number, number],
];

/** The published bounds. */
const BOUNDS = [1, 1.38, 2, 4] as const;
/** Above the last bound ratios fall off as a power (Pareto), a judgement: half of those above 4 are above 5.7. */
const TAIL = 2;
const OLDEST = 100;
const TABLED = 2018.5;
/** Last age that counts as a child, first that counts as old, of the published histories. */
const CHILD = 17;
const OLD = 65;
/** From the middle upwards a year or state moves ranks by its second shift, below this rank by its first. */
const POOR = -1.1;

/** Household income over the poverty line, by age, group, education and year. */
export class PovertyFacts {
  /** By age, group, education, bound: the rank and the share below it. */
  readonly #ranks: Float64Array;
  readonly #shares: Float64Array;
  /** Children, adults, old people. */
  readonly #poor: readonly Float64Array[];
  readonly #middle: Float64Array;

  constructor(rows: readonly PovertyRow[], years: Years) {
    const size = (OLDEST + 1) * GROUPS.length * EDUCATION_LEVELS * BOUNDS.length;
    this.#ranks = new Float64Array(size);
    for (const group of GROUPS) {
      for (let education = 0; education < EDUCATION_LEVELS; education++) {
        const own = rows.filter((row) => row[1] === group && (row[2] === education || row[2] < 0));
        for (let bound = 0; bound < BOUNDS.length; bound++) {
          const points = own.map((row) => [row[0], row[3 + bound] as number] as const);
          for (let age = 0; age <= OLDEST; age++)
            this.#ranks[start(group, education, age) + bound] = interpolate(points, age);
        }
      }
    }
    this.#shares = this.#ranks.map(normalCdf);
    const since = (series: string) => {
      const then = years.at(series, TABLED);
      return years.table((year) => then - years.at(series, year));
    };
    this.#poor = [since('poverty-children'), since('poverty-adults'), since('poverty-old')];
    this.#middle = since('household-income-rank');
  }

  /** The ratio of somebody of a rank; `poor` and `middle` are what the state adds to the ranks there. */
  ratio(
    group: Group,
    education: number,
    age: number,
    year: number,
    rank: number,
    poor: number,
    middle: number,
  ): number {
    const y = yearIndex(year);
    const own = this.#poor[age <= CHILD ? 0 : age < OLD ? 1 : 2] as Float64Array;
    const low = poor + (own[y] as number);
    const high = middle + (this.#middle[y] as number);
    return this.#quantile(start(group, education, Math.min(age, OLDEST)), shifted(rank, low, high));
  }

  #quantile(from: number, rank: number): number {
    const share = normalCdf(rank);
    let i = 0;
    while (i < BOUNDS.length && rank >= (this.#ranks[from + i] as number)) i++;
    const above = i === 0 ? 0 : (this.#shares[from + i - 1] as number);
    if (i === BOUNDS.length) return 4 * power((1 - above) / Math.max(1 - share, 1e-9), 1 / TAIL);
    const low = i === 0 ? 0 : (BOUNDS[i - 1] as number);
    const high = BOUNDS[i] as number;
    return low + ((high - low) * (share - above)) / ((this.#shares[from + i] as number) - above);
  }
}

/** A rank moved by `low` where people are poor, by `high` from the middle upwards, and in between in proportion; never out of order. */
function shifted(rank: number, low: number, high: number): number {
  const part = Math.min(1, Math.max(0, (rank - POOR) / -POOR));
  return rank + low + (high - low) * part;
}

function start(group: Group, education: number, age: number): number {
  return ((age * GROUPS.length + GROUPS.indexOf(group)) * EDUCATION_LEVELS + education) * BOUNDS.length;
}
