import { z } from 'zod';
import { defineCondition } from '../define.ts';
import { number, text } from '../fields.ts';
import { compare, operator, readComparison } from './operator.ts';
import { never, WATCHES_NOTHING } from './watch.ts';

/**
 * Compares a signal of the person: the usual value (what the body is at these weeks, without variation from day to day), or with
 * `reading` the measured one, which is what a test at the same time shows. Where there is no value (a measurement that failed, a signal
 * that the person does not have), only `is nil` holds. Who waits for one looks once a week.
 */
export const signal = defineCondition({
  type: 'Signal',
  extension: true,
  fields: () => ({
    signal: text,
    operator,
    value: number.optional(),
    reading: z.enum(['usual', 'measured']).optional(),
  }),
  compile(json, context, path) {
    const op = readComparison(json.operator, json.value, context, path);
    const read = context.signal(json.signal, [...path, 'signal']);
    const isMeasured = json.reading === 'measured';
    return {
      ...WATCHES_NOTHING,
      polls: true,
      test(life, t) {
        if (!read) return false;
        const value = isMeasured ? life.measure(read, t).value : life.usual(read, t);
        return compare(value === null || Number.isNaN(value) ? undefined : value, op, json.value, mismatch);
      },
      nextChange: never,
    };
  },
});

/** Numbers are compared with numbers. */
function mismatch(): void {}
