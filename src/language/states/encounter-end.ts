import { defineState } from '../define.ts';
import { code } from '../fields.ts';
import { Outcome } from '../run.ts';

/** Ends the encounter that this module has open, if any. */
export const encounterEnd = defineState({
  type: 'EncounterEnd',
  fields: () => ({ discharge_disposition: code.optional() }),
  compile(json) {
    const disposition = json.discharge_disposition ?? null;
    return {
      process(life) {
        life.endEncounter(disposition);
        return Outcome.pass;
      },
    };
  },
});
