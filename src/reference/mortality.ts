import { DAY, daysFromCivil, type SimTime, YEAR, yearOf } from '../core/time.ts';
import type { Sex } from './terms.ts';

/** Calendar year, sex, probabilities of dying within a year at ages 0, 1, 2 ... */
export type LifeTableRow = readonly [year: number, sex: Sex, q: readonly number[]];

/**
 * Background mortality of the United States by sex, single year of age and calendar year, from period life tables.
 * Within one year of age and one calendar year the hazard is constant: -ln(1 - q) per year. Between two table years its
 * logarithm is linear in the calendar year; before the first and after the last table, and above the last age, the
 * nearest holds. Ages are counted in mean calendar years from the instant of birth, so that each lasts exactly as long as
 * the table's rate is for.
 */
export class Mortality {
  /** Hazards per millisecond, one row a calendar year. */
  readonly #hazards: Readonly<Record<Sex, Float64Array>>;
  readonly #ages: number;
  readonly #firstYear: number;
  readonly #lastYear: number;
  /** Start of each calendar year from the first to the one after the last. */
  readonly #yearStarts: Float64Array;

  constructor(rows: readonly LifeTableRow[]) {
    const years = rows.map(([year]) => year);
    this.#firstYear = Math.min(...years);
    this.#lastYear = Math.max(...years);
    this.#ages = rows[0]?.[2].length ?? 0;
    const count = this.#lastYear - this.#firstYear + 1;
    this.#yearStarts = Float64Array.from(
      { length: count + 1 },
      (_, i) => daysFromCivil(this.#firstYear + i, 1, 1) * DAY,
    );
    this.#hazards = { F: this.#interpolate(rows, 'F'), M: this.#interpolate(rows, 'M') };
  }

  /** Hazard of dying per year in completed year of age `age` during a calendar year. */
  hazard(age: number, sex: Sex, year: number): number {
    const row = Math.min(Math.max(year, this.#firstYear), this.#lastYear) - this.#firstYear;
    const column = Math.min(Math.max(0, age), this.#ages - 1);
    return (this.#hazards[sex][row * this.#ages + column] as number) * YEAR;
  }

  /**
   * The instant at which the hazard accumulated since birth reaches `e`, a draw from the exponential distribution with
   * mean 1: the inverse of the cumulative hazard, exact to the millisecond. Never before birth.
   */
  deathTime(birth: SimTime, sex: Sex, e: number): SimTime {
    return Math.round(this.#walk(birth, sex, e, Number.POSITIVE_INFINITY).time);
  }

  /** Hazard accumulated from birth until `until`; its negative exponential is the probability of living until then. */
  cumulativeHazard(birth: SimTime, sex: Sex, until: SimTime): number {
    return this.#walk(birth, sex, Number.POSITIVE_INFINITY, until).hazard;
  }

  /** Probability that a person born in the middle of `birthYear` lives for `years` years. */
  survival(birthYear: number, sex: Sex, years: number): number {
    const birth = (daysFromCivil(birthYear, 1, 1) * DAY + daysFromCivil(birthYear + 1, 1, 1) * DAY) / 2;
    return Math.exp(-this.cumulativeHazard(birth, sex, birth + years * YEAR));
  }

  /** Follows one life through the cells of constant hazard until a hazard or a time is reached. */
  #walk(birth: SimTime, sex: Sex, limit: number, until: SimTime): { time: number; hazard: number } {
    const hazards = this.#hazards[sex];
    const lastAge = this.#ages - 1;
    const lastRow = this.#lastYear - this.#firstYear;
    let row = Math.min(Math.max(yearOf(birth) - this.#firstYear, 0), lastRow);
    let age = 0;
    let time = birth;
    let hazard = 0;
    while (time < until) {
      const ageEnd = age < lastAge ? birth + (age + 1) * YEAR : Number.POSITIVE_INFINITY;
      const yearEnd = row < lastRow ? (this.#yearStarts[row + 1] as number) : Number.POSITIVE_INFINITY;
      const end = Math.min(ageEnd, yearEnd, until);
      const rate = hazards[row * this.#ages + age] as number;
      const reached = hazard + rate * (end - time);
      if (reached >= limit) return { time: time + (limit - hazard) / rate, hazard: limit };
      hazard = reached;
      time = end;
      if (end === ageEnd) age++;
      if (end === yearEnd) row++;
    }
    return { time, hazard };
  }

  #interpolate(rows: readonly LifeTableRow[], sex: Sex): Float64Array {
    const tables = rows.filter((row) => row[1] === sex).sort((a, b) => a[0] - b[0]);
    const out = new Float64Array((this.#lastYear - this.#firstYear + 1) * this.#ages);
    for (let i = 0; i < tables.length; i++) {
      const from = tables[i] as LifeTableRow;
      const to = tables[i + 1] ?? from;
      for (let age = 0; age < this.#ages; age++) {
        const start = Math.log(yearlyHazard(from, age));
        const slope = to === from ? 0 : (Math.log(yearlyHazard(to, age)) - start) / (to[0] - from[0]);
        for (let year = from[0]; year < to[0] || year === from[0]; year++) {
          out[(year - this.#firstYear) * this.#ages + age] = Math.exp(start + slope * (year - from[0])) / YEAR;
        }
      }
    }
    return out;
  }
}

function yearlyHazard([year, sex, q]: LifeTableRow, age: number): number {
  const probability = q[age];
  if (probability === undefined || !(probability > 0 && probability < 1)) {
    throw new RangeError(`life table ${year} ${sex}: probability of dying at age ${age} is ${probability}`);
  }
  return -Math.log(1 - probability);
}
