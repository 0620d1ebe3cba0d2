import { describe, expect, it } from 'vitest';
import {
  correlations,
  judgeMoments,
  judgePairs,
  judgePercentiles,
  variationWithin,
} from '../../../scripts/fidelity-rules.ts';
import { clipped, quantile } from '../../../src/report/statistics.ts';

/** 0 to 1000: every percentile is ten times its number. */
const EVEN = Float64Array.from({ length: 1001 }, (_, i) => i);

describe('rules of fidelity', () => {
  it('reads percentiles between order statistics', () => {
    expect(quantile(EVEN, 0.05)).toBe(50);
    expect(quantile(Float64Array.of(1, 2), 0.25)).toBe(1.25);
  });

  it('hits a percentile only when it is near by both measures', () => {
    const judge = (published: number, spread: number) => judgePercentiles(EVEN, [[0.5, published]], spread)[0]?.hit;
    expect(judge(500, 100)).toBe(true);
    // 3 standard errors are 47: within a tenth of the value, and far beyond the spread.
    expect(judge(580, 100)).toBe(false);
    expect(judge(580, 900)).toBe(true);
    // Within the spread, and far beyond a tenth of the value.
    expect(judge(350, 2000)).toBe(false);
  });

  it('judges mean and standard deviation', () => {
    const ours = { n: 1_000_000, mean: 100, sd: 10 };
    expect(judgeMoments(ours, { mean: 104, sd: 11 })).toBe(true);
    expect(judgeMoments(ours, { mean: 106, sd: 10 })).toBe(false);
    expect(judgeMoments(ours, { mean: 100, sd: 12 })).toBe(false);
  });

  it('takes what others explain out of a correlation', () => {
    const age = Float64Array.from({ length: 400 }, (_, i) => i % 20);
    const wave = Float64Array.from({ length: 400 }, (_, i) => Math.sin(i * 1.7));
    const a = age.map((value, i) => value + (wave[i] as number));
    const b = age.map((value, i) => 2 * value - (wave[i] as number));
    const { r, given } = correlations([a, b, age]);
    expect(r).toBeGreaterThan(0.9);
    expect(given).toBeCloseTo(-1, 6);
  });

  it('leaves out people who lack one of two values', () => {
    const a = Float64Array.of(1, 2, 3, Number.NaN, 9);
    const b = Float64Array.of(2, 4, 6, 100, Number.NaN);
    expect(correlations([a, b]).r).toBeCloseTo(1, 12);
  });

  it('holds extremes at the outermost thousandths', () => {
    const values = Float64Array.from({ length: 2001 }, (_, i) => (i === 0 ? -1e9 : i));
    const held = clipped(values);
    expect(Math.min(...held)).toBeGreaterThan(0);
    expect(held[1000]).toBe(1000);
  });

  it('refuses correlations that are far off in the mean, often, or where they are strong', () => {
    const pairs = (count: number, published: number, ours: number) =>
      Array.from({ length: count }, () => ({ published, ours }));
    expect(judgePairs([...pairs(96, 0, 0.01), ...pairs(4, 0.05, 0.2)]).pass).toBe(true);
    expect(judgePairs(pairs(100, 0, 0.05)).pass).toBe(false);
    expect(judgePairs([...pairs(90, 0, 0), ...pairs(10, 0, 0.12)]).pass).toBe(false);
    expect(judgePairs([...pairs(96, 0, 0), ...pairs(4, 0.5, 0.3)]).pass).toBe(false);
  });

  it('pools variation within persons as the root of the mean of squares', () => {
    const persons = [Float64Array.of(99, 101), Float64Array.of(70, 130)];
    const squares = [2 / 100 ** 2, 1800 / 100 ** 2];
    expect(variationWithin(persons)).toBeCloseTo(Math.sqrt(((squares[0] as number) + (squares[1] as number)) / 2), 12);
  });
});
