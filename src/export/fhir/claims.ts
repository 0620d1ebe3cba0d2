import { DEFAULT_GUIDE, type Guide, versionOf } from '../../reference/guides.ts';
import { US_CORE } from './systems.ts';

/** Base of the profiles that R4 itself defines. */
const R4 = 'http://hl7.org/fhir/StructureDefinition';

/** What a resource claims in each guide: the name of a US Core profile, the URL of an R4 one, or nothing. */
type Row = Readonly<Record<Guide, string | undefined>>;

/** A profile that every guide has under one name. */
function always(name: string): Row {
  return since6(name, name);
}

/** A profile that came after 3.1.1; `before` is what fits there, if anything does. */
function since6(name: string, before?: string): Row {
  return { 'us-core-3.1.1': before, 'us-core-6.1.0': name, 'us-core-7.0.0': name, 'us-core-8.0.0': name };
}

/**
 * What resources claim, by what they are. Source: the StructureDefinitions of hl7.fhir.us.core 3.1.1, 6.1.0, 7.0.0 and 8.0.0. Where
 * 3.1.1 has no vital sign of its own, the one of R4 stands (its guidance: "the FHIR core vital signs").
 */
const ROWS = {
  patient: always('us-core-patient'),
  relatedPerson: since6('us-core-relatedperson'),
  encounter: always('us-core-encounter'),
  encounterDiagnosis: since6('us-core-condition-encounter-diagnosis', 'us-core-condition'),
  problem: since6('us-core-condition-problems-health-concerns', 'us-core-condition'),
  allergy: always('us-core-allergyintolerance'),
  procedure: always('us-core-procedure'),
  immunization: always('us-core-immunization'),
  medicationRequest: always('us-core-medicationrequest'),
  // 3.1.1 wants to know who ordered.
  medicationRequestOfNobody: since6('us-core-medicationrequest'),
  goal: always('us-core-goal'),
  carePlan: always('us-core-careplan'),
  implantableDevice: always('us-core-implantable-device'),
  specimen: since6('us-core-specimen'),
  laboratoryReport: always('us-core-diagnosticreport-lab'),
  organization: always('us-core-organization'),
  location: always('us-core-location'),
  practitioner: always('us-core-practitioner'),
  practitionerRole: always('us-core-practitionerrole'),
  laboratory: always('us-core-observation-lab'),
  survey: since6('us-core-observation-screening-assessment'),
  simpleObservation: since6('us-core-simple-observation'),
  clinicalResult: since6('us-core-observation-clinical-result'),
  smokingStatus: always('us-core-smokingstatus'),
  bloodPressure: since6('us-core-blood-pressure', `${R4}/bp`),
  bodyHeight: since6('us-core-body-height', `${R4}/bodyheight`),
  bodyWeight: since6('us-core-body-weight', `${R4}/bodyweight`),
  bodyMassIndex: since6('us-core-bmi', `${R4}/bmi`),
  bodyTemperature: since6('us-core-body-temperature', `${R4}/bodytemp`),
  heartRate: since6('us-core-heart-rate', `${R4}/heartrate`),
  respiratoryRate: since6('us-core-respiratory-rate', `${R4}/resprate`),
  headCircumference: since6('us-core-head-circumference', `${R4}/headcircum`),
  pulseOximetry: always('us-core-pulse-oximetry'),
  bodyMassIndexForAge: always('pediatric-bmi-for-age'),
  weightForHeight: always('pediatric-weight-for-height'),
  headCircumferencePercentile: always('head-occipital-frontal-circumference-percentile'),
} as const satisfies Readonly<Record<string, Row>>;

/** What a resource is, as far as profiles differ. */
export type Role = keyof typeof ROWS;

/** The profile that each role claims; undefined where there is none. */
export type Claims = Readonly<Record<Role, string | undefined>>;

/** The claims of a guide; plain R4 claims nothing. */
export function claimsOf(profile: Guide | 'none'): Claims {
  const roles = Object.keys(ROWS) as Role[];
  const claims = roles.map((role) => [role, profile === 'none' ? undefined : canonical(ROWS[role][profile], profile)]);
  return Object.fromEntries(claims) as Claims;
}

/**
 * The default guide is claimed without its version, as most servers do; another one with it, so that nobody judges by the wrong
 * one (canonical URLs, references.html#canonical).
 */
function canonical(name: string | undefined, guide: Guide): string | undefined {
  if (name === undefined || name.startsWith(R4)) return name;
  return guide === DEFAULT_GUIDE ? `${US_CORE}/${name}` : `${US_CORE}/${name}|${versionOf(guide)}`;
}

/** How the extension us-core-sex is written. Guides before 7.0.0 do without it: birth sex says it there. */
export function sexForm(profile: Guide | 'none'): 'code' | 'coding' | undefined {
  if (profile === 'us-core-7.0.0') return 'code';
  return profile === 'us-core-8.0.0' ? 'coding' : undefined;
}
