import type { CarePlanEntry } from '../../../record/kinds/care-plan.ts';
import { planEnd } from '../../chart/plan-end.ts';
import { code, day, description, ENCOUNTER, PATIENT, reason } from '../columns.ts';
import { defineTable, itself } from '../table.ts';

/** Plans of care. */
export const careplans = defineTable({
  name: 'careplans',
  about: 'Plans of care.',
  source: 'carePlan',
  rows: itself<CarePlanEntry>,
  columns: [
    {
      name: 'Id',
      type: 'uuid',
      about: 'The plan; id of the FHIR CarePlan.',
      required: true,
      primary: true,
      value: ({ id }) => id,
    },
    day('START', 'Date on which it began.'),
    {
      name: 'STOP',
      type: 'date',
      about: 'Date on which it was over, at the latest that of death; empty while it lasts.',
      value: (entry, scope) => scope.optionalDate(planEnd(entry, scope.record).stop),
    },
    PATIENT,
    ENCOUNTER,
    code('What kind of plan (SNOMED CT).'),
    description('The kind of plan in words.'),
    ...reason<CarePlanEntry>(({ reasons }) => reasons),
  ],
});
