import { z } from 'zod';
import { DAY, monthAnniversary, type SimTime } from '../core/time.ts';
import { timeUnit } from '../language/fields.ts';

/** A whole number of days since 1970-01-01. */
export type Day = number;

const units = timeUnit.extract(['days', 'weeks', 'months', 'years']);

/** A length of time by the calendar. */
export const calendarSpan = z.strictObject({ quantity: z.int().positive(), unit: units });

/** A day counted from the index date: day 0 is the index date, days before it are negative. */
const offset = z.strictObject({ quantity: z.int(), unit: units });

export type CalendarSpan = z.output<typeof offset>;

/** The windows that have a name. */
export const NAMED_WINDOWS = [
  'before index',
  'up to index',
  'at index',
  'after index',
  'follow-up',
  'whole life',
] as const;

/** Days around the index date, both ends included. Without `from` it begins at birth, without `to` it ends with the record. */
export const windowShape = z.union([
  z.enum(NAMED_WINDOWS),
  z.strictObject({ from: offset.optional(), to: offset.optional() }),
]);

export type WindowJson = z.output<typeof windowShape>;

/** From which day to which, both included. */
export interface Days {
  readonly from: Day;
  readonly to: Day;
}

/** The day on which `t` falls. */
export function dayOf(t: SimTime): Day {
  return Math.floor(t / DAY);
}

/** The day so far from another, by the calendar: a month after 31 January is the first of March. */
export function dayAfter(day: Day, { quantity, unit }: CalendarSpan): Day {
  switch (unit) {
    case 'days':
      return day + quantity;
    case 'weeks':
      return day + 7 * quantity;
    case 'months':
      return dayOf(monthAnniversary(day * DAY, quantity));
    case 'years':
      return dayOf(monthAnniversary(day * DAY, 12 * quantity));
  }
}

/** The days of a window around an index date, of a person whose follow-up ends on `followUpEnd`. */
export function daysOf(window: WindowJson, index: Day, followUpEnd: Day): Days {
  switch (window) {
    case 'before index':
      return { from: Number.NEGATIVE_INFINITY, to: index - 1 };
    case 'up to index':
      return { from: Number.NEGATIVE_INFINITY, to: index };
    case 'at index':
      return { from: index, to: index };
    case 'after index':
      return { from: index + 1, to: Number.POSITIVE_INFINITY };
    case 'follow-up':
      return { from: index + 1, to: followUpEnd };
    case 'whole life':
      return { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
    default: {
      const { from, to } = window;
      return {
        from: from ? dayAfter(index, from) : Number.NEGATIVE_INFINITY,
        to: to ? dayAfter(index, to) : Number.POSITIVE_INFINITY,
      };
    }
  }
}

/** Whether no day can be in a window, whatever the index date. */
export function isEmpty(window: WindowJson): boolean {
  // Months differ in length by days; a window that is empty for some index dates only is not called so.
  return INDEX_DATES.every((index) => {
    const { from, to } = daysOf(window, index, index);
    return window !== 'follow-up' && from > to;
  });
}

/** Whether one span is longer than another, whatever the date from which both are counted. */
export function isLonger(span: CalendarSpan, other: CalendarSpan): boolean {
  return INDEX_DATES.every((index) => dayAfter(index, span) > dayAfter(index, other));
}

/** The first of every month of four years, so that all lengths of months and years are met. */
const INDEX_DATES: readonly Day[] = Array.from({ length: 48 }, (_, months) =>
  dayAfter(0, { quantity: months, unit: 'months' }),
);
