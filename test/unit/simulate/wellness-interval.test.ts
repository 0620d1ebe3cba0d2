import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ages } from '../../../src/core/age.ts';
import { ageInMonths, DAY, timeOf } from '../../../src/core/time.ts';
import { WellnessIntervals } from '../../../src/simulate/wellness-interval.ts';

const BIRTH = timeOf(1985, 1, 15);

/** Days between visits at an age in months, as the format's specification lists them. */
function intervalOf(months: number): number {
  if (months <= 1) return 30;
  if (months <= 5) return 60;
  if (months <= 17) return 90;
  if (months < 48) return 180;
  if (months < 240) return 365;
  if (months < 480) return 1095;
  if (months < 600) return 730;
  return 365;
}

const intervals = new WellnessIntervals(new Ages(BIRTH));

describe('intervals of wellness visits', () => {
  it('without an earlier visit one is due at once', () => {
    expect(intervals.due(Number.NEGATIVE_INFINITY, false, BIRTH)).toBe(BIRTH);
    expect(intervals.due(Number.NEGATIVE_INFINITY, false, BIRTH + 9999 * DAY)).toBe(BIRTH + 9999 * DAY);
  });

  it.each([
    ['1 month', timeOf(1985, 1, 20), 30],
    ['3 months', timeOf(1985, 4, 15), 60],
    ['6 months', timeOf(1985, 7, 15), 90],
    ['2 years', timeOf(1987, 2, 1), 180],
    ['4 years', timeOf(1989, 1, 15), 365],
    ['19 years', timeOf(2004, 1, 15), 365],
    ['20 years', timeOf(2005, 1, 15), 1095],
    ['40 years', timeOf(2025, 1, 15), 730],
    ['50 years', timeOf(2035, 1, 15), 365],
  ])('after a visit at %s the next is due in its days', (_age, last, days) => {
    expect(intervals.due(last, false, last)).toBe(last + days * DAY);
  });

  it('is that of the age at the time asked, not at the last visit', () => {
    const last = timeOf(2024, 6, 1);
    expect(intervals.due(last, false, last)).toBe(last + 730 * DAY);
    const late = timeOf(2023, 1, 10);
    expect(intervals.due(late, false, late)).toBe(timeOf(2025, 1, 15));
  });

  it('with a chronic drug nobody waits longer than 365 days', () => {
    const last = timeOf(2010, 6, 1);
    expect(intervals.due(last, true, last)).toBe(last + 365 * DAY);
    const child = timeOf(1985, 3, 20);
    expect(intervals.due(child, true, child)).toBe(intervals.due(child, false, child));
  });

  it('is the first day, from a day on, that lies as far from the last visit as the age then asks', () => {
    const days = fc.integer({ min: 0, max: 22_000 });
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 400 }), fc.boolean(), (lastDay, later, hasChronic) => {
        let day = lastDay + later;
        const interval = (d: number) => {
          const usual = intervalOf(ageInMonths(BIRTH, BIRTH + d * DAY));
          return hasChronic ? Math.min(usual, 365) : usual;
        };
        while (day - lastDay < interval(day)) day++;
        const due = intervals.due(BIRTH + lastDay * DAY, hasChronic, BIRTH + (lastDay + later) * DAY);
        expect((due - BIRTH) / DAY).toBe(day);
      }),
    );
  });
});
