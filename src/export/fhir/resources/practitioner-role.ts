import type { PractitionerRole } from 'fhir/r4.js';
import { findSpecialty } from '../../../reference/specialties.ts';
import { fhirText } from '../../chart/text.ts';
import { reference } from '../parts.ts';
import { defineShared } from '../shared-resource.ts';
import { IDENTIFIER_BASE, SYSTEM } from '../systems.ts';
import { optional, text, token } from '../template/shape.ts';
import { items, when } from '../template/template.ts';

/** What ties a clinician to an organization. The profile wants a way to reach them. */
export const practitionerRole = defineShared({
  type: 'PractitionerRole',
  file: 'practitioner-roles',
  id: (site) => site.clinician.roleId,
  knownBy: ({ clinician }) => ({ system: `${IDENTIFIER_BASE}/practitioner-role`, value: clinician.roleId }),
  shape: {
    id: token,
    profile: optional(token),
    identifier: optional(token),
    practitioner: token,
    organization: token,
    location: token,
    specialtyCode: optional(token),
    specialtyName: token,
    phone: optional(text),
  },
  template: (v): PractitionerRole => ({
    resourceType: 'PractitionerRole',
    id: v.id,
    meta: when(v.profile, (profile) => ({ profile: [profile] })),
    identifier: items(when(v.identifier, (value) => ({ system: `${IDENTIFIER_BASE}/practitioner-role`, value }))),
    active: true,
    practitioner: reference('Practitioner', v.practitioner),
    organization: reference('Organization', v.organization),
    specialty: items(
      when(v.specialtyCode, (code) => ({
        coding: [{ system: SYSTEM.providerTaxonomy, code, display: v.specialtyName }],
        text: v.specialtyName,
      })),
    ),
    location: [reference('Location', v.location)],
    telecom: items(when(v.phone, (phone) => ({ system: 'phone', value: phone, use: 'work' }))),
  }),
  fill(view, { clinician, organization, location }, { claims, ids }) {
    const specialty = findSpecialty(clinician.specialty);
    view.specialtyCode = specialty?.code;
    view.specialtyName = specialty?.display ?? '';
    view.id = clinician.roleId;
    // What a server that gives ids knows the role by.
    view.identifier = ids === 'urn' ? clinician.roleId : undefined;
    view.practitioner = clinician.id;
    view.organization = organization.id;
    view.location = location.id;
    view.phone = fhirText(organization.phone);
    view.profile = view.phone === undefined ? undefined : claims.practitionerRole;
  },
});
