import { defineState } from '../define.ts';
import { code } from '../fields.ts';
import { Outcome } from '../run.ts';

/** Ends the encounter that this module has open, if any. */
export const encounterEnd = defineState({
  type: 'EncounterEnd',
  fields: () => ({ discharge_disposition: code.optional() }),
  compile(json, context, path) {
    const disposition = json.discharge_disposition
      ? (context.codes([json.discharge_disposition], [...path, 'discharge_disposition'])[0] ?? null)
      : null;
    return {
      process(life) {
        life.endEncounter(disposition);
        return Outcome.pass;
      },
    };
  },
});
