import type { Code } from '../../core/code.ts';
import { defineState } from '../define.ts';
import { soughtCodes, text } from '../fields.ts';
import { compileEnding } from './ending.ts';

/** Why a drug that is simply over was stopped. */
export const PRESCRIPTION_OVER: Code = {
  system: 'SNOMED-CT',
  code: '182840001',
  display: 'Drug treatment stopped - medical advice',
};

/** A drug is stopped. */
export const medicationEnd = defineState({
  type: 'MedicationEnd',
  fields: () => ({
    medication_order: text.optional(),
    referenced_by_attribute: text.optional(),
    codes: soughtCodes.optional(),
  }),
  compile: (json, context, path) =>
    compileEnding(
      'medication',
      {
        state: json.medication_order,
        stateField: 'medication_order',
        attribute: json.referenced_by_attribute,
        codes: json.codes,
      },
      context,
      path,
      (entry) => {
        entry.stopReason = PRESCRIPTION_OVER;
      },
    ),
});
