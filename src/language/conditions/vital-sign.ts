import { murmur3 } from '../../core/random/murmur3.ts';
import { defineCondition } from '../define.ts';
import { number, text } from '../fields.ts';
import { compare, operator, readComparison } from './operator.ts';
import { never, WATCHES_NOTHING } from './watch.ts';

/** Compares the current value of a vital sign; false whatever is asked, with a note, when nothing supplies it. */
export const vitalSign = defineCondition({
  type: 'Vital Sign',
  fields: () => ({ vital_sign: text, operator, value: number.optional() }),
  compile(json, context, path) {
    const op = readComparison(json.operator, json.value, context, path);
    // Two conditions of one state read for themselves; one condition reads the same however often it is asked.
    const purpose = murmur3(path.join('/'));
    return {
      ...WATCHES_NOTHING,
      polls: true,
      test(life, t) {
        const value = life.vitalSign(json.vital_sign, t, purpose);
        if (value === undefined) {
          life.note('vital-sign-absent', `vital sign "${json.vital_sign}" was read but never set`);
          return false;
        }
        return compare(value, op, json.value, () => undefined);
      },
      nextChange: never,
    };
  },
});
