import fc from 'fast-check';
import { assigned, type Body, body, distribution, plain, range, reason } from './random-body.ts';
import { anyCode, ENTRIES, NUMBERS, SYMPTOMS, VITAL_SIGNS } from './random-conditions.ts';
import type { Json } from './random-module.ts';

export function onset(): fc.Arbitrary<Body> {
  const target = fc.option(fc.nat(), { nil: undefined });
  const begins = (type: string, kind: string, more: Json) =>
    fc.tuple(anyCode(kind), target, assigned).map(([code, where, to]) =>
      body(type, (draft) => ({
        codes: [code],
        ...draft.named('target_encounter', where, 'Encounter'),
        ...(to !== undefined && { assign_to_attribute: to }),
        ...more,
      })),
    );
  const reactions = {
    allergy_type: 'allergy',
    category: 'food',
    reactions: [
      {
        reaction: { system: 'SNOMED-CT', code: '247472004', display: 'Wheal' },
        possible_severities: [
          { level: 'mild', value: 0.25 },
          { level: 'none', value: 0.75 },
        ],
      },
    ],
  };
  return fc.oneof(begins('ConditionOnset', 'Condition', {}), begins('AllergyOnset', 'Allergy', reactions));
}

export function order(): fc.Arbitrary<Body> {
  const ordered = (type: string, kind: string, more: fc.Arbitrary<Json>) =>
    fc.tuple(anyCode(kind), reason, assigned, more).map(([code, why, to, fields]) =>
      body(type, (draft) => ({
        codes: [code],
        ...draft.reason(why),
        ...(to !== undefined && { assign_to_attribute: to }),
        ...fields,
      })),
    );
  const time = fc.constantFrom<Json>(
    {},
    { duration: { low: 10, high: 60, unit: 'minutes' } },
    {
      distribution: { kind: 'EXACT', parameters: { value: 3 } },
      unit: 'days',
    },
  );
  return fc.oneof(
    ordered('MedicationOrder', 'Medication', fc.constantFrom({}, { chronic: true }, { administration: true })),
    ordered(
      'CarePlanStart',
      'Plan',
      anyCode('Activity').map((activity) => ({ activities: [activity] })),
    ),
    ordered('Procedure', 'Procedure', time),
  );
}

const ENDINGS = [
  { type: 'ConditionEnd', field: 'condition_onset', begun: 'ConditionOnset', kind: 'Condition' },
  { type: 'AllergyEnd', field: 'allergy_onset', begun: 'AllergyOnset', kind: 'Allergy' },
  { type: 'MedicationEnd', field: 'medication_order', begun: 'MedicationOrder', kind: 'Medication' },
  { type: 'CarePlanEnd', field: 'careplan', begun: 'CarePlanStart', kind: 'Plan' },
  { type: 'DeviceEnd', field: 'device', begun: 'Device', kind: 'Device' },
] as const;

/** The end of something: by the state that began it, by the attribute that holds it, or by code. */
export function ending(): fc.Arbitrary<Body> {
  return fc
    .tuple(fc.constantFrom(...ENDINGS), fc.constantFrom('state', 'attribute', 'codes'), fc.nat(), fc.nat(2))
    .chain(([{ type, field, begun, kind }, way, pick, entry]) =>
      anyCode(kind).map((code) =>
        body(type, (draft) => {
          if (way === 'attribute') return { referenced_by_attribute: ENTRIES[entry] };
          const named = way === 'state' ? draft.named(field, pick, begun) : {};
          return Object.keys(named).length > 0 ? named : { codes: [code] };
        }),
      ),
    );
}

export function measurement(): fc.Arbitrary<Body> {
  const observation = fc
    .tuple(
      anyCode('Observation'),
      fc.oneof(
        range.map((between): Json => ({ range: between })),
        distribution.map((drawn): Json => ({ distribution: drawn })),
        fc.constantFrom(...VITAL_SIGNS).map((name): Json => ({ vital_sign: name })),
        fc.constantFrom(...NUMBERS).map((name): Json => ({ attribute: name })),
        anyCode('Finding').map((code): Json => ({ value_code: code })),
      ),
    )
    .map(([code, value]): Json => ({ codes: [code], category: 'laboratory', unit: 'mg/dL', ...value }));
  const group = fc
    .tuple(anyCode('Panel'), fc.array(observation, { minLength: 1, maxLength: 3 }))
    .map(([code, observations]): Json => ({ codes: [code], category: 'laboratory', observations }));
  return fc.oneof(
    plain('Observation', observation),
    plain('MultiObservation', group),
    plain('DiagnosticReport', group),
    plain('Symptom', symptom()),
    plain('VitalSign', fc.record({ vital_sign: fc.constant('Own Sign'), unit: fc.constant('1'), range })),
  );
}

function symptom(): fc.Arbitrary<Json> {
  return fc.record({
    symptom: fc.constantFrom(...SYMPTOMS),
    cause: fc.constant('Test'),
    probability: fc.constantFrom(0.25, 1),
    range: fc.constantFrom({ low: 0, high: 20 }, { low: 1, high: 100 }, { low: 100, high: 300 }),
  });
}

export function supply(): fc.Arbitrary<Body> {
  const dicom = (code: string, display: string) => ({ system: 'DICOM-DCM', code, display });
  const study = (code: Json): Json => ({
    procedure_code: code,
    series: [
      {
        body_site: { system: 'SNOMED-CT', code: '51185008', display: 'Chest' },
        modality: dicom('DX', 'Digital Radiography'),
        instances: [{ title: 'Image', sop_class: dicom('1.2.840.10008.5.1.4.1.1.1.1', 'Digital X-Ray') }],
      },
    ],
  });
  const device = fc
    .tuple(anyCode('Device'), assigned)
    .map(([code, to]): Json => ({ code, manufacturer: 'Maker', ...(to !== undefined && { assign_to_attribute: to }) }));
  return fc.oneof(
    plain('Device', device),
    plain(
      'SupplyList',
      anyCode('Supply').map((code) => ({ supplies: [{ code, quantity: 2 }] })),
    ),
    plain(
      'Vaccine',
      anyCode('Vaccine').map((code) => ({ codes: [code], series: 1 })),
    ),
    plain('ImagingStudy', anyCode('Study').map(study)),
  );
}
