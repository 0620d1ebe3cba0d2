import type { ImmunizationEntry } from '../../../record/kinds/immunization.ts';
import { code, description, ENCOUNTER, moment, PATIENT, unfilled } from '../columns.ts';
import { defineTable, itself } from '../table.ts';

/** Vaccines given. */
export const immunizations = defineTable({
  name: 'immunizations',
  about: 'Vaccines given.',
  source: 'immunization',
  rows: itself<ImmunizationEntry>,
  columns: [
    moment('DATE', 'When.'),
    PATIENT,
    ENCOUNTER,
    code('Which vaccine (CVX).'),
    description('The vaccine in words.'),
    unfilled('BASE_COST', 'money', 'Price of it.'),
  ],
});
