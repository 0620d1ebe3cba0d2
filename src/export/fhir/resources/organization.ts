import type { Organization } from 'fhir/r4.js';
import { addressOf, addressShape, fillAddress } from '../address.ts';
import { defineShared } from '../shared-resource.ts';
import { IDENTIFIER_BASE, SYSTEM, US_CORE } from '../systems.ts';
import { optional, text, token } from '../template/shape.ts';
import { items, when } from '../template/template.ts';
import { fhirText } from '../text.ts';

/** A hospital, practice or clinic. */
export const organization = defineShared({
  type: 'Organization',
  file: 'organizations',
  id: (site) => site.organization.id,
  shape: { id: token, name: text, phone: optional(text), ...addressShape },
  template: (v): Organization => ({
    resourceType: 'Organization',
    id: v.id,
    meta: { profile: [`${US_CORE}/us-core-organization`] },
    identifier: [{ system: `${IDENTIFIER_BASE}/organization`, value: v.id }],
    active: true,
    type: [
      {
        coding: [{ system: SYSTEM.organizationType, code: 'prov', display: 'Healthcare Provider' }],
        text: 'Healthcare Provider',
      },
    ],
    name: v.name,
    telecom: items(when(v.phone, (phone) => ({ system: 'phone', value: phone }))),
    address: [addressOf(v)],
  }),
  fill(view, { organization, address }) {
    view.id = organization.id;
    view.name = fhirText(organization.name) ?? organization.id;
    view.phone = fhirText(organization.phone);
    fillAddress(view, address);
  },
});
