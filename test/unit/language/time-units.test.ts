import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts';
import { isTimeUnit, realSpan, TIME_UNITS, wholeSpan } from '../../../src/language/time-units.ts';

describe('units of time', () => {
  it('gmf 14: two whole units of each kind last as long as the reference engine says', () => {
    const spans = TIME_UNITS.map((unit) => realSpan(2, unit));
    expect(spans).toEqual([2000, 2 * MINUTE, 2 * HOUR, 2 * DAY, 14 * DAY, 60 * DAY, 730 * DAY]);
  });

  it('a real amount is cut to the next smaller unit', () => {
    expect(realSpan(1.0015, 'seconds')).toBe(1001);
    expect(realSpan(1.51, 'minutes')).toBe(90_000);
    expect(realSpan(1.51, 'hours')).toBe(90 * MINUTE);
    expect(realSpan(1.51, 'days')).toBe(36 * HOUR);
    expect(realSpan(1.5, 'weeks')).toBe(10 * DAY);
    expect(realSpan(0.99, 'months')).toBe(29 * DAY);
    expect(realSpan(1, 'years')).toBe(365 * DAY);
    expect(realSpan(4, 'years')).toBe(1461 * DAY);
  });

  it('a whole year is 365 days however many there are', () => {
    expect(wholeSpan(4, 'years')).toBe(1460 * DAY);
    expect(wholeSpan(3, 'months')).toBe(90 * DAY);
    expect(wholeSpan(2, 'weeks')).toBe(14 * DAY);
  });

  it('only the exact spellings are units', () => {
    for (const unit of ['day', 'Days', 'year', ' days', '', 'toString', '__proto__']) {
      expect(isTimeUnit(unit)).toBe(false);
      expect(realSpan(1, unit)).toBeUndefined();
      expect(wholeSpan(1, unit)).toBeUndefined();
    }
  });

  it('a real span is an integer, grows with the amount, and is never minus zero', () => {
    const amount = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...TIME_UNITS), amount, amount, (unit, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        const first = realSpan(low, unit) as number;
        expect(Number.isInteger(first)).toBe(true);
        expect(Object.is(first, -0)).toBe(false);
        expect(first).toBeLessThanOrEqual(realSpan(high, unit) as number);
      }),
    );
  });
});
