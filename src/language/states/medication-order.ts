import type { Code } from '../../core/code.ts';
import type { MedicationEntry } from '../../record/kinds/medication.ts';
import { defineState } from '../define.ts';
import { codes, flag, text } from '../fields.ts';
import { type Life, Outcome, type Visit } from '../run.ts';
import { assignedSlot } from './assigned.ts';
import { assign, mergedCodes, stamp } from './filing.ts';
import { compilePrescription, prescription } from './prescription.ts';
import { compileReason } from './reason.ts';

/** A drug is ordered, or given on the spot (`administration`), or both when it is also `chronic`. */
export const medicationOrder = defineState({
  type: 'MedicationOrder',
  fields: () => ({
    codes,
    reason: text.optional(),
    prescription: prescription.optional(),
    administration: flag.optional(),
    chronic: flag.optional(),
    assign_to_attribute: text.optional(),
  }),
  compile(json, context, path) {
    const what = json.codes;
    const primary = (what[0] as Code).code;
    const reason = compileReason(json.reason, context, path);
    const how = json.prescription ? compilePrescription(json.prescription) : null;
    const slot = assignedSlot(json.assign_to_attribute, context, path);
    const chronic = json.chronic ?? false;

    const make = (life: Life, visit: Visit, administered: boolean): MedicationEntry => ({
      kind: 'medication',
      ...stamp(life, visit),
      stop: administered ? life.clock : null,
      codes: what,
      administered,
      chronic: chronic && !administered,
      prescription: null,
      reasons: [],
      reasonEntry: null,
      stopReason: null,
      renewedAs: null,
    });
    const describe = (life: Life, visit: Visit, entry: MedicationEntry): void => {
      entry.name = visit.state.name;
      entry.codes = mergedCodes(entry.codes, what);
      const why = reason(life);
      entry.reasons = mergedCodes(entry.reasons, why.codes);
      entry.reasonEntry = why.entry ?? entry.reasonEntry;
      if (how) entry.prescription = how;
      visit.entry = entry;
      assign(life, slot, visit);
    };
    return {
      process(life, visit) {
        if (json.administration) {
          const given = make(life, visit, true);
          life.recorder.add(given, life.native);
          describe(life, visit, given);
          if (!chronic) return Outcome.pass;
        }
        let ordered = life.recorder.active('medication', primary);
        if (!ordered) {
          ordered = make(life, visit, false);
          life.recorder.add(ordered, life.native);
          life.recorder.activate('medication', ordered);
        }
        if (chronic) life.recorder.chronic.set(primary, ordered);
        describe(life, visit, ordered);
        return Outcome.pass;
      },
    };
  },
});
