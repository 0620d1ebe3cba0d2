import { defineState } from '../define.ts';
import { soughtCodes, text } from '../fields.ts';
import { compileEnding } from './ending.ts';

/** A condition is over. */
export const conditionEnd = defineState({
  type: 'ConditionEnd',
  fields: () => ({
    condition_onset: text.optional(),
    referenced_by_attribute: text.optional(),
    codes: soughtCodes.optional(),
  }),
  compile: (json, context, path) =>
    compileEnding(
      'condition',
      {
        state: json.condition_onset,
        stateField: 'condition_onset',
        attribute: json.referenced_by_attribute,
        codes: json.codes,
      },
      context,
      path,
    ),
});
