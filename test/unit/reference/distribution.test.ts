import { describe, expect, it } from 'vitest';
import { Distribution, KNOTS } from '../../../src/reference/distribution.ts';

/** Heights of women, as surveyed, and something skewed. */
const POINTS = [
  [
    { age: 29, percentiles: [152, 154.4, 158.4, 163.4, 167.9, 172.2, 175.1] },
    { age: 50, percentiles: [150.9, 153.6, 157.5, 162.8, 167, 171.5, 173.9] },
    { age: 70.5, percentiles: [147.6, 150.6, 154.9, 159.7, 163.9, 168.7, 170.7] },
  ],
  [
    { age: 10, percentiles: [0, 1, 4, 9, 20, 55, 90] },
    { age: 60, percentiles: [2, 3, 8, 16, 31, 80, 150] },
  ],
];

describe('a distribution by age', () => {
  it.each(POINTS.map((points) => [points]))('meets every percentile at the age of its point', (points) => {
    const distribution = new Distribution(points);
    for (const { age, percentiles } of points) {
      for (const [i, percentile] of percentiles.entries()) {
        expect(distribution.at(age, KNOTS[i] ?? 0)).toBeCloseTo(percentile, 9);
      }
    }
  });

  it.each(POINTS.map((points) => [points]))('rises with the score and stays at 0 or above, at any age', (points) => {
    const distribution = new Distribution(points);
    for (const age of [0, 25, 39.9, 55, 80, 110]) {
      const values = Array.from({ length: 121 }, (_, i) => distribution.at(age, (i - 60) / 10));
      expect(
        values.every((value, i) => Number.isFinite(value) && value >= (values[i - 1] ?? 0)),
        `at ${age}`,
      ).toBe(true);
    }
  });

  it('gives back the score of a value', () => {
    const distribution = new Distribution(POINTS[0] ?? []);
    for (const z of [-4, -1.3, 0, 0.2, 2.5]) expect(distribution.scoreOf(47, distribution.at(47, z))).toBeCloseTo(z, 5);
  });
});
