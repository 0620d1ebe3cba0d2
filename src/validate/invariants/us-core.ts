import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import {
  choiceKey,
  equals,
  has,
  hasAny,
  hasChoice,
  hasCoding,
  isOneOf,
  objectsAt,
  objectsOf,
  text,
} from './elements.ts';
import { type InvariantRule, rule, valueRule } from './invariant.ts';
import { implies } from './logic.ts';

const UCUM = 'http://unitsofmeasure.org';
const SNOMED = 'http://snomed.info/sct';
const NDC = 'http://hl7.org/fhir/sid/ndc';
const CVX = 'http://hl7.org/fhir/sid/cvx';
const DATA_ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

/** Whether a time says the day at least, and is no period: by the letter of the older invariants, which these never fulfil. */
function isDay(effective: Json): boolean {
  return typeof effective === 'string' && effective.length >= 8;
}

/** Whether a dateTime says the day at least; periods pass. */
function hasDay(effective: Json): boolean {
  return typeof effective !== 'string' || effective.length >= 10;
}

function hasName(name: JsonObject): boolean {
  const isAbsent = objectsOf(name, 'extension').some(({ url }) => url === DATA_ABSENT);
  return (has(name, 'family') || has(name, 'given')) !== isAbsent;
}

function hasResult(observation: JsonObject): boolean {
  return hasAny(observation, ['component', 'hasMember', 'dataAbsentReason']) || hasChoice(observation, 'value');
}

/** Whether the system of a quantity is UCUM or missing. */
function isUcum(quantity: Json | undefined): boolean {
  return !isObject(quantity) || !has(quantity, 'system') || quantity['system'] === UCUM;
}

/** Whether a concept has a coding of a system. */
function isOfSystem(concept: JsonObject, system: string): boolean {
  return objectsOf(concept, 'coding').some((coding) => coding['system'] === system);
}

/** The systems of a concept's codings that say one. */
function systemsOf(concept: JsonObject): readonly Json[] {
  return objectsOf(concept, 'coding').flatMap(({ system }) => system ?? []);
}

const OBSERVATION_VALUE = 'Observation.value[x]';

/** The value of an observation, given it or the observation: the same expression is published for both. */
function valueIn(element: JsonObject, key: string): Json | undefined {
  return element['resourceType'] === 'Observation' ? element[key] : element;
}

/** Whether the value, where it is a coded concept, has no coding that names a system, or passes the judgement of those that do. */
function hasSystems(concept: Json | undefined, judge: (systems: readonly Json[]) => boolean): boolean {
  const systems = isObject(concept) ? systemsOf(concept) : [];
  return systems.length === 0 || judge(systems);
}

function isSnomedAlone(concept: Json | undefined): boolean {
  return hasSystems(concept, (systems) => systems.length === 1 && systems[0] === SNOMED);
}

const OBSERVATIONS = [
  valueRule('us-core-1', 'Observation.effective[x]', '($this as dateTime).toString().length() >= 8', isDay),
  valueRule(
    'us-core-1',
    'Observation.effective[x]',
    '$this is DateTime implies $this.toString().length() >= 10',
    hasDay,
  ),
  valueRule(
    'us-core-1',
    'Observation.effective[x]',
    '$this is dateTime implies $this.toString().length() >= 10',
    hasDay,
  ),
  valueRule('vs-1', 'Observation.effective[x]', '($this as dateTime).toString().length() >= 8', isDay),
  valueRule('vs-1', 'Observation.effective[x]', '$this is dateTime implies $this.toString().length() >= 10', hasDay),
  ...['us-core-2', 'vs-2'].map((key) =>
    rule(
      key,
      'Observation',
      '(component.empty() and hasMember.empty()) implies (dataAbsentReason.exists() or value.exists())',
      hasResult,
    ),
  ),
  ...['us-core-26', 'vs-3'].map((key) =>
    rule(
      key,
      'Observation.component',
      'value.exists() or dataAbsentReason.exists()',
      (e) => hasChoice(e, 'value') || has(e, 'dataAbsentReason'),
    ),
  ),
  rule(
    'us-core-3',
    OBSERVATION_VALUE,
    "valueQuantity.system.empty() or valueQuantity.system = 'http://unitsofmeasure.org'",
    isUcum,
  ),
  rule(
    'us-core-3',
    'Observation',
    "value.ofType(Quantity).system.empty() or value.ofType(Quantity).system = 'http://unitsofmeasure.org'",
    (e) => isUcum(valueIn(e, 'valueQuantity')),
  ),
  rule(
    'us-core-3',
    OBSERVATION_VALUE,
    "ofType(Quantity).system.empty() or ofType(Quantity).system = 'http://unitsofmeasure.org'",
    isUcum,
  ),
  rule(
    'us-core-4',
    OBSERVATION_VALUE,
    "valueCodeableConcept.coding.system.empty() or valueCodeableConcept.coding.system = 'http://snomed.info/sct'",
    isSnomedAlone,
  ),
  rule(
    'us-core-4',
    OBSERVATION_VALUE,
    "value.ofType(CodeableConcept).coding.system.empty() or value.ofType(CodeableConcept).coding.system = 'http://snomed.info/sct'",
    (e) => isSnomedAlone(valueIn(e, 'valueCodeableConcept')),
  ),
  rule(
    'us-core-4',
    OBSERVATION_VALUE,
    "ofType(CodeableConcept).coding.system.empty() or (ofType(CodeableConcept).coding.system contains 'http://snomed.info/sct')",
    (e) => hasSystems(e, (systems) => systems.includes(SNOMED)),
  ),
  rule(
    'us-core-22',
    'Observation.referenceRange',
    "(low.system.empty() or low.system = 'http://unitsofmeasure.org') and (high.system.empty() or high.system = 'http://unitsofmeasure.org')",
    (e) => isUcum(e['low']) && isUcum(e['high']),
  ),
  // Smoking: its status is a concept, what was smoked in all a number.
  ...(
    [
      ['us-core-24', "'72166-2'|'11367-0'", 'CodeableConcept', ['72166-2', '11367-0']],
      ['us-core-25', "'401201003'|'782516008'", 'Quantity', ['401201003', '782516008']],
    ] as const
  ).map(([key, codes, type, values]) =>
    rule(
      key,
      'Observation',
      `code.coding.where(code in ${codes}).exists() implies value.is(${type})`,
      (e) =>
        !objectsAt(e, 'code', 'coding').some(({ code }) => (values as readonly unknown[]).includes(code)) ||
        has(e, `value${type}`),
    ),
  ),
];

/** The digits of a National Provider Identifier, with the prefix 80840 of its check by Luhn's formula. */
function isNpi(value: string | undefined): boolean {
  if (value === undefined || !/^\d{10}/.test(value)) return false;
  let sum = 24;
  for (let i = 0; i < 10; i++) {
    const digit = value.charCodeAt(i) - 48;
    sum += i % 2 === 1 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9;
  }
  return sum % 10 === 0;
}

const IDENTIFIERS = [
  rule('us-core-16', 'Organization.identifier', "value.matches('^[0-9]{10}$')", (e) =>
    /^[0-9]{10}$/.test(text(e, 'value') ?? ''),
  ),
  rule(
    'us-core-17',
    'Organization.identifier',
    '(((select(value.substring(0,1).toInteger()).select(iif($this<5, $this*2, (($this*2)-9))))+(value.substring(1,1).toInteger())+(select(value.substring(2,1).toInteger()).select(iif($this<5, $this*2, (($this*2)-9))))+(value.substring(3,1).toInteger())+(select(value.substring(4,1).toInteger()).select(iif($this<5, $this*2, (($this*2)-9))))+(value.substring(5,1).toInteger())+(select(value.substring(6,1).toInteger()).select(iif($this<5, $this*2, (($this*2)-9))))+(value.substring(7,1).toInteger())+(select(value.substring(8,1).toInteger()).select(iif($this<5, $this*2, (($this*2)-9))))+(value.substring(9,1).toInteger()) + 24)mod 10=0)',
    (e) => isNpi(text(e, 'value')),
  ),
  rule('us-core-18', 'Organization.identifier', "value.matches('^[0-9]{2}D[0-9]{7}$')", (e) =>
    /^[0-9]{2}D[0-9]{7}$/.test(text(e, 'value') ?? ''),
  ),
  rule('us-core-19', 'Organization.identifier', "value.matches('^[0-9]{5}$')", (e) =>
    /^[0-9]{5}$/.test(text(e, 'value') ?? ''),
  ),
];

const PEOPLE = [
  ...['us-core-6', 'us-core-8'].map((key) =>
    rule(
      key,
      'Patient.name',
      "(family.exists() or given.exists()) xor extension.where(url='http://hl7.org/fhir/StructureDefinition/data-absent-reason').exists()",
      hasName,
    ),
  ),
  ...['telecom or endpoint', 'telecom.exists() or endpoint.exists()'].map((expression) =>
    rule('pd-1', 'PractitionerRole', expression, (e) => has(e, 'telecom') || has(e, 'endpoint')),
  ),
  ...[
    'practitioner or organization or healthcareService or location',
    'practitioner.exists() or organization.exists() or healthcareService.exists() or location.exists()',
  ].map((expression) =>
    rule('us-core-13', 'PractitionerRole', expression, (e) =>
      hasAny(e, ['practitioner', 'organization', 'healthcareService', 'location']),
    ),
  ),
  rule(
    'us-core-14',
    'RelatedPerson',
    'name.exists() or relationship.exists()',
    (e) => has(e, 'name') || has(e, 'relationship'),
  ),
  rule(
    'us-core-15',
    'Coverage',
    "identifier.type.coding.where(system='http://terminology.hl7.org/CodeSystem/v2-0203' and code='MB').exists() or subscriberId.exists()",
    (e) =>
      has(e, 'subscriberId') ||
      objectsOf(e, 'identifier').some((each) =>
        hasCoding(each, 'type', 'http://terminology.hl7.org/CodeSystem/v2-0203', 'MB'),
      ),
  ),
  rule(
    'us-core-23',
    'Patient.extension',
    "extension.where(url = 'ombCategory').value.where(code in 'ASKU'|'UNK').exists() implies extension.where(url = 'ombCategory').count() = 1",
    (e) => {
      const categories = objectsOf(e, 'extension').filter(({ url }) => url === 'ombCategory');
      const isUnknown = categories.some((category) => {
        const value = category[choiceKey(category, 'value') ?? ''];
        return isObject(value) && isOneOf(value, 'code', ['ASKU', 'UNK']) === true;
      });
      return !isUnknown || categories.length === 1;
    },
  ),
];

const REPORTED = ['partial', 'preliminary', 'final', 'amended', 'corrected', 'appended'];
const ORDERS = ['order', 'original-order', 'reflex-order', 'filler-order', 'instance-order'];
const IS_REPORTED =
  "(status='partial' or status='preliminary' or status='final' or status='amended' or status='corrected' or status='appended' )";

/** The categories of a condition that US Core 3.1.1 has: its own, and that a death is certified of (SNOMED CT). */
const CONDITION_CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  'http://terminology.hl7.org/CodeSystem/condition-category': ['problem-list-item', 'encounter-diagnosis'],
  'http://hl7.org/fhir/us/core/CodeSystem/condition-category': ['health-concern'],
  [SNOMED]: ['16100001'],
};

const EVENTS = [
  rule(
    'us-core-1',
    'Condition',
    "where(category.memberOf('http://hl7.org/fhir/us/core/ValueSet/us-core-condition-category')).exists()",
    (e) =>
      objectsAt(e, 'category', 'coding').some(({ system, code }) =>
        CONDITION_CATEGORIES[String(system)]?.includes(String(code)),
      ),
  ),
  rule(
    'us-core-1',
    'Immunization.vaccineCode',
    "coding.where(system='http://hl7.org/fhir/sid/ndc').empty()",
    (e) => !isOfSystem(e, NDC),
  ),
  rule(
    'us-core-5',
    'Immunization',
    "vaccineCode.coding.where(system='http://hl7.org/fhir/sid/ndc').empty()",
    (e) => !objectsOf(e, 'vaccineCode').some((code) => isOfSystem(code, NDC)),
  ),
  rule(
    'us-core-5',
    'Immunization',
    "vaccineCode.coding.where(system='http://hl7.org/fhir/sid/cvx').exists() implies vaccineCode.coding.where(system='http://hl7.org/fhir/sid/ndc').exists()",
    (e) => objectsOf(e, 'vaccineCode').every((code) => !isOfSystem(code, CVX) || isOfSystem(code, NDC)),
  ),
  rule(
    'us-core-6',
    'DocumentReference.content.attachment',
    'url.exists() or data.exists()',
    (e) => has(e, 'url') || has(e, 'data'),
  ),
  rule('us-core-7', 'Procedure', "(status='completed' or status='in-progress') implies performed.exists()", (e) =>
    implies(isOneOf(e, 'status', ['completed', 'in-progress']), hasChoice(e, 'performed')),
  ),
  ...['us-core-8', 'us-core-10'].map((key) =>
    rule(key, 'DiagnosticReport', `${IS_REPORTED} implies effective.exists()`, (e) =>
      implies(isOneOf(e, 'status', REPORTED), hasChoice(e, 'effective')),
    ),
  ),
  rule('us-core-9', 'DiagnosticReport', `${IS_REPORTED} implies issued.exists()`, (e) =>
    implies(isOneOf(e, 'status', REPORTED), has(e, 'issued')),
  ),
  rule(
    'us-core-9',
    'Device',
    'udiCarrier.empty() or (manufactureDate.exists() or expirationDate.exists() or lotNumber.exists() or serialNumber.exists() or distinctIdentifier.exists())',
    (e) =>
      !has(e, 'udiCarrier') ||
      hasAny(e, ['manufactureDate', 'expirationDate', 'lotNumber', 'serialNumber', 'distinctIdentifier']),
  ),
  rule(
    'us-core-12',
    'Device',
    'udiCarrier.empty() or (udiCarrier.carrierAIDC.exists() or udiCarrier.carrierHRF.exists())',
    (e) =>
      !has(e, 'udiCarrier') ||
      objectsOf(e, 'udiCarrier').some((carrier) => hasAny(carrier, ['carrierAIDC', 'carrierHRF'])),
  ),
  rule('us-core-20', 'MedicationDispense', "status='completed' implies whenHandedOver.exists()", (e) =>
    implies(equals(e, 'status', 'completed'), has(e, 'whenHandedOver')),
  ),
  rule(
    'us-core-21',
    'MedicationRequest',
    "(intent='order' or intent='original-order' or intent='reflex-order'or intent='filler-order' or intent='instance-order') implies requester.exists()",
    (e) => implies(isOneOf(e, 'intent', ORDERS), has(e, 'requester')),
  ),
];

/** Of US Core 3.1.1, 6.1.0, 7.0.0 and 8.0.0. */
export const US_CORE_RULES: readonly InvariantRule[] = [...OBSERVATIONS, ...IDENTIFIERS, ...PEOPLE, ...EVENTS];
