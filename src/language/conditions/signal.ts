import { z } from 'zod';
import { defineCondition } from '../define.ts';
import { number, text } from '../fields.ts';
import { compareOrdered, operator, readComparison } from './operator.ts';
import { never, WATCHES_NOTHING } from './watch.ts';

/**
 * Compares a signal of the person: the usual value (what the body is at these weeks, without variation from day to day), or with
 * `reading` the measured one, which is what a test at the same time shows. A measurement that gives no value compares with nothing.
 * Who waits for one looks once a week.
 */
export const signal = defineCondition({
  type: 'Signal',
  extension: true,
  fields: () => ({ signal: text, operator, value: number, reading: z.enum(['usual', 'measured']).optional() }),
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
        return value !== null && compareOrdered(value, op, json.value);
      },
      nextChange: never,
    };
  },
});
