import { defineCondition } from '../define.ts';
import { text } from '../fields.ts';
import { never, watchSlots } from './watch.ts';

/** The attribute `race` is this, whatever the case of the letters. */
export const race = defineCondition({
  type: 'Race',
  fields: () => ({ race: text }),
  compile(json, context, path) {
    const slot = context.reads('race', [...path, 'race']);
    const wanted = json.race.toLowerCase();
    if (wanted === 'hispanic') {
      context.report(
        'warning',
        'race-is-ethnicity',
        '"Hispanic" is an ethnicity: no race equals it',
        [...path, 'race'],
        'test the attribute "ethnicity" instead',
      );
    }
    return {
      ...watchSlots(slot),
      test(life) {
        const value = life.attribute(slot);
        return typeof value === 'string' && value.toLowerCase() === wanted;
      },
      nextChange: never,
    };
  },
});
