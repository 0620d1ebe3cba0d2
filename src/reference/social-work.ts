import { EDUCATION_LEVELS } from './social-education.ts';
import { FIRST_YEAR, interpolate, LAST_YEAR, type Years, yearIndex } from './social-years.ts';
import type { Sex } from './terms.ts';

/**
 * What is known (`not-working`: neither has nor seeks work; `looking`: of those who have or seek it), sex, `age` or
 * `education`, age or level, rank (standard normal) below which people are so on 1 January 2010. Effects of age and education add up.
 */
export type WorkRow = readonly [
  what: 'not-working' | 'looking',
  sex: Sex,
  by: 'age' | 'education',
  level: number,
  rank: number,
];

/** First age at which somebody works, and the last that is tabled. */
export const WORK_FROM = 16;
const OLDEST = 100;
const AGES = OLDEST - WORK_FROM + 1;
const YEARS = LAST_YEAR - FIRST_YEAR + 1;
/** When the tables of work were taken. */
const TABLED = 2010;

/** Age groups of the published participation rates: series, middle age. */
const PARTICIPATION = [
  ['16-24', 20],
  ['25-54', 40],
  ['55-64', 60],
  ['65', 70],
] as const;

/** Who works, by age, sex, education and year. */
export class WorkFacts {
  readonly #notWorking: Float64Array;
  readonly #looking: Float64Array;
  /** By sex, age, year. */
  readonly #participation: Float64Array;
  /** By year. */
  readonly #unemployment: Float64Array;

  constructor(rows: readonly WorkRow[], years: Years) {
    this.#notWorking = base(rows.filter((row) => row[0] === 'not-working'));
    this.#looking = base(rows.filter((row) => row[0] === 'looking'));
    this.#participation = new Float64Array(2 * AGES * YEARS);
    const unemployment = years.at('unemployment', TABLED);
    this.#unemployment = years.table((year) => years.at('unemployment', year) - unemployment);
    for (const sex of ['F', 'M'] as const) {
      const groups = PARTICIPATION.map(([name, middle]) => {
        const series = `not-in-labor-force-${sex}-${name}`;
        const then = years.at(series, TABLED);
        return { middle, shifts: years.table((year) => years.at(series, year) - then) };
      });
      for (let age = WORK_FROM; age <= OLDEST; age++) {
        const from = (sexIndex(sex) * AGES + age - WORK_FROM) * YEARS;
        for (const { middle, shifts } of groups) {
          // How much of the group's shift somebody of this age has.
          const part = interpolate(
            groups.map((group) => [group.middle, group.middle === middle ? 1 : 0] as const),
            age,
          );
          if (part === 0) continue;
          for (const [y, shift] of shifts.entries()) {
            this.#participation[from + y] = (this.#participation[from + y] as number) + part * shift;
          }
        }
      }
    }
  }

  /** The rank below which somebody neither has nor seeks work, at an age (whole, from WORK_FROM) in a year (with fraction). */
  notWorking(sex: Sex, education: number, age: number, year: number): number {
    const at = ageIndex(age);
    return (
      (this.#notWorking[(sexIndex(sex) * EDUCATION_LEVELS + education) * AGES + at] as number) +
      (this.#participation[(sexIndex(sex) * AGES + at) * YEARS + yearIndex(year)] as number)
    );
  }

  /** The rank below which somebody who has or seeks work seeks it. */
  looking(sex: Sex, education: number, age: number, year: number): number {
    return (
      (this.#looking[(sexIndex(sex) * EDUCATION_LEVELS + education) * AGES + ageIndex(age)] as number) +
      (this.#unemployment[yearIndex(year)] as number)
    );
  }
}

function base(rows: readonly WorkRow[]): Float64Array {
  const table = new Float64Array(2 * EDUCATION_LEVELS * AGES);
  for (const sex of ['F', 'M'] as const) {
    const own = rows.filter((row) => row[1] === sex);
    const byAge = own.filter((row) => row[2] === 'age').map((row) => [row[3], row[4]] as const);
    for (let education = 0; education < EDUCATION_LEVELS; education++) {
      const effect = own.find((row) => row[2] === 'education' && row[3] === education)?.[4] as number;
      for (let at = 0; at < AGES; at++) {
        const age = WORK_FROM + at;
        table[(sexIndex(sex) * EDUCATION_LEVELS + education) * AGES + at] =
          interpolate(byAge, age) + effect * interpolate(EDUCATION_COUNTS, age);
      }
    }
  }
  return table;
}

/** How much of the effect of education there is at an age: while at school none, in old age half (a judgement). */
const EDUCATION_COUNTS = [
  [18, 0],
  [25, 1],
  [65, 1],
  [80, 0.5],
] as const;

export function sexIndex(sex: Sex): 0 | 1 {
  return sex === 'F' ? 0 : 1;
}

function ageIndex(age: number): number {
  return Math.min(AGES - 1, Math.max(0, age - WORK_FROM));
}
