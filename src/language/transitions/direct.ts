import { defineTransition } from '../define.ts';
import { text } from '../fields.ts';

/** Always to one state. */
export const direct = defineTransition({
  field: 'direct_transition',
  schema: () => text,
  compile(json, context, path) {
    const target = context.target(json, path);
    return () => target;
  },
});
