import { describe, expect, it } from 'vitest';
import { DAY, formatDate, timeOf } from '../../../../src/core/time.ts';
import { COURSES } from '../../../../src/validate/plausibility/courses.ts';
import { QUANTITIES, type QuantityName } from '../../../../src/validate/plausibility/quantities/index.ts';
import { PLAUSIBILITY_RULES, RELATIONS } from '../../../../src/validate/plausibility/rules.ts';
import { ResourceJudge } from '../../../../src/validate/resource-judge.ts';
import { type ValidationOptions, ValidationSession } from '../../../../src/validate/session.ts';
import { COURSE_EXAMPLES, observationOf, RELATION_EXAMPLES } from './examples.ts';

const WOMAN = { resourceType: 'Patient', id: 'p', gender: 'female', birthDate: '1980-06-01' };
const MAN = { ...WOMAN, gender: 'male' };
const JUDGE = new ResourceJudge({ profile: 'none' });
const NAMES = Object.keys(QUANTITIES) as QuantityName[];

describe('the rules of plausibility', () => {
  it('are sixty at least, each with a key of its own, words, and a reason', () => {
    expect(PLAUSIBILITY_RULES.length).toBeGreaterThanOrEqual(60);
    expect(new Set(PLAUSIBILITY_RULES.map(({ key }) => key)).size).toBe(PLAUSIBILITY_RULES.length);
    for (const { key, says, why } of PLAUSIBILITY_RULES) {
      expect(key).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(says.length).toBeGreaterThan(10);
      // Findings say the rule and then what was found: it must not read as what was found.
      expect(says).toMatch(/\b(must|may)\b/);
      expect(why.length).toBeGreaterThan(5);
    }
  });

  it('know a code by one quantity only', () => {
    const codes = NAMES.flatMap((name) => QUANTITIES[name].codes);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('have an example each that breaks them', () => {
    expect(Object.keys(RELATION_EXAMPLES).sort()).toEqual(RELATIONS.map(({ key }) => key).sort());
    expect(Object.keys(COURSE_EXAMPLES).sort()).toEqual(COURSES.map(({ key }) => key).sort());
  });
});

describe('limits', () => {
  it.each(NAMES)('%s: both are inside, beyond is not', (name) => {
    const { low, high } = QUANTITIES[name];
    const step = 1e-3 * Math.max(1, high);
    const keys = (value: number) => keysOf([observationOf(name, value)], ageless(name));
    expect([...keys(low), ...keys(high)]).toEqual([]);
    expect(keys(low - step)).toEqual([`${name}-limits`]);
    expect(keys(high + step)).toEqual([`${name}-limits`]);
  });

  it.each(NAMES.filter((name) => Number.isFinite(QUANTITIES[name].least)))('%s below what can be: an error', (name) => {
    const findings = found([observationOf(name, QUANTITIES[name].least - 0.01)], ageless(name));
    expect(findings.map(({ severity }) => severity)).toEqual(['error']);
  });

  it.each(NAMES.filter((name) => Number.isFinite(QUANTITIES[name].most)))('%s above what can be: an error', (name) => {
    const findings = found([observationOf(name, QUANTITIES[name].most * 1.01)], ageless(name));
    expect(findings.map(({ severity }) => severity)).toEqual(['error']);
  });

  it('say nothing of units they do not know, of bounds, and of what was not measured', () => {
    const of = (more: object) => found([observationOf('sodium', 9999, more)]);
    expect(of({ valueQuantity: { value: 9999, unit: 'furlongs' } })).toEqual([]);
    expect(of({ valueQuantity: { value: 9999 } })).toEqual([]);
    expect(of({ valueQuantity: { value: 9999, comparator: '<', code: 'mmol/L' } })).toEqual([]);
    expect(of({ status: 'entered-in-error' })).toEqual([]);
    expect(of({ code: { coding: [{ system: 'http://example.org', code: '2951-2' }] } })).toEqual([]);
    expect(of({})).toHaveLength(1);
  });
});

describe('units', () => {
  const inUnit = (name: QuantityName, value: number, code: string, system = 'http://unitsofmeasure.org') =>
    found([observationOf(name, value, { valueQuantity: { value, unit: code, system, code } })]);

  it.each([
    ['hemoglobin', 'mm[Hg]'],
    ['hemoglobin', '%'],
    ['leukocytes', 'mg/dL'],
    ['hemoglobin', '10*3/uL'],
    ['body-temperature', 'C'],
    ['body-weight', 'cm'],
    ['oxygen-saturation', 'mm[Hg]'],
    ['sodium', 'mmol'],
  ] as const)('%s in %s is told and not judged', (name, unit) => {
    const [finding, ...more] = inUnit(name, 1e9, unit);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ key: 'unit-of-quantity', severity: 'warning' });
    expect(finding?.message).toContain(`here: ${unit}; the value is not judged`);
  });

  it.each([
    ['hemoglobin', 150_000, 'mg/L'],
    ['body-temperature', 310, 'K'],
    ['body-height', 1.8e6, 'um'],
    ['leukocytes', 7e9, '/L'],
    ['alanine-aminotransferase', 0.5, 'ukat/L'],
    ['systolic-blood-pressure', 1.6, 'm[H2O]'],
    ['heart-rate', 1.2, 'Hz'],
    ['iron-binding-capacity', 0.06, 'mmol/L'],
    ['hemoglobin-a1c', 53, 'mmol/mol'],
  ] as const)('%s of %d %s is converted: plausible, and a million times as much is not', (name, value, unit) => {
    expect(inUnit(name, value, unit)).toEqual([]);
    expect(inUnit(name, value * 1e6, unit).map(({ key }) => key)).toContain(`${name}-limits`);
  });

  it.each([
    ['insulin', 'pmol/L'],
    ['rheumatoid-factor', 'mg/L'],
    ['ferritin', 'pmol/L'],
    ['hematocrit', '1'],
    ['phq-9-score', '{total}'],
  ] as const)('%s in %s may be right: nothing is said', (name, unit) => {
    expect(inUnit(name, 1e9, unit)).toEqual([]);
  });

  it('of other systems, and such as are none, are left to others', () => {
    expect(inUnit('hemoglobin', 14, 'furlong')).toEqual([]);
    expect(inUnit('hemoglobin', 14, 'm', 'http://example.org/units')).toEqual([]);
    expect(found([observationOf('hemoglobin', 14, { valueQuantity: { value: 14, unit: 'm' } })])).toEqual([]);
  });
});

describe('relations', () => {
  it.each(Object.keys(RELATION_EXAMPLES))('%s', (key) => {
    const { breaks, keeps, birthDate = WOMAN.birthDate } = RELATION_EXAMPLES[key] as (typeof RELATION_EXAMPLES)[string];
    const patient = { ...whoHas((Object.keys(breaks) as QuantityName[])[0]), birthDate };
    expect(keysOf(panel(breaks), patient)).toEqual([key]);
    expect(keysOf(panel({ ...breaks, ...keeps }), patient)).toEqual([]);
    const names = Object.keys(breaks) as QuantityName[];
    for (const name of names) {
      const without = Object.fromEntries(Object.entries(breaks).filter(([other]) => other !== name));
      expect(keysOf(panel(without), patient)).not.toContain(key);
    }
  });

  it('hold for values of one time of day only', () => {
    const at = (time: string, name: QuantityName, value: number) =>
      observationOf(name, value, { effectiveDateTime: time });
    const pair = (one: string, other: string) => [
      at(one, 'systolic-blood-pressure', 80),
      at(other, 'diastolic-blood-pressure', 90),
    ];
    expect(found(pair('2020-06-01T09:00:00Z', '2020-06-01T09:15:00Z'))).toEqual([]);
    expect(found(pair('2020-06-01', '2020-06-01'))).toEqual([]);
    expect(found(pair('2020-06-01T09:00:00Z', '2020-06-01T09:00:00Z'))).toHaveLength(1);
  });

  it('say nothing where two values of one time differ', () => {
    const values = [...panel({ 'systolic-blood-pressure': 80, 'diastolic-blood-pressure': 90 })];
    expect(found([...values, observationOf('systolic-blood-pressure', 120)])).toEqual([]);
    expect(found([...values, observationOf('systolic-blood-pressure', 80)])).toHaveLength(1);
  });

  it('hold for one patient', () => {
    const other = { resourceType: 'Patient', id: 'q', gender: 'male', birthDate: '1970-01-01' };
    const diastolic = observationOf('diastolic-blood-pressure', 90, { subject: { reference: 'Patient/q' } });
    expect(found([other, observationOf('systolic-blood-pressure', 80), diastolic])).toEqual([]);
  });

  it('say nothing of children where they are of adults', () => {
    const child = { ...WOMAN, birthDate: '2012-01-01' };
    expect(keysOf(panel({ 'estimated-filtration': 112, creatinine: 1 }), child)).toEqual([]);
  });
});

describe('courses', () => {
  const course = (of: QuantityName, [from, to]: readonly [number, number], days: number) => {
    const end = timeOf(2020, 6, 1);
    return [
      observationOf(of, to, { effectiveDateTime: formatDate(end) }),
      observationOf(of, from, { effectiveDateTime: formatDate(end - days * DAY) }),
    ];
  };

  it.each(
    Object.entries(COURSE_EXAMPLES).flatMap(([key, examples]) => examples.map((one) => [key, one.days, one] as const)),
  )('%s after %i days', (key, days, { age, breaks, keeps }) => {
    const { of } = COURSES.find((rule) => rule.key === key) as (typeof COURSES)[number];
    const patient = { ...WOMAN, birthDate: formatDate(timeOf(2020, 6, 1) - age * 365.25 * DAY - 40 * DAY) };
    expect(keysOf(course(of, breaks, days), patient)).toEqual([key]);
    expect(keysOf(course(of, keeps, days), patient)).toEqual([]);
  });

  it('let children become adults', () => {
    const adult = { ...WOMAN, birthDate: '1995-06-01' };
    expect(keysOf(course('body-weight', [3.4, 80], 25 * 365), adult)).toEqual([]);
    expect(keysOf(course('body-height', [50, 185], 25 * 365), adult)).toEqual([]);
    expect(keysOf(course('body-height', [140, 185], 13 * 365), adult)).toEqual([]);
  });
});

describe('persons', () => {
  const condition = (code: string, more: object = {}) => ({
    resourceType: 'Condition',
    code: { coding: [{ system: 'http://snomed.info/sct', code }] },
    subject: { reference: 'Patient/p' },
    onsetDateTime: '2010-06-01',
    ...more,
  });

  it('have the organs of their sex', () => {
    expect(keysOf([condition('77386006')], MAN)).toEqual(['female-code-in-man']);
    expect(keysOf([condition('399068003')], WOMAN)).toEqual(['male-code-in-woman']);
    expect(keysOf([condition('77386006')], WOMAN)).toEqual([]);
    expect(keysOf([condition('399068003')], MAN)).toEqual([]);
    expect(keysOf([observationOf('prostate-specific-antigen', 1)], WOMAN)).toEqual(['male-code-in-woman']);
  });

  it.each([
    ['O24.4', 'female-code-in-man'],
    ['C56.1', 'female-code-in-man'],
    ['N94.6', 'female-code-in-man'],
    ['Z34.00', 'female-code-in-man'],
    ['C61', undefined],
    ['N40.1', undefined],
    ['E11.9', undefined],
    ['C50.9', undefined],
  ])('have diagnoses of their sex: %s of a man', (code, key) => {
    const coded = condition('', { code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }] } });
    expect(keysOf([coded], MAN)).toEqual(key === undefined ? [] : [key]);
  });

  it('are judged by sex at birth, and not at all where it is neither', () => {
    const extension = [{ url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex', valueCode: 'F' }];
    expect(keysOf([condition('77386006')], { ...MAN, extension })).toEqual([]);
    expect(keysOf([condition('77386006')], { ...MAN, gender: 'other' })).toEqual([]);
  });

  it('do not have what was refuted', () => {
    const coding = [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'refuted' }];
    expect(keysOf([condition('77386006', { verificationStatus: { coding } })], MAN)).toEqual([]);
  });

  it('are pregnant between 8 and 65 years', () => {
    expect(keysOf([condition('77386006', { onsetDateTime: '1985-06-01' })])).toEqual(['pregnancy-age']);
    expect(keysOf([condition('77386006', { onsetDateTime: '2047-06-01' })])).toEqual(['pregnancy-age']);
    expect(keysOf([condition('266599000', { onsetDateTime: '1985-06-01' })])).toEqual([]);
  });

  it('live no longer than the oldest', () => {
    const old = { ...WOMAN, birthDate: '1890-01-01' };
    expect(keysOf([condition('44054006', { onsetDateTime: '2013-01-01' })], old)).toEqual(['age-beyond-oldest']);
    expect(keysOf([condition('44054006', { onsetDateTime: '2012-01-01' })], old)).toEqual([]);
  });
});

describe('a session', () => {
  const pressures = panel({ 'systolic-blood-pressure': 80, 'diastolic-blood-pressure': 90 });
  const filtration = panel({ 'estimated-filtration': 112, creatinine: 1 });

  it('judges nothing of it when it is told so', () => {
    expect(found(pressures, WOMAN, { plausibility: false })).toEqual([]);
    const old = { ...WOMAN, birthDate: '1890-01-01' };
    expect(found([observationOf('sodium', 9999)], old, { plausibility: false })).toEqual([]);
  });

  it('judges what needs the patient when the patient comes in a later file, and once', () => {
    const session = new ValidationSession({ judge: JUDGE });
    session.addJson('observations.json', bundle([...filtration, ...pressures]));
    session.addJson('patients.json', bundle([WOMAN]));
    expect(plausible(session.finish()).map(({ message, file }) => [message.split(':')[0], file])).toEqual([
      ['systolic-above-diastolic', 'observations.json'],
      ['estimated-filtration-of-creatinine', 'observations.json'],
    ]);
  });

  it('judges what needs no patient where there is none', () => {
    const session = new ValidationSession({ judge: JUDGE });
    session.addJson('observations.json', bundle([...filtration, ...pressures]));
    expect(plausible(session.finishAlone()).map(({ message }) => message.split(':')[0])).toEqual([
      'systolic-above-diastolic',
    ]);
  });

  it('keeps a hundred findings of each rule', () => {
    const many = Array.from({ length: 150 }, (_, i) => observationOf('sodium', 300 + i));
    const findings = found([...many, ...many.map((_, i) => observationOf('potassium', 20 + i))]);
    const keptOf = (rule: string) => findings.filter(({ key }) => key === rule).length;
    expect([keptOf('sodium-limits'), keptOf('potassium-limits')]).toEqual([100, 100]);
  });

  it.each(['constructor', '__proto__', 'toString'])('takes %s for a text like any other', (text) => {
    const coding = [{ system: text, code: text }];
    const quantity = { value: 1, unit: text, code: text };
    const odd = observationOf('sodium', 1, { code: { coding }, valueQuantity: quantity, effectiveDateTime: text });
    const known = observationOf('sodium', 1, { valueQuantity: quantity, subject: { reference: text } });
    const strange = { resourceType: text, subject: { reference: 'Patient/p' } };
    expect(found([odd, known, strange], { ...WOMAN, gender: text, birthDate: text })).toEqual([]);
  });

  it('tells values and what they should be', () => {
    expect(found(pressures)[0]).toMatchObject({
      severity: 'warning',
      code: 'plausibility',
      key: 'systolic-above-diastolic',
      message:
        'systolic-above-diastolic: the systolic pressure must be above the diastolic; here: systolic blood pressure 80, diastolic blood pressure 90',
    });
    expect(found([observationOf('sodium', 300)])[0]?.message).toBe(
      'sodium-limits: sodium of 300 mmol/L; living persons have 50 to 250',
    );
  });
});

/** A patient of whom a quantity can be measured. */
function whoHas(name: QuantityName | undefined): object {
  return name?.endsWith('prostate-specific-antigen') ? MAN : WOMAN;
}

/** The same, of unknown age. */
function ageless(name: QuantityName): object {
  const { birthDate: _, ...patient } = { ...WOMAN, ...whoHas(name) };
  return patient;
}

function panel(values: Partial<Readonly<Record<QuantityName, number>>>): object[] {
  return (Object.entries(values) as [QuantityName, number][]).map(([name, value]) => observationOf(name, value));
}

function bundle(resources: readonly object[]): object {
  return { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) };
}

function found(resources: readonly object[], patient: object = WOMAN, options: ValidationOptions = {}) {
  const session = new ValidationSession({ judge: JUDGE, ...options });
  session.addJson('file.json', bundle([patient, ...resources]));
  return plausible(session.finish());
}

function plausible({ findings }: ReturnType<ValidationSession['finish']>) {
  return findings.filter(({ code }) => code === 'plausibility');
}

function keysOf(resources: readonly object[], patient: object = WOMAN): string[] {
  return found(resources, patient).map(({ key = '' }) => key);
}
