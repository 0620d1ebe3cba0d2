import type { Location } from 'fhir/r4.js';
import { addressOf, addressShape, fillAddress } from '../address.ts';
import { reference } from '../parts.ts';
import { defineShared } from '../shared-resource.ts';
import { IDENTIFIER_BASE, US_CORE } from '../systems.ts';
import { number, optional, text, token } from '../template/shape.ts';
import { items, when } from '../template/template.ts';
import { fhirText } from '../text.ts';

/** A site of an organization where patients are seen. */
export const location = defineShared({
  type: 'Location',
  file: 'locations',
  id: (site) => site.location.id,
  shape: {
    id: token,
    name: text,
    phone: optional(text),
    latitude: number,
    longitude: number,
    organization: token,
    ...addressShape,
  },
  template: (v): Location => ({
    resourceType: 'Location',
    id: v.id,
    meta: { profile: [`${US_CORE}/us-core-location`] },
    identifier: [{ system: `${IDENTIFIER_BASE}/location`, value: v.id }],
    status: 'active',
    name: v.name,
    telecom: items(when(v.phone, (phone) => ({ system: 'phone', value: phone }))),
    address: addressOf(v),
    position: { longitude: v.longitude, latitude: v.latitude },
    managingOrganization: reference('Organization', v.organization),
  }),
  fill(view, { organization, location, address }) {
    view.id = location.id;
    view.name = fhirText(location.name) ?? location.id;
    view.phone = fhirText(organization.phone);
    view.latitude = address.latitude;
    view.longitude = address.longitude;
    view.organization = organization.id;
    fillAddress(view, address);
  },
});
