import { describe, expect, it } from 'vitest';
import { DAY, MINUTE, timeOf, WEEK } from '../../../src/core/time.ts';
import { primaryCode } from '../../../src/record/recorder.ts';
import { loinc, rxnorm, snomed } from '../../support/records.ts';
import {
  delay,
  encounter,
  type Json,
  NOW,
  programOf,
  Script,
  type States,
  scripted,
  set,
} from '../../support/scripts.ts';
import { expectShare } from '../../support/tolerance.ts';

const DRUG = rxnorm('860975', 'Metformin 500 MG');
const PLAN = snomed('698360004', 'Diabetes self management plan');
const STENT = snomed('705643001', 'Coronary artery stent');
const GLUCOSE = loinc('2339-0', 'Glucose');

function observing(code: string, fields: Json): Json {
  return { type: 'Observation', codes: [loinc(code, code)], category: 'laboratory', ...fields };
}

/** A script in an encounter, over two weeks. */
function inVisit(states: States, attributes: Record<string, never> = {}) {
  return scripted({ Visit: encounter('ambulatory'), ...states }, { attributes }).runAt(0, WEEK, 2 * WEEK);
}

describe('medications', () => {
  const prescription = {
    as_needed: true,
    refills: 2,
    dosage: { amount: 1, frequency: 2, period: 1, unit: 'days' },
    duration: { quantity: 1, unit: 'months' },
  };

  it('gmf 35: an order begins now, stays open and keeps its prescription', () => {
    const script = inVisit({ Order: { type: 'MedicationOrder', codes: [DRUG], prescription } });
    expect(script.only('medication')).toMatchObject({
      start: NOW,
      stop: null,
      administered: false,
      prescription: {
        asNeeded: true,
        refills: 2,
        dosage: { amount: 1, frequency: 2, period: 1, unit: 'days' },
        duration: { quantity: 1, unit: 'months' },
      },
    });
    expect(script.life.recorder.isActive('medication', '860975')).toBe(true);
    expect(script.only('medication').encounter).toBe(script.only('encounter'));
  });

  it('gmf 35: a drug given on the spot is over at once and never active', () => {
    const order = { type: 'MedicationOrder', codes: [DRUG], administration: true, assign_to_attribute: 'drug' };
    const script = inVisit({ Give: order });
    expect(script.only('medication')).toMatchObject({ start: NOW, stop: NOW, administered: true });
    expect(script.life.recorder.isActive('medication', '860975')).toBe(false);
    expect(script.attribute('drug')).toBe(script.only('medication'));
  });

  it('gmf 35: ordering a drug that is active gives no second entry', () => {
    const order = { type: 'MedicationOrder', codes: [DRUG], assign_to_attribute: 'drug' };
    const script = inVisit({ Order: order, Again: order });
    expect(script.only('medication').name).toBe('Again');
    expect(script.attribute('drug')).toBe(script.only('medication'));
  });

  it('a chronic drug given on the spot is two entries, and the attribute holds the prescription', () => {
    const order = {
      type: 'MedicationOrder',
      codes: [DRUG],
      administration: true,
      chronic: true,
      assign_to_attribute: 'drug',
    };
    const script = inVisit({ Order: order });
    expect(script.entries('medication').map(({ administered, chronic }) => [administered, chronic])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(script.attribute('drug')).toBe(script.entries('medication')[1]);
    expect(script.life.recorder.chronic.size).toBe(1);
  });

  it.each([
    ['an attribute', { referenced_by_attribute: 'drug' }],
    ['the state that ordered it', { medication_order: 'Order' }],
    ['its code', { codes: [DRUG] }],
  ])('gmf 36: a drug is stopped by %s', (_how, fields) => {
    const script = inVisit({
      Order: { type: 'MedicationOrder', codes: [DRUG], chronic: true, assign_to_attribute: 'drug' },
      Wait: delay(2, 'weeks'),
      Stop: { type: 'MedicationEnd', ...fields },
    });
    expect(script.only('medication')).toMatchObject({
      start: NOW,
      stop: NOW + 2 * WEEK,
      stopReason: { code: '182840001' },
    });
    expect(script.life.recorder.isActive('medication', '860975')).toBe(false);
    expect(script.life.recorder.chronic.size).toBe(0);
  });

  it('the first field of an end is used even when it finds nothing', () => {
    const script = inVisit({
      Order: { type: 'MedicationOrder', codes: [DRUG] },
      Stop: { type: 'MedicationEnd', medication_order: 'Visit', codes: [DRUG] },
    });
    expect(script.only('medication').stop).toBeNull();
  });
});

describe('care plans, procedures and devices', () => {
  it.each([
    ['an attribute', { referenced_by_attribute: 'plan' }],
    ['its code', { codes: [PLAN] }],
    ['the state that began it', { careplan: 'Plan' }],
  ])('gmf 37: a care plan has its activities in order without repetition, and ends by %s', (_how, fields) => {
    const [diet, exercise] = [snomed('160670007', 'Diabetic diet'), snomed('229065009', 'Exercise therapy')];
    const script = inVisit({
      Plan: {
        type: 'CarePlanStart',
        codes: [PLAN],
        activities: [diet, exercise, diet],
        goals: [{ text: 'Walk' }, { text: 'Walk' }],
        assign_to_attribute: 'plan',
      },
      Wait: delay(1, 'weeks'),
      Stop: { type: 'CarePlanEnd', ...fields },
    });
    expect(script.only('carePlan')).toMatchObject({
      start: NOW,
      stop: NOW + WEEK,
      activities: [diet, exercise],
      goals: [{ text: 'Walk' }],
      stopReason: { code: '385658003' },
    });
    expect(script.attribute('plan')).toBe(script.only('carePlan'));
  });

  it('a care plan has the codes of its reason as reasons', () => {
    const ill = snomed('73211009', 'Diabetes mellitus (disorder)');
    const script = inVisit({
      Ill: { type: 'ConditionOnset', codes: [ill] },
      Plan: { type: 'CarePlanStart', codes: [PLAN], reason: 'Ill' },
    });
    expect(script.only('carePlan')).toMatchObject({ codes: [PLAN], reasons: [ill] });
    expect(script.only('carePlan').reasonEntry).toBe(script.only('condition'));
  });

  it('gmf 38: a procedure with a duration blocks until the next run, and ended when it ended', () => {
    const work = snomed('232717009', 'Coronary artery bypass grafting');
    const duration = { low: 45, high: 45, unit: 'minutes' };
    const script = scripted({
      Work: { type: 'Procedure', codes: [work], duration, assign_to_attribute: 'work' },
    });
    expect(script.process('Work')).toBe(false);
    expect(script.process('Work', WEEK)).toBe(true);
    expect(script.only('procedure')).toMatchObject({ start: NOW, stop: NOW + 45 * MINUTE });
    expect(script.history.at(-1)).toEqual(['Work', 0, 45 * MINUTE]);
    expect(script.attribute('work')).toBe(script.only('procedure'));
  });

  it('gmf 38: a procedure without a duration passes at once, whatever its unit or range say', () => {
    const misplaced = { unit: 'minutes', range: { low: 1, high: 2, unit: 'days' } };
    const script = scripted({ Work: { type: 'Procedure', codes: [snomed('1', 'Work')], ...misplaced } });
    expect(script.process('Work')).toBe(true);
    expect(script.only('procedure').stop).toBe(NOW + 15 * MINUTE);
  });

  it('a procedure keeps fractions of its duration, and never ends before it began', () => {
    const codes = [snomed('1', 'Work')];
    const negative = { kind: 'EXACT', parameters: { value: -3 } };
    const script = scripted({
      Half: { type: 'Procedure', codes, duration: { low: 0.5, high: 0.5, unit: 'hours' } },
      Back: { type: 'Procedure', codes, distribution: negative, unit: 'hours' },
    });
    script.process('Half');
    expect(script.process('Back')).toBe(true);
    expect(script.entries('procedure').map(({ stop }) => stop - NOW)).toEqual([30 * MINUTE, 0]);
  });

  it.each([
    ['an attribute', { referenced_by_attribute: 'stent' }],
    ['its code', { codes: [STENT] }],
    ['the state that put it in', { device: 'Stent' }],
    ['an attribute beside an empty list of codes', { referenced_by_attribute: 'stent', codes: [] }],
  ])('gmf 44: a device keeps what is known of it, and ends by %s', (_how, fields) => {
    const script = inVisit({
      Stent: { type: 'Device', code: STENT, manufacturer: 'Acme', model: 'X1', assign_to_attribute: 'stent' },
      Wait: delay(1, 'weeks'),
      Out: { type: 'DeviceEnd', ...fields },
    });
    const device = script.only('device');
    expect(device).toMatchObject({ codes: [STENT], manufacturer: 'Acme', model: 'X1', start: NOW, stop: NOW + WEEK });
    expect(script.attribute('stent')).toBe(device);
  });

  it('gmf 44: a device is open until it is taken out, and every Device is a new one', () => {
    const script = inVisit({ One: { type: 'Device', code: STENT }, Two: { type: 'Device', code: STENT } });
    expect(script.entries('device').map(({ stop }) => stop)).toEqual([null, null]);
    const [one, two] = script.entries('device');
    expect(one?.udi).not.toBe(two?.udi);
    expect([one?.manufactured, one?.expires]).toEqual([NOW - 3 * WEEK, NOW + 25 * 365 * DAY]);
  });

  it('a device ends by the name of a state of any module', () => {
    const script = inVisit({
      Stent: { type: 'Device', code: STENT },
      Out: { type: 'DeviceEnd', device: 'Stent' },
    });
    expect(script.only('device').stop).toBe(NOW);
  });

  it('gmf 45: supplies and a vaccine are entries with their codes, numbers and dose, in order', () => {
    const items = ['gloves', 'gown', 'mask', 'visor'].map((name) => snomed(name, name));
    const flu = { system: 'CVX', code: '140', display: 'Influenza' };
    const script = inVisit({
      Supplies: { type: 'SupplyList', supplies: items.map((code, i) => ({ code, quantity: 10 - i })) },
      Shot: { type: 'Vaccine', codes: [flu], series: 2 },
    });
    expect(script.entries('supply').map((entry) => [primaryCode(entry), entry.quantity])).toEqual([
      ['gloves', 10],
      ['gown', 9],
      ['mask', 8],
      ['visor', 7],
    ]);
    expect(script.only('immunization')).toMatchObject({ codes: [flu], series: 2, start: NOW });
  });
});

describe('observations', () => {
  it('gmf 39: a MultiObservation is one observation with its parts last first, and its parts are none by themselves', () => {
    const pressure = {
      type: 'MultiObservation',
      codes: [loinc('85354-9', 'Blood pressure')],
      category: 'vital-signs',
      observations: [
        { codes: [loinc('8480-6', 'Systolic')], unit: 'mm[Hg]', exact: { quantity: 120 } },
        { codes: [loinc('8462-4', 'Diastolic')], unit: 'mm[Hg]', exact: { quantity: 80 }, type: 'Observation' },
      ],
      number_of_observations: 2,
    };
    const script = inVisit({ Pressure: pressure });
    const { components, category } = script.only('observation');
    expect(category).toBe('vital-signs');
    expect(components.map((part) => [primaryCode(part), part.value])).toEqual([
      ['8462-4', 80],
      ['8480-6', 120],
    ]);
    expect(script.life.recorder.latestObservation(['8480-6'])).toBeUndefined();
  });

  it('gmf 40: a report of eight has eight observations in order, each linked to it', () => {
    const codes = Array.from({ length: 8 }, (_, i) => `lab-${i}`);
    const observations = codes.map((code, i) => ({ codes: [loinc(code, code)], unit: 'mg', exact: { quantity: i } }));
    const script = inVisit({ Panel: { type: 'DiagnosticReport', codes: [loinc('panel', 'Panel')], observations } });
    const report = script.only('report');
    const made = script.entries('observation');
    expect(made.map(primaryCode)).toEqual(codes);
    expect(report.observations).toEqual(made);
    expect(made.every((entry) => entry.report === report && entry.encounter === report.encounter)).toBe(true);
  });

  it('gmf 41: an observation takes its value from a vital sign, with unit and category', () => {
    const sign = 'Systolic Blood Pressure';
    const script = inVisit({
      Sign: { type: 'VitalSign', vital_sign: sign, exact: { quantity: 120 }, unit: 'mm[Hg]' },
      See: { type: 'Observation', codes: [GLUCOSE], category: 'vital-signs', unit: 'mm[Hg]', vital_sign: sign },
    });
    expect(script.only('observation')).toMatchObject({ value: 120, unit: 'mm[Hg]', category: 'vital-signs' });
  });

  it('gmf 41: an observation takes its value from a code, an attribute, or a distribution', () => {
    const code = snomed('260385009', 'Negative');
    const script = inVisit({
      Set: set('answer', 'maybe'),
      Code: observing('a', { value_code: code }),
      Attribute: observing('b', { attribute: 'answer' }),
      Drawn: observing('c', {
        unit: 'mm[Hg]',
        distribution: { kind: 'GAUSSIAN', parameters: { mean: 140, standardDeviation: 15 } },
      }),
      Nothing: observing('d', { attribute: 'absent' }),
    });
    const values = script.entries('observation').map(({ value }) => value);
    expect(values).toEqual([code, 'maybe', expect.any(Number), null]);
  });

  it('gmf 41: exact takes texts as they are, range wins over exact and over a vital sign, an expression is evaluated', () => {
    const script = inVisit({
      Text: observing('a', { unit: '{nominal}', exact: { quantity: 'yes' } }),
      Range: observing('b', { unit: 'mg', range: { low: 5, high: 5 }, exact: { quantity: 1 }, vital_sign: 'Height' }),
      Rounded: observing('c', { unit: 'mg', range: { low: 5.26, high: 5.26, decimals: 1 } }),
      Computed: observing('d', { unit: 'a', expression: '#{age} * 2' }),
    });
    const values = script.entries('observation').map(({ value }) => value);
    expect(values).toEqual(['yes', 5, 5.3, expect.closeTo(70, 6)]);
  });

  it('an observation of a vital sign that nothing supplies has no value, and says so', () => {
    const script = inVisit({ See: observing('a', { vital_sign: 'Left ventricular Ejection fraction' }) });
    expect(script.only('observation').value).toBeNull();
    expect([...script.life.notes.keys()].join()).toMatch(/See.*Left ventricular.*never set/);
  });

  it('an observation samples series of one length together', () => {
    const script = inVisit({
      A: { type: 'SetAttribute', attribute: 'a', series_data: '1 2 3', period: 0.5 },
      B: { type: 'SetAttribute', attribute: 'b', series_data: '4 5 6', period: 0.5 },
      See: observing('ecg', { sampled_data: { attributes: ['a', 'b'], origin_value: 0 } }),
    });
    expect(script.only('observation').sampledData).toMatchObject({
      series: [
        [1, 2, 3],
        [4, 5, 6],
      ],
      periodSeconds: 0.5,
    });
  });
});

describe('imaging', () => {
  const procedure = snomed('399208008', 'Plain X-ray of chest');
  const series = {
    body_site: snomed('51185008', 'Thoracic structure'),
    modality: { system: 'DICOM-DCM', code: 'DX', display: 'Digital Radiography' },
    instances: [
      { title: 'Front', sop_class: { system: 'DICOM-SOP', code: '1.2.840.10008.5.1.4.1.1.1.1', display: 'X-ray' } },
      { title: 'Side', sop_class: { system: 'DICOM-SOP', code: '1.2.840.10008.5.1.4.1.1.1.1', display: 'X-ray' } },
    ],
  };
  const study = { type: 'ImagingStudy', procedure_code: procedure, series: [series] };

  it('gmf 42: a study has its series and instances as given, and a procedure of half an hour that does not block', () => {
    const script = inVisit({ Scan: study });
    expect(script.finished).toBe(true);
    const made = script.only('imagingStudy');
    expect(made).toMatchObject({ start: NOW, codes: [procedure] });
    expect(made.series).toMatchObject([
      { bodySite: series.body_site, modality: series.modality, instances: [{ title: 'Front' }, { title: 'Side' }] },
    ]);
    expect(script.only('procedure')).toMatchObject({ start: NOW, stop: NOW + 30 * MINUTE, codes: [procedure] });
  });

  it('gmf 42: with bounds a study has a number of copies of its first series, and a series of its first instance', () => {
    const many = { ...series, min_number_instances: 3, max_number_instances: 5 };
    const script = inVisit({ Scan: { ...study, series: [many], min_number_series: 2, max_number_series: 2 } });
    const made = script.only('imagingStudy').series;
    expect(made).toHaveLength(2);
    for (const { instances } of made) {
      expect(instances.length).toBeGreaterThanOrEqual(3);
      expect(instances.length).toBeLessThanOrEqual(5);
      expect(new Set(instances.map(({ title }) => title))).toEqual(new Set(['Front']));
    }
  });

  it('gmf 42: every number of series within its bounds is as likely', () => {
    const program = programOf({ Scan: { ...study, min_number_series: 2, max_number_series: 4 } });
    const numbers = Array.from({ length: 600 }, (_, number) => {
      const script = new Script(program, { number });
      script.process('Scan');
      return script.only('imagingStudy').series.length;
    });
    for (const count of [2, 3, 4]) expectShare(numbers.filter((length) => length === count).length, 600, 1 / 3);
  });

  it('gmf 76: unique identifiers of images are valid and distinct object identifiers, also before 1970', () => {
    const birth = timeOf(1930, 1, 1);
    const script = scripted({ Visit: encounter('ambulatory'), Scan: study }, { birth });
    script.scripted.run(timeOf(1950, 6, 1), false);
    const made = script.only('imagingStudy');
    const uids = [
      made.uid,
      ...made.series.flatMap(({ uid, instances }) => [uid, ...instances.map((item) => item.uid)]),
    ];
    expect(new Set(uids).size).toBe(4);
    for (const uid of uids) {
      expect(uid).toMatch(/^[0-2](\.(0|[1-9]\d*))+$/);
      expect(uid.length).toBeLessThanOrEqual(64);
    }
  });

  it('gmf 46: a Physiology state passes and takes its alternative', () => {
    const script = scripted({
      Simulate: {
        type: 'Physiology',
        model: 'circulation/model.xml',
        solver: 'runge_kutta',
        step_size: 0.01,
        sim_duration: 10,
        lead_time: 2,
        inputs: [{ from: 'Heart Rate', to: 'rate' }],
        outputs: [{ from: 'p', to: 'pressure', type: 'Attribute' }],
        direct_transition: 'On',
        alt_direct_transition: 'Off',
      },
      On: { type: 'Terminal' },
      Off: { type: 'Terminal' },
    }).runAt(0);
    expect(script.path).toEqual(['Initial', 'Simulate', 'Off']);
  });
});
