import { describe, expect, it } from 'vitest';
import { Weighted } from '../../../src/reference/weighted.ts';

describe('a weighted choice', () => {
  it('gives each thing its share of evenly spaced numbers', () => {
    const n = 10_000;
    const weights = [1, 0, 3, 6];
    const counts = [0, 0, 0, 0];
    const choice = new Weighted(weights);
    for (let i = 0; i < n; i++) {
      const chosen = choice.at((i + 0.5) / n);
      counts[chosen] = (counts[chosen] ?? 0) + 1;
    }
    for (const [i, weight] of weights.entries())
      expect(Math.abs((counts[i] ?? 0) - (weight / 10) * n)).toBeLessThanOrEqual(1);
  });

  it('never chooses a thing of weight 0, even at the ends', () => {
    const choice = new Weighted([0, 2, 0]);
    expect([choice.at(Number.MIN_VALUE), choice.at(1 - Number.EPSILON)]).toEqual([1, 1]);
  });

  it.each([[[]], [[0, 0]], [[1, -1]], [[1, Number.NaN]]])('refuses the weights %j', (weights) => {
    expect(() => new Weighted(weights)).toThrow(RangeError);
  });
});
