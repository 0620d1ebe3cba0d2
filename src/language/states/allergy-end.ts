import { defineState } from '../define.ts';
import { soughtCodes, text } from '../fields.ts';
import { compileEnding } from './ending.ts';

/** An allergy is outgrown. */
export const allergyEnd = defineState({
  type: 'AllergyEnd',
  fields: () => ({
    allergy_onset: text.optional(),
    referenced_by_attribute: text.optional(),
    codes: soughtCodes.optional(),
  }),
  compile: (json, context, path) =>
    compileEnding(
      'allergy',
      {
        state: json.allergy_onset,
        stateField: 'allergy_onset',
        attribute: json.referenced_by_attribute,
        codes: json.codes,
      },
      context,
      path,
    ),
});
