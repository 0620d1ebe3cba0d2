import type { EncounterEntry } from '../../../record/kinds/encounter.ts';
import { code, description, PATIENT, reason, unfilled } from '../columns.ts';
import { defineTable, itself } from '../table.ts';

/** Contacts with care. */
export const encounters = defineTable({
  name: 'encounters',
  about: 'Contacts with care.',
  source: 'encounter',
  rows: itself<EncounterEntry>,
  columns: [
    {
      name: 'Id',
      type: 'uuid',
      about: 'The encounter; id of the FHIR Encounter.',
      required: true,
      primary: true,
      value: ({ id }) => id,
    },
    {
      name: 'START',
      type: 'timestamp',
      about: 'When it began.',
      required: true,
      value: (entry, scope) => scope.timestamp(scope.visits.start(entry)),
    },
    {
      name: 'STOP',
      type: 'timestamp',
      about: 'When it ended; empty while it lasts.',
      value: (entry, scope) => scope.optionalTimestamp(scope.visits.stop(entry, scope.record)),
    },
    PATIENT,
    {
      name: 'ORGANIZATION',
      type: 'uuid',
      about: 'Where it was.',
      references: 'organizations',
      value: ({ site }) => site?.organization.id,
    },
    {
      name: 'PROVIDER',
      type: 'uuid',
      about: 'The clinician.',
      references: 'providers',
      value: ({ site }) => site?.clinician.id,
    },
    unfilled('PAYER', 'uuid', 'Who paid.'),
    {
      name: 'ENCOUNTERCLASS',
      type: 'text',
      about:
        'wellness, ambulatory, outpatient, inpatient, emergency, urgentcare, hospice, home, snf (skilled nursing facility) or virtual.',
      required: true,
      value: ({ encounterClass }) => encounterClass,
    },
    code('What kind of encounter (SNOMED CT).'),
    description('The kind of encounter in words.'),
    unfilled('BASE_ENCOUNTER_COST', 'money', 'Price of the encounter itself.'),
    unfilled('TOTAL_CLAIM_COST', 'money', 'Price of the encounter and of what was done in it.'),
    unfilled('PAYER_COVERAGE', 'money', 'What the payer paid of it.'),
    ...reason<EncounterEntry>((entry) => (entry.reason === null ? [] : [entry.reason])),
  ],
});
