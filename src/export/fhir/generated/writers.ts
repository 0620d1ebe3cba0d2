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

function writeQuantity(v: View<(typeof PARTS)['quantity']['shape']>): string {
  return '{"value":' +
    numeral(v.value) +
    (v.unit !== undefined ? ',"unit":"' +
    escaped(v.unit) +
    '"' : '') +
    (v.ucum !== undefined ? ',"system":"http://unitsofmeasure.org"' : '') +
    (v.ucum !== undefined ? ',"code":"' +
    escaped(v.ucum) +
    '"' : '') +
    '}';
}

function writeReferenceRange(v: View<(typeof PARTS)['referenceRange']['shape']>): string {
  return '{' +
    (v.low !== undefined ? '"low":' +
    writeQuantity(v.low) +
    ',' : '') +
    (v.high !== undefined ? '"high":' +
    writeQuantity(v.high) +
    ',' : '') +
    '"text":"normal"}';
}

function writePatient(v: View<(typeof RESOURCES)['Patient']['shape']>): string {
  return '{"resourceType":"Patient","id":"' +
    v.id +
    '"' +
    (v.profile !== undefined ? ',"meta":{"profile":["' +
    v.profile +
    '"]}' : '') +
    ',"extension":[' +
    (v.isUsCore ? '{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-race","extension":[' +
    (v.raceCode !== undefined ? '{"url":"ombCategory","valueCoding":{"system":"urn:oid:2.16.840.1.113883.6.238","code":"' +
    v.raceCode +
    '","display":"' +
    v.raceText +
    '"}},' : '') +
    '{"url":"text","valueString":"' +
    v.raceText +
    '"}]},' : '') +
    (v.isUsCore ? '{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity","extension":[{"url":"ombCategory","valueCoding":{"system":"urn:oid:2.16.840.1.113883.6.238","code":"' +
    v.ethnicityCode +
    '","display":"' +
    v.ethnicityText +
    '"}},{"url":"text","valueString":"' +
    v.ethnicityText +
    '"}]},' : '') +
    (v.isUsCore ? '{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex","valueCode":"' +
    v.sex +
    '"},' : '') +
    (v.sexCode !== undefined ? '{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-sex","valueCode":"' +
    v.sexCode +
    '"},' : '') +
    (v.sexCoding !== undefined ? '{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-sex","valueCoding":{"system":"http://snomed.info/sct","code":"' +
    v.sexCoding.code +
    '","display":"' +
    v.sexCoding.display +
    '"}},' : '') +
    '{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthPlace","valueAddress":{' +
    (v.birthState !== undefined ? '"state":"' +
    v.birthState +
    '",' : '') +
    '"country":"' +
    v.birthCountry +
    '"}}],"identifier":[{"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR","display":"Medical record number"}],"text":"Medical record number"},"system":"http://anamnesis.example/identifier/medical-record-number","value":"' +
    escaped(v.medicalRecordNumber) +
    '"}' +
    (v.socialSecurityNumber !== undefined ? ',{"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"SS","display":"Social Security number"},{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"SB","display":"Social Beneficiary Identifier"}],"text":"Social Security number"},"system":"http://hl7.org/fhir/sid/us-ssn","value":"' +
    v.socialSecurityNumber +
    '"}' : '') +
    (v.driversLicense !== undefined ? ',{"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"DL","display":"Driver\'s license number"}],"text":"Driver\'s license number"},"system":"http://anamnesis.example/identifier/drivers-license","value":"' +
    v.driversLicense +
    '"}' : '') +
    (v.passport !== undefined ? ',{"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"PPN","display":"Passport number"}],"text":"Passport number"},"system":"http://anamnesis.example/identifier/passport-number","value":"' +
    v.passport +
    '"}' : '') +
    '],"name":[{"use":"official","family":"' +
    escaped(v.family) +
    '","given":["' +
    escaped(v.given) +
    '"]}' +
    (v.formerFamily !== undefined ? ',{"use":"maiden","family":"' +
    escaped(v.formerFamily) +
    '","given":["' +
    escaped(v.given) +
    '"],"period":{"end":"' +
    v.formerUntil +
    '"}}' : '') +
    ']' +
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
    (v.homes.length !== 0 ? ',"address":[' +
    joined(v.homes, (i0) => '{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/geolocation","extension":[{"url":"latitude","valueDecimal":' +
    numeral(i0.latitude) +
    '},{"url":"longitude","valueDecimal":' +
    numeral(i0.longitude) +
    '}]}],"use":"' +
    i0.use +
    '"' +
    (i0.line !== undefined ? ',"line":["' +
    escaped(i0.line) +
    '"]' : '') +
    (i0.city !== undefined ? ',"city":"' +
    escaped(i0.city) +
    '"' : '') +
    (i0.district !== undefined ? ',"district":"' +
    escaped(i0.district) +
    '"' : '') +
    ',"state":"' +
    i0.state +
    '"' +
    (i0.postalCode !== undefined ? ',"postalCode":"' +
    escaped(i0.postalCode) +
    '"' : '') +
    ',"country":"US"' +
    (i0.start !== undefined ? ',"period":{"start":"' +
    i0.start +
    '"' +
    (i0.end !== undefined ? ',"end":"' +
    i0.end +
    '"' : '') +
    '}' : '') +
    '}') +
    ']' : '') +
    (v.maritalCode !== undefined ? ',"maritalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus","code":"' +
    v.maritalCode +
    '","display":"' +
    v.maritalText +
    '"}],"text":"' +
    v.maritalText +
    '"}' : '') +
    (v.contact !== undefined ? ',"contact":[{"relationship":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0131","code":"N","display":"Next-of-Kin"}],"text":"Next-of-Kin"},{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-RoleCode","code":"' +
    v.contact.roleCode +
    '","display":"' +
    v.contact.roleDisplay +
    '"}],"text":"' +
    v.contact.roleDisplay +
    '"}],"name":{"use":"official","family":"' +
    escaped(v.contact.family) +
    '","given":["' +
    escaped(v.contact.given) +
    '"]}' +
    (v.contact.phone !== undefined ? ',"telecom":[{"system":"phone","value":"' +
    escaped(v.contact.phone) +
    '","use":"home"}]' : '') +
    (v.contact.address !== undefined ? ',"address":{"use":"home"' +
    (v.contact.address.line !== undefined ? ',"line":["' +
    escaped(v.contact.address.line) +
    '"]' : '') +
    (v.contact.address.city !== undefined ? ',"city":"' +
    escaped(v.contact.address.city) +
    '"' : '') +
    (v.contact.address.district !== undefined ? ',"district":"' +
    escaped(v.contact.address.district) +
    '"' : '') +
    ',"state":"' +
    v.contact.address.state +
    '"' +
    (v.contact.address.postalCode !== undefined ? ',"postalCode":"' +
    escaped(v.contact.address.postalCode) +
    '"' : '') +
    ',"country":"US"}' : '') +
    ',"gender":"' +
    v.contact.gender +
    '"}]' : '') +
    ',"communication":[{"language":{' +
    (v.commonLanguage !== undefined ? '"coding":[{"system":"urn:ietf:bcp:47","code":"' +
    v.commonLanguage +
    '","display":"' +
    v.languageName +
    '"}],' : '') +
    '"text":"' +
    v.languageName +
    '"' +
    (v.otherLanguage !== undefined ? ',"_text":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/iso21090-SC-coding","valueCoding":{"system":"urn:ietf:bcp:47","code":"' +
    v.otherLanguage +
    '","display":"' +
    v.languageName +
    '"}}]}' : '') +
    '},"preferred":true}]' +
    (v.practitioner !== undefined ? ',"generalPractitioner":[{"reference":"Practitioner/' +
    v.practitioner +
    '"}]' : '') +
    (v.organization !== undefined ? ',"managingOrganization":{"reference":"Organization/' +
    v.organization +
    '"}' : '') +
    '}';
}

function writeRelatedPerson(v: View<(typeof RESOURCES)['RelatedPerson']['shape']>): string {
  return '{"resourceType":"RelatedPerson","id":"' +
    v.id +
    '"' +
    (v.profile !== undefined ? ',"meta":{"profile":["' +
    v.profile +
    '"]}' : '') +
    (v.medicalRecordNumber !== undefined ? ',"identifier":[{"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR","display":"Medical record number"}],"text":"Medical record number"},"system":"http://anamnesis.example/identifier/medical-record-number","value":"' +
    escaped(v.medicalRecordNumber) +
    '"}]' : '') +
    ',"active":true,"patient":{"reference":"Patient/' +
    v.patient +
    '"},"relationship":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-RoleCode","code":"' +
    v.roleCode +
    '","display":"' +
    v.roleDisplay +
    '"}],"text":"' +
    v.roleDisplay +
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
    (v.address !== undefined ? ',"address":[{"use":"home"' +
    (v.address.line !== undefined ? ',"line":["' +
    escaped(v.address.line) +
    '"]' : '') +
    (v.address.city !== undefined ? ',"city":"' +
    escaped(v.address.city) +
    '"' : '') +
    (v.address.district !== undefined ? ',"district":"' +
    escaped(v.address.district) +
    '"' : '') +
    ',"state":"' +
    v.address.state +
    '"' +
    (v.address.postalCode !== undefined ? ',"postalCode":"' +
    escaped(v.address.postalCode) +
    '"' : '') +
    ',"country":"US"}]' : '') +
    '}';
}

function writeFamilyMemberHistory(v: View<(typeof RESOURCES)['FamilyMemberHistory']['shape']>): string {
  return '{"resourceType":"FamilyMemberHistory","id":"' +
    v.id +
    '","status":"completed","patient":{"reference":"Patient/' +
    v.patient +
    '"},"date":"' +
    v.date +
    '","name":"' +
    escaped(v.name) +
    '","relationship":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-RoleCode","code":"' +
    v.roleCode +
    '","display":"' +
    v.roleDisplay +
    '"}],"text":"' +
    v.roleDisplay +
    '"},"sex":{"coding":[{"system":"http://hl7.org/fhir/administrative-gender","code":"' +
    v.gender +
    '","display":"' +
    v.genderDisplay +
    '"}],"text":"' +
    v.genderDisplay +
    '"},"bornDate":"' +
    v.born +
    '"' +
    (v.deceased !== undefined ? ',"deceasedBoolean":' +
    (v.deceased ? 'true' : 'false') : '') +
    (v.died !== undefined ? ',"deceasedDate":"' +
    v.died +
    '"' : '') +
    (v.conditions.length !== 0 ? ',"condition":[' +
    joined(v.conditions, (i0) => '{"code":' +
    writeConcept(i0.code) +
    ',"onsetAge":{"value":' +
    numeral(i0.onset) +
    ',"unit":"years","system":"http://unitsofmeasure.org","code":"a"}}') +
    ']' : '') +
    '}';
}

function writeEncounter(v: View<(typeof RESOURCES)['Encounter']['shape']>): string {
  return '{"resourceType":"Encounter","id":"' +
    v.id +
    '"' +
    (v.profile !== undefined ? ',"meta":{"profile":["' +
    v.profile +
    '"]}' : '') +
    ',"identifier":[{"use":"official","system":"http://anamnesis.example/identifier/encounter","value":"' +
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
    (v.reason !== undefined ? ',"reasonReference":[{"reference":"' +
    v.reason +
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
    '"' +
    (v.profile !== undefined ? ',"meta":{"profile":["' +
    v.profile +
    '"]}' : '') +
    ',"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/condition-assertedDate","valueDateTime":"' +
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

function writeAllergyIntolerance(v: View<(typeof RESOURCES)['AllergyIntolerance']['shape']>): string {
  return '{"resourceType":"AllergyIntolerance","id":"' +
    v.id +
    '"' +
    (v.profile !== undefined ? ',"meta":{"profile":["' +
    v.profile +
    '"]}' : '') +
    ',"clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical","code":"' +
    v.clinicalStatus +
    '","display":"' +
    v.clinicalDisplay +
    '"}]},"verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-verification","code":"confirmed","display":"Confirmed"}]}' +
    (v.type !== undefined ? ',"type":"' +
    v.type +
    '"' : '') +
    (v.category !== undefined ? ',"category":["' +
    v.category +
    '"]' : '') +
    ',"code":' +
    writeConcept(v.code) +
    ',"patient":{"reference":"Patient/' +
    v.patient +
    '"}' +
    (v.encounter !== undefined ? ',"encounter":{"reference":"Encounter/' +
    v.encounter +
    '"}' : '') +
    ',"onsetDateTime":"' +
    v.recorded +
    '","recordedDate":"' +
    v.recorded +
    '"' +
    (v.reactions.length !== 0 ? ',"reaction":[' +
    joined(v.reactions, (i0) => '{"manifestation":[' +
    writeConcept(i0.manifestation) +
    '],"severity":"' +
    i0.severity +
    '"}') +
    ']' : '') +
    '}';
}

function writeSpecimen(v: View<(typeof RESOURCES)['Specimen']['shape']>): string {
  return '{"resourceType":"Specimen","id":"' +
    v.id +
    '"' +
    (v.profile !== undefined ? ',"meta":{"profile":["' +
    v.profile +
    '"]}' : '') +
    ',"status":"' +
    v.status +
    '","type":' +
    writeConcept(v.type) +
    ',"subject":{"reference":"Patient/' +
    v.patient +
    '"},"collection":{"collectedDateTime":"' +
    v.collected +
    '"}' +
    (v.condition !== undefined ? ',"condition":[' +
    writeConcept(v.condition) +
    ']' : '') +
    '}';
}

function writeMedia(v: View<(typeof RESOURCES)['Media']['shape']>): string {
  return '{"resourceType":"Media","id":"' +
    v.id +
    '","status":"completed","subject":{"reference":"Patient/' +
    v.patient +
    '"}' +
    (v.encounter !== undefined ? ',"encounter":{"reference":"Encounter/' +
    v.encounter +
    '"}' : '') +
    ',"createdDateTime":"' +
    v.created +
    '"' +
    (v.height !== undefined ? ',"height":' +
    numeral(v.height) : '') +
    (v.width !== undefined ? ',"width":' +
    numeral(v.width) : '') +
    (v.frames !== undefined ? ',"frames":' +
    numeral(v.frames) : '') +
    (v.duration !== undefined ? ',"duration":' +
    numeral(v.duration) : '') +
    ',"content":' +
    objectOf((v.contentType !== undefined ? ',"contentType":"' +
    escaped(v.contentType) +
    '"' : '') +
    (v.language !== undefined ? ',"language":"' +
    escaped(v.language) +
    '"' : '') +
    (v.data !== undefined ? ',"data":"' +
    escaped(v.data) +
    '"' : '') +
    (v.url !== undefined ? ',"url":"' +
    escaped(v.url) +
    '"' : '') +
    (v.size !== undefined ? ',"size":' +
    numeral(v.size) : '') +
    (v.title !== undefined ? ',"title":"' +
    escaped(v.title) +
    '"' : '')) +
    '}';
}

function writeObservation(v: View<(typeof RESOURCES)['Observation']['shape']>): string {
  return '{"resourceType":"Observation","id":"' +
    v.id +
    '"' +
    (v.profile !== undefined ? ',"meta":{"profile":["' +
    v.profile +
    '"]}' : '') +
    ',"status":"' +
    v.status +
    '"' +
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
    '"}' : v.kind === 'unmeasured' ? ',"dataAbsentReason":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/data-absent-reason","code":"not-performed","display":"Not Performed"}],"text":"Insufficient specimen"}' : v.kind === 'absent' ? ',"dataAbsentReason":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/data-absent-reason","code":"unknown","display":"Unknown"}]}' : '') +
    (v.interpretation !== undefined ? ',"interpretation":[' +
    writeConcept(v.interpretation) +
    ']' : '') +
    (v.isHaemolysed ? ',"note":[{"text":"Specimen hemolyzed: results may be affected."}]' : '') +
    (v.specimen !== undefined ? ',"specimen":{"reference":"Specimen/' +
    v.specimen +
    '"}' : '') +
    (v.range !== undefined ? ',"referenceRange":[' +
    writeReferenceRange(v.range) +
    ']' : '') +
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
    '"}' : i0.kind === 'unmeasured' ? ',"dataAbsentReason":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/data-absent-reason","code":"not-performed","display":"Not Performed"}],"text":"Insufficient specimen"}' : i0.kind === 'absent' ? ',"dataAbsentReason":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/data-absent-reason","code":"unknown","display":"Unknown"}]}' : '') +
    (i0.interpretation !== undefined ? ',"interpretation":[' +
    writeConcept(i0.interpretation) +
    ']' : '') +
    (i0.range !== undefined ? ',"referenceRange":[' +
    writeReferenceRange(i0.range) +
    ']' : '') +
    '}') +
    ']' : '') +
    '}';
}

function writeDiagnosticReport(v: View<(typeof RESOURCES)['DiagnosticReport']['shape']>): string {
  return '{"resourceType":"DiagnosticReport","id":"' +
    v.id +
    '"' +
    (v.profile !== undefined ? ',"meta":{"profile":["' +
    v.profile +
    '"]}' : '') +
    ',"status":"' +
    v.status +
    '"' +
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
    (v.performer !== undefined ? ',"performer":[{"reference":"Organization/' +
    v.performer +
    '"}]' : '') +
    (v.specimens.length !== 0 ? ',"specimen":[' +
    joined(v.specimens, (i0) => '{"reference":"Specimen/' +
    i0 +
    '"}') +
    ']' : '') +
    (v.results.length !== 0 ? ',"result":[' +
    joined(v.results, (i1) => '{"reference":"Observation/' +
    i1 +
    '"}') +
    ']' : '') +
    '}';
}

function writeProcedure(v: View<(typeof RESOURCES)['Procedure']['shape']>): string {
  return '{"resourceType":"Procedure","id":"' +
    v.id +
    '"' +
    (v.profile !== undefined ? ',"meta":{"profile":["' +
    v.profile +
    '"]}' : '') +
    ',"status":"' +
    v.status +
    '","code":' +
    writeConcept(v.code) +
    ',"subject":{"reference":"Patient/' +
    v.patient +
    '"}' +
    (v.encounter !== undefined ? ',"encounter":{"reference":"Encounter/' +
    v.encounter +
    '"}' : '') +
    ',"performedPeriod":{"start":"' +
    v.start +
    '"' +
    (v.end !== undefined ? ',"end":"' +
    v.end +
    '"' : '') +
    '}' +
    (v.performer !== undefined ? ',"performer":[{"actor":{"reference":"Practitioner/' +
    v.performer +
    '"}}]' : '') +
    (v.location !== undefined ? ',"location":{"reference":"Location/' +
    v.location +
    '"}' : '') +
    (v.reasons.length !== 0 ? ',"reasonCode":[' +
    joined(v.reasons, writeConcept) +
    ']' : '') +
    (v.reason !== undefined ? ',"reasonReference":[{"reference":"' +
    v.reason +
    '"}]' : '') +
    '}';
}

function writeImmunization(v: View<(typeof RESOURCES)['Immunization']['shape']>): string {
  return '{"resourceType":"Immunization","id":"' +
    v.id +
    '"' +
    (v.profile !== undefined ? ',"meta":{"profile":["' +
    v.profile +
    '"]}' : '') +
    ',"status":"completed","vaccineCode":' +
    writeConcept(v.vaccine) +
    ',"patient":{"reference":"Patient/' +
    v.patient +
    '"}' +
    (v.encounter !== undefined ? ',"encounter":{"reference":"Encounter/' +
    v.encounter +
    '"}' : '') +
    ',"occurrenceDateTime":"' +
    v.occurrence +
    '","primarySource":true' +
    (v.location !== undefined ? ',"location":{"reference":"Location/' +
    v.location +
    '"}' : '') +
    (v.performer !== undefined ? ',"performer":[{"actor":{"reference":"Practitioner/' +
    v.performer +
    '"}}]' : '') +
    (v.dose !== undefined ? ',"protocolApplied":[{"doseNumberPositiveInt":' +
    numeral(v.dose) +
    '}]' : '') +
    '}';
}

function writeMedicationRequest(v: View<(typeof RESOURCES)['MedicationRequest']['shape']>): string {
  return '{"resourceType":"MedicationRequest","id":"' +
    v.id +
    '"' +
    (v.profile !== undefined ? ',"meta":{"profile":["' +
    v.profile +
    '"]}' : '') +
    ',"status":"' +
    v.status +
    '"' +
    (v.statusReason !== undefined ? ',"statusReason":' +
    writeConcept(v.statusReason) : '') +
    ',"intent":"order","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/medicationrequest-category","code":"' +
    v.category +
    '","display":"' +
    v.categoryDisplay +
    '"}],"text":"' +
    v.categoryDisplay +
    '"}],"reportedBoolean":false,"medicationCodeableConcept":' +
    writeConcept(v.medication) +
    ',"subject":{"reference":"Patient/' +
    v.patient +
    '"}' +
    (v.encounter !== undefined ? ',"encounter":{"reference":"Encounter/' +
    v.encounter +
    '"}' : '') +
    ',"authoredOn":"' +
    v.authored +
    '"' +
    (v.requester !== undefined ? ',"requester":{"reference":"Practitioner/' +
    v.requester +
    '"}' : '') +
    (v.reasons.length !== 0 ? ',"reasonCode":[' +
    joined(v.reasons, writeConcept) +
    ']' : '') +
    (v.reason !== undefined ? ',"reasonReference":[{"reference":"' +
    v.reason +
    '"}]' : '') +
    (v.hasDosage ? ',"dosageInstruction":[{"sequence":1,"text":"' +
    escaped(v.dosageText) +
    '"' +
    (v.instructions.length !== 0 ? ',"additionalInstruction":[' +
    joined(v.instructions, writeConcept) +
    ']' : '') +
    (v.timing !== undefined ? ',"timing":{"repeat":{"frequency":' +
    numeral(v.timing.frequency) +
    ',"period":' +
    numeral(v.timing.period) +
    ',"periodUnit":"' +
    v.timing.periodUnit +
    '"}}' : '') +
    ',"asNeededBoolean":' +
    (v.asNeeded ? 'true' : 'false') +
    (v.dose !== undefined ? ',"doseAndRate":[{"doseQuantity":{"value":' +
    numeral(v.dose) +
    '}}]' : '') +
    '}]' : '') +
    (v.hasDispense ? ',"dispenseRequest":' +
    objectOf((v.refills !== undefined ? ',"numberOfRepeatsAllowed":' +
    numeral(v.refills) : '') +
    (v.quantity !== undefined ? ',"quantity":{"value":' +
    numeral(v.quantity) +
    '}' : '') +
    (v.supply !== undefined ? ',"expectedSupplyDuration":{"value":' +
    numeral(v.supply.value) +
    ',"unit":"' +
    escaped(v.supply.unit) +
    '","system":"http://unitsofmeasure.org","code":"' +
    v.supply.code +
    '"}' : '')) : '') +
    '}';
}

function writeMedicationAdministration(v: View<(typeof RESOURCES)['MedicationAdministration']['shape']>): string {
  return '{"resourceType":"MedicationAdministration","id":"' +
    v.id +
    '","status":"completed","medicationCodeableConcept":' +
    writeConcept(v.medication) +
    ',"subject":{"reference":"Patient/' +
    v.patient +
    '"}' +
    (v.encounter !== undefined ? ',"context":{"reference":"Encounter/' +
    v.encounter +
    '"}' : '') +
    ',"effectiveDateTime":"' +
    v.effective +
    '"' +
    (v.performer !== undefined ? ',"performer":[{"actor":{"reference":"Practitioner/' +
    v.performer +
    '"}}]' : '') +
    (v.reasons.length !== 0 ? ',"reasonCode":[' +
    joined(v.reasons, writeConcept) +
    ']' : '') +
    (v.reason !== undefined ? ',"reasonReference":[{"reference":"' +
    v.reason +
    '"}]' : '') +
    ',"request":{"reference":"MedicationRequest/' +
    v.request +
    '"}' +
    (v.dose !== undefined ? ',"dosage":{"dose":{"value":' +
    numeral(v.dose) +
    '}}' : '') +
    '}';
}

function writeGoal(v: View<(typeof RESOURCES)['Goal']['shape']>): string {
  return '{"resourceType":"Goal","id":"' +
    v.id +
    '"' +
    (v.profile !== undefined ? ',"meta":{"profile":["' +
    v.profile +
    '"]}' : '') +
    ',"lifecycleStatus":"' +
    v.status +
    '","description":' +
    writeConcept(v.description) +
    ',"subject":{"reference":"Patient/' +
    v.patient +
    '"},"startDate":"' +
    v.start +
    '"' +
    (v.target !== undefined ? ',"target":[{"measure":' +
    writeConcept(v.target.measure) +
    (v.target.kind === 'quantity' ? ',"detailQuantity":{"value":' +
    numeral(v.target.value) +
    (v.target.comparator !== undefined ? ',"comparator":"' +
    v.target.comparator +
    '"' : '') +
    ',"unit":"' +
    escaped(v.target.unit) +
    '","system":"http://unitsofmeasure.org","code":"' +
    escaped(v.target.ucum) +
    '"}' : v.target.kind === 'worded' ? ',"detailQuantity":{"value":' +
    numeral(v.target.value) +
    (v.target.comparator !== undefined ? ',"comparator":"' +
    v.target.comparator +
    '"' : '') +
    ',"unit":"' +
    escaped(v.target.unit) +
    '"}' : v.target.kind === 'bare' ? ',"detailQuantity":{"value":' +
    numeral(v.target.value) +
    (v.target.comparator !== undefined ? ',"comparator":"' +
    v.target.comparator +
    '"' : '') +
    '}' : v.target.kind === 'text' ? ',"detailString":"' +
    escaped(v.target.text) +
    '"' : v.target.kind === 'flag' ? ',"detailBoolean":' +
    (v.target.flag ? 'true' : 'false') : '') +
    '}]' : '') +
    (v.statusDate !== undefined ? ',"statusDate":"' +
    v.statusDate +
    '"' : '') +
    (v.addresses !== undefined ? ',"addresses":[{"reference":"' +
    v.addresses +
    '"}]' : '') +
    '}';
}

function writeCarePlan(v: View<(typeof RESOURCES)['CarePlan']['shape']>): string {
  return '{"resourceType":"CarePlan","id":"' +
    v.id +
    '"' +
    (v.profile !== undefined ? ',"meta":{"profile":["' +
    v.profile +
    '"]}' : '') +
    ',"text":{"status":"generated","div":"' +
    escaped(v.narrative) +
    '"},"status":"' +
    v.status +
    '","intent":"order","category":[{"coding":[{"system":"http://hl7.org/fhir/us/core/CodeSystem/careplan-category","code":"assess-plan","display":"Assessment and Plan of Treatment"}]},' +
    writeConcept(v.kind) +
    '],"subject":{"reference":"Patient/' +
    v.patient +
    '"}' +
    (v.encounter !== undefined ? ',"encounter":{"reference":"Encounter/' +
    v.encounter +
    '"}' : '') +
    ',"period":{"start":"' +
    v.start +
    '"' +
    (v.end !== undefined ? ',"end":"' +
    v.end +
    '"' : '') +
    '}' +
    (v.addresses !== undefined ? ',"addresses":[{"reference":"' +
    v.addresses +
    '"}]' : '') +
    (v.goals.length !== 0 ? ',"goal":[' +
    joined(v.goals, (i0) => '{"reference":"Goal/' +
    i0 +
    '"}') +
    ']' : '') +
    (v.activities.length !== 0 ? ',"activity":[' +
    joined(v.activities, (i1) => '{"detail":{"code":' +
    writeConcept(i1.code) +
    (i1.reasons.length !== 0 ? ',"reasonCode":[' +
    joined(i1.reasons, writeConcept) +
    ']' : '') +
    ',"status":"' +
    i1.status +
    '"}}') +
    ']' : '') +
    '}';
}

function writeDevice(v: View<(typeof RESOURCES)['Device']['shape']>): string {
  return '{"resourceType":"Device","id":"' +
    v.id +
    '"' +
    (v.profile !== undefined ? ',"meta":{"profile":["' +
    v.profile +
    '"]}' : '') +
    (v.udi !== undefined ? ',"udiCarrier":[{"deviceIdentifier":"' +
    escaped(v.udi.deviceIdentifier) +
    '","carrierHRF":"' +
    escaped(v.udi.carrier) +
    '"}]' : '') +
    ',"status":"' +
    v.status +
    '"' +
    (v.serialNumber !== undefined ? ',"distinctIdentifier":"' +
    escaped(v.serialNumber) +
    '"' : '') +
    (v.manufacturer !== undefined ? ',"manufacturer":"' +
    escaped(v.manufacturer) +
    '"' : '') +
    ',"manufactureDate":"' +
    v.manufactured +
    '","expirationDate":"' +
    v.expires +
    '"' +
    (v.lotNumber !== undefined ? ',"lotNumber":"' +
    escaped(v.lotNumber) +
    '"' : '') +
    (v.serialNumber !== undefined ? ',"serialNumber":"' +
    escaped(v.serialNumber) +
    '"' : '') +
    (v.model !== undefined ? ',"deviceName":[{"name":"' +
    escaped(v.model) +
    '","type":"model-name"}]' : '') +
    ',"type":' +
    writeConcept(v.type) +
    ',"patient":{"reference":"Patient/' +
    v.patient +
    '"}}';
}

function writeImagingStudy(v: View<(typeof RESOURCES)['ImagingStudy']['shape']>): string {
  return '{"resourceType":"ImagingStudy","id":"' +
    v.id +
    '","identifier":[{"use":"official","system":"urn:dicom:uid","value":"urn:oid:' +
    v.uid +
    '"}],"status":"available","subject":{"reference":"Patient/' +
    v.patient +
    '"}' +
    (v.encounter !== undefined ? ',"encounter":{"reference":"Encounter/' +
    v.encounter +
    '"}' : '') +
    ',"started":"' +
    v.started +
    '","numberOfSeries":' +
    numeral(v.seriesCount) +
    ',"numberOfInstances":' +
    numeral(v.instanceCount) +
    ',"procedureCode":[' +
    writeConcept(v.procedure) +
    ']' +
    (v.location !== undefined ? ',"location":{"reference":"Location/' +
    v.location +
    '"}' : '') +
    (v.series.length !== 0 ? ',"series":[' +
    joined(v.series, (i0) => '{"uid":"' +
    i0.uid +
    '","number":' +
    numeral(i0.number) +
    ',"modality":' +
    writeCoding(i0.modality) +
    ',"numberOfInstances":' +
    numeral(i0.count) +
    ',"bodySite":' +
    writeCoding(i0.bodySite) +
    ',"started":"' +
    v.started +
    '"' +
    (i0.instances.length !== 0 ? ',"instance":[' +
    joined(i0.instances, (i1) => '{"uid":"' +
    i1.uid +
    '","sopClass":{"system":"urn:ietf:rfc:3986","code":"urn:oid:' +
    i1.sopClass +
    '"},"number":' +
    numeral(i1.number) +
    (i1.title !== undefined ? ',"title":"' +
    escaped(i1.title) +
    '"' : '') +
    '}') +
    ']' : '') +
    '}') +
    ']' : '') +
    '}';
}

function writeSupplyDelivery(v: View<(typeof RESOURCES)['SupplyDelivery']['shape']>): string {
  return '{"resourceType":"SupplyDelivery","id":"' +
    v.id +
    '","status":"completed","patient":{"reference":"Patient/' +
    v.patient +
    '"},"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/supply-item-type","code":"device","display":"Device"}]},"suppliedItem":{"quantity":{"value":' +
    numeral(v.quantity) +
    '},"itemCodeableConcept":' +
    writeConcept(v.item) +
    '},"occurrenceDateTime":"' +
    v.occurrence +
    '"' +
    (v.destination !== undefined ? ',"destination":{"reference":"Location/' +
    v.destination +
    '"}' : '') +
    '}';
}

function writeOrganization(v: View<(typeof SHARED_RESOURCES)['Organization']['shape']>): string {
  return '{"resourceType":"Organization","id":"' +
    v.id +
    '"' +
    (v.profile !== undefined ? ',"meta":{"profile":["' +
    v.profile +
    '"]}' : '') +
    ',"identifier":[{"system":"http://hl7.org/fhir/sid/us-npi","value":"' +
    v.npi +
    '"},{"system":"http://anamnesis.example/identifier/organization","value":"' +
    v.id +
    '"}],"active":true,"type":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/organization-type","code":"prov","display":"Healthcare Provider"}],"text":"Healthcare Provider"},{"coding":[{"system":"http://nucc.org/provider-taxonomy","code":"' +
    v.taxonomyCode +
    '","display":"' +
    v.taxonomyName +
    '"}],"text":"' +
    v.taxonomyName +
    '"}],"name":"' +
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
    (v.district !== undefined ? '"district":"' +
    escaped(v.district) +
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
    '"' +
    (v.profile !== undefined ? ',"meta":{"profile":["' +
    v.profile +
    '"]}' : '') +
    ',"identifier":[{"system":"http://anamnesis.example/identifier/location","value":"' +
    v.id +
    '"}],"status":"active","name":"' +
    escaped(v.name) +
    '"' +
    (v.typeCode !== undefined ? ',"type":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-RoleCode","code":"' +
    v.typeCode +
    '","display":"' +
    v.typeName +
    '"}],"text":"' +
    v.typeName +
    '"}]' : '') +
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
    (v.district !== undefined ? '"district":"' +
    escaped(v.district) +
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
    '"' +
    (v.profile !== undefined ? ',"meta":{"profile":["' +
    v.profile +
    '"]}' : '') +
    ',"identifier":[{"system":"http://hl7.org/fhir/sid/us-npi","value":"' +
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
    (v.district !== undefined ? '"district":"' +
    escaped(v.district) +
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
    (v.identifier !== undefined ? ',"identifier":[{"system":"http://anamnesis.example/identifier/practitioner-role","value":"' +
    v.identifier +
    '"}]' : '') +
    ',"active":true,"practitioner":{"reference":"Practitioner/' +
    v.practitioner +
    '"},"organization":{"reference":"Organization/' +
    v.organization +
    '"}' +
    (v.specialtyCode !== undefined ? ',"specialty":[{"coding":[{"system":"http://nucc.org/provider-taxonomy","code":"' +
    v.specialtyCode +
    '","display":"' +
    v.specialtyName +
    '"}],"text":"' +
    v.specialtyName +
    '"}]' : '') +
    ',"location":[{"reference":"Location/' +
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
  RelatedPerson: writeRelatedPerson,
  FamilyMemberHistory: writeFamilyMemberHistory,
  Encounter: writeEncounter,
  Condition: writeCondition,
  AllergyIntolerance: writeAllergyIntolerance,
  Specimen: writeSpecimen,
  Media: writeMedia,
  Observation: writeObservation,
  DiagnosticReport: writeDiagnosticReport,
  Procedure: writeProcedure,
  Immunization: writeImmunization,
  MedicationRequest: writeMedicationRequest,
  MedicationAdministration: writeMedicationAdministration,
  Goal: writeGoal,
  CarePlan: writeCarePlan,
  Device: writeDevice,
  ImagingStudy: writeImagingStudy,
  SupplyDelivery: writeSupplyDelivery,
  Organization: writeOrganization,
  Location: writeLocation,
  Practitioner: writePractitioner,
  PractitionerRole: writePractitionerRole,
};
