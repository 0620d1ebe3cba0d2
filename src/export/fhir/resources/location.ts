import type { Location } from 'fhir/r4.js';
import type { FacilityKind } from '../../../record/person.ts';
import { fhirText } from '../../chart/text.ts';
import { addressOf, addressShape, fillAddress } from '../address.ts';
import { reference } from '../parts.ts';
import { defineShared } from '../shared-resource.ts';
import { IDENTIFIER_BASE, SYSTEM } from '../systems.ts';
import { number, optional, text, token } from '../template/shape.ts';
import { items, when } from '../template/template.ts';

/** HL7 v3 RoleCode of places of care; none of its codes is a hospice. */
const TYPE: Readonly<Partial<Record<FacilityKind, { readonly code: string; readonly display: string }>>> = {
  'primary-care': { code: 'PC', display: 'Primary care clinic' },
  hospital: { code: 'HOSP', display: 'Hospital' },
  specialists: { code: 'OF', display: 'Outpatient facility' },
  'urgent-care': { code: 'OF', display: 'Outpatient facility' },
  pharmacy: { code: 'OUTPHARM', display: 'outpatient pharmacy' },
  'nursing-home': { code: 'NCCF', display: 'Nursing or custodial care facility' },
  veterans: { code: 'HOSP', display: 'Hospital' },
};

/** A site of an organization where patients are seen. */
export const location = defineShared({
  type: 'Location',
  file: 'locations',
  id: (site) => site.location.id,
  knownBy: ({ location }) => ({ system: `${IDENTIFIER_BASE}/location`, value: location.id }),
  shape: {
    id: token,
    profile: optional(token),
    name: text,
    typeCode: optional(token),
    typeName: token,
    phone: optional(text),
    latitude: number,
    longitude: number,
    organization: token,
    ...addressShape,
  },
  template: (v): Location => ({
    resourceType: 'Location',
    id: v.id,
    meta: when(v.profile, (profile) => ({ profile: [profile] })),
    identifier: [{ system: `${IDENTIFIER_BASE}/location`, value: v.id }],
    status: 'active',
    name: v.name,
    type: items(
      when(v.typeCode, (code) => ({
        coding: [{ system: SYSTEM.roleCode, code, display: v.typeName }],
        text: v.typeName,
      })),
    ),
    telecom: items(when(v.phone, (phone) => ({ system: 'phone', value: phone }))),
    address: addressOf(v),
    position: { longitude: v.longitude, latitude: v.latitude },
    managingOrganization: reference('Organization', v.organization),
  }),
  fill(view, { kind, organization, location, address }, { claims }) {
    const type = TYPE[kind];
    view.typeCode = type?.code;
    view.typeName = type?.display ?? '';
    view.id = location.id;
    view.profile = claims.location;
    view.name = fhirText(location.name) ?? location.id;
    view.phone = fhirText(organization.phone);
    view.latitude = address.latitude;
    view.longitude = address.longitude;
    view.organization = organization.id;
    fillAddress(view, address);
  },
});
