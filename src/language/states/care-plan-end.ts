import type { Code } from '../../core/code.ts';
import { defineState } from '../define.ts';
import { soughtCodes, text } from '../fields.ts';
import { compileEnding } from './ending.ts';

const PLAN_COMPLETED: Code = { system: 'SNOMED-CT', code: '385658003', display: 'Done' };

/** A plan of care is over. */
export const carePlanEnd = defineState({
  type: 'CarePlanEnd',
  fields: () => ({
    careplan: text.optional(),
    referenced_by_attribute: text.optional(),
    codes: soughtCodes.optional(),
  }),
  compile: (json, context, path) =>
    compileEnding(
      'carePlan',
      {
        state: json.careplan,
        stateField: 'careplan',
        attribute: json.referenced_by_attribute,
        codes: json.codes,
      },
      context,
      path,
      (entry) => {
        entry.stopReason = PLAN_COMPLETED;
      },
    ),
});
