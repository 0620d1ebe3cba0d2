import { normalQuantile } from '../core/numeric.ts';

/** Standard normal scores of the published percentiles. */
export const KNOTS: Readonly<Float64Array> = Float64Array.from([0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95], normalQuantile);
const COUNT = KNOTS.length;
const FIRST = KNOTS[0] as number;
const LAST = KNOTS[COUNT - 1] as number;

/** How something is distributed at an age in years: percentiles 5, 10, 25, 50, 75, 90, 95. */
export interface DistributionPoint {
  readonly age: number;
  readonly percentiles: readonly number[];
}

/**
 * A distribution that changes with age, from percentiles at a few ages. Between two ages and between two percentiles it
 * is linear (in the standard normal score), so every published percentile is met exactly; beyond the outermost ones the
 * logarithm of the value continues with the slope from the nearer quartile, so that no value is below 0.
 */
export class Distribution {
  /** Age in years at which each row of `#values` holds, ascending. */
  readonly #ages: Float64Array;
  readonly #values: Float64Array;
  /** Slopes of the logarithm below the first and above the last percentile, per row. */
  readonly #lower: Float64Array;
  readonly #upper: Float64Array;

  /** `points`: seven ascending percentiles (5, 10, 25, 50, 75, 90, 95), none below 0, at each of some ascending ages. */
  constructor(points: readonly DistributionPoint[]) {
    this.#ages = Float64Array.from(points, (point) => point.age);
    this.#values = Float64Array.from(points.flatMap((point) => point.percentiles));
    this.#lower = Float64Array.from(points, ({ percentiles: p }) => tailSlope(p[0], p[2], FIRST, KNOTS[2]));
    this.#upper = Float64Array.from(points, ({ percentiles: p }) => tailSlope(p[4], p[6], KNOTS[4], LAST));
  }

  /** The youngest age that a percentile is given for; below it the same holds. */
  get firstAge(): number {
    return this.#ages[0] as number;
  }

  /** The value at an age in years and a standard normal score. Allocates nothing. */
  at(age: number, z: number): number {
    const ages = this.#ages;
    const last = ages.length - 1;
    if (age <= (ages[0] as number)) return this.#quantile(0, z);
    if (age >= (ages[last] as number)) return this.#quantile(last, z);
    let row = 0;
    while (age >= (ages[row + 1] as number)) row++;
    const from = ages[row] as number;
    const weight = (age - from) / ((ages[row + 1] as number) - from);
    const low = this.#quantile(row, z);
    return low + weight * (this.#quantile(row + 1, z) - low);
  }

  /** The standard normal score at which `at` gives `value`, within 1e-6; -8 or 8 for values beyond those scores. */
  scoreOf(age: number, value: number): number {
    let low = -8;
    let high = 8;
    while (high - low > 1e-6) {
      const middle = (low + high) / 2;
      if (this.at(age, middle) < value) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }

  #quantile(row: number, z: number): number {
    const values = this.#values;
    const offset = row * COUNT;
    if (z <= FIRST) return (values[offset] as number) * Math.exp((this.#lower[row] as number) * (z - FIRST));
    if (z >= LAST) return (values[offset + COUNT - 1] as number) * Math.exp((this.#upper[row] as number) * (z - LAST));
    let knot = 0;
    while (z >= (KNOTS[knot + 1] as number)) knot++;
    const from = KNOTS[knot] as number;
    const value = values[offset + knot] as number;
    return (
      value + ((values[offset + knot + 1] as number) - value) * ((z - from) / ((KNOTS[knot + 1] as number) - from))
    );
  }
}

function tailSlope(low = 0, high = 0, zLow = 0, zHigh = 0): number {
  return low > 0 ? Math.log(high / low) / (zHigh - zLow) : 0;
}
