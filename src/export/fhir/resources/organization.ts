import type { Organization } from 'fhir/r4.js';
import type { FacilityKind } from '../../../record/person.ts';
import { fhirText } from '../../chart/text.ts';
import { addressOf, addressShape, fillAddress } from '../address.ts';
import { defineShared } from '../shared-resource.ts';
import { IDENTIFIER_BASE, SYSTEM } from '../systems.ts';
import { optional, text, token } from '../template/shape.ts';
import { items, when } from '../template/template.ts';

/** What each kind of facility is among providers. Source: NUCC, Health Care Provider Taxonomy 24.0. */
const TAXONOMY: Readonly<Record<FacilityKind, { readonly code: string; readonly display: string }>> = {
  'primary-care': { code: '261QP2300X', display: 'Primary Care Clinic/Center' },
  hospital: { code: '282N00000X', display: 'General Acute Care Hospital' },
  specialists: { code: '193200000X', display: 'Multi-Specialty Group' },
  'urgent-care': { code: '261QU0200X', display: 'Urgent Care Clinic/Center' },
  pharmacy: { code: '3336C0003X', display: 'Community/Retail Pharmacy' },
  'nursing-home': { code: '314000000X', display: 'Skilled Nursing Facility' },
  hospice: { code: '251G00000X', display: 'Community Based Hospice Care Agency' },
  veterans: { code: '261QV0200X', display: 'VA Clinic/Center' },
};

/** A hospital, practice or clinic. */
export const organization = defineShared({
  type: 'Organization',
  file: 'organizations',
  id: (site) => site.organization.id,
  knownBy: ({ organization }) => ({ system: `${IDENTIFIER_BASE}/organization`, value: organization.id }),
  shape: {
    id: token,
    profile: optional(token),
    npi: token,
    taxonomyCode: token,
    taxonomyName: token,
    name: text,
    phone: optional(text),
    ...addressShape,
  },
  template: (v): Organization => ({
    resourceType: 'Organization',
    id: v.id,
    meta: when(v.profile, (profile) => ({ profile: [profile] })),
    identifier: [
      { system: SYSTEM.npi, value: v.npi },
      { system: `${IDENTIFIER_BASE}/organization`, value: v.id },
    ],
    active: true,
    type: [
      {
        coding: [{ system: SYSTEM.organizationType, code: 'prov', display: 'Healthcare Provider' }],
        text: 'Healthcare Provider',
      },
      {
        coding: [{ system: SYSTEM.providerTaxonomy, code: v.taxonomyCode, display: v.taxonomyName }],
        text: v.taxonomyName,
      },
    ],
    name: v.name,
    telecom: items(when(v.phone, (phone) => ({ system: 'phone', value: phone }))),
    address: [addressOf(v)],
  }),
  fill(view, { kind, organization, address }, { claims }) {
    view.id = organization.id;
    view.profile = claims.organization;
    view.npi = organization.npi;
    view.taxonomyCode = TAXONOMY[kind].code;
    view.taxonomyName = TAXONOMY[kind].display;
    view.name = fhirText(organization.name) ?? organization.id;
    view.phone = fhirText(organization.phone);
    fillAddress(view, address);
  },
});
