import { fhirText } from '../../chart/text.ts';
import type { CareUse } from '../care-use.ts';
import { PLACE } from '../place-columns.ts';
import { defineSharedTable } from '../table.ts';

/** Clinicians. */
export const providers = defineSharedTable({
  name: 'providers',
  about: 'Clinicians whom people of the run saw, or have as their own.',
  rows: (care: readonly CareUse[]) => care,
  columns: [
    {
      name: 'Id',
      type: 'uuid',
      about: 'The clinician; id of the FHIR Practitioner.',
      required: true,
      primary: true,
      value: ({ site }) => site.clinician.id,
    },
    {
      name: 'ORGANIZATION',
      type: 'uuid',
      about: 'Where the clinician works.',
      required: true,
      references: 'organizations',
      value: ({ site }) => site.organization.id,
    },
    {
      name: 'NAME',
      type: 'text',
      about: 'First and family name.',
      required: true,
      value: ({ site: { clinician } }) =>
        [fhirText(clinician.givenName), fhirText(clinician.familyName) ?? clinician.id].filter(Boolean).join(' '),
    },
    { name: 'GENDER', type: 'text', about: 'Sex: F or M.', required: true, value: ({ site }) => site.clinician.sex },
    {
      name: 'SPECIALITY',
      type: 'text',
      about: 'Specialty, in the words of US Medicare.',
      required: true,
      value: ({ site }) => fhirText(site.clinician.specialty),
    },
    ...PLACE,
    {
      name: 'ENCOUNTERS',
      type: 'integer',
      about: 'Encounters of this run with the clinician.',
      required: true,
      value: ({ encounters }) => encounters,
    },
    {
      name: 'PROCEDURES',
      type: 'integer',
      about: 'Procedures of this run in those encounters.',
      required: true,
      value: ({ procedures }) => procedures,
    },
  ],
});
