import { defineCondition } from '../define.ts';

/** Its part does not hold. */
export const not = defineCondition({
  type: 'Not',
  fields: ({ condition }) => ({ condition }),
  compile(json, context, path) {
    const part = context.condition(json.condition, [...path, 'condition']);
    return { ...part, test: (life, t) => !part.test(life, t) };
  },
});
