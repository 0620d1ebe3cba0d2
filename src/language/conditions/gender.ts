import { defineCondition } from '../define.ts';
import { text } from '../fields.ts';
import { never, watchSlots } from './watch.ts';

/** The attribute `gender` is exactly this. */
export const gender = defineCondition({
  type: 'Gender',
  fields: () => ({ gender: text }),
  compile(json, context, path) {
    const slot = context.reads('gender', [...path, 'gender']);
    return { ...watchSlots(slot), test: (life) => life.attribute(slot) === json.gender, nextChange: never };
  },
});
