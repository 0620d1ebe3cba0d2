import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDate, formatLocal, formatOffset, HOUR, MINUTE, SECOND, timeOf } from '../../../../src/core/time.ts';
import { DateTimes } from '../../../../src/export/chart/date-times.ts';
import { utcOffsetMinutes } from '../../../../src/reference/time-zones.ts';

describe('DateTimes', () => {
  it('adds the offset of the place and the day', () => {
    const times = new DateTimes('MA', utcOffsetMinutes);
    expect(times.dateTime(timeOf(2020, 1, 31) + 8 * HOUR)).toBe('2020-01-31T08:00:00-05:00');
    expect(times.dateTime(timeOf(2020, 7, 31) + 8 * HOUR + 5 * MINUTE + 7 * SECOND + 999)).toBe(
      '2020-07-31T08:05:07-04:00',
    );
    expect(times.date(timeOf(1919, 12, 31) + 23 * HOUR)).toBe('1919-12-31');
    expect(new DateTimes('AZ', utcOffsetMinutes).dateTime(timeOf(2020, 7, 31))).toBe('2020-07-31T00:00:00-07:00');
  });

  it('writes the hour that clocks skip in spring as the moment after it', () => {
    const times = new DateTimes('MA', utcOffsetMinutes);
    const spring = timeOf(2020, 3, 8);
    expect(times.dateTime(spring + 2 * HOUR - SECOND)).toBe('2020-03-08T01:59:59-05:00');
    expect(times.dateTime(spring + 2 * HOUR + 30 * MINUTE)).toBe('2020-03-08T03:00:00-04:00');
    expect(times.dateTime(spring + 3 * HOUR)).toBe('2020-03-08T03:00:00-04:00');
    expect(times.instant(spring + 2 * HOUR + 30 * MINUTE)).toBe('2020-03-08T07:00:00Z');
    expect(times.instant(spring + 3 * HOUR)).toBe('2020-03-08T07:00:00Z');
  });

  it('is formatLocal and formatOffset elsewhere, whatever was asked before', () => {
    const time = fc.integer({ min: timeOf(1900, 1, 1) / 1000, max: timeOf(2040, 1, 1) / 1000 }).map((s) => s * 1000);
    fc.assert(
      fc.property(
        fc.array(time, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('MA', 'CA', 'HI', 'IN'),
        (all, state) => {
          const times = new DateTimes(state, utcOffsetMinutes);
          for (const t of [...all, ...all]) {
            const offset = utcOffsetMinutes(state, t);
            if (offset !== utcOffsetMinutes(state, t - HOUR)) continue;
            expect(times.dateTime(t)).toBe(`${formatLocal(t)}${formatOffset(offset)}`);
            expect(times.date(t)).toBe(formatDate(t));
            expect(times.instant(t)).toBe(`${formatLocal(t - offset * MINUTE)}Z`);
          }
        },
      ),
    );
  });

  it('keeps the order of times', () => {
    const near = fc.integer({ min: -6 * 3600, max: 6 * 3600 });
    const change = fc.constantFrom(timeOf(2020, 3, 8), timeOf(2020, 11, 1), timeOf(1987, 4, 5), timeOf(2006, 4, 2));
    fc.assert(
      fc.property(change, near, near, (day, a, b) => {
        const times = new DateTimes('IN', utcOffsetMinutes);
        const [first, second] = [day + Math.min(a, b) * SECOND, day + Math.max(a, b) * SECOND];
        expect(Date.parse(times.dateTime(first))).toBeLessThanOrEqual(Date.parse(times.dateTime(second)));
      }),
    );
  });
});
