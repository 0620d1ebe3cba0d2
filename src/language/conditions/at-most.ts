import { z } from 'zod';
import { defineCondition } from '../define.ts';
import { integer } from '../fields.ts';
import { earliestChange, watchAll } from './watch.ts';

/** As many as `maximum` hold, or fewer. */
export const atMost = defineCondition({
  type: 'At Most',
  fields: ({ condition }) => ({ maximum: integer, conditions: z.array(condition) }),
  compile(json, context, path) {
    const parts = json.conditions.map((part, i) => context.condition(part, [...path, 'conditions', i]));
    return {
      ...watchAll(parts),
      test: (life, t) => parts.filter((part) => part.test(life, t)).length <= json.maximum,
      nextChange: earliestChange(parts),
    };
  },
});
