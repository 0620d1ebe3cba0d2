import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { officeTime } from '../../../src/core/office-hours.ts';
import { DAY, HOUR, MINUTE, timeOf } from '../../../src/core/time.ts';

const instant = fc.integer({ min: timeOf(1900, 1, 1), max: timeOf(2100, 1, 1) });
const chance = fc.double({ min: Number.EPSILON, max: 1 - Number.EPSILON, noNaN: true });

describe('office hours', () => {
  it('are quarters of an hour from 8:00 to 16:45 on weekdays, and never before the time asked', () => {
    fc.assert(
      fc.property(instant, chance, (t, u) => {
        const time = officeTime(t, u);
        const date = new Date(time);
        expect([0, 6]).not.toContain(date.getUTCDay());
        const sinceMidnight = date.getUTCHours() * HOUR + date.getUTCMinutes() * MINUTE;
        expect(sinceMidnight).toBeGreaterThanOrEqual(8 * HOUR);
        expect(sinceMidnight).toBeLessThanOrEqual(16 * HOUR + 45 * MINUTE);
        expect(Math.abs(time % (15 * MINUTE))).toBe(0);
        expect(time).toBeGreaterThanOrEqual(t);
        expect(time - t).toBeLessThan(4 * DAY);
      }),
    );
  });

  it('are today while the hour has not come, else the next weekday', () => {
    const friday = timeOf(2026, 7, 3);
    expect(officeTime(friday + 8 * HOUR, 0.001)).toBe(friday + 8 * HOUR);
    expect(officeTime(friday + 8 * HOUR + 1, 0.001)).toBe(friday + 3 * DAY + 8 * HOUR);
    expect(officeTime(friday + 9 * HOUR, 0.999)).toBe(friday + 16 * HOUR + 45 * MINUTE);
  });
});
