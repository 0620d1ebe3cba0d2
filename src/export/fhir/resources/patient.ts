import type { Extension, HumanName, Identifier, Patient } from 'fhir/r4.js';
import type { PatientRecord } from '../../../record/patient-record.ts';
import type { Ethnicity, Race, Sex } from '../../../record/person.ts';
import { homesAt } from '../../../record/residence.ts';
import { valueAt } from '../../../record/timeline.ts';
import { licenseHeld } from '../../chart/license.ts';
import { MARITAL_STATUS } from '../../chart/marital-status.ts';
import { fhirText } from '../../chart/text.ts';
import { addressOf, addressShape, addressView } from '../address.ts';
import { isCommonLanguage } from '../languages.ts';
import { reference } from '../parts.ts';
import { nextOfKin, roleOf } from '../relatives.ts';
import { defineResource, itself } from '../resource.ts';
import type { Scope } from '../scope.ts';
import { IDENTIFIER_BASE, SYSTEM, US_CORE } from '../systems.ts';
import { boolean, choice, list, number, object, optional, text, token, type View } from '../template/shape.ts';
import { each, items, when } from '../template/template.ts';

const contactShape = {
  roleCode: token,
  roleDisplay: token,
  family: text,
  given: text,
  phone: optional(text),
  gender: choice('female', 'male'),
  address: optional(object(addressShape)),
};

const homeShape = {
  use: choice('home', 'old'),
  ...addressShape,
  latitude: number,
  longitude: number,
  start: optional(token),
  end: optional(token),
};

/** Former addresses that are written, the last ones: nobody's chart goes on for ever. */
const MOST_FORMER = 10;

const shape = {
  id: token,
  profile: optional(token),
  isUsCore: boolean,
  raceCode: optional(token),
  raceText: token,
  ethnicityCode: token,
  ethnicityText: token,
  sex: choice('F', 'M'),
  sexCode: optional(token),
  sexCoding: optional(object({ code: token, display: token })),
  gender: choice('female', 'male'),
  medicalRecordNumber: text,
  socialSecurityNumber: optional(token),
  driversLicense: optional(token),
  passport: optional(token),
  birthState: optional(token),
  birthCountry: token,
  commonLanguage: optional(token),
  otherLanguage: optional(token),
  languageName: token,
  family: text,
  given: text,
  formerFamily: optional(text),
  formerUntil: token,
  phone: optional(text),
  birthDate: token,
  deceased: optional(token),
  homes: list(object(homeShape)),
  maritalCode: optional(token),
  maritalText: token,
  contact: optional(object(contactShape)),
  organization: optional(token),
  practitioner: optional(token),
};

/** OMB categories with their official names; "other" is not one of them and is said in words only. */
const RACE: Readonly<Record<Race, { code: string | undefined; text: string }>> = {
  white: { code: '2106-3', text: 'White' },
  black: { code: '2054-5', text: 'Black or African American' },
  asian: { code: '2028-9', text: 'Asian' },
  native: { code: '1002-5', text: 'American Indian or Alaska Native' },
  hawaiian: { code: '2076-8', text: 'Native Hawaiian or Other Pacific Islander' },
  other: { code: undefined, text: 'Other Race' },
};

const ETHNICITY: Readonly<Record<Ethnicity, { code: string; text: string }>> = {
  hispanic: { code: '2135-2', text: 'Hispanic or Latino' },
  nonhispanic: { code: '2186-5', text: 'Not Hispanic or Latino' },
};

/** SNOMED CT, of the value sets that US Core binds sex to (2.16.840.1.113762.1.4.1240.3 and 2.16.840.1.113762.1.4.1021.121). */
const SEX: Readonly<Record<Sex, { readonly code: string; readonly display: string }>> = {
  F: { code: '248152002', display: 'Female' },
  M: { code: '248153007', display: 'Male' },
};

/** One of the person's numbers, of a type of HL7 table 0203. */
function identifier(code: string, text: string, system: string, value: string): Identifier {
  return { type: { coding: [{ system: SYSTEM.identifierType, code, display: text }], text }, system, value };
}

/** SS says what it is; FHIR's own set of types of identifiers has no SS, and SB for what it is used as. */
function socialSecurity(value: string): Identifier {
  const text = 'Social Security number';
  const coding = [
    { system: SYSTEM.identifierType, code: 'SS', display: text },
    { system: SYSTEM.identifierType, code: 'SB', display: 'Social Beneficiary Identifier' },
  ];
  return { type: { coding, text }, system: SYSTEM.socialSecurityNumber, value };
}

/** The first letter of every word in upper case. */
function capitalized(name: string): string {
  return name.replace(/\b\p{Ll}/gu, (letter) => letter.toUpperCase());
}

/** The person, once a bundle. */
export const patient = defineResource({
  type: 'Patient',
  source: 'patient',
  items: itself,
  shape,
  template: (v): Patient => ({
    resourceType: 'Patient',
    id: v.id,
    meta: when(v.profile, (profile) => ({ profile: [profile] })),
    extension: items<Extension>(
      when(v.isUsCore, () => ({
        url: `${US_CORE}/us-core-race`,
        extension: items<Extension>(
          when(v.raceCode, (code) => ({
            url: 'ombCategory',
            valueCoding: { system: SYSTEM.raceEthnicity, code, display: v.raceText },
          })),
          { url: 'text', valueString: v.raceText },
        ),
      })),
      when(v.isUsCore, () => ({
        url: `${US_CORE}/us-core-ethnicity`,
        extension: [
          {
            url: 'ombCategory',
            valueCoding: { system: SYSTEM.raceEthnicity, code: v.ethnicityCode, display: v.ethnicityText },
          },
          { url: 'text', valueString: v.ethnicityText },
        ],
      })),
      when(v.isUsCore, () => ({ url: `${US_CORE}/us-core-birthsex`, valueCode: v.sex })),
      when(v.sexCode, (code) => ({ url: `${US_CORE}/us-core-sex`, valueCode: code })),
      when(v.sexCoding, ({ code, display }) => ({
        url: `${US_CORE}/us-core-sex`,
        valueCoding: { system: SYSTEM.snomed, code, display },
      })),
      {
        url: 'http://hl7.org/fhir/StructureDefinition/patient-birthPlace',
        valueAddress: { state: v.birthState, country: v.birthCountry },
      },
    ),
    identifier: items(
      identifier('MR', 'Medical record number', `${IDENTIFIER_BASE}/medical-record-number`, v.medicalRecordNumber),
      when(v.socialSecurityNumber, (number) => socialSecurity(number)),
      when(v.driversLicense, (number) =>
        identifier('DL', "Driver's license number", `${IDENTIFIER_BASE}/drivers-license`, number),
      ),
      when(v.passport, (number) => identifier('PPN', 'Passport number', `${IDENTIFIER_BASE}/passport-number`, number)),
    ),
    name: items<HumanName>(
      { use: 'official', family: v.family, given: [v.given] },
      when(v.formerFamily, (family) => ({
        use: 'maiden',
        family,
        given: [v.given],
        period: { end: v.formerUntil },
      })),
    ),
    telecom: items(when(v.phone, (phone) => ({ system: 'phone', value: phone, use: 'home' }))),
    gender: v.gender,
    birthDate: v.birthDate,
    deceasedDateTime: v.deceased,
    address: each(v.homes, (home) => ({
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/geolocation',
          extension: [
            { url: 'latitude', valueDecimal: home.latitude },
            { url: 'longitude', valueDecimal: home.longitude },
          ],
        },
      ],
      use: home.use,
      ...addressOf(home),
      period: when(home.start, (start) => ({ start, end: home.end })),
    })),
    maritalStatus: when(v.maritalCode, (code) => ({
      coding: [{ system: SYSTEM.maritalStatus, code, display: v.maritalText }],
      text: v.maritalText,
    })),
    contact: items(
      when(v.contact, (contact) => ({
        relationship: [
          {
            coding: [{ system: SYSTEM.contactRole, code: 'N', display: 'Next-of-Kin' }],
            text: 'Next-of-Kin',
          },
          {
            coding: [{ system: SYSTEM.roleCode, code: contact.roleCode, display: contact.roleDisplay }],
            text: contact.roleDisplay,
          },
        ],
        name: { use: 'official', family: contact.family, given: [contact.given] },
        telecom: items(when(contact.phone, (phone) => ({ system: 'phone', value: phone, use: 'home' }))),
        address: when(contact.address, (address) => ({ use: 'home', ...addressOf(address) })),
        gender: contact.gender,
      })),
    ),
    communication: [
      {
        language: {
          coding: items(when(v.commonLanguage, (code) => ({ system: SYSTEM.language, code, display: v.languageName }))),
          text: v.languageName,
          _text: when(v.otherLanguage, (code) => ({
            extension: [
              {
                url: 'http://hl7.org/fhir/StructureDefinition/iso21090-SC-coding',
                valueCoding: { system: SYSTEM.language, code, display: v.languageName },
              },
            ],
          })),
        },
        preferred: true,
      },
    ],
    generalPractitioner: items(when(v.practitioner, (id) => reference('Practitioner', id))),
    managingOrganization: reference('Organization', v.organization),
  }),
  fill(view, record: PatientRecord, scope) {
    const { person } = record;
    const race = RACE[person.race];
    const ethnicity = ETHNICITY[person.ethnicity];
    view.id = person.id;
    view.profile = scope.claims.patient;
    // Nothing defines these extensions but US Core.
    view.isUsCore = view.profile !== undefined;
    view.raceCode = race.code;
    view.raceText = race.text;
    view.ethnicityCode = ethnicity.code;
    view.ethnicityText = ethnicity.text;
    view.sex = person.sex;
    view.sexCode = scope.sexForm === 'code' ? SEX[person.sex].code : undefined;
    view.sexCoding = scope.sexForm === 'coding' ? SEX[person.sex] : undefined;
    view.gender = person.sex === 'F' ? 'female' : 'male';
    view.medicalRecordNumber = person.medicalRecordNumber;
    view.socialSecurityNumber = person.identifiers.socialSecurityNumber;
    view.driversLicense = licenseHeld(record);
    view.passport = person.identifiers.passport;
    view.birthState = person.birthPlace.state;
    view.birthCountry = person.birthPlace.country;
    const language = person.language.code;
    view.commonLanguage = isCommonLanguage(language) ? language : undefined;
    view.otherLanguage = isCommonLanguage(language) ? undefined : language;
    view.languageName = capitalized(person.language.name);
    view.family = fhirText(person.familyName) ?? 'Unknown';
    view.given = fhirText(person.givenName) ?? 'Unknown';
    const formerName = person.family?.formerName;
    const isFormer = formerName && formerName.until <= record.end;
    view.formerFamily = isFormer ? fhirText(formerName.familyName) : undefined;
    view.formerUntil = isFormer ? scope.date(formerName.until) : '';
    view.phone = fhirText(person.phone);
    view.birthDate = scope.date(person.birth);
    view.deceased = record.death === null ? undefined : scope.dateTime(record.death.time);
    view.homes = homesOf(record, scope);
    const status = person.course && valueAt(person.course.maritalStatus, record.end);
    view.maritalCode = status && MARITAL_STATUS[status].code;
    view.maritalText = status === undefined ? '' : MARITAL_STATUS[status].text;
    view.contact = contactOf(record);
    view.organization = record.primaryCare?.organization.id;
    view.practitioner = record.primaryCare?.clinician.id;
  },
});

/** The home at the end of the record, then the former ones, the latest first. */
function homesOf({ person, end }: PatientRecord, scope: Scope): View<typeof homeShape>[] {
  return homesAt(person, end)
    .slice(0, 1 + MOST_FORMER)
    .map(({ address, from, until }, i) => ({
      use: i === 0 ? 'home' : 'old',
      ...addressView(address),
      latitude: address.latitude,
      longitude: address.longitude,
      start: from === undefined ? undefined : scope.date(from),
      end: until === undefined ? undefined : scope.date(until),
    }));
}

type ContactView = NonNullable<Parameters<typeof patient.fill>[0]['contact']>;

function contactOf(record: PatientRecord): ContactView | undefined {
  const kin = nextOfKin(record);
  if (kin === undefined) return undefined;
  const { code, display } = roleOf(kin);
  return {
    roleCode: code,
    roleDisplay: display,
    family: fhirText(kin.familyName) ?? 'Unknown',
    given: fhirText(kin.givenName) ?? 'Unknown',
    phone: fhirText(kin.phone ?? undefined),
    gender: kin.sex === 'F' ? 'female' : 'male',
    address: kin.address === null ? undefined : addressView(kin.address),
  };
}
