import { defineCondition } from '../define.ts';
import { text } from '../fields.ts';
import { never, watchSlots } from './watch.ts';

/** The attribute `socioeconomic_category` is exactly this. */
export const socioeconomicStatus = defineCondition({
  type: 'Socioeconomic Status',
  fields: () => ({ category: text }),
  compile(json, context, path) {
    const slot = context.reads('socioeconomic_category', [...path, 'category']);
    return { ...watchSlots(slot), test: (life) => life.attribute(slot) === json.category, nextChange: never };
  },
});
