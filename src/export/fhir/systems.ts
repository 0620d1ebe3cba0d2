/** Names that FHIR resources use: code systems, profiles, and our own name spaces. */

/** Base of our own URLs. The top-level domain `.example` is reserved (RFC 2606), so it can be nobody's server. */
export const BASE_URL = 'http://anamnesis.example/fhir';

/** Name space of identifiers that this program makes. */
export const IDENTIFIER_BASE = 'http://anamnesis.example/identifier';

export const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition';

const HL7 = 'http://terminology.hl7.org/CodeSystem';

export const SYSTEM = {
  actCode: `${HL7}/v3-ActCode`,
  administrativeGender: 'http://hl7.org/fhir/administrative-gender',
  allergyClinical: `${HL7}/allergyintolerance-clinical`,
  allergyVerification: `${HL7}/allergyintolerance-verification`,
  conditionCategory: `${HL7}/condition-category`,
  conditionClinical: `${HL7}/condition-clinical`,
  conditionVerification: `${HL7}/condition-ver-status`,
  usCoreCarePlanCategory: 'http://hl7.org/fhir/us/core/CodeSystem/careplan-category',
  dataAbsentReason: `${HL7}/data-absent-reason`,
  diagnosticService: `${HL7}/v2-0074`,
  contactRole: `${HL7}/v2-0131`,
  identifierType: `${HL7}/v2-0203`,
  language: 'urn:ietf:bcp:47',
  maritalStatus: `${HL7}/v3-MaritalStatus`,
  medicationRequestCategory: `${HL7}/medicationrequest-category`,
  npi: 'http://hl7.org/fhir/sid/us-npi',
  interpretation: `${HL7}/v3-ObservationInterpretation`,
  organizationType: `${HL7}/organization-type`,
  participationType: `${HL7}/v3-ParticipationType`,
  providerTaxonomy: 'http://nucc.org/provider-taxonomy',
  raceEthnicity: 'urn:oid:2.16.840.1.113883.6.238',
  specimenCondition: `${HL7}/v2-0493`,
  specimenRejection: `${HL7}/v2-0490`,
  snomed: 'http://snomed.info/sct',
  socialSecurityNumber: 'http://hl7.org/fhir/sid/us-ssn',
  roleCode: `${HL7}/v3-RoleCode`,
  ucum: 'http://unitsofmeasure.org',
  uri: 'urn:ietf:rfc:3986',
} as const;
