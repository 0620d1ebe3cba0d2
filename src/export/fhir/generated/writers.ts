// Generated from the templates in ../resources and ../parts.ts by scripts/build-writers.ts. Do not edit.
import type { PARTS } from '../parts.ts';
import type { RESOURCES, SHARED_RESOURCES } from '../resources/index.ts';
import { escaped, joined, numeral, objectOf } from '../template/runtime.ts';
import type { View } from '../template/shape.ts';

function writeCoding(v: View<(typeof PARTS)['coding']['shape']>): string {
  if (v.written === '') v.written = '{' +
    (v.system !== undefined ? '"system":"' +
    escaped(v.system) +
    '",' : '') +
    (v.version !== undefined ? '"version":"' +
    escaped(v.version) +
    '",' : '') +
    '"code":"' +
    escaped(v.code) +
    '"' +
    (v.display !== undefined ? ',"display":"' +
    escaped(v.display) +
    '"' : '') +
    '}';
  return v.written;
}

function writeConcept(v: View<(typeof PARTS)['concept']['shape']>): string {
  if (v.written === '') v.written = objectOf((v.codings.length !== 0 ? ',"coding":[' +
    joined(v.codings, writeCoding) +
    ']' : '') +
    (v.text !== undefined ? ',"text":"' +
    escaped(v.text) +
    '"' : ''));
  return v.written;
}

function writePatient(v: View<(typeof RESOURCES)['Patient']['shape']>): string {
  return '{"resourceType":"Patient","id":"' +
    v.id +
    '","meta":{"profile":["http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient"]},"extension":[{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-race","extension":[' +
    (v.raceCode !== undefined ? '{"url":"ombCategory","valueCoding":{"system":"urn:oid:2.16.840.1.113883.6.238","code":"' +
    v.raceCode +
    '","display":"' +
    v.raceText +
    '"}},' : '') +
    '{"url":"text","valueString":"' +
    v.raceText +
    '"}]},{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity","extension":[{"url":"ombCategory","valueCoding":{"system":"urn:oid:2.16.840.1.113883.6.238","code":"' +
    v.ethnicityCode +
    '","display":"' +
    v.ethnicityText +
    '"}},{"url":"text","valueString":"' +
    v.ethnicityText +
    '"}]},{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex","valueCode":"' +
    v.sex +
    '"}],"identifier":[{"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR","display":"Medical record number"}],"text":"Medical record number"},"system":"http://anamnesis.example/identifier/medical-record-number","value":"' +
    escaped(v.medicalRecordNumber) +
    '"}],"name":[{"use":"official","family":"' +
    escaped(v.family) +
    '","given":["' +
    escaped(v.given) +
    '"]}]' +
    (v.phone !== undefined ? ',"telecom":[{"system":"phone","value":"' +
    escaped(v.phone) +
    '","use":"home"}]' : '') +
    ',"gender":"' +
    v.gender +
    '","birthDate":"' +
    v.birthDate +
    '"' +
    (v.deceased !== undefined ? ',"deceasedDateTime":"' +
    v.deceased +
    '"' : '') +
    ',"address":[{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/geolocation","extension":[{"url":"latitude","valueDecimal":' +
    numeral(v.latitude) +
    '},{"url":"longitude","valueDecimal":' +
    numeral(v.longitude) +
    '}]}],"use":"home"' +
    (v.line !== undefined ? ',"line":["' +
    escaped(v.line) +
    '"]' : '') +
    (v.city !== undefined ? ',"city":"' +
    escaped(v.city) +
    '"' : '') +
    ',"state":"' +
    v.state +
    '"' +
    (v.postalCode !== undefined ? ',"postalCode":"' +
    escaped(v.postalCode) +
    '"' : '') +
    ',"country":"US"}],"communication":[{"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"en","display":"English"}],"text":"English"}}],"generalPractitioner":[{"reference":"Practitioner/' +
    v.practitioner +
    '"}],"managingOrganization":{"reference":"Organization/' +
    v.organization +
    '"}}';
}

function writeEncounter(v: View<(typeof RESOURCES)['Encounter']['shape']>): string {
  return '{"resourceType":"Encounter","id":"' +
    v.id +
    '","meta":{"profile":["http://hl7.org/fhir/us/core/StructureDefinition/us-core-encounter"]},"identifier":[{"use":"official","system":"http://anamnesis.example/identifier/encounter","value":"' +
    v.id +
    '"}],"status":"' +
    v.status +
    '","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"' +
    v.classCode +
    '","display":"' +
    v.classDisplay +
    '"},"type":[' +
    writeConcept(v.type) +
    '],"subject":{"reference":"Patient/' +
    v.patient +
    '"}' +
    (v.practitioner !== undefined ? ',"participant":[{"type":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"PPRF","display":"primary performer"}],"text":"primary performer"}],"period":{"start":"' +
    v.start +
    '"' +
    (v.end !== undefined ? ',"end":"' +
    v.end +
    '"' : '') +
    '},"individual":{"reference":"Practitioner/' +
    v.practitioner +
    '"}}]' : '') +
    ',"period":{"start":"' +
    v.start +
    '"' +
    (v.end !== undefined ? ',"end":"' +
    v.end +
    '"' : '') +
    '}' +
    (v.reasons.length !== 0 ? ',"reasonCode":[' +
    joined(v.reasons, writeConcept) +
    ']' : '') +
    (v.reasonCondition !== undefined ? ',"reasonReference":[{"reference":"Condition/' +
    v.reasonCondition +
    '"}]' : '') +
    (v.disposition !== undefined ? ',"hospitalization":{"dischargeDisposition":' +
    writeConcept(v.disposition) +
    '}' : '') +
    (v.location !== undefined ? ',"location":[{"location":{"reference":"Location/' +
    v.location +
    '"}}]' : '') +
    (v.organization !== undefined ? ',"serviceProvider":{"reference":"Organization/' +
    v.organization +
    '"}' : '') +
    '}';
}

function writeCondition(v: View<(typeof RESOURCES)['Condition']['shape']>): string {
  return '{"resourceType":"Condition","id":"' +
    v.id +
    '","meta":{"profile":["http://hl7.org/fhir/us/core/StructureDefinition/' +
    v.profile +
    '"]},"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/condition-assertedDate","valueDateTime":"' +
    v.recorded +
    '"}],"clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"' +
    v.clinicalStatus +
    '","display":"' +
    v.clinicalDisplay +
    '"}]},"verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status","code":"confirmed","display":"Confirmed"}]},"category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-category","code":"' +
    v.category +
    '","display":"' +
    v.categoryDisplay +
    '"}]}],"code":' +
    writeConcept(v.code) +
    ',"subject":{"reference":"Patient/' +
    v.patient +
    '"}' +
    (v.encounter !== undefined ? ',"encounter":{"reference":"Encounter/' +
    v.encounter +
    '"}' : '') +
    ',"onsetDateTime":"' +
    v.recorded +
    '"' +
    (v.abatement !== undefined ? ',"abatementDateTime":"' +
    v.abatement +
    '"' : '') +
    ',"recordedDate":"' +
    v.recorded +
    '"}';
}

function writeObservation(v: View<(typeof RESOURCES)['Observation']['shape']>): string {
  return '{"resourceType":"Observation","id":"' +
    v.id +
    '"' +
    (v.profile !== undefined ? ',"meta":{"profile":["' +
    v.profile +
    '"]}' : '') +
    ',"status":"final"' +
    (v.category !== undefined ? ',"category":[' +
    writeConcept(v.category) +
    ']' : '') +
    ',"code":' +
    writeConcept(v.code) +
    ',"subject":{"reference":"Patient/' +
    v.patient +
    '"}' +
    (v.encounter !== undefined ? ',"encounter":{"reference":"Encounter/' +
    v.encounter +
    '"}' : '') +
    ',"effectiveDateTime":"' +
    v.effective +
    '","issued":"' +
    v.effective +
    '"' +
    (v.performer !== undefined ? ',"performer":[{"reference":"' +
    v.performerType +
    '/' +
    v.performer +
    '"}]' : '') +
    (v.kind === 'quantity' ? ',"valueQuantity":{"value":' +
    numeral(v.quantity) +
    ',"unit":"' +
    escaped(v.unit) +
    '","system":"http://unitsofmeasure.org","code":"' +
    escaped(v.ucum) +
    '"}' : v.kind === 'worded' ? ',"valueQuantity":{"value":' +
    numeral(v.quantity) +
    ',"unit":"' +
    escaped(v.unit) +
    '"}' : v.kind === 'bare' ? ',"valueQuantity":{"value":' +
    numeral(v.quantity) +
    '}' : v.kind === 'concept' ? ',"valueCodeableConcept":' +
    writeConcept(v.valueConcept) : v.kind === 'text' ? ',"valueString":"' +
    escaped(v.valueText) +
    '"' : v.kind === 'flag' ? ',"valueBoolean":' +
    (v.flag ? 'true' : 'false') : v.kind === 'sampled' ? ',"valueSampledData":{"origin":{"value":' +
    numeral(v.quantity) +
    ',"unit":"' +
    escaped(v.unit) +
    '","system":"http://unitsofmeasure.org","code":"' +
    escaped(v.ucum) +
    '"},"period":' +
    numeral(v.period) +
    ',"factor":' +
    numeral(v.factor) +
    (v.lowerLimit !== undefined ? ',"lowerLimit":' +
    numeral(v.lowerLimit) : '') +
    (v.upperLimit !== undefined ? ',"upperLimit":' +
    numeral(v.upperLimit) : '') +
    ',"dimensions":' +
    numeral(v.dimensions) +
    ',"data":"' +
    v.data +
    '"}' : v.kind === 'absent' ? ',"dataAbsentReason":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/data-absent-reason","code":"unknown","display":"Unknown"}]}' : '') +
    (v.media !== undefined ? ',"derivedFrom":[{"reference":"Media/' +
    v.media +
    '"}]' : '') +
    (v.components.length !== 0 ? ',"component":[' +
    joined(v.components, (i0) => '{"code":' +
    writeConcept(i0.code) +
    (i0.kind === 'quantity' ? ',"valueQuantity":{"value":' +
    numeral(i0.quantity) +
    ',"unit":"' +
    escaped(i0.unit) +
    '","system":"http://unitsofmeasure.org","code":"' +
    escaped(i0.ucum) +
    '"}' : i0.kind === 'worded' ? ',"valueQuantity":{"value":' +
    numeral(i0.quantity) +
    ',"unit":"' +
    escaped(i0.unit) +
    '"}' : i0.kind === 'bare' ? ',"valueQuantity":{"value":' +
    numeral(i0.quantity) +
    '}' : i0.kind === 'concept' ? ',"valueCodeableConcept":' +
    writeConcept(i0.valueConcept) : i0.kind === 'text' ? ',"valueString":"' +
    escaped(i0.valueText) +
    '"' : i0.kind === 'flag' ? ',"valueBoolean":' +
    (i0.flag ? 'true' : 'false') : i0.kind === 'sampled' ? ',"valueSampledData":{"origin":{"value":' +
    numeral(i0.quantity) +
    ',"unit":"' +
    escaped(i0.unit) +
    '","system":"http://unitsofmeasure.org","code":"' +
    escaped(i0.ucum) +
    '"},"period":' +
    numeral(i0.period) +
    ',"factor":' +
    numeral(i0.factor) +
    (i0.lowerLimit !== undefined ? ',"lowerLimit":' +
    numeral(i0.lowerLimit) : '') +
    (i0.upperLimit !== undefined ? ',"upperLimit":' +
    numeral(i0.upperLimit) : '') +
    ',"dimensions":' +
    numeral(i0.dimensions) +
    ',"data":"' +
    i0.data +
    '"}' : i0.kind === 'absent' ? ',"dataAbsentReason":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/data-absent-reason","code":"unknown","display":"Unknown"}]}' : '') +
    '}') +
    ']' : '') +
    '}';
}

function writeOrganization(v: View<(typeof SHARED_RESOURCES)['Organization']['shape']>): string {
  return '{"resourceType":"Organization","id":"' +
    v.id +
    '","meta":{"profile":["http://hl7.org/fhir/us/core/StructureDefinition/us-core-organization"]},"identifier":[{"system":"http://anamnesis.example/identifier/organization","value":"' +
    v.id +
    '"}],"active":true,"type":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/organization-type","code":"prov","display":"Healthcare Provider"}],"text":"Healthcare Provider"}],"name":"' +
    escaped(v.name) +
    '"' +
    (v.phone !== undefined ? ',"telecom":[{"system":"phone","value":"' +
    escaped(v.phone) +
    '"}]' : '') +
    ',"address":[{' +
    (v.line !== undefined ? '"line":["' +
    escaped(v.line) +
    '"],' : '') +
    (v.city !== undefined ? '"city":"' +
    escaped(v.city) +
    '",' : '') +
    '"state":"' +
    v.state +
    '"' +
    (v.postalCode !== undefined ? ',"postalCode":"' +
    escaped(v.postalCode) +
    '"' : '') +
    ',"country":"US"}]}';
}

function writeLocation(v: View<(typeof SHARED_RESOURCES)['Location']['shape']>): string {
  return '{"resourceType":"Location","id":"' +
    v.id +
    '","meta":{"profile":["http://hl7.org/fhir/us/core/StructureDefinition/us-core-location"]},"identifier":[{"system":"http://anamnesis.example/identifier/location","value":"' +
    v.id +
    '"}],"status":"active","name":"' +
    escaped(v.name) +
    '"' +
    (v.phone !== undefined ? ',"telecom":[{"system":"phone","value":"' +
    escaped(v.phone) +
    '"}]' : '') +
    ',"address":{' +
    (v.line !== undefined ? '"line":["' +
    escaped(v.line) +
    '"],' : '') +
    (v.city !== undefined ? '"city":"' +
    escaped(v.city) +
    '",' : '') +
    '"state":"' +
    v.state +
    '"' +
    (v.postalCode !== undefined ? ',"postalCode":"' +
    escaped(v.postalCode) +
    '"' : '') +
    ',"country":"US"},"position":{"longitude":' +
    numeral(v.longitude) +
    ',"latitude":' +
    numeral(v.latitude) +
    '},"managingOrganization":{"reference":"Organization/' +
    v.organization +
    '"}}';
}

function writePractitioner(v: View<(typeof SHARED_RESOURCES)['Practitioner']['shape']>): string {
  return '{"resourceType":"Practitioner","id":"' +
    v.id +
    '","meta":{"profile":["http://hl7.org/fhir/us/core/StructureDefinition/us-core-practitioner"]},"identifier":[{"system":"http://hl7.org/fhir/sid/us-npi","value":"' +
    v.npi +
    '"}],"active":true,"name":[{"use":"official","family":"' +
    escaped(v.family) +
    '"' +
    (v.given !== undefined ? ',"given":["' +
    escaped(v.given) +
    '"]' : '') +
    '}]' +
    (v.phone !== undefined ? ',"telecom":[{"system":"phone","value":"' +
    escaped(v.phone) +
    '","use":"work"}]' : '') +
    ',"address":[{' +
    (v.line !== undefined ? '"line":["' +
    escaped(v.line) +
    '"],' : '') +
    (v.city !== undefined ? '"city":"' +
    escaped(v.city) +
    '",' : '') +
    '"state":"' +
    v.state +
    '"' +
    (v.postalCode !== undefined ? ',"postalCode":"' +
    escaped(v.postalCode) +
    '"' : '') +
    ',"country":"US"}],"gender":"' +
    v.gender +
    '"}';
}

function writePractitionerRole(v: View<(typeof SHARED_RESOURCES)['PractitionerRole']['shape']>): string {
  return '{"resourceType":"PractitionerRole","id":"' +
    v.id +
    '"' +
    (v.profile !== undefined ? ',"meta":{"profile":["' +
    v.profile +
    '"]}' : '') +
    ',"active":true,"practitioner":{"reference":"Practitioner/' +
    v.practitioner +
    '"},"organization":{"reference":"Organization/' +
    v.organization +
    '"},"location":[{"reference":"Location/' +
    v.location +
    '"}]' +
    (v.phone !== undefined ? ',"telecom":[{"system":"phone","value":"' +
    escaped(v.phone) +
    '","use":"work"}]' : '') +
    '}';
}

/** The writer of each resource type: the JSON of a view, in one line. */
export const WRITERS = {
  Patient: writePatient,
  Encounter: writeEncounter,
  Condition: writeCondition,
  Observation: writeObservation,
  Organization: writeOrganization,
  Location: writeLocation,
  Practitioner: writePractitioner,
  PractitionerRole: writePractitionerRole,
};
