import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ages } from '../../../src/core/age.ts';
import {
  ageInMonths,
  ageInYears,
  birthday,
  civilFromDays,
  DAY,
  dateOf,
  daysFromCivil,
  daysInMonth,
  decimalAge,
  formatDate,
  formatLocal,
  formatOffset,
  HOUR,
  MINUTE,
  monthAnniversary,
  parseTime,
  SECOND,
  timeOf,
  WEEK,
  YEAR,
  yearOf,
} from '../../../src/core/time.ts';

/** Days some 1,500 years either side of 1970. */
const anyDay = fc.integer({ min: -550_000, max: 550_000 });
/** Instants of people's lives. */
const instant = fc.integer({ min: timeOf(1850, 1, 1), max: timeOf(2100, 12, 31) });

/** Completed months by counting: the slow and obvious way. */
function naiveMonths(birth: number, t: number): number {
  const from = new Date(birth);
  const to = new Date(t);
  let months = 0;
  for (;;) {
    const index = from.getUTCMonth() + months + 1;
    const year = from.getUTCFullYear() + Math.floor(index / 12);
    const month = ((index % 12) + 12) % 12;
    const reached =
      to.getUTCFullYear() > year ||
      (to.getUTCFullYear() === year &&
        (to.getUTCMonth() > month || (to.getUTCMonth() === month && to.getUTCDate() >= from.getUTCDate())));
    if (!reached) return months;
    months++;
  }
}

describe('the calendar', () => {
  it('turns days into dates and back', () => {
    fc.assert(
      fc.property(anyDay, (days) => {
        const { year, month, day } = civilFromDays(days);
        expect(daysFromCivil(year, month, day)).toBe(days);
      }),
    );
  });

  it('is that of the platform in UTC', () => {
    fc.assert(
      fc.property(anyDay, (days) => {
        const date = new Date(days * DAY);
        expect(civilFromDays(days)).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
        });
      }),
    );
  });

  it.each([
    [2000, 2, 29],
    [2024, 2, 29],
    [2023, 2, 28],
    [1900, 2, 28],
    [2100, 2, 28],
    [2023, 12, 31],
    [2023, 4, 30],
  ])('of %i has in month %i %i days', (year, month, days) => {
    expect(daysInMonth(year, month)).toBe(days);
  });

  it('counts from 1970, backwards below', () => {
    expect(timeOf(1970, 1, 1)).toBe(0);
    expect(timeOf(1969, 12, 31)).toBe(-DAY);
    expect(dateOf(-1)).toEqual({ year: 1969, month: 12, day: 31 });
    expect(yearOf(-1)).toBe(1969);
  });

  it('runs a day beyond the end of a month into the next', () => {
    expect(timeOf(2023, 2, 29)).toBe(timeOf(2023, 3, 1));
  });

  it('has units that contain each other', () => {
    expect([SECOND, MINUTE, HOUR, DAY, WEEK, YEAR]).toEqual([
      1000, 60_000, 3_600_000, 86_400_000, 604_800_000, 31_557_600_000,
    ]);
  });
});

describe('ages', () => {
  it('in months are those counted one by one', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 110 * 366 }), fc.nat(DAY), (birth, days, rest) => {
        const t = birth + days * DAY + rest;
        expect(ageInMonths(birth, t)).toBe(naiveMonths(birth, t));
        expect(ageInYears(birth, t)).toBe(Math.floor(naiveMonths(birth, t) / 12));
      }),
    );
  });

  it('are never below 0', () => {
    expect(ageInMonths(timeOf(2020, 5, 5), timeOf(1999, 1, 1))).toBe(0);
    expect(ageInYears(timeOf(2020, 5, 5), timeOf(1999, 1, 1))).toBe(0);
  });

  it('change at midnight of the birthday, whatever the hour of birth', () => {
    const birth = timeOf(1985, 6, 15) + 17 * HOUR;
    expect(ageInYears(birth, timeOf(2005, 6, 15) - 1)).toBe(19);
    expect(ageInYears(birth, timeOf(2005, 6, 15))).toBe(20);
  });

  it.each([
    [2001, 2, 28, 0],
    [2001, 3, 1, 1],
    [2004, 2, 28, 3],
    [2004, 2, 29, 4],
    [1999, 12, 31, 0],
  ])('of somebody born on 29 February 2000 at %i-%i-%i are %i years', (year, month, day, years) => {
    expect(ageInYears(timeOf(2000, 2, 29), timeOf(year, month, day))).toBe(years);
  });

  it('of somebody born on the 31st are completed on the first of the month after a short one', () => {
    const birth = timeOf(2020, 1, 31);
    expect(monthAnniversary(birth, 1)).toBe(timeOf(2020, 3, 1));
    expect(monthAnniversary(birth, 3)).toBe(timeOf(2020, 5, 1));
    expect(ageInMonths(birth, timeOf(2020, 2, 29))).toBe(0);
    expect(ageInMonths(birth, timeOf(2020, 3, 1))).toBe(1);
  });

  it('reach a number of months at that anniversary, and not a millisecond before', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 1300 }), (birth, months) => {
        const time = monthAnniversary(birth, months);
        expect(ageInMonths(birth, time)).toBeGreaterThanOrEqual(months);
        expect(ageInMonths(birth, time - 1)).toBeLessThan(months);
        expect(Math.abs(time % DAY)).toBe(0);
      }),
    );
  });

  it('with fractions grow with time, and lie within the year of age', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 40_000 }), (birth, days) => {
        const t = birth + days * DAY;
        const age = decimalAge(birth, t);
        expect(age).toBeGreaterThanOrEqual(ageInYears(birth, t));
        expect(age).toBeLessThan(ageInYears(birth, t) + 1.01);
        expect(decimalAge(birth, t + 40 * DAY)).toBeGreaterThan(age);
      }),
    );
    expect(decimalAge(timeOf(1985, 1, 15), timeOf(2020, 7, 15))).toBeCloseTo(35.5, 12);
  });
});

describe('the ages of a person', () => {
  it('are the ages worked out one by one, before and after birth', () => {
    fc.assert(
      fc.property(instant, fc.array(fc.integer({ min: -1000, max: 50_000 }), { maxLength: 20 }), (birth, days) => {
        const ages = new Ages(birth);
        for (const day of days) {
          const t = birth + day * DAY;
          expect(ages.years(t)).toBe(ageInYears(birth, t));
          expect(ages.months(t)).toBe(ageInMonths(birth, t));
        }
      }),
    );
  });

  it('change exactly at the birthdays', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 150 }), (birth, years) => {
        const ages = new Ages(birth);
        const time = ages.birthday(years);
        expect(time).toBe(birthday(birth, years));
        expect([ages.years(time - 1), ages.years(time)]).toEqual([years - 1, years]);
        expect(ages.monthAnniversary(years * 12)).toBe(time);
        expect(ages.monthAnniversary(years * 12 + 5)).toBe(monthAnniversary(birth, years * 12 + 5));
      }),
    );
  });

  it('have birthdays beyond any life', () => {
    expect(new Ages(0).birthday(400)).toBe(birthday(0, 400));
  });
});

describe('times as text', () => {
  it('can be read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: timeOf(1000, 1, 1) / SECOND, max: timeOf(9999, 12, 31) / SECOND }), (seconds) => {
        expect(parseTime(formatLocal(seconds * SECOND))).toBe(seconds * SECOND);
      }),
    );
  });

  it('have four digits of the year and two of the rest', () => {
    const t = timeOf(987, 6, 5) + 4 * HOUR + 3 * MINUTE + 2 * SECOND + 999;
    expect(formatDate(t)).toBe('0987-06-05');
    expect(formatLocal(t)).toBe('0987-06-05T04:03:02');
    expect(formatLocal(-1)).toBe('1969-12-31T23:59:59');
  });

  it.each([
    ['2020-02-30'],
    ['2021-02-29'],
    ['2020-13-01'],
    ['2020-00-01'],
    ['2020-1-1'],
    ['2020-01-01T24:00'],
    ['2020-01-01T10:60'],
    ['2020-01-01T10:00:60'],
    ['2020-01-01 10:00'],
    ['2020-01-01T10:00+02:00'],
    [''],
  ])('%j is no time', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });

  it('are read with and without time of day, fractions and Z', () => {
    const day = timeOf(2020, 2, 29);
    expect(parseTime('2020-02-29')).toBe(day);
    expect(parseTime('2020-02-29T01:02')).toBe(day + HOUR + 2 * MINUTE);
    expect(parseTime('2020-02-29T01:02:03Z')).toBe(day + HOUR + 2 * MINUTE + 3 * SECOND);
    expect(parseTime('2020-02-29T01:02:03.5Z')).toBe(day + HOUR + 2 * MINUTE + 3 * SECOND + 500);
  });

  it('have offsets with their sign', () => {
    expect([-300, 0, 330, -570].map(formatOffset)).toEqual(['-05:00', '+00:00', '+05:30', '-09:30']);
  });
});
