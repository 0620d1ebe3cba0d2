import { normalCdf, power } from '../core/numeric.ts';
import type { Sex } from './terms.ts';

/** Sex, length in cm, and the three parameters of the distribution of weight at that length. */
export type WeightForLengthRow = readonly [sex: Sex, length: number, l: number, m: number, s: number];

/** Beyond the chart: longer than any child of it. */
const BEYOND = 99;

/** The CDC 2000 charts of weight for recumbent length, 45 to 103.5 cm (LMS method). */
export class WeightForLength {
  readonly #rows: Readonly<Record<Sex, readonly WeightForLengthRow[]>>;

  /** Rows ascending in length within a sex. */
  constructor(rows: readonly WeightForLengthRow[]) {
    this.#rows = { F: rows.filter(([sex]) => sex === 'F'), M: rows.filter(([sex]) => sex === 'M') };
  }

  /** Percent of children of the first charted length above `length` (cm) who weigh less than `weight` (kg); 99 beyond the chart. */
  percentile(sex: Sex, length: number, weight: number): number {
    const row = this.#rows[sex].find((candidate) => candidate[1] > length);
    if (!row) return BEYOND;
    const [, , l, m, s] = row;
    return 100 * normalCdf((power(weight / m, l) - 1) / (l * s));
  }
}
