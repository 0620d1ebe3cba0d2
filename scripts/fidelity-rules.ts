/** The rules by which fidelity of quantities is judged: percentiles, moments, correlations, variation within a person. */

import { errorOfQuantile, quantile } from '../src/report/statistics.ts';

/** How far a percentile may be from the published one: a share of it, and of the distance from the 5th to the 95th; both have to hold. */
const OF_VALUE = 0.1;
const OF_SPREAD = 0.15;
/** Standard errors of the sample that are allowed on top. */
const ERRORS = 3;

export const JUDGED = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

export interface PercentileVerdict {
  readonly probability: number;
  readonly published: number;
  readonly ours: number;
  readonly hit: boolean;
}

/**
 * Judges an ascending sample against published percentiles; `spread`: from the 5th to the 95th; `step`: what readings are rounded to, where
 * the percentiles are finer than that.
 */
export function judgePercentiles(
  sorted: Readonly<Float64Array>,
  published: readonly (readonly [probability: number, value: number])[],
  spread: number,
  step = 0,
): readonly PercentileVerdict[] {
  return published.map(([probability, value]) => {
    const ours = quantile(sorted, probability);
    const error = ERRORS * errorOfQuantile(sorted, probability) + step / 2;
    const away = Math.abs(ours - value);
    const hit = away <= OF_VALUE * Math.abs(value) + error && away <= OF_SPREAD * spread + error;
    return { probability, published: value, ours, hit };
  });
}

export interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
}

export function momentsOf(values: Readonly<Float64Array>): Moments {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { n, mean, sd: Math.sqrt(squares / Math.max(1, n - 1)) };
}

/** Mean within 5 % and standard deviation within 15 %, plus three standard errors each (those of a normal distribution). */
export function judgeMoments(ours: Moments, published: { readonly mean: number; readonly sd: number }): boolean {
  const ofMean = (ERRORS * ours.sd) / Math.sqrt(ours.n);
  const ofSd = (ERRORS * ours.sd) / Math.sqrt(2 * ours.n);
  return (
    Math.abs(ours.mean - published.mean) <= 0.05 * published.mean + ofMean &&
    Math.abs(ours.sd - published.sd) <= 0.15 * published.sd + ofSd
  );
}

/** Correlation of columns where none has NaN, and that of the first two after the others are taken out of both, linearly. */
export function correlations(columns: readonly Readonly<Float64Array>[]): {
  readonly r: number;
  readonly given: number;
} {
  const rows = (columns[0] as Float64Array).length;
  const k = columns.length;
  const sums = new Float64Array(k);
  const products = Array.from({ length: k }, () => new Float64Array(k));
  let n = 0;
  for (let row = 0; row < rows; row++) {
    if (columns.some((column) => Number.isNaN(column[row]))) continue;
    n++;
    for (let i = 0; i < k; i++) {
      const a = columns[i]?.[row] as number;
      sums[i] = (sums[i] as number) + a;
      const line = products[i] as Float64Array;
      for (let j = 0; j <= i; j++) line[j] = (line[j] as number) + a * (columns[j]?.[row] as number);
    }
  }
  const covariance = (i: number, j: number): number =>
    ((products[Math.max(i, j)] as Float64Array)[Math.min(i, j)] as number) / n -
    ((sums[i] as number) / n) * ((sums[j] as number) / n);
  const r = (i: number, j: number): number => covariance(i, j) / Math.sqrt(covariance(i, i) * covariance(j, j));
  const given = (i: number, j: number, out: readonly number[]): number => {
    const last = out.at(-1);
    if (last === undefined) return r(i, j);
    const rest = out.slice(0, -1);
    const [ij, il, jl] = [given(i, j, rest), given(i, last, rest), given(j, last, rest)];
    return (ij - il * jl) / Math.sqrt((1 - il * il) * (1 - jl * jl));
  };
  const others = Array.from({ length: k - 2 }, (_, i) => i + 2);
  return { r: r(0, 1), given: given(0, 1, others) };
}

export interface PairVerdict {
  readonly meanDistance: number;
  /** Share of the pairs within 0.1 of the published correlation, and of those that are 0.3 or more. */
  readonly near: number;
  readonly strongNear: number;
  readonly strong: number;
  readonly pass: boolean;
}

/** Judges correlations against published ones. */
export function judgePairs(pairs: readonly { readonly published: number; readonly ours: number }[]): PairVerdict {
  const isNear = ({ published, ours }: { published: number; ours: number }) => Math.abs(ours - published) <= 0.1;
  const share = (list: typeof pairs) => (list.length === 0 ? 1 : list.filter(isNear).length / list.length);
  const strong = pairs.filter(({ published }) => Math.abs(published) >= 0.3);
  const meanDistance = pairs.reduce((sum, { published, ours }) => sum + Math.abs(ours - published), 0) / pairs.length;
  const [near, strongNear] = [share(pairs), share(strong)];
  const pass = meanDistance <= 0.04 && near >= 0.95 && strongNear >= 0.9;
  return { meanDistance, near, strongNear, strong: strong.length, pass };
}

/** Coefficient of variation of repeated readings, over persons: the root of the mean of squares. */
export function variationWithin(persons: readonly Readonly<Float64Array>[]): number {
  const squares = persons.flatMap((readings) => {
    const { mean, sd } = momentsOf(readings);
    return mean > 0 ? [(sd / mean) * (sd / mean)] : [];
  });
  return Math.sqrt(squares.reduce((sum, value) => sum + value, 0) / squares.length);
}
