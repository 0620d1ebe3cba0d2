import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile } from '../../../src/core/numeric.ts';
import { quantilesOf } from '../../../src/physiology/quantiles.ts';
import type { Quantiles } from '../../../src/physiology/signal.ts';
import { band, moments, percentiles } from '../../support/signals.ts';

const WIDE = { low: 0, high: 1000 };
const P = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

/** Share of people of even ages of a band who are at or below a value. */
function shareBelow(quantiles: Quantiles, from: number, to: number, value: number): number {
  const n = 200;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += normalCdf(quantiles.scoreOf(from + ((i + 0.5) / n) * (to + 1 - from), value));
  }
  return sum / n;
}

describe('quantiles', () => {
  // Systolic pressure of women, about as surveyed.
  const rising = [
    band(20, 39, percentiles(95, 98, 104, 111, 119, 128, 134)),
    band(40, 59, percentiles(99, 103, 111, 120, 131, 144, 154)),
    band(60, 69, percentiles(105, 110, 119, 130, 143, 159, 170)),
  ];

  it('have the percentiles of each band, its ages mixed', () => {
    const quantiles = quantilesOf('normal', rising, WIDE);
    for (const { from, to, values } of rising) {
      if (values.kind !== 'percentiles') continue;
      for (const { p, value } of values.points) {
        // Fitted to 0.006 of a standard deviation at seven ages; between them to twice that.
        expect(Math.abs(normalQuantile(shareBelow(quantiles, from, to, value)) - normalQuantile(p))).toBeLessThan(
          0.012,
        );
      }
    }
  });

  it('are narrower at one age than in a band that age moves people through', () => {
    const trend = [30, 50, 70].map((middle, i) => band(middle - 10, middle + 9, moments(100 + 20 * i, 10)));
    const quantiles = quantilesOf('normal', trend, WIDE);
    const sd = (quantiles.at(50, 1) - quantiles.at(50, -1)) / 2;
    // 1 a year over 20 years has a variance of 20^2 / 12, of the 100 that all have.
    expect(sd).toBeLessThan(Math.sqrt(100 - 400 / 12) + 0.5);
  });

  it('never jump over age', () => {
    const quantiles = quantilesOf('normal', rising, WIDE);
    for (const score of [-4, -1.7, 0, 1, 3.5]) {
      for (let age = 0; age < 110; age += 0.01) {
        expect(Math.abs(quantiles.at(age + 0.01, score) - quantiles.at(age, score))).toBeLessThan(0.05);
      }
    }
  });

  it('rise with the score, for any percentiles', () => {
    const ascending = fc
      .array(fc.double({ min: 0.01, max: 500, noNaN: true }), { minLength: 7, maxLength: 7 })
      .map((values) => values.sort((a, b) => a - b));
    fc.assert(
      fc.property(ascending, ascending, fc.constantFrom('normal', 'lognormal'), (a, b, shape) => {
        const quantiles = quantilesOf(
          shape as 'normal' | 'lognormal',
          [band(0, 9, percentiles(...a)), band(10, 49, percentiles(...b))],
          WIDE,
        );
        for (const age of [0, 4.9, 9.5, 10.2, 30, 90]) {
          let before = Number.NEGATIVE_INFINITY;
          for (let score = -6; score <= 6; score += 0.25) {
            const value = quantiles.at(age, score);
            expect(value).toBeGreaterThanOrEqual(before);
            before = value;
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('bend their tails towards the limits of life and never pass them', () => {
    const saturation = percentiles(94, 95, 96.5, 97.5, 98.5, 99, 99.5);
    for (const shape of ['normal', 'lognormal'] as const) {
      const quantiles = quantilesOf(shape, [band(0, 120, saturation)], { low: 40, high: 100 });
      expect(quantiles.at(50, 8)).toBeLessThanOrEqual(100);
      expect(quantiles.at(50, 4)).toBeGreaterThan(99.5);
      expect(quantiles.at(50, -8)).toBeGreaterThanOrEqual(40);
      // The tail goes on where the percentiles end.
      expect(quantiles.at(50, normalQuantile(0.95) + 1e-6)).toBeCloseTo(99.5, 4);
    }
  });

  it('go on in the logarithm where the shape is lognormal', () => {
    const spread = 0.4;
    const values = P.map((p) => Math.exp(3 + spread * normalQuantile(p)));
    const quantiles = quantilesOf('lognormal', [band(0, 120, percentiles(...values))], {
      low: 0,
      high: Number.POSITIVE_INFINITY,
    });
    expect(Math.log(quantiles.at(40, 3))).toBeCloseTo(3 + 3 * spread, 3);
    expect(Math.log(quantiles.at(40, -3))).toBeCloseTo(3 - 3 * spread, 3);
  });

  it.each(['normal', 'lognormal'] as const)('have the mean and the standard deviation of a %s band', (shape) => {
    const quantiles = quantilesOf(shape, [band(18, 99, moments(30, 9))], { low: 0, high: 1e6 });
    const n = 4000;
    const values = Array.from({ length: n }, (_, i) => quantiles.at(40, normalQuantile((i + 0.5) / n)));
    const mean = values.reduce((sum, value) => sum + value, 0) / n;
    const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / n);
    // Straight between percentiles, which makes a curved quantile function a little wider.
    expect(Math.abs(mean / 30 - 1)).toBeLessThan(0.01);
    expect(Math.abs(sd / 9 - 1)).toBeLessThan(0.04);
  });

  it('hold for all of a wide band but for its edge beside a narrower one', () => {
    const quantiles = quantilesOf('normal', [band(12, 17, moments(16, 2)), band(18, 99, moments(14, 2))], WIDE);
    // A little above 16: half of the band is on its way to 14.
    expect(quantiles.at(14.9, 0)).toBeGreaterThan(16);
    expect(quantiles.at(14.9, 0)).toBeLessThan(16.5);
    expect(quantiles.at(21, 0)).toBeCloseTo(14, 1);
    expect(quantiles.at(60, 0)).toBeCloseTo(quantiles.at(21, 0), 6);
  });

  it('put missing percentiles on the line between those that are given', () => {
    const quantiles = quantilesOf(
      'normal',
      [
        band(0, 120, {
          kind: 'percentiles',
          points: [
            { p: 0.025, value: 10 },
            { p: 0.5, value: 20 },
            { p: 0.975, value: 40 },
          ],
        }),
      ],
      WIDE,
    );
    expect(quantiles.at(30, normalQuantile(0.025) / 2)).toBeCloseTo(15, 9);
    expect(quantiles.at(30, normalQuantile(0.975))).toBeCloseTo(40, 9);
  });

  it('tell the score of a value', () => {
    const quantiles = quantilesOf('normal', rising, WIDE);
    for (const age of [10, 33, 52.5, 64, 90]) {
      for (const score of [-4, -1.3, 0, 0.2, 2.5]) {
        expect(quantiles.scoreOf(age, quantiles.at(age, score))).toBeCloseTo(score, 3);
      }
    }
  });
});
