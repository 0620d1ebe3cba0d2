import { describe, expect, it } from 'vitest';
import { exactInterval } from '../../../src/cli/trace/exact-interval.ts';

describe('the exact interval', () => {
  // Values of R's binom.test(count, n)$conf.int.
  it.each([
    [0, 10, 0, 0.3084971],
    [1, 10, 0.002528579, 0.4450161],
    [5, 10, 0.187086, 0.812914],
    [10, 10, 0.6915029, 1],
    [0, 1, 0, 0.975],
  ])('%d of %d is %d to %d', (count, n, low, high) => {
    const interval = exactInterval(count, n);
    expect(interval.low).toBeCloseTo(low, 6);
    expect(interval.high).toBeCloseTo(high, 6);
  });

  it('is the limit in which the tail of the binomial distribution has 2.5 %', () => {
    for (const [count, n] of [
      [3, 17],
      [40, 100],
      [250, 1000],
    ] as const) {
      const { low, high } = exactInterval(count, n);
      expect(tailFrom(count, n, low)).toBeCloseTo(0.025, 9);
      expect(1 - tailFrom(count + 1, n, high)).toBeCloseTo(0.025, 9);
    }
  });

  it('narrows as the square root of the number', () => {
    const { low, high } = exactInterval(500_000, 1_000_000);
    expect(high - low).toBeCloseTo((2 * 1.959964 * 0.5) / 1000, 5);
  });
});

/** Probability of `count` or more of `n` when each has probability `p`, summed term by term. */
function tailFrom(count: number, n: number, p: number): number {
  let term = Math.exp(n * Math.log(1 - p));
  let below = 0;
  for (let k = 0; k < count; k++) {
    below += term;
    term *= ((n - k) / (k + 1)) * (p / (1 - p));
  }
  return 1 - below;
}
