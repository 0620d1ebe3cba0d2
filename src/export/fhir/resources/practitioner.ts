import type { Practitioner } from 'fhir/r4.js';
import { fhirText } from '../../chart/text.ts';
import { addressOf, addressShape, fillAddress } from '../address.ts';
import { defineShared } from '../shared-resource.ts';
import { SYSTEM } from '../systems.ts';
import { choice, optional, text, token } from '../template/shape.ts';
import { items, when } from '../template/template.ts';

/** A clinician, with the address they work at. */
export const practitioner = defineShared({
  type: 'Practitioner',
  file: 'practitioners',
  id: (site) => site.clinician.id,
  knownBy: ({ clinician }) => ({ system: SYSTEM.npi, value: clinician.npi }),
  shape: {
    id: token,
    profile: optional(token),
    npi: token,
    family: text,
    given: optional(text),
    phone: optional(text),
    gender: choice('female', 'male'),
    ...addressShape,
  },
  template: (v): Practitioner => ({
    resourceType: 'Practitioner',
    id: v.id,
    meta: when(v.profile, (profile) => ({ profile: [profile] })),
    identifier: [{ system: SYSTEM.npi, value: v.npi }],
    active: true,
    name: [{ use: 'official', family: v.family, given: items(v.given) }],
    telecom: items(when(v.phone, (phone) => ({ system: 'phone', value: phone, use: 'work' }))),
    address: [addressOf(v)],
    gender: v.gender,
  }),
  fill(view, { clinician, organization, address }, { claims }) {
    view.id = clinician.id;
    view.profile = claims.practitioner;
    view.npi = clinician.npi;
    view.family = fhirText(clinician.familyName) ?? clinician.id;
    view.given = fhirText(clinician.givenName);
    view.phone = fhirText(organization.phone);
    view.gender = clinician.sex === 'F' ? 'female' : 'male';
    fillAddress(view, address);
  },
});
