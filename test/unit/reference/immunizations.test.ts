import { describe, expect, it } from 'vitest';
import { timeOf } from '../../../src/core/time.ts';
import { loadReference } from '../../../src/reference/data.ts';
import { decimalYear, firstAbove, shareAt, timeAtYear } from '../../../src/reference/immunizations.ts';

const POINTS = [
  [2000, 0],
  [2010, 50],
  [2012, 40],
] as const;

describe('knots', () => {
  it('are joined by straight lines, and stay beyond the ends', () => {
    expect([1990, 2000, 2005, 2010, 2011, 2030].map((at) => shareAt(POINTS, at))).toEqual([0, 0, 0.25, 0.5, 0.45, 0.4]);
    expect(shareAt([], 2000)).toBe(0);
  });

  it('tell where a share is first passed', () => {
    expect(firstAbove(POINTS, 0.25, 1990)).toBeCloseTo(2005, 9);
    expect(firstAbove(POINTS, 0.25, 2007)).toBe(2007);
    expect(firstAbove(POINTS, 0.45, 2011.5)).toBe(Number.POSITIVE_INFINITY);
    expect(firstAbove(POINTS, 0.5, 1990)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('years with a fraction', () => {
  it('go to times and back', () => {
    expect(decimalYear(timeOf(2020, 7, 2))).toBeCloseTo(2020.5, 9);
    expect(timeAtYear(2020.5)).toBe(timeOf(2020, 7, 2));
    expect(timeAtYear(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('the schedule', () => {
  const { courses } = loadReference().immunizations;

  it('has something to recommend in each course, at an age and in years that exist', () => {
    for (const { course, recommendations } of courses) {
      expect(recommendations.length, course).toBeGreaterThan(0);
      for (const { from, to, ageFrom, ageTo } of recommendations) {
        expect(from, course).toBeLessThanOrEqual(to);
        expect(ageFrom, course).toBeLessThanOrEqual(ageTo);
      }
    }
  });

  it('has a rule for each dose that it counts', () => {
    for (const { course, kind, doses, recommendations } of courses) {
      if (kind !== 'series') continue;
      for (const { dose, doses: of, isAlternative } of recommendations) {
        if (isAlternative) continue;
        expect(
          doses.some(([number, total]) => number === dose && (of === null || total === of)),
          `${course} ${dose} of ${of}`,
        ).toBe(true);
      }
    }
  });
});
