import { power } from '../core/numeric.ts';
import type { Sex } from './terms.ts';

export type GrowthMeasure = 'height' | 'weight' | 'bmi' | 'head';
/** Measure, sex, age in months, and the three parameters of the distribution at that age. */
export type GrowthRow = readonly [measure: GrowthMeasure, sex: Sex, months: number, l: number, m: number, s: number];

/**
 * A growth chart: the distribution of a measure at each age by the LMS method (Cole and Green 1992), as in the CDC 2000
 * growth charts. Between two charted ages L, M and S are linear.
 */
export class GrowthChart {
  /** Ages in months of the rows of `#lms`, ascending. */
  readonly #months: Float64Array;
  readonly #lms: Float64Array;

  /** Two or more rows of one measure and sex, ascending in age. */
  constructor(rows: readonly GrowthRow[]) {
    this.#months = Float64Array.from(rows, (row) => row[2]);
    this.#lms = Float64Array.from(rows.flatMap((row) => row.slice(3) as number[]));
  }

  /** Age in months at which the chart ends. */
  get lastMonth(): number {
    return this.#months[this.#months.length - 1] as number;
  }

  /** The value at an age in months and a standard normal score: M (1 + L S z)^(1/L). Ages beyond the chart are its ends. */
  at(months: number, z: number): number {
    const row = this.#rowBefore(months);
    const weight = this.#weight(row, months);
    const l = this.#parameter(row, 0, weight);
    const m = this.#parameter(row, 1, weight);
    const s = this.#parameter(row, 2, weight);
    if (Math.abs(l) < 1e-6) return m * Math.exp(s * z);
    // The bracket may not reach 0: that score has no value in the fitted distribution.
    return m * power(Math.max(1e-3, 1 + l * s * z), 1 / l);
  }

  /** The standard normal score of a value above 0 at an age in months; the inverse of `at`. */
  scoreOf(months: number, value: number): number {
    const row = this.#rowBefore(months);
    const weight = this.#weight(row, months);
    const l = this.#parameter(row, 0, weight);
    const m = this.#parameter(row, 1, weight);
    const s = this.#parameter(row, 2, weight);
    return Math.abs(l) < 1e-6 ? Math.log(value / m) / s : (power(value / m, l) - 1) / (l * s);
  }

  /** The last row, but one that has another after it, whose age is not above `months`; the first before the chart. */
  #rowBefore(months: number): number {
    let low = 0;
    let high = this.#months.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#months[middle] as number) <= months) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** How far `months` lies from a row towards the next, 0 to 1. */
  #weight(row: number, months: number): number {
    const from = this.#months[row] as number;
    const to = this.#months[row + 1] as number;
    return Math.min(Math.max((months - from) / (to - from), 0), 1);
  }

  #parameter(row: number, column: number, weight: number): number {
    const low = this.#lms[row * 3 + column] as number;
    return low + weight * ((this.#lms[row * 3 + 3 + column] as number) - low);
  }
}

const MEASURES: readonly GrowthMeasure[] = ['height', 'weight', 'bmi', 'head'];

/** The charts of all measures, by sex. */
export class Growth {
  readonly #charts: ReadonlyMap<GrowthMeasure, Readonly<Record<Sex, GrowthChart>>>;

  constructor(rows: readonly GrowthRow[]) {
    const of = (measure: GrowthMeasure, sex: Sex) =>
      new GrowthChart(rows.filter((row) => row[0] === measure && row[1] === sex));
    this.#charts = new Map(MEASURES.map((measure) => [measure, { F: of(measure, 'F'), M: of(measure, 'M') }]));
  }

  chart(measure: GrowthMeasure, sex: Sex): GrowthChart {
    return (this.#charts.get(measure) as Readonly<Record<Sex, GrowthChart>>)[sex];
  }
}
