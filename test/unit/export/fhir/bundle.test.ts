import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, timeOf } from '../../../../src/core/time.ts';
import { Notes } from '../../../../src/export/notes.ts';
import { bundleOf, find, type Loose, resourcesOf } from '../../../support/bundles.ts';
import { everyKind } from '../../../support/every-kind.ts';
import { faultsIn } from '../../../support/faults.ts';
import { loinc, REFERENCE_DATE, RecordBuilder, rxnorm, snomed } from '../../../support/records.ts';

const START = timeOf(2020, 6, 1) + 9 * HOUR;
const ILLNESS = snomed('44054006', 'Diabetes mellitus type 2 (disorder)');
const DRUG = rxnorm('308182', 'amoxicillin 250 MG Oral Capsule');

function builderAt(start = START) {
  const builder = new RecordBuilder(3);
  return { builder, visit: builder.encounter(start) };
}

function codeOf(concept: Loose): string {
  return concept.coding[0].code;
}

describe('a patient bundle', () => {
  it('puts every resource under its own id, with a fullUrl against which references resolve', () => {
    const bundle = bundleOf(everyKind());
    expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'transaction' });
    expect(bundle.entry[0].resource.resourceType).toBe('Patient');
    for (const { fullUrl, resource, request } of bundle.entry) {
      const name = `${resource.resourceType}/${resource.id}`;
      expect(request).toEqual({ method: 'PUT', url: name });
      expect(fullUrl).toBe(`http://anamnesis.example/fhir/${name}`);
    }
    expect(faultsIn(bundle)).toEqual([]);
  });

  it('does not change the record', () => {
    const record = everyKind();
    const before = structuredClone(record);
    bundleOf(record);
    expect(record).toEqual(before);
  });

  it('gives the same bytes whatever was written before', () => {
    const first = JSON.stringify(bundleOf(everyKind()));
    bundleOf(new RecordBuilder(1).record());
    expect(JSON.stringify(bundleOf(everyKind()))).toBe(first);
  });

  it('holds a person of whom nothing is recorded', () => {
    const bundle = bundleOf(new RecordBuilder(1).record());
    expect(bundle.entry).toHaveLength(1);
    expect(faultsIn(bundle)).toEqual([]);
  });
});

describe('Patient', () => {
  it('says race outside of the OMB categories in words only', () => {
    const other = find(bundleOf(new RecordBuilder(1, { race: 'other' }).record()), 'Patient');
    expect(other.extension[0].extension).toEqual([{ url: 'text', valueString: 'Other Race' }]);
    const black = find(bundleOf(new RecordBuilder(1, { race: 'black' }).record()), 'Patient');
    expect(black.extension[0].extension[0].valueCoding.code).toBe('2054-5');
  });

  it('writes names as they are, without what FHIR forbids', () => {
    const person = { familyName: ' O"Neil\u0000\\ ', givenName: '\ud800é😀', phone: '' };
    const patient = find(bundleOf(new RecordBuilder(1, person).record()), 'Patient');
    expect(patient.name[0]).toMatchObject({ family: 'O"Neil\\', given: ['é😀'] });
    expect(patient).not.toHaveProperty('telecom');
  });

  it('tells the day of birth and the time of death on the clock of the home', () => {
    const birth = timeOf(1950, 1, 1) + 23 * HOUR;
    const builder = new RecordBuilder(1, { birth });
    const death = { time: timeOf(2020, 7, 1), code: null, cause: builder.cause };
    const patient = find(bundleOf(builder.record({ death })), 'Patient');
    expect(patient.birthDate).toBe('1950-01-01');
    expect(patient.deceasedDateTime).toBe('2020-07-01T00:00:00-04:00');
  });
});

describe('Encounter', () => {
  it.each([
    ['wellness', 'AMB'],
    ['urgentcare', 'AMB'],
    ['inpatient', 'IMP'],
    ['emergency', 'EMER'],
    ['hospice', 'HH'],
    ['snf', 'NONAC'],
    ['virtual', 'VR'],
  ] as const)('of class %s is %s', (encounterClass, code) => {
    const builder = new RecordBuilder(3);
    builder.encounter(START, encounterClass);
    expect(find(bundleOf(builder.record()), 'Encounter').class.code).toBe(code);
  });

  it('is in progress, without end and discharge, when the record ends before it', () => {
    const builder = new RecordBuilder(3);
    const dischargeDisposition = { system: 'NUBC', code: '01', display: 'Discharged to home' };
    builder.encounter(REFERENCE_DATE - HOUR, 'inpatient', { stop: REFERENCE_DATE + DAY, dischargeDisposition });
    const encounter = find(bundleOf(builder.record()), 'Encounter');
    expect(encounter.status).toBe('in-progress');
    expect(encounter.period).not.toHaveProperty('end');
    expect(encounter).not.toHaveProperty('hospitalization');
  });

  it('ends with the death of the patient', () => {
    const bundle = bundleOf(everyKind());
    const stay = find(bundle, 'Encounter', (resource) => resource.class.code === 'IMP');
    expect(stay).toMatchObject({ status: 'finished', period: { end: find(bundle, 'Patient').deceasedDateTime } });
    const breathing = find(bundle, 'Procedure', ({ code }) => codeOf(code) === '40617009');
    expect(breathing).toMatchObject({ status: 'completed', performedPeriod: { end: stay.period.end } });
  });

  it('does not refer to an illness that nobody has found', () => {
    const { builder, visit } = builderAt();
    visit.reasonEntry = builder.condition(ILLNESS, START, visit, { diagnosed: false });
    visit.reason = ILLNESS;
    const encounter = find(bundleOf(builder.record()), 'Encounter');
    expect(codeOf(encounter.reasonCode[0])).toBe(ILLNESS.code);
    expect(encounter).not.toHaveProperty('reasonReference');
  });
});

describe('what foreign modules file loosely', () => {
  it('widens a visit to hold what was filed soon after it', () => {
    const { builder, visit } = builderAt();
    builder.observation(loinc('8302-2', 'Body height'), visit, 170, { unit: 'cm', start: START + 5 * HOUR });
    builder.procedure(snomed('430193006', 'Medication reconciliation (procedure)'), visit, { stop: START + 6 * HOUR });
    const bundle = bundleOf(builder.record());
    expect(find(bundle, 'Encounter').period.end).toBe('2020-06-01T15:00:00-04:00');
    expect(find(bundle, 'Observation').encounter.reference).toBe(`Encounter/${visit.id}`);
  });

  it('takes what was filed long after a visit out of it, and says so', () => {
    const { builder, visit } = builderAt();
    builder.condition(ILLNESS, START + 300 * DAY, visit);
    const notes = new Notes();
    const bundle = bundleOf(builder.record(), notes);
    const condition = find(bundle, 'Condition');
    expect(condition).not.toHaveProperty('encounter');
    expect(condition.category[0].coding[0].code).toBe('problem-list-item');
    expect(find(bundle, 'Encounter').period.end).toBe('2020-06-01T09:15:00-04:00');
    expect(notes.list()).toEqual([{ text: expect.stringMatching(/long over/), count: 1 }]);
  });

  it('takes a stop before the start for the start, and one after the end for none', () => {
    const { builder, visit } = builderAt();
    builder.condition(ILLNESS, START, visit, { stop: START - DAY });
    builder.condition(ILLNESS, START, visit, { stop: REFERENCE_DATE + DAY });
    const [first, second] = resourcesOf(bundleOf(builder.record()), 'Condition');
    expect(first.abatementDateTime).toBe(first.onsetDateTime);
    expect(second).not.toHaveProperty('abatementDateTime');
    expect(codeOf(second.clinicalStatus)).toBe('active');
  });

  it('writes codes of systems without URI, and codes that are none, as FHIR can hold them', () => {
    const { builder, visit } = builderAt();
    builder.condition({ system: 'HOMEMADE', code: ' a  b ', display: ' word\u0007s ' }, START, visit);
    builder.condition({ system: 'SNOMED-CT', code: '', display: '' }, START, visit);
    const notes = new Notes();
    const bundle = bundleOf(builder.record(), notes);
    const [first, second] = resourcesOf(bundle, 'Condition');
    expect(first.code).toEqual({ coding: [{ code: 'a b', display: 'words' }], text: 'words' });
    expect(codeOf(second.code)).toBe('unknown');
    expect(notes.list().map(({ text }) => text)).toEqual(
      expect.arrayContaining([expect.stringMatching(/"HOMEMADE"/), expect.stringMatching(/without a usable code/)]),
    );
    expect(faultsIn(bundle)).toEqual([]);
  });
});

describe('Condition', () => {
  it.each([
    [9 * DAY, 'encounter-diagnosis'],
    [90 * DAY, 'problem-list-item'],
    [null, 'problem-list-item'],
  ])('that lasts %s ms is filed as %s', (length, category) => {
    const { builder, visit } = builderAt();
    builder.condition(ILLNESS, START, visit, { stop: length === null ? null : START + length });
    const condition = find(bundleOf(builder.record()), 'Condition');
    expect(codeOf(condition.category[0])).toBe(category);
    expect(condition.meta.profile[0]).toMatch(
      category === 'encounter-diagnosis' ? /encounter-diagnosis$/ : /problems-health-concerns$/,
    );
  });

  it('shows when it was found, not when it truly began', () => {
    const { builder, visit } = builderAt();
    builder.condition(ILLNESS, START, visit, { onset: START - 1000 * DAY });
    expect(find(bundleOf(builder.record()), 'Condition')).toMatchObject({
      onsetDateTime: '2020-06-01T09:00:00-04:00',
      recordedDate: '2020-06-01T09:00:00-04:00',
    });
  });

  it('keeps an ICD-10-CM coding beside the first', () => {
    const condition = find(bundleOf(everyKind()), 'Condition');
    expect(condition.code.coding.map(({ system }: Loose) => system)).toEqual([
      'http://snomed.info/sct',
      'http://hl7.org/fhir/sid/icd-10-cm',
    ]);
  });
});

describe('Observation', () => {
  const values = (): Loose[] => resourcesOf(bundleOf(everyKind()), 'Observation');
  const byCode = (code: string): Loose => values().find((resource) => codeOf(resource.code) === code);

  it('has its value in the form of its kind', () => {
    expect(byCode('2339-0').valueQuantity).toEqual({
      value: 180.25,
      unit: 'mg/dL',
      system: 'http://unitsofmeasure.org',
      code: 'mg/dL',
    });
    expect(codeOf(byCode('72166-2').valueCodeableConcept)).toBe('8517006');
    expect(byCode('55757-9').valueString).toBe('said "no" <twice>');
    expect(byCode('63513-6').valueBoolean).toBe(true);
    expect(byCode('85354-9').component.map(({ valueQuantity }: Loose) => valueQuantity.value)).toEqual([81, 134]);
    expect(byCode('85354-9')).not.toHaveProperty('dataAbsentReason');
    expect(byCode('11524-6').valueSampledData).toMatchObject({
      period: 4,
      dimensions: 2,
      data: '0.1 1 0.25 2 -0.12 3',
    });
  });

  it('spells units in UCUM where people do not', () => {
    expect(byCode('5803-2').valueQuantity).toMatchObject({ unit: 'pH', code: '[pH]' });
    expect(byCode('19926-5').valueQuantity).toMatchObject({ unit: 'ratio', code: '{ratio}' });
  });

  it('says that a value is absent when there is none to write', () => {
    for (const code of ['76690-7', '33914-3']) expect(codeOf(byCode(code).dataAbsentReason)).toBe('unknown');
  });

  it('refers to a Media for an attachment', () => {
    const bundle = bundleOf(everyKind());
    const media = find(bundle, 'Media');
    expect(media.content).toEqual({ contentType: 'image/png', data: 'iVBORw0KGgo=', title: 'A picture' });
    expect(find(bundle, 'Observation', (resource) => resource.derivedFrom).derivedFrom).toEqual([
      { reference: `Media/${media.id}` },
    ]);
  });

  it('claims the profile of a vital sign only in a unit that the profile knows', () => {
    const { builder, visit } = builderAt();
    builder.observation(loinc('8302-2', 'Body height'), visit, 1.7, { unit: 'm' });
    const height = find(bundleOf(builder.record()), 'Observation');
    expect(height).not.toHaveProperty('meta');
    expect(codeOf(height.category[0])).toBe('vital-signs');
    expect(byCode('8302-2').meta.profile[0]).toMatch(/us-core-body-height$/);
    expect(byCode('59408-5').code.coding.map(({ code }: Loose) => code)).toEqual(['59408-5', '2708-6']);
  });
});

describe('MedicationRequest', () => {
  const requests = (): Loose[] => resourcesOf(bundleOf(everyKind()), 'MedicationRequest');

  it('has a status that tells the truth', () => {
    const [metformin, amoxicillin, amlodipine, acetaminophen] = requests();
    expect(metformin).toMatchObject({ status: 'stopped', statusReason: { text: 'Patient deceased' } });
    expect(amoxicillin.status).toBe('completed');
    expect(amlodipine.status).toBe('stopped');
    expect(codeOf(amlodipine.statusReason)).toBe('182840001');
    expect(acetaminophen.status).toBe('completed');
    const { builder, visit } = builderAt();
    builder.medication(DRUG, visit);
    expect(find(bundleOf(builder.record()), 'MedicationRequest').status).toBe('active');
  });

  it('says how the drug is taken and dispensed', () => {
    const [metformin] = requests();
    expect(metformin.dosageInstruction).toEqual([
      {
        sequence: 1,
        text: '1 dose 2 times per day; Take at regular intervals. Complete the prescribed course unless otherwise directed.',
        additionalInstruction: [expect.anything()],
        timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
        asNeededBoolean: false,
        doseAndRate: [{ doseQuantity: { value: 1 } }],
      },
    ]);
    expect(metformin.dispenseRequest).toMatchObject({
      numberOfRepeatsAllowed: 11,
      quantity: { value: 60 },
      expectedSupplyDuration: { value: 30, code: 'd' },
    });
  });

  it('comes with the administration of a drug that was given on the spot', () => {
    const bundle = bundleOf(everyKind());
    const given = find(bundle, 'MedicationAdministration');
    const order = find(bundle, 'MedicationRequest', ({ id }) => given.request.reference === `MedicationRequest/${id}`);
    expect(codeOf(order.category[0])).toBe('outpatient');
    expect(given.id).not.toBe(order.id);
    expect(given.context).toEqual(order.encounter);
  });
});

describe('CarePlan and Goal', () => {
  it('tell how a plan ended', () => {
    const [cut, done] = resourcesOf(bundleOf(everyKind()), 'CarePlan');
    expect(cut).toMatchObject({ status: 'revoked', period: { end: '2022-02-06T22:00:00-05:00' } });
    expect(cut.activity[0].detail.status).toBe('cancelled');
    expect(done.status).toBe('completed');
  });

  it('escape what is not markup', () => {
    const { builder, visit } = builderAt();
    builder.carePlan(snomed('1', 'a < b & "c"'), visit);
    const bundle = bundleOf(builder.record());
    expect(find(bundle, 'CarePlan').text.div).toContain('<p>a &lt; b &amp; &quot;c&quot;</p>');
  });

  it('say what is to be reached, and by which measure where FHIR can', () => {
    const goals = resourcesOf(bundleOf(everyKind()), 'Goal');
    expect(goals.map(({ description }) => description.text)).toEqual([
      'Walk <daily>',
      'Hemoglobin A1c/Hemoglobin.total in Blood < 7 %',
      'Hemoglobin A1c/Hemoglobin.total in Blood != 7 %',
    ]);
    expect(goals[1].target[0].detailQuantity).toMatchObject({ value: 7, comparator: '<', code: '%' });
    expect(goals[2]).not.toHaveProperty('target');
    expect(goals[0].lifecycleStatus).toBe('cancelled');
  });
});

describe('other resources', () => {
  it('take the device identifier from the UDI, and claim to be implantable only with one', () => {
    const [implanted, wheelchair] = resourcesOf(bundleOf(everyKind()), 'Device');
    expect(implanted.udiCarrier[0].deviceIdentifier).toBe('00844588003288');
    expect(wheelchair).not.toHaveProperty('meta');
    expect(wheelchair.status).toBe('inactive');
  });

  it('keep reactions and a category that FHIR knows', () => {
    const [peanut, penicillin] = resourcesOf(bundleOf(everyKind()), 'AllergyIntolerance');
    expect(peanut).toMatchObject({ category: ['food'], reaction: [{ severity: 'severe' }] });
    expect(penicillin).not.toHaveProperty('category');
    expect(codeOf(penicillin.clinicalStatus)).toBe('resolved');
  });

  it('list the results of a report in order', () => {
    const bundle = bundleOf(everyKind());
    const report = find(bundle, 'DiagnosticReport');
    const codes = report.result.map(({ reference }: Loose) =>
      codeOf(find(bundle, 'Observation', ({ id }) => reference === `Observation/${id}`).code),
    );
    expect(codes).toEqual(['2339-0', '5803-2']);
    expect(codeOf(report.category[0])).toBe('LAB');
  });

  it('have a procedure in progress when the record ends during it', () => {
    const { builder, visit } = builderAt(REFERENCE_DATE - 10 * MINUTE);
    builder.procedure(snomed('430193006', 'Medication reconciliation (procedure)'), visit);
    const procedure = find(bundleOf(builder.record()), 'Procedure');
    expect(procedure.status).toBe('in-progress');
    expect(procedure.performedPeriod).not.toHaveProperty('end');
  });
});
