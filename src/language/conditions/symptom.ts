import { defineCondition } from '../define.ts';
import { number, text } from '../fields.ts';
import { compareOrdered, operator } from './operator.ts';
import { never, WATCHES_NOTHING } from './watch.ts';

/** Compares the greatest current value of a symptom over the modules that set it; 0 when nobody did. */
export const symptom = defineCondition({
  type: 'Symptom',
  fields: () => ({ symptom: text, operator, value: number }),
  compile: (json) => ({
    ...WATCHES_NOTHING,
    polls: true,
    test: (life) => compareOrdered(life.symptom(json.symptom), json.operator, json.value),
    nextChange: never,
  }),
});
