import type { ProcedureEntry } from '../../../record/kinds/procedure.ts';
import { code, description, ENCOUNTER, moment, PATIENT, reason, system, unfilled } from '../columns.ts';
import { defineTable, itself } from '../table.ts';

/** What was done to people. */
export const procedures = defineTable({
  name: 'procedures',
  about: 'What was done to people.',
  source: 'procedure',
  rows: itself<ProcedureEntry>,
  columns: [
    moment('START', 'When it began.'),
    {
      name: 'STOP',
      type: 'timestamp',
      about: 'When it ended; empty while it lasts.',
      value: (entry, scope) => scope.optionalTimestamp(scope.actStop(entry.stop, entry.start)),
    },
    PATIENT,
    ENCOUNTER,
    system('Code system of CODE, such as SNOMED-CT.'),
    code('What was done (SNOMED CT).'),
    description('What was done, in words.'),
    unfilled('BASE_COST', 'money', 'Price of it.'),
    ...reason<ProcedureEntry>(({ reasons }) => reasons),
  ],
});
