import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile, power, roundHalfUp, roundTo } from '../../../src/core/numeric.ts';

/** The density of the standard normal. */
function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** The probability between 0 and z by Simpson's rule in 2,000 steps; its error is below 1e-13 for z up to 6. */
function simpson(z: number): number {
  const steps = 2000;
  const h = z / steps;
  let sum = density(0) + density(z);
  for (let i = 1; i < steps; i++) sum += density(i * h) * (i % 2 === 1 ? 4 : 2);
  return (sum * h) / 3;
}

describe('power', () => {
  it.each([
    [2, 10, 1024],
    [9, 0.5, 3],
    [27, 1 / 3, 3],
    [10, -3, 0.001],
    [1, 1e6, 1],
    [7, 0, 1],
    [2, 52, 4503599627370496],
  ])('%d to the %d is %d', (x, y, expected) => {
    expect(Math.abs(power(x, y) / expected - 1)).toBeLessThan(1e-13);
  });

  it('keeps the laws of powers', () => {
    const base = fc.double({ min: 0.01, max: 100, noNaN: true });
    const exponent = fc.double({ min: -8, max: 8, noNaN: true });
    fc.assert(
      fc.property(base, exponent, exponent, (x, a, b) => {
        expect(Math.abs((power(x, a) * power(x, b)) / power(x, a + b) - 1)).toBeLessThan(4e-13);
      }),
    );
  });
});

describe('rounding', () => {
  it('takes halves up, also below 0', () => {
    expect([2.5, 3.5, -2.5, -2.6, 0.49999].map(roundHalfUp)).toEqual([3, 4, -2, -3, 0]);
    expect([roundTo(1.25, 1), roundTo(-1.25, 1), roundTo(12.345, 2), roundTo(7, 0)]).toEqual([1.3, -1.2, 12.35, 7]);
  });

  it('of a rounded number gives it back', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(number, fc.nat(6), (x, decimals) => {
        const once = roundTo(x, decimals);
        expect(roundTo(once, decimals)).toBe(once);
        expect(Math.abs(once - x)).toBeLessThanOrEqual(0.5000001 * Number(`1e-${decimals}`));
      }),
    );
  });
});

describe('the normal distribution', () => {
  it('has its probabilities as the integral of the density', () => {
    for (let z = 0; z <= 6; z += 0.125) {
      expect(Math.abs(normalCdf(z) - 0.5 - simpson(z))).toBeLessThan(2e-13);
      expect(Math.abs(normalCdf(z) + normalCdf(-z) - 1)).toBeLessThan(1e-15);
    }
  });

  // Tables of the complementary error function to 15 digits.
  it.each([
    [-1, 0.158655253931457],
    [-2, 0.0227501319481792],
    [-3, 0.00134989803163009],
    [-5, 2.86651571879194e-7],
    [-8, 6.22096057427178e-16],
    [-10, 7.61985302416053e-24],
    [-20, 2.75362411860623e-89],
  ])('has the tail of %d as published', (z, tail) => {
    expect(Math.abs(normalCdf(z) / tail - 1)).toBeLessThan(1e-8);
  });

  it('ends at 0 and 1', () => {
    expect([normalCdf(-40), normalCdf(40), normalCdf(Number.POSITIVE_INFINITY)]).toEqual([0, 1, 1]);
  });

  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489],
    [0.841344746068543, 1],
    [0.0013498980316301, -3],
    [1e-10, -6.361340902404056],
  ])('has at %d the quantile %d', (p, z) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(1e-11 * Math.max(1, Math.abs(z)));
  });

  it('has the quantile of 1e-100 as exactly as the others', () => {
    expect(Math.abs(normalQuantile(1e-100) + 21.273453560965326)).toBeLessThan(1e-10);
  });

  it('has quantiles that are the inverse of its probabilities', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (p) => {
        const z = normalQuantile(p);
        // The probability is good to 1e-14, or to 1e-8 of a tail.
        expect(Math.abs(normalCdf(z) - p)).toBeLessThan(1e-13);
        expect(Math.abs(normalQuantile(1 - p) + z)).toBeLessThan(1e-3);
      }),
    );
  });
});
