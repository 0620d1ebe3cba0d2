import { z } from 'zod';
import { defineCondition } from '../define.ts';
import { earliestChange, watchAll } from './watch.ts';

/** All hold; true when empty. */
export const and = defineCondition({
  type: 'And',
  fields: ({ condition }) => ({ conditions: z.array(condition) }),
  compile(json, context, path) {
    const parts = json.conditions.map((part, i) => context.condition(part, [...path, 'conditions', i]));
    return {
      ...watchAll(parts),
      test: (life, t) => parts.every((part) => part.test(life, t)),
      nextChange: earliestChange(parts),
    };
  },
});
