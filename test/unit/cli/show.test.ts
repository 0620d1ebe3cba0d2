import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bundleIn } from '../../../src/cli/show/bundle.ts';
import { findPatient } from '../../../src/cli/show/find-patient.ts';
import { partsOf } from '../../../src/cli/show/parts.ts';
import { timelineText } from '../../../src/cli/show/timeline.ts';
import { valueText } from '../../../src/cli/show/words.ts';

const PATIENT = {
  resourceType: 'Patient',
  id: 'p',
  extension: [
    {
      url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-race',
      extension: [
        { url: 'ombCategory', valueCoding: { display: 'White' } },
        { url: 'text', valueString: 'White' },
      ],
    },
  ],
  identifier: [{ type: { coding: [{ code: 'MR' }] }, value: '4711' }],
  name: [
    { use: 'maiden', family: 'Old' },
    { use: 'official', prefix: ['Mrs.'], given: ['Ann', 'Lee'], family: "O'Neil" },
  ],
  gender: 'female',
  birthDate: '1950-05-10',
  deceasedDateTime: '2001-05-09T10:00:00-04:00',
  address: [{ city: 'Lynn', state: 'MA', country: 'US' }],
};

const VISIT = {
  resourceType: 'Encounter',
  id: 'e',
  class: { code: 'AMB' },
  type: [{ coding: [{ code: '185345009' }], text: 'Encounter for symptom (procedure)' }],
  reasonCode: [{ coding: [{ display: 'Acute bronchitis (disorder)' }] }],
  period: { start: '1999-12-31T23:50:00-05:00', end: '2000-01-01T00:05:00-05:00' },
};

/** A transaction as others write it: references by the full URLs of entries, medicines as resources of their own. */
function bundle(...resources: readonly Readonly<Record<string, unknown>>[]): string {
  const entry = [PATIENT, VISIT, ...resources].map((resource) => ({
    fullUrl: `urn:uuid:${String((resource as { id?: string }).id)}`,
    resource,
  }));
  return JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry });
}

function timeline(text: string, width = 100): string {
  const read = bundleIn(text);
  const patient = read?.of('Patient')[0];
  if (!read || !patient) throw new Error('no patient');
  return timelineText(patient, read, width, { hasColour: false });
}

const VISIT_REFERENCE = { reference: 'urn:uuid:e' };

describe('the record as text', () => {
  it('tells who it is, what goes on, and what happened, visit by visit', () => {
    const text = bundle(
      {
        resourceType: 'Condition',
        id: 'c1',
        clinicalStatus: { coding: [{ code: 'resolved' }] },
        code: { coding: [{ display: 'Acute bronchitis (disorder)' }] },
        encounter: VISIT_REFERENCE,
        onsetDateTime: '1999-12-31T23:50:00-05:00',
        abatementDateTime: '2000-01-12T08:00:00-05:00',
      },
      {
        resourceType: 'Condition',
        id: 'c2',
        clinicalStatus: { coding: [{ code: 'active' }] },
        code: { text: 'Asthma' },
        onsetDateTime: '1960-02-01T00:00:00-05:00',
      },
      {
        resourceType: 'Observation',
        id: 'o1',
        code: { text: 'Blood pressure panel' },
        encounter: VISIT_REFERENCE,
        effectiveDateTime: '1999-12-31T23:50:00-05:00',
        component: [
          { code: { text: 'Systolic' }, valueQuantity: { value: 121.3456, unit: 'mm[Hg]' } },
          { code: { text: 'Diastolic' }, valueQuantity: { value: 80, unit: 'mm[Hg]' } },
        ],
      },
      {
        resourceType: 'MedicationRequest',
        id: 'm1',
        status: 'active',
        medicationReference: { reference: 'urn:uuid:med' },
        encounter: VISIT_REFERENCE,
        authoredOn: '1999-12-31T23:50:00-05:00',
      },
      { resourceType: 'Medication', id: 'med', code: { text: 'Salbutamol' } },
      { resourceType: 'Claim', id: 'x1' },
      { resourceType: 'Claim', id: 'x2' },
    );
    expect(timeline(text)).toBe(`Mrs. Ann Lee O'Neil
female, White, born 1950-05-10, died 2001-05-09 aged 50
lived in Lynn, MA, US
id p, record number 4711

Problems
  1960-02-01  Asthma

Past problems
  1999-12-31 to 2000-01-12  Acute bronchitis

Medicines
  1999-12-31  Salbutamol

What happened (1 encounter)

1960-02-01  age 9  diagnosed  Asthma

1999-12-31 23:50  age 49  Encounter for symptom, amb, until 2000-01-01
  because of  Acute bronchitis
  diagnosed   Acute bronchitis
  measured    Blood pressure panel: Systolic 121.3 mm[Hg], Diastolic 80 mm[Hg]
  prescribed  Salbutamol

2000-01-12  age 49  resolved  Acute bronchitis

2001-05-09  age 50  died

Also in the bundle, not shown: 2 Claim
`);
  });

  it('stays within its width', () => {
    const long = Array.from({ length: 40 }, (_, i) => ({
      resourceType: 'Procedure',
      id: `p${i}`,
      code: { text: 'A procedure with a long name that goes on' },
      encounter: VISIT_REFERENCE,
      performedPeriod: { start: '1999-12-31T23:55:00-05:00' },
    }));
    const lines = timeline(bundle(...long), 60).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it('is made of anything that is a bundle with a patient', () => {
    const odd = JSON.stringify({
      resourceType: 'Bundle',
      entry: [
        { resource: { resourceType: 'Patient' } },
        null,
        { resource: [] },
        { resource: { resourceType: 'Encounter' } },
      ],
    });
    expect(timeline(odd)).toContain('nameless\nborn at an unknown date\n');
    expect(bundleIn('{')).toBeUndefined();
    expect(bundleIn('[]')).toBeUndefined();
    expect(bundleIn('{"resourceType":"Patient"}')).toBeUndefined();
  });
});

describe('the value of an observation', () => {
  it.each([
    [{ valueQuantity: { value: 37.45678, unit: 'Cel' } }, '37.46 Cel'],
    [{ valueQuantity: { value: 0.00012345, code: 'mg/dL', comparator: '<' } }, '<0.0001234 mg/dL'],
    [{ valueQuantity: { value: 4, unit: '{score}' } }, '4'],
    [{ valueQuantity: { value: 123456 } }, '123500'],
    [{ valueCodeableConcept: { coding: [{ display: 'Never smoker (finding)' }] } }, 'Never smoker'],
    [{ valueString: 'ten' }, 'ten'],
    [{ valueBoolean: false }, 'false'],
    [{}, ''],
  ])('%j reads %j', (observation, text) => {
    expect(valueText(observation)).toBe(text);
  });
});

/** A folder with bundles of these names. */
function folderOf(...names: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'anamnesis-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of names) writeFileSync(join(folder, name), bundle());
  return folder;
}

describe('whom a text means', () => {
  it('a part of a name in any order and case, with or without marks', () => {
    const folder = folderOf('Garcia_Jose_1.json', 'Smith_Ann_2.json', 'ONeil_Bo_3.json', 'shared-1-x.json');
    expect(findPatient(folder, 'josé GARC')).toBe(join(folder, 'Garcia_Jose_1.json'));
    expect(findPatient(folder, "o'neil")).toBe(join(folder, 'ONeil_Bo_3.json'));
    expect(findPatient(folder, 'Smith_Ann_2')).toBe(join(folder, 'Smith_Ann_2.json'));
  });

  it('the whole name before a longer one', () => {
    const folder = folderOf('Smith_Ann_1.json', 'Smith_Annabel_2.json');
    expect(findPatient(folder, 'ann')).toBe(join(folder, 'Smith_Ann_1.json'));
    expect(() => findPatient(folder, 'anna smit bo')).toThrow('nobody in');
    expect(() => findPatient(folder, 'smi')).toThrow(
      '"smi" may be any of 2 patients:\n  Smith_Ann_1\n  Smith_Annabel_2',
    );
  });

  it('what stands inside the file, when no file is called so', () => {
    const folder = folderOf('patient-1.json');
    expect(findPatient(folder, '4711')).toBe(join(folder, 'patient-1.json'));
    expect(findPatient(folder, "lee o'neil")).toBe(join(folder, 'patient-1.json'));
    expect(() => findPatient(folder, 'Encounter')).toThrow('nobody in');
  });

  it('the first of the parts of a patient', () => {
    const folder = folderOf('Smith_Ann_1_01of10.json', 'Smith_Ann_1_02of10.json', 'Smith_Ann_1_10of10.json');
    expect(findPatient(folder, 'ann')).toBe(join(folder, 'Smith_Ann_1_01of10.json'));
    expect(() => partsOf(findPatient(folder, 'ann'))).toThrow(/a part .* is missing: there is no .*_03of10\.json$/);
  });

  it('nobody in particular, where there is one patient', () => {
    const folder = folderOf('patient-1.json', 'shared-1-x.json');
    expect(findPatient(folder, undefined)).toBe(join(folder, 'patient-1.json'));
  });
});

describe('a patient in parts', () => {
  it('is shown as one', () => {
    const [whole, text] = [bundleIn(bundle()), JSON.parse(bundle())];
    const parts = text.entry.map((entry: unknown) => JSON.stringify({ resourceType: 'Bundle', entry: [entry] }));
    expect(bundleIn(parts)?.resources).toEqual(whole?.resources);
    expect(bundleIn([...parts, '{}'])).toBeUndefined();
  });

  it('has all files of its name', () => {
    const folder = folderOf('A_1of2.json', 'A_2of2.json', 'B.json');
    const files = ['A_1of2.json', 'A_2of2.json'].map((name) => join(folder, name));
    for (const file of files) expect(partsOf(file)).toEqual(files);
    expect(partsOf(join(folder, 'B.json'))).toEqual([join(folder, 'B.json')]);
  });
});
