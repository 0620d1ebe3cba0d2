import { defineState } from '../define.ts';
import { Outcome } from '../run.ts';
import { diagnoseAwaiting } from './onset.ts';

/**
 * An open encounter has found what was looked for: the onsets whose `target_encounter` this is are diagnosed in it. Where no encounter is
 * open, the record refuses the diagnosis.
 */
export const diagnosis = defineState({
  type: 'Diagnosis',
  extension: true,
  fields: () => ({}),
  compile() {
    return {
      process(life, visit) {
        diagnoseAwaiting(life, visit);
        return Outcome.pass;
      },
    };
  },
});
