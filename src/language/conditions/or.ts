import { z } from 'zod';
import { defineCondition } from '../define.ts';
import { earliestChange, watchAll } from './watch.ts';

/** At least one holds; false when empty. */
export const or = defineCondition({
  type: 'Or',
  fields: ({ condition }) => ({ conditions: z.array(condition) }),
  compile(json, context, path) {
    const parts = json.conditions.map((part, i) => context.condition(part, [...path, 'conditions', i]));
    return {
      ...watchAll(parts),
      test: (life, t) => parts.some((part) => part.test(life, t)),
      nextChange: earliestChange(parts),
    };
  },
});
