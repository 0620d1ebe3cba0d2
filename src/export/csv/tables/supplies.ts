import type { SupplyEntry } from '../../../record/kinds/supply.ts';
import { code, day, description, ENCOUNTER, PATIENT } from '../columns.ts';
import { defineTable, itself } from '../table.ts';

/** Things handed out. */
export const supplies = defineTable({
  name: 'supplies',
  about: 'Things handed out.',
  source: 'supply',
  rows: itself<SupplyEntry>,
  columns: [
    day('DATE', 'Date.'),
    PATIENT,
    ENCOUNTER,
    code('What (SNOMED CT).'),
    description('What, in words.'),
    { name: 'QUANTITY', type: 'number', about: 'How many.', required: true, value: ({ quantity }) => quantity },
  ],
});
