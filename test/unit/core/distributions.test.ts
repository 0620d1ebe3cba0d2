import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pickNormalised, pickWeighted } from '../../../src/core/distributions/categorical.ts';
import type { DistributionKind, Parameters } from '../../../src/core/distributions/distribution.ts';
import { DISTRIBUTION_KINDS } from '../../../src/core/distributions/index.ts';

/** Parameters of every kind, several sets each; a kind without one fails the contract below. */
const EXAMPLES: Readonly<Record<string, readonly Parameters[]>> = {
  EXACT: [{ value: 3 }, { value: -2.5 }],
  UNIFORM: [
    { low: 0, high: 1 },
    { low: -7, high: 12.5 },
  ],
  GAUSSIAN: [
    { mean: 5, standardDeviation: 2 },
    { mean: 0, standardDeviation: 1, min: 0 },
    { mean: 10, standardDeviation: 4, min: 8, max: 11 },
    { mean: 1, standardDeviation: 3, max: -1 },
    { mean: 4, standardDeviation: 0, min: 5 },
  ],
  EXPONENTIAL: [{ mean: 5 }, { mean: 0.25 }],
  TRIANGULAR: [
    { min: 1, mode: 2, max: 5 },
    { min: 0, mode: 0, max: 1 },
    { min: -1, mode: 3, max: 3 },
  ],
  WEIBULL: [
    { scale: 2, shape: 1 },
    { scale: 0.5, shape: 3.5 },
    { scale: 4, shape: 0.8 },
  ],
  LOGNORMAL: [
    { meanLog: 0, sdLog: 0.5 },
    { meanLog: 2, sdLog: 1 },
    { meanLog: 1, sdLog: 0 },
  ],
  GOMPERTZ: [
    { rate: 0.0001, acceleration: 0.09 },
    { rate: 0.5, acceleration: 0.2 },
    { rate: 0.3, acceleration: 2 },
  ],
};

const members = DISTRIBUTION_KINDS.flatMap((kind) =>
  (EXAMPLES[kind.kind] ?? []).map((parameters) => [kind.kind, JSON.stringify(parameters), kind, parameters] as const),
);

/**
 * The mean as the integral of the quantile, by the midpoint rule over cells that shrink towards both ends, where
 * quantiles run away. Returned with a bound of the error: half the variation inside the cells, and what lies beyond
 * the last cell, where a quantile grows no faster than a power of the logarithm.
 */
function integralOfQuantile(quantile: (p: number) => number): { value: number; error: number } {
  const edges = [0.5];
  for (let left = 0.5; left > 1e-13; ) {
    left -= left / 400;
    edges.push(left);
  }
  let value = 0;
  let error = 0;
  const add = (from: number, to: number) => {
    const width = to - from;
    const middle = quantile((from + to) / 2);
    value += width * middle;
    error += (width * Math.abs(quantile(to) - 2 * middle + quantile(from))) / 2;
  };
  for (let i = 1; i < edges.length; i++) {
    const [outer, inner] = [edges[i] as number, edges[i - 1] as number];
    add(outer, inner);
    add(1 - inner, 1 - outer);
  }
  const last = edges.at(-1) as number;
  const beyond = last * (Math.abs(quantile(last)) + Math.abs(quantile(1 - last)));
  return { value, error: error + 20 * beyond };
}

describe('every kind of distribution', () => {
  it('has examples', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(DISTRIBUTION_KINDS.map(({ kind }) => kind).sort());
  });

  it.each(members)('%s %s takes its parameters', (_name, _text, kind, parameters) => {
    expect(kind.problem(parameters)).toBeUndefined();
    const known = [...kind.required, ...kind.optional];
    expect(Object.keys(parameters).every((name) => known.includes(name))).toBe(true);
    expect(kind.required.every((name) => name in parameters)).toBe(true);
  });

  it.each(members)('%s %s has a quantile that never falls', (_name, _text, kind, parameters) => {
    const { quantile } = kind.make(parameters);
    const p = fc.double({ min: 1e-15, max: 1 - 1e-15, noNaN: true });
    fc.assert(
      fc.property(p, p, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(Number.isFinite(quantile(low))).toBe(true);
        expect(quantile(high)).toBeGreaterThanOrEqual(quantile(low));
      }),
    );
  });

  it.each(members)('%s %s has the mean of its quantile', (_name, _text, kind, parameters) => {
    const made = kind.make(parameters);
    const { value, error } = integralOfQuantile(made.quantile);
    // Errors of the integral, and of a few thousand roundings.
    expect(Math.abs(made.mean - value)).toBeLessThanOrEqual(error + 1e-10 * Math.max(1, Math.abs(value)));
    expect(error).toBeLessThan(1e-4 * Math.max(1, Math.abs(value)));
  });

  it.each<[string, Parameters]>([
    ['UNIFORM', { low: 2, high: 1 }],
    ['GAUSSIAN', { mean: 0, standardDeviation: -1 }],
    ['GAUSSIAN', { mean: 0, standardDeviation: 1, min: 2, max: 1 }],
    ['EXPONENTIAL', { mean: 0 }],
    ['TRIANGULAR', { min: 0, mode: 5, max: 4 }],
    ['TRIANGULAR', { min: 1, mode: 1, max: 1 }],
    ['WEIBULL', { scale: 1, shape: 0 }],
    ['LOGNORMAL', { meanLog: 0, sdLog: -1 }],
    ['GOMPERTZ', { rate: 0, acceleration: 1 }],
  ])('%s says what is wrong with %j', (name, parameters) => {
    const kind = DISTRIBUTION_KINDS.find((candidate) => candidate.kind === name) as DistributionKind;
    expect(kind.problem(parameters)).toMatch(/\w/);
  });

  it('a missing parameter is a fault of the program', () => {
    for (const kind of DISTRIBUTION_KINDS) expect(() => kind.make({})).toThrow(/is missing/);
  });
});

describe('single distributions', () => {
  const made = (name: string, parameters: Parameters) => {
    const kind = DISTRIBUTION_KINDS.find((candidate) => candidate.kind === name) as DistributionKind;
    return kind.make(parameters);
  };

  it('UNIFORM goes from low to high, also when they are swapped', () => {
    expect(made('UNIFORM', { low: 2, high: 6 }).quantile(0.25)).toBe(3);
    expect(made('UNIFORM', { low: 6, high: 2 }).quantile(0.25)).toBe(5);
  });

  it('EXPONENTIAL is at least 1', () => {
    expect(made('EXPONENTIAL', { mean: 5 }).quantile(1e-16)).toBeGreaterThanOrEqual(1);
    expect(made('EXPONENTIAL', { mean: 5 }).mean).toBe(6);
  });

  it('a clamped GAUSSIAN moves what is outside to its bounds', () => {
    const clamped = made('GAUSSIAN', { mean: 0, standardDeviation: 1, min: -1, max: 2 });
    expect([1e-9, 0.5, 1 - 1e-9].map(clamped.quantile)).toEqual([-1, 0, 2]);
  });

  it('TRIANGULAR reaches its mode at the share below it', () => {
    expect(made('TRIANGULAR', { min: 1, mode: 2, max: 5 }).quantile(0.25)).toBeCloseTo(2, 12);
  });

  it('WEIBULL of shape 1 is the exponential, and has survival 1/e at its scale', () => {
    expect(made('WEIBULL', { scale: 3, shape: 1 }).quantile(0.5)).toBeCloseTo(3 * Math.LN2, 12);
    expect(made('WEIBULL', { scale: 3, shape: 2.7 }).quantile(1 - Math.exp(-1))).toBeCloseTo(3, 12);
  });

  it('LOGNORMAL has its median at e to the mean of the logarithm', () => {
    expect(made('LOGNORMAL', { meanLog: 2, sdLog: 1 }).quantile(0.5)).toBeCloseTo(Math.exp(2), 12);
  });

  it('GOMPERTZ has the survival of its hazard', () => {
    const [rate, acceleration] = [0.0002, 0.09];
    const t = made('GOMPERTZ', { rate, acceleration }).quantile(0.7);
    expect(Math.exp((-rate / acceleration) * Math.expm1(acceleration * t))).toBeCloseTo(0.3, 12);
  });
});

describe('picking by weights', () => {
  it('takes the first whose cumulative sum exceeds the draw', () => {
    const pick = (u: number) => pickWeighted([0.15, 0.55, 0.3], u);
    expect([0.1499, 0.15, 0.6999, 0.7001, 0.9999].map(pick)).toEqual([0, 1, 1, 2, 2]);
  });

  it('gives a shortfall to the last, and makes what is beyond 1 unreachable', () => {
    expect([0.2, 0.3, 0.95].map((u) => pickWeighted([0.3, 0.6], u))).toEqual([0, 1, 1]);
    expect([0.7, 0.75, 0.9999].map((u) => pickWeighted([0.75, 0.5, 0.3], u))).toEqual([0, 1, 1]);
  });

  it('counts a negative weight as none, and of no weights takes the last', () => {
    expect(pickWeighted([-1, 0.5, 0.5], 0.4)).toBe(1);
    expect(pickWeighted([0, 0, 0], 0.4)).toBe(2);
    expect(pickWeighted([0.4], 0.9)).toBe(0);
  });

  it('never takes a weight of 0 before the last', () => {
    fc.assert(
      fc.property(fc.double({ min: Number.MIN_VALUE, max: 1 - Number.EPSILON, noNaN: true }), (u) => {
        expect(pickWeighted([0, 0.5, 0, 0.5], u)).not.toBe(0);
        expect(pickWeighted([0, 0.5, 0, 0.5], u)).not.toBe(2);
      }),
    );
  });

  it('can be normalised', () => {
    expect([0.2, 0.3, 0.99].map((u) => pickNormalised([0.25, 0.75], u))).toEqual([0, 1, 1]);
    expect([0.09, 0.11].map((u) => pickNormalised([0.01, 0.09], u))).toEqual([0, 1]);
    expect([0.1, 0.9].map((u) => pickNormalised([-5, 2, 2], u))).toEqual([1, 2]);
  });
});
