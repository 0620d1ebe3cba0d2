import type { ConditionEntry } from '../../../record/kinds/condition.ts';
import { code, day, description, ENCOUNTER, PATIENT, system } from '../columns.ts';
import { defineTable } from '../table.ts';

/** Illness and findings on the chart. */
export const conditions = defineTable({
  name: 'conditions',
  about: 'Illness and findings on the chart.',
  source: 'condition',
  rows: (entry: ConditionEntry) => (entry.diagnosed ? [entry] : []),
  columns: [
    day('START', 'Date on which it was found.'),
    {
      name: 'STOP',
      type: 'date',
      about: 'Date on which it was over; empty while it lasts.',
      value: (entry, scope) => scope.optionalDate(scope.lastingStop(entry)),
    },
    PATIENT,
    ENCOUNTER,
    system('Code system of CODE, such as SNOMED-CT.'),
    code('What it is (SNOMED CT).'),
    description('What it is, in words.'),
  ],
});
