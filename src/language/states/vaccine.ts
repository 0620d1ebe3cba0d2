import { defineState } from '../define.ts';
import { codes, integer } from '../fields.ts';
import { Outcome } from '../run.ts';
import { stamp } from './filing.ts';

/** A vaccine is given. */
export const vaccine = defineState({
  type: 'Vaccine',
  fields: () => ({ codes, series: integer.optional() }),
  compile(json) {
    const what = json.codes;
    return {
      process(life, visit) {
        visit.entry = {
          kind: 'immunization',
          ...stamp(life, visit),
          stop: null,
          codes: what,
          series: json.series ?? null,
        };
        life.recorder.add(visit.entry, life.native);
        return Outcome.pass;
      },
    };
  },
});
