import { defineCondition } from '../define.ts';
import { number, text } from '../fields.ts';
import { compare, operator, readComparison } from './operator.ts';
import { never, WATCHES_NOTHING } from './watch.ts';

/** Compares the greatest current value of a symptom over the modules that set it; 0 when nobody did. */
export const symptom = defineCondition({
  type: 'Symptom',
  fields: () => ({ symptom: text, operator, value: number.optional() }),
  compile(json, context, path) {
    const op = readComparison(json.operator, json.value, context, path);
    return {
      ...WATCHES_NOTHING,
      polls: true,
      test: (life) => compare(life.symptom(json.symptom), op, json.value, () => undefined),
      nextChange: never,
    };
  },
});
