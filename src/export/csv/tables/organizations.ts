import { fhirText } from '../../chart/text.ts';
import type { CareUse } from '../care-use.ts';
import { unfilled } from '../columns.ts';
import { PLACE } from '../place-columns.ts';
import { defineSharedTable } from '../table.ts';

/** What all clinicians of each organization did together, by its id. */
function byOrganization(care: readonly CareUse[]): readonly CareUse[] {
  const found = new Map<string, CareUse>();
  for (const { site, encounters, procedures } of care) {
    const known = found.get(site.organization.id);
    found.set(site.organization.id, {
      site: known?.site ?? site,
      encounters: encounters + (known?.encounters ?? 0),
      procedures: procedures + (known?.procedures ?? 0),
    });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, use]) => use);
}

/** Hospitals, practices and clinics. */
export const organizations = defineSharedTable({
  name: 'organizations',
  about: 'Hospitals, practices and clinics that people of the run went to, or have their own clinician in.',
  rows: byOrganization,
  columns: [
    {
      name: 'Id',
      type: 'uuid',
      about: 'The organization; id of the FHIR Organization.',
      required: true,
      primary: true,
      value: ({ site }) => site.organization.id,
    },
    {
      name: 'NAME',
      type: 'text',
      about: 'What it is called.',
      required: true,
      value: ({ site }) => fhirText(site.organization.name) ?? site.organization.id,
    },
    ...PLACE,
    { name: 'PHONE', type: 'text', about: 'Telephone number.', value: ({ site }) => fhirText(site.organization.phone) },
    unfilled('REVENUE', 'money', 'What it was paid.'),
    {
      name: 'UTILIZATION',
      type: 'integer',
      about: 'Encounters of this run in it.',
      required: true,
      value: ({ encounters }) => encounters,
    },
  ],
});
