import type { Code } from '../../src/core/code.ts';
import { DAY, HOUR } from '../../src/core/time.ts';
import type { EncounterEntry } from '../../src/record/kinds/encounter.ts';
import type { ObservationEntry } from '../../src/record/kinds/observation.ts';
import type { PatientRecord } from '../../src/record/patient-record.ts';
import { loinc, REFERENCE_DATE, RecordBuilder, rxnorm, site, snomed } from './records.ts';

/**
 * Records of the size and mixture of real ones (per patient some 35 visits, 270 observations, 50 reports, 20 orders, 17
 * illnesses, 12 procedures, 10 vaccines): for benchmarks and for judges of whole bundles. They mean nothing clinically.
 */
export function population(size: number): PatientRecord[] {
  return Array.from({ length: size }, (_, slot) => syntheticRecord(slot));
}

const VISITS = 35;

const LABS: readonly (readonly [Code, string, number])[] = [
  [loinc('2339-0', 'Glucose [Mass/volume] in Blood'), 'mg/dL', 90],
  [loinc('6299-2', 'Urea nitrogen [Mass/volume] in Blood'), 'mg/dL', 14],
  [loinc('38483-4', 'Creatinine [Mass/volume] in Blood'), 'mg/dL', 0.9],
  [loinc('2947-0', 'Sodium [Moles/volume] in Blood'), 'mmol/L', 140],
  [loinc('6298-4', 'Potassium [Moles/volume] in Blood'), 'mmol/L', 4.2],
];

const CONDITIONS = [
  snomed('44054006', 'Diabetes mellitus type 2 (disorder)'),
  snomed('38341003', 'Hypertensive disorder, systemic arterial (disorder)'),
  snomed('195662009', 'Acute viral pharyngitis (disorder)'),
  snomed('444814009', 'Viral sinusitis (disorder)'),
];

const HEIGHT = loinc('8302-2', 'Body height');
const WEIGHT = loinc('29463-7', 'Body weight');
const PRESSURE = loinc('85354-9', 'Blood pressure panel with all children optional');
const SYSTOLIC = loinc('8480-6', 'Systolic blood pressure');
const DIASTOLIC = loinc('8462-4', 'Diastolic blood pressure');
const PANEL = loinc('51990-0', 'Basic metabolic panel - Blood');
const SMOKING = loinc('72166-2', 'Tobacco smoking status');
const NEVER_SMOKER = snomed('266919005', 'Never smoked tobacco (finding)');
const METFORMIN = rxnorm('860975', '24 HR metformin hydrochloride 500 MG Extended Release Oral Tablet');
const INFLUENZA: Code = { system: 'CVX', code: '140', display: 'Influenza, seasonal, injectable, preservative free' };
const XRAY = snomed('399208008', 'Plain X-ray of chest (procedure)');
const PLAN = snomed('698360004', 'Diabetes self management plan (record artifact)');

function syntheticRecord(slot: number): PatientRecord {
  const builder = new RecordBuilder(slot);
  const from = builder.person.birth;
  const step = Math.floor((REFERENCE_DATE - from) / (VISITS + 2) / HOUR) * HOUR;
  for (let n = 0; n < VISITS; n++) {
    const start = from + (n + 1) * step;
    const isStay = n % 11 === 5;
    const encounter = builder.encounter(start, isStay ? 'inpatient' : n % 3 === 0 ? 'wellness' : 'ambulatory', {
      stop: start + (isStay ? 3 * DAY : HOUR / 2),
      site: site((slot + n) % 5),
      ...(isStay
        ? {
            dischargeDisposition: {
              system: 'NUBC',
              code: '01',
              display: 'Discharged to home care or self care (routine discharge)',
            },
          }
        : {}),
    });
    vitals(builder, encounter, n);
    laboratory(builder, encounter, n);
    care(builder, encounter, n, step);
  }
  return builder.record();
}

function vitals(builder: RecordBuilder, encounter: EncounterEntry, n: number): void {
  const vital = { category: 'vital-signs' };
  builder.observation(HEIGHT, encounter, 160 + (n % 20) / 10, { ...vital, unit: 'cm' });
  builder.observation(WEIGHT, encounter, 60 + (n % 70) / 10, { ...vital, unit: 'kg' });
  const components = [
    builder.component(SYSTOLIC, 110 + (n % 30), 'mm[Hg]'),
    builder.component(DIASTOLIC, 70 + (n % 15), 'mm[Hg]'),
  ];
  builder.observation(PRESSURE, encounter, null, { ...vital, components });
}

function laboratory(builder: RecordBuilder, encounter: EncounterEntry, n: number): void {
  if (n % 7 === 6) {
    builder.observation(SMOKING, encounter, NEVER_SMOKER, { category: 'social-history' });
    return;
  }
  const results: ObservationEntry[] = LABS.map(([code, unit, middle]) =>
    builder.observation(code, encounter, Math.round(middle * (90 + (n % 20))) / 100, { category: 'laboratory', unit }),
  );
  builder.report(PANEL, encounter, results);
}

function care(builder: RecordBuilder, encounter: EncounterEntry, n: number, step: number): void {
  const { start } = encounter;
  if (n % 2 === 0) {
    const code = CONDITIONS[n % 4] as Code;
    const condition = builder.condition(code, start, encounter, n % 4 === 0 ? {} : { stop: start + 10 * DAY });
    encounter.reason = code;
    encounter.reasonEntry = condition;
    builder.medication(METFORMIN, encounter, {
      reasons: [code],
      reasonEntry: condition,
      prescription: { dosage: { amount: 1, frequency: 2, period: 1, unit: 'days' }, refills: 3 },
      stop: n % 4 === 0 ? null : start + step,
    });
  }
  if (n % 3 === 0) {
    builder.procedure(XRAY, encounter);
    builder.immunization(INFLUENZA, encounter, 1);
  }
  if (n % 12 === 2) builder.imagingStudy(XRAY, encounter);
  if (n === 4)
    builder.carePlan(PLAN, encounter, { activities: [snomed('160670007', 'Diabetic diet (regime/therapy)')] });
  if (n === 8) builder.allergy(snomed('762952008', 'Peanut (substance)'), start, encounter);
  if (n === 9) builder.device(snomed('72506001', 'Implantable defibrillator, device (physical object)'), encounter);
  if (n === 10) builder.supply(snomed('337388004', 'Blood glucose testing strips (physical object)'), encounter, 50);
}
