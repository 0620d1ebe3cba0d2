import type { Practitioner } from 'fhir/r4.js';
import { fhirText } from '../../text.ts';
import { addressOf, addressShape, fillAddress } from '../address.ts';
import { defineShared } from '../shared-resource.ts';
import { SYSTEM, US_CORE } from '../systems.ts';
import { choice, optional, text, token } from '../template/shape.ts';
import { items, when } from '../template/template.ts';

/** A clinician, with the address they work at. */
export const practitioner = defineShared({
  type: 'Practitioner',
  file: 'practitioners',
  id: (site) => site.clinician.id,
  shape: {
    id: token,
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
    meta: { profile: [`${US_CORE}/us-core-practitioner`] },
    identifier: [{ system: SYSTEM.npi, value: v.npi }],
    active: true,
    name: [{ use: 'official', family: v.family, given: items(v.given) }],
    telecom: items(when(v.phone, (phone) => ({ system: 'phone', value: phone, use: 'work' }))),
    address: [addressOf(v)],
    gender: v.gender,
  }),
  fill(view, { clinician, organization, address }) {
    view.id = clinician.id;
    view.npi = clinician.npi;
    view.family = fhirText(clinician.familyName) ?? clinician.id;
    view.given = fhirText(clinician.givenName);
    view.phone = fhirText(organization.phone);
    view.gender = clinician.sex === 'F' ? 'female' : 'male';
    fillAddress(view, address);
  },
});
