import { GROUPS, type Group } from './places.ts';
import { cell, EDUCATION_LEVELS } from './social-education.ts';
import { sexIndex, WORK_FROM } from './social-work.ts';
import { interpolate, type Years, yearIndex } from './social-years.ts';
import type { Sex } from './terms.ts';

/**
 * Age, sex, level of education: the rank below which people have no income, then the natural logarithms of the 10th, 25th, 50th,
 * 75th and 90th percentile of the others, dollars of 2018, before what the group adds.
 */
export type IncomeRow = readonly [
  age: number,
  sex: Sex,
  education: number,
  without: number,
  ...logs: [number, number, number, number, number],
];
/** Sex, group, level of education: what is added to the logarithm of income. */
export type IncomeGroupRow = readonly [sex: Sex, group: Group, education: number, log: number];

const OLDEST = 100;
const AGES = OLDEST - WORK_FROM + 1;
/** Ranks of the five percentiles. */
const RANKS = [-1.2815515655446004, -0.6744897501960817, 0, 0.6744897501960817, 1.2815515655446004] as const;
/** Rank without income, then five logarithms. */
const WIDTH = 6;
const TABLED = 2018.5;

/** Who has which personal income, by age, sex, education, group and year. */
export class IncomeFacts {
  readonly #rows: Float64Array;
  readonly #groups: Float64Array;
  /** By sex, year: what a year adds to the logarithm, and to the rank below which there is no income. */
  readonly #growth: readonly Float64Array[];
  readonly #without: readonly Float64Array[];

  constructor(rows: readonly IncomeRow[], groups: readonly IncomeGroupRow[], years: Years) {
    this.#rows = new Float64Array(2 * EDUCATION_LEVELS * AGES * WIDTH);
    for (const sex of ['F', 'M'] as const) {
      for (let education = 0; education < EDUCATION_LEVELS; education++) {
        const own = rows.filter((row) => row[1] === sex && row[2] === education);
        for (let column = 0; column < WIDTH; column++) {
          const points = own.map((row) => [row[0], row[3 + column] as number] as const);
          for (let at = 0; at < AGES; at++) {
            this.#rows[start(sex, education, WORK_FROM + at) + column] = interpolate(points, WORK_FROM + at);
          }
        }
      }
    }
    this.#groups = new Float64Array(2 * GROUPS.length * EDUCATION_LEVELS);
    for (const [sex, group, education, log] of groups) {
      this.#groups[cell(sex, group) * EDUCATION_LEVELS + education] = log;
    }
    const since = (series: string) => {
      const then = years.at(series, TABLED);
      return years.table((year) => years.at(series, year) - then);
    };
    this.#growth = [since('log-income-F'), since('log-income-M')];
    this.#without = [since('without-income-F'), since('without-income-M')];
  }

  /** The rank below which somebody has no income. */
  without(sex: Sex, education: number, age: number, year: number): number {
    const shift = (this.#without[sexIndex(sex)] as Float64Array)[yearIndex(year)] as number;
    return (this.#rows[start(sex, education, age)] as number) + shift;
  }

  /** The natural logarithm of the income of somebody who has one, of a rank among those, in dollars of the year. */
  log(sex: Sex, group: Group, education: number, age: number, year: number, rank: number): number {
    return this.#quantile(start(sex, education, age) + 1, rank) + this.#added(sex, group, education, year);
  }

  /** The rank that has an income of this logarithm; the inverse of `log`. */
  rank(sex: Sex, group: Group, education: number, age: number, year: number, log: number): number {
    const from = start(sex, education, age) + 1;
    const at = log - this.#added(sex, group, education, year);
    let i = 0;
    while (i < RANKS.length - 2 && at > (this.#rows[from + i + 1] as number)) i++;
    const low = this.#rows[from + i] as number;
    const high = this.#rows[from + i + 1] as number;
    return (RANKS[i] as number) + ((at - low) / (high - low)) * ((RANKS[i + 1] as number) - (RANKS[i] as number));
  }

  #added(sex: Sex, group: Group, education: number, year: number): number {
    const growth = (this.#growth[sexIndex(sex)] as Float64Array)[yearIndex(year)] as number;
    return (this.#groups[cell(sex, group) * EDUCATION_LEVELS + education] as number) + growth;
  }

  /** Linear between the percentiles, and beyond them as between the outer two. */
  #quantile(from: number, rank: number): number {
    let i = 0;
    while (i < RANKS.length - 2 && rank > (RANKS[i + 1] as number)) i++;
    const low = this.#rows[from + i] as number;
    const high = this.#rows[from + i + 1] as number;
    return low + ((high - low) * (rank - (RANKS[i] as number))) / ((RANKS[i + 1] as number) - (RANKS[i] as number));
  }
}

function start(sex: Sex, education: number, age: number): number {
  const at = Math.min(AGES - 1, Math.max(0, age - WORK_FROM));
  return ((sexIndex(sex) * EDUCATION_LEVELS + education) * AGES + at) * WIDTH;
}
