import { z } from 'zod';
import type { ObservationValue } from '../../record/kinds/observation.ts';
import { defineCondition } from '../define.ts';
import { code, scalar, soughtCodes, text } from '../fields.ts';
import type { Life } from '../run.ts';
import { isEntry } from '../values.ts';
import { compare, operator, readComparison } from './operator.ts';
import { never, WATCHES_NOTHING, watchSlots } from './watch.ts';

/** Compares the value of the latest observation with one of the codes, or of the observation an attribute holds. */
export const observation = defineCondition({
  type: 'Observation',
  fields: () => ({
    codes: z.optional(soughtCodes),
    referenced_by_attribute: text.optional(),
    operator,
    value: scalar.optional(),
    value_code: code.optional(),
  }),
  compile(json, context, path) {
    const literal = json.value_code ?? json.value;
    const op = readComparison(json.operator, literal, context, path);
    const judge = (life: Life, value: ObservationValue): boolean =>
      compare(value ?? undefined, op, literal, () =>
        life.note('kinds-differ', 'an observation was compared with a value of another kind'),
      );
    if (json.codes) {
      const wanted = context.soughtCodes(json.codes, [...path, 'codes']).map((entry) => entry.code);
      return {
        ...WATCHES_NOTHING,
        observations: true,
        test(life) {
          const found = life.recorder.latestObservation(wanted);
          if (found) return judge(life, found.value);
          if (op === 'is nil') return true;
          if (op !== 'is not nil')
            life.note('observation-absent', `observation ${wanted.join(', ')} was compared but never made`);
          return false;
        },
        nextChange: never,
      };
    }
    if (json.referenced_by_attribute === undefined) {
      context.report('error', 'nothing-referenced', 'Observation needs codes or referenced_by_attribute', path);
      return { ...WATCHES_NOTHING, test: () => false, nextChange: never };
    }
    const slot = context.reads(json.referenced_by_attribute, [...path, 'referenced_by_attribute']);
    return {
      ...watchSlots(slot),
      test(life) {
        const held = life.attribute(slot);
        return isEntry(held) && held.kind === 'observation' && judge(life, held.value);
      },
      nextChange: never,
    };
  },
});
