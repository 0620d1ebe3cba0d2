import { z } from 'zod';
import { defineCondition } from '../define.ts';
import { integer } from '../fields.ts';
import { earliestChange, watchAll } from './watch.ts';

/** As many as `minimum` hold, or more. */
export const atLeast = defineCondition({
  type: 'At Least',
  fields: ({ condition }) => ({ minimum: integer, conditions: z.array(condition) }),
  compile(json, context, path) {
    const parts = json.conditions.map((part, i) => context.condition(part, [...path, 'conditions', i]));
    return {
      ...watchAll(parts),
      test: (life, t) => parts.filter((part) => part.test(life, t)).length >= json.minimum,
      nextChange: earliestChange(parts),
    };
  },
});
