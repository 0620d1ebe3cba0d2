import { z } from 'zod';
import { dateOf, HOUR, MINUTE, SECOND, type SimTime, timeOf } from '../../core/time.ts';
import type { CompiledCondition } from '../compiled.ts';
import { defineCondition } from '../define.ts';
import { integer } from '../fields.ts';
import { compareOrdered, type Operator, operator, readOperator } from './operator.ts';
import { WATCHES_NOTHING } from './watch.ts';

const instant = z.strictObject({
  year: integer,
  month: integer.optional(),
  day: integer.optional(),
  hour: integer.optional(),
  minute: integer.optional(),
  second: integer.optional(),
  millisecond: integer.optional(),
});

/** Compares the calendar year, or month (1 to 12), or the instant itself. The first given of year, month, date counts. */
export const date = defineCondition({
  type: 'Date',
  fields: () => ({
    operator,
    year: integer.optional(),
    month: integer.optional(),
    date: instant.optional(),
  }),
  compile(json, context, path) {
    const { year, month, date: instant } = json;
    const op = readOperator(json.operator, context, path);
    if (year !== undefined) return byYear(op, year);
    if (month !== undefined) return byMonth(op, month);
    if (instant !== undefined) return byInstant(op, instantOf(instant));
    context.report('error', 'date-missing', 'a Date condition needs year, month or date', path);
    return { ...WATCHES_NOTHING, test: () => false, nextChange: () => Number.POSITIVE_INFINITY };
  },
});

function byYear(op: Operator, year: number): CompiledCondition {
  return {
    ...WATCHES_NOTHING,
    test: (_life, t) => compareOrdered(dateOf(t).year, op, year),
    nextChange: (_life, t) => firstAfter(t, timeOf(year, 1, 1), timeOf(year + 1, 1, 1)),
  };
}

function byMonth(op: Operator, month: number): CompiledCondition {
  return {
    ...WATCHES_NOTHING,
    test: (_life, t) => compareOrdered(dateOf(t).month, op, month),
    nextChange(_life, t) {
      const now = dateOf(t);
      return now.month === 12 ? timeOf(now.year + 1, 1, 1) : timeOf(now.year, now.month + 1, 1);
    },
  };
}

function byInstant(op: Operator, time: SimTime): CompiledCondition {
  return {
    ...WATCHES_NOTHING,
    test: (_life, t) => compareOrdered(t, op, time),
    nextChange: (_life, t) => firstAfter(t, time, time + 1),
  };
}

function instantOf(json: z.output<typeof instant>): SimTime {
  return (
    timeOf(json.year, json.month ?? 1, json.day ?? 1) +
    (json.hour ?? 0) * HOUR +
    (json.minute ?? 0) * MINUTE +
    (json.second ?? 0) * SECOND +
    (json.millisecond ?? 0)
  );
}

function firstAfter(t: SimTime, first: SimTime, second: SimTime): SimTime {
  return first > t ? first : second > t ? second : Number.POSITIVE_INFINITY;
}
