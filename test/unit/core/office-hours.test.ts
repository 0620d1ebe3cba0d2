import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { officeTime } from '../../../src/core/office-hours.ts';
import { DAY, HOUR, timeOf } from '../../../src/core/time.ts';

describe('an office visit', () => {
  it('is on a weekday between 8:00 and 16:45, at or after the time, within four days', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: timeOf(1900, 1, 1), max: timeOf(2100, 1, 1) }),
        fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
        (t, u) => {
          const time = officeTime(t, u);
          const hour = (time - Math.floor(time / DAY) * DAY) / HOUR;
          const weekday = (((Math.floor(time / DAY) + 4) % 7) + 7) % 7;
          expect(time).toBeGreaterThanOrEqual(t);
          expect(time - t).toBeLessThan(4 * DAY);
          expect(hour).toBeGreaterThanOrEqual(8);
          expect(hour).toBeLessThan(17);
          expect([1, 2, 3, 4, 5]).toContain(weekday);
        },
      ),
    );
  });

  it('moves from a Saturday to the Monday', () => {
    expect(officeTime(timeOf(2024, 6, 1), 1e-9)).toBe(timeOf(2024, 6, 3) + 8 * HOUR);
  });
});
