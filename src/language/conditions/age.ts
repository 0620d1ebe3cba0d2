import { z } from 'zod';
import { defineCondition } from '../define.ts';
import { number } from '../fields.ts';
import { compareOrdered, operator, readOperator } from './operator.ts';
import { WATCHES_NOTHING } from './watch.ts';

/** Compares the completed years or months of age. */
export const age = defineCondition({
  type: 'Age',
  fields: () => ({ operator, quantity: number, unit: z.enum(['years', 'months']) }),
  compile(json, context, path) {
    const { quantity } = json;
    const op = readOperator(json.operator, context, path);
    const months = json.unit === 'years' ? 12 : 1;
    // The answer can change when the age first reaches the quantity, and when it first exceeds it.
    const changes = [...new Set([Math.ceil(quantity), Math.floor(quantity) + 1])].map((age) => age * months);
    return {
      ...WATCHES_NOTHING,
      test: (life, t) => compareOrdered(months === 12 ? life.ages.years(t) : life.ages.months(t), op, quantity),
      nextChange(life, t) {
        for (const change of changes) {
          const time = life.ages.monthAnniversary(change);
          if (time > t) return time;
        }
        return Number.POSITIVE_INFINITY;
      },
    };
  },
});
