import { z } from 'zod';
import type { Recorder } from '../../record/recorder.ts';
import { type ConditionDefinition, defineCondition } from '../define.ts';
import { soughtCodes, text } from '../fields.ts';
import { isEntry } from '../values.ts';
import { never, WATCHES_NOTHING, watchSlots } from './watch.ts';

/** A condition on something of the record being active now, by codes (any of them) or by the entry an attribute holds. */
function defineActive(type: string, isActive: (recorder: Recorder, code: string) => boolean): ConditionDefinition {
  return defineCondition({
    type,
    fields: () => ({ codes: z.optional(soughtCodes), referenced_by_attribute: text.optional() }),
    compile(json, context, path) {
      if (json.codes) {
        const wanted = context.soughtCodes(json.codes, [...path, 'codes']).map((code) => code.code);
        return {
          ...WATCHES_NOTHING,
          codes: new Set(wanted),
          test: (life) => wanted.some((code) => isActive(life.recorder, code)),
          nextChange: never,
        };
      }
      if (json.referenced_by_attribute === undefined) {
        context.report('error', 'nothing-referenced', `${type} needs codes or referenced_by_attribute`, path);
        return { ...WATCHES_NOTHING, test: () => false, nextChange: never };
      }
      const slot = context.reads(json.referenced_by_attribute, [...path, 'referenced_by_attribute']);
      return {
        ...watchSlots(slot),
        // Which code the attribute's entry has is not known here, so its end is seen by looking weekly.
        polls: true,
        test(life) {
          const value = life.attribute(slot);
          const code = isEntry(value) ? value.codes[0]?.code : undefined;
          return code !== undefined && isActive(life.recorder, code);
        },
        nextChange: never,
      };
    },
  });
}

/** In the reference engine one index holds whatever is active, so a condition test also sees procedures and allergies. */
export const activeCondition = defineActive('Active Condition', (recorder, code) => recorder.isAnyActive(code));
export const activeAllergy = defineActive('Active Allergy', (recorder, code) => recorder.isAnyActive(code));
export const activeMedication = defineActive('Active Medication', (recorder, code) =>
  recorder.isActive('medication', code),
);
export const activeCarePlan = defineActive('Active CarePlan', (recorder, code) => recorder.isActive('carePlan', code));
