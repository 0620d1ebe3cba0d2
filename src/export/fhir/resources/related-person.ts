import type { RelatedPerson } from 'fhir/r4.js';
import type { PatientRecord } from '../../../record/patient-record.ts';
import type { Relative } from '../../../record/relative.ts';
import { fhirText } from '../../chart/text.ts';
import { addressOf, addressShape, addressView } from '../address.ts';
import { reference } from '../parts.ts';
import { relatedPersons, roleOf } from '../relatives.ts';
import { defineResource } from '../resource.ts';
import { IDENTIFIER_BASE, SYSTEM } from '../systems.ts';
import { choice, object, optional, text, token } from '../template/shape.ts';
import { items, when } from '../template/template.ts';

const shape = {
  id: token,
  profile: optional(token),
  patient: token,
  medicalRecordNumber: optional(text),
  roleCode: token,
  roleDisplay: token,
  family: text,
  given: text,
  phone: optional(text),
  gender: choice('female', 'male'),
  birthDate: token,
  address: optional(object(addressShape)),
};

/** A living relative who shares the home, or whom one would call. */
export const relatedPerson = defineResource({
  type: 'RelatedPerson',
  source: 'patient',
  items: (record: PatientRecord) => relatedPersons(record),
  shape,
  template: (v): RelatedPerson => ({
    resourceType: 'RelatedPerson',
    id: v.id,
    meta: when(v.profile, (profile) => ({ profile: [profile] })),
    identifier: items(
      when(v.medicalRecordNumber, (value) => ({
        type: {
          coding: [{ system: SYSTEM.identifierType, code: 'MR', display: 'Medical record number' }],
          text: 'Medical record number',
        },
        system: `${IDENTIFIER_BASE}/medical-record-number`,
        value,
      })),
    ),
    active: true,
    patient: reference('Patient', v.patient),
    relationship: [
      { coding: [{ system: SYSTEM.roleCode, code: v.roleCode, display: v.roleDisplay }], text: v.roleDisplay },
    ],
    name: [{ use: 'official', family: v.family, given: [v.given] }],
    telecom: items(when(v.phone, (phone) => ({ system: 'phone', value: phone, use: 'home' }))),
    gender: v.gender,
    birthDate: v.birthDate,
    address: items(when(v.address, (address) => ({ use: 'home', ...addressOf(address) }))),
  }),
  fill(view, relative: Relative, scope) {
    const role = roleOf(relative);
    view.id = relative.id;
    view.profile = scope.claims.relatedPerson;
    view.patient = scope.patientId;
    view.medicalRecordNumber = relative.medicalRecordNumber ?? undefined;
    view.roleCode = role.code;
    view.roleDisplay = role.display;
    view.family = fhirText(relative.familyName) ?? 'Unknown';
    view.given = fhirText(relative.givenName) ?? 'Unknown';
    view.phone = fhirText(relative.phone ?? undefined);
    view.gender = relative.sex === 'F' ? 'female' : 'male';
    view.birthDate = scope.date(relative.birth);
    view.address = relative.address === null ? undefined : addressView(relative.address);
  },
});
