import { describe, expect, it } from 'vitest';
import { loadReference } from '../../../src/reference/data.ts';
import { Distribution, KNOTS } from '../../../src/reference/norms.ts';

const { norms } = loadReference();

describe('norms', () => {
  it('meet every published percentile at the middle of its band', () => {
    for (const { points } of norms.all()) {
      for (const sex of ['F', 'M'] as const) {
        if (points[sex].length === 0) continue;
        const distribution = new Distribution(points[sex]);
        for (const { age, percentiles } of points[sex]) {
          for (const [i, percentile] of percentiles.entries()) {
            expect(distribution.at(age, KNOTS[i] ?? 0)).toBeCloseTo(percentile, 9);
          }
        }
      }
    }
  });

  it('rise with the score and stay at 0 or above, at any age', () => {
    for (const { name, points } of norms.all()) {
      if (points.F.length === 0) continue;
      const distribution = new Distribution(points.F);
      for (const age of [0, 25, 39.9, 55, 80, 110]) {
        const values = Array.from({ length: 121 }, (_, i) => distribution.at(age, (i - 60) / 10));
        const rises = values.every((value, i) => Number.isFinite(value) && value >= (values[i - 1] ?? 0));
        expect(rises, `${name} at ${age}`).toBe(true);
      }
    }
  });

  it('give back the score of a value', () => {
    const distribution = new Distribution(norms.of('2093-3').points.M);
    for (const z of [-4, -1.3, 0, 0.2, 2.5]) expect(distribution.scoreOf(47, distribution.at(47, z))).toBeCloseTo(z, 5);
  });

  it('name their unit and the usual range', () => {
    expect(norms.of('718-7')).toMatchObject({ unit: 'g/dL', referenceRange: { F: [12, 15.5], M: [13.5, 17.5] } });
  });

  it('are refused for a code without one', () => {
    expect(() => norms.of('0-0')).toThrow(RangeError);
  });
});
