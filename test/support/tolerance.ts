import { expect } from 'vitest';

/**
 * Limits of statistical tests, derived from the number of draws: one false alarm in 150,000 tests, so that a failure is news.
 * No test states a tolerance of its own.
 */

/** Standard errors either side. */
const Z = 4.5;

/** Chance of lying beyond Z standard errors on one side. */
const ONE_SIDE = 3.4e-6;

/** Kolmogorov-Smirnov: the greatest distance times the root of the number of draws, passed by chance once in 100,000. */
const KS_LIMIT = 2.47;

/** `count` of `n` independent trials succeeded; the probability of each is `p`. */
export function expectShare(count: number, n: number, p: number): void {
  const rare = Math.min(p, 1 - p) * n < 30;
  const message = `${count} of ${n} succeeded, expected a share of ${p}`;
  if (rare) {
    const below = binomialBelow(count, n, p);
    const at = binomialAt(count, n, p);
    expect(below + at, message).toBeGreaterThan(ONE_SIDE);
    expect(1 - below, message).toBeGreaterThan(ONE_SIDE);
  } else {
    const off = Math.abs(count / n - p);
    expect(off, message).toBeLessThanOrEqual(Z * Math.sqrt((p * (1 - p)) / n));
  }
}

/** Independent values have this mean, where one value has the standard deviation `sd`. */
export function expectMean(values: readonly number[], mean: number, sd: number): void {
  const average = values.reduce((sum, value) => sum + value, 0) / values.length;
  const message = `the mean of ${values.length} values is ${average}, expected ${mean}`;
  expect(Math.abs(average - mean), message).toBeLessThanOrEqual((Z * sd) / Math.sqrt(values.length));
}

/** Independent values come from the continuous distribution with this distribution function. */
export function expectDistribution(values: readonly number[], cdf: (x: number) => number): void {
  const n = values.length;
  const sorted = [...values].sort((a, b) => a - b);
  let distance = 0;
  for (const [i, value] of sorted.entries()) {
    const expected = cdf(value);
    distance = Math.max(distance, expected - i / n, (i + 1) / n - expected);
  }
  expect(distance, 'Kolmogorov-Smirnov distance').toBeLessThanOrEqual(KS_LIMIT / Math.sqrt(n));
}

function binomialBelow(count: number, n: number, p: number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += binomialAt(k, n, p);
  return sum;
}

function binomialAt(k: number, n: number, p: number): number {
  if (p === 0) return k === 0 ? 1 : 0;
  if (p === 1) return k === n ? 1 : 0;
  let log = k * Math.log(p) + (n - k) * Math.log(1 - p);
  for (let i = 1; i <= k; i++) log += Math.log((n - k + i) / i);
  return Math.exp(log);
}
