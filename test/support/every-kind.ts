import { DAY, HOUR, timeOf } from '../../src/core/time.ts';
import type { PatientRecord } from '../../src/record/patient-record.ts';
import { loinc, RecordBuilder, rxnorm, snomed } from './records.ts';

/**
 * One short life with every kind of entry, every kind of value and every state that a status can tell, ended by a death in hospital:
 * what a test of shapes and a judge of bundles look at.
 */
export function everyKind(slot = 7): PatientRecord {
  const builder = new RecordBuilder(slot, {
    race: 'other',
    ethnicity: 'hispanic',
    birth: timeOf(1961, 3, 31) + 2 * HOUR,
  });
  const visit = builder.encounter(timeOf(2020, 6, 1) + 9 * HOUR, 'ambulatory');
  const code = snomed('44054006', 'Diabetes mellitus type 2 (disorder)');
  const icd = { system: 'ICD-10-CM', code: 'E11.9', display: 'Type 2 diabetes mellitus without complications' };
  const diabetes = builder.condition(code, visit.start, visit, { codes: [code, icd] });
  builder.condition(snomed('195662009', 'Acute viral pharyngitis (disorder)'), visit.start, visit, {
    stop: visit.start + 9 * DAY,
  });
  builder.condition(snomed('36971009', 'Sinusitis (disorder)'), visit.start, visit, { diagnosed: false });
  addAllergies(builder, visit.start);
  addObservations(builder, visit);
  addMeasurements(builder, visit);
  addOrders(builder, visit, diabetes);
  builder.procedure(snomed('430193006', 'Medication reconciliation (procedure)'), visit, {
    reasons: [...diabetes.codes],
    reasonEntry: diabetes,
  });
  builder.immunization({ system: 'CVX', code: '140', display: 'Influenza, split virus, trivalent, PF' }, visit);
  builder.immunization({ system: 'CVX', code: '133', display: 'Pneumococcal conjugate PCV13' }, visit, 2);
  addPlans(builder, visit, diabetes);
  builder.device(snomed('72506001', 'Implantable defibrillator, device (physical object)'), visit);
  builder.device(snomed('58938008', 'Wheelchair, device (physical object)'), visit, {
    udi: '',
    stop: visit.start + 90 * DAY,
    manufacturer: null,
    model: null,
  });
  builder.imagingStudy(snomed('399208008', 'Plain X-ray of chest (procedure)'), visit);
  builder.supply(snomed('337388004', 'Blood glucose testing strips (physical object)'), visit, 50);
  return lastStay(builder, diabetes);
}

/** A stay in hospital that death ends: a procedure and the stay itself were meant to last longer. */
function lastStay(builder: RecordBuilder, diabetes: ReturnType<RecordBuilder['condition']>): PatientRecord {
  const stay = builder.encounter(timeOf(2022, 2, 3) + 22 * HOUR, 'inpatient', {
    reason: diabetes.codes[0] ?? null,
    reasonEntry: diabetes,
    stop: timeOf(2022, 2, 12),
    dischargeDisposition: { system: 'NUBC', code: '20', display: 'Expired' },
  });
  const time = stay.start + 3 * DAY;
  builder.procedure(snomed('40617009', 'Artificial respiration (procedure)'), stay, {
    start: time - HOUR,
    stop: time + HOUR,
  });
  const certificate = builder.encounter(time, 'wellness', {
    codes: [snomed('308646001', 'Death certification (procedure)')],
  });
  const code = snomed('84114007', 'Heart failure (disorder)');
  const cause = builder.observation(
    loinc('69453-9', 'Cause of death [US Standard Certificate of Death]'),
    certificate,
    code,
    {
      category: 'exam',
    },
  );
  builder.report(loinc('69409-1', 'U.S. standard certificate of death - 2003 revision'), certificate, [cause], 'exam');
  return builder.record({ death: { time, code, cause: builder.cause } });
}

function addAllergies(builder: RecordBuilder, start: number): void {
  builder.allergy(snomed('762952008', 'Peanut (substance)'), start, null, {
    reactions: [{ reaction: snomed('247472004', 'Weal (disorder)'), severity: 'severe' }],
  });
  builder.allergy(rxnorm('7980', 'penicillin G'), start, null, {
    allergyType: null,
    category: 'something else',
    stop: start + 400 * DAY,
  });
}

function addObservations(builder: RecordBuilder, visit: ReturnType<RecordBuilder['encounter']>): void {
  const vital = { category: 'vital-signs' };
  builder.observation(loinc('8302-2', 'Body height'), visit, 171.3, { ...vital, unit: 'cm' });
  builder.observation(loinc('59408-5', 'Oxygen saturation in Arterial blood by Pulse oximetry'), visit, 97, {
    ...vital,
    unit: '%',
  });
  builder.observation(loinc('2708-6', 'Oxygen saturation in Arterial blood'), visit, 97, { ...vital, unit: '%' });
  builder.observation(loinc('85354-9', 'Blood pressure panel with all children optional'), visit, null, {
    ...vital,
    components: [
      builder.component(loinc('8462-4', 'Diastolic blood pressure'), 81, 'mm[Hg]', {
        range: { low: 60, high: 80 },
        interpretation: 'H',
      }),
      builder.component(loinc('8480-6', 'Systolic blood pressure'), 134, 'mm[Hg]'),
    ],
  });
  builder.observation(loinc('72166-2', 'Tobacco smoking status'), visit, snomed('8517006', 'Ex-smoker (finding)'), {
    category: 'social-history',
  });
  const glucose = builder.observation(loinc('2339-0', 'Glucose [Mass/volume] in Blood'), visit, 180.25, {
    category: 'laboratory',
    unit: 'mg/dL',
  });
  const acidity = builder.observation(loinc('5803-2', 'pH of Urine by Test strip'), visit, 6, {
    category: 'laboratory',
    unit: 'pH',
  });
  builder.report(loinc('51990-0', 'Basic metabolic panel - Blood'), visit, [glucose, acidity]);
  builder.observation(
    loinc('55757-9', 'Patient Health Questionnaire 2 item (PHQ-2) [Reported]'),
    visit,
    'said "no" <twice>\n',
    { category: 'survey' },
  );
  builder.observation(loinc('76690-7', 'Sexual orientation'), visit, '\u0000 ', { category: 'social-history' });
  builder.observation(loinc('63513-6', 'Are you covered by health insurance'), visit, true, { category: 'survey' });
  builder.observation(loinc('19926-5', 'FEV1/FVC'), visit, 0.71, { category: 'procedure', unit: 'ratio' });
  builder.observation(loinc('33914-3', 'Glomerular filtration rate'), visit, Number.NaN, {
    category: 'laboratory',
    unit: 'mL/min',
  });
  builder.observation(loinc('11524-6', 'EKG study'), visit, null, {
    category: 'procedure',
    unit: 'mV',
    sampledData: {
      series: [
        [0.1, 0.25, -0.125],
        [1, 2, 3],
      ],
      periodSeconds: 0.004,
      originValue: 0,
      factor: 1,
      lowerLimit: -10,
      upperLimit: null,
      decimalFormat: '#.##',
    },
  });
  builder.observation(loinc('18748-4', 'Diagnostic imaging study'), visit, null, {
    category: 'imaging',
    attachment: {
      ...NO_ATTACHMENT,
      contentType: 'image/png',
      data: 'iVBORw0KGgo=',
      title: 'A picture',
      width: 1,
      height: 1,
    },
  });
  builder.observation(loinc('18748-4', 'Diagnostic imaging study'), visit, null, { attachment: NO_ATTACHMENT });
}

/** What laboratories measure: normal, beyond what is normal, in a specimen that had suffered, and not at all. */
function addMeasurements(builder: RecordBuilder, visit: ReturnType<RecordBuilder['encounter']>): void {
  const serum = builder.specimen('serum', visit, 'haemolysed');
  const measured = { category: 'laboratory', specimen: serum } as const;
  const sodium = builder.observation(loinc('2951-2', 'Sodium [Moles/volume] in Serum or Plasma'), visit, 140, {
    ...measured,
    unit: 'mmol/L',
    latent: 139.6,
    range: { low: 136, high: 145 },
    interpretation: 'N',
  });
  const potassium = builder.observation(loinc('2823-3', 'Potassium [Moles/volume] in Serum or Plasma'), visit, 6.4, {
    ...measured,
    unit: 'mmol/L',
    latent: 5.1,
    range: { low: 3.5, high: 5.1 },
    interpretation: 'HH',
  });
  const hdl = builder.observation(loinc('2085-9', 'Cholesterol in HDL [Mass/volume] in Serum or Plasma'), visit, 38, {
    ...measured,
    unit: 'mg/dL',
    range: { low: 40, high: null },
    interpretation: 'L',
  });
  builder.report(loinc('24326-1', 'Electrolytes 1998 panel - Serum or Plasma'), visit, [sodium, potassium, hdl]);
  const urine = builder.specimen('urine', visit, 'insufficient');
  const albumin = builder.observation(loinc('9318-7', 'Albumin/Creatinine [Mass Ratio] in Urine'), visit, null, {
    category: 'laboratory',
    specimen: urine,
    unit: 'mg/g',
    absent: 'insufficient',
    range: { low: null, high: 30 },
  });
  builder.report(loinc('34535-5', 'Microalbumin/Creatinine panel [Ratio] - Random urine'), visit, [albumin]);
}

const NO_ATTACHMENT = {
  contentType: null,
  language: null,
  data: null,
  url: null,
  size: null,
  hash: null,
  title: null,
  creation: null,
  height: null,
  width: null,
  frames: null,
  duration: null,
  pages: null,
} as const;

function addOrders(
  builder: RecordBuilder,
  visit: ReturnType<RecordBuilder['encounter']>,
  diabetes: ReturnType<RecordBuilder['condition']>,
): void {
  const metformin = rxnorm('860975', '24 HR metformin hydrochloride 500 MG Extended Release Oral Tablet');
  builder.medication(metformin, visit, {
    chronic: true,
    reasons: [...diabetes.codes],
    reasonEntry: diabetes,
    prescription: {
      dosage: { amount: 1, frequency: 2, period: 1, unit: 'days' },
      duration: { quantity: 30, unit: 'days' },
      refills: 11,
      instructions: [
        snomed('418577003', 'Take at regular intervals. Complete the prescribed course unless otherwise directed.'),
      ],
    },
  });
  builder.medication(rxnorm('308182', 'amoxicillin 250 MG Oral Capsule'), visit, {
    stop: visit.start + 7 * DAY,
    prescription: { duration: { quantity: 1, unit: 'weeks' }, asNeeded: false },
  });
  builder.medication(rxnorm('197361', 'amlodipine 5 MG Oral Tablet'), visit, {
    chronic: true,
    stop: visit.start + 7 * DAY,
    stopReason: snomed('182840001', 'Drug treatment stopped - medical advice (situation)'),
    prescription: { asNeeded: true },
  });
  builder.medication(rxnorm('313782', 'acetaminophen 325 MG Oral Tablet'), visit, {
    administered: true,
    stop: visit.start,
    prescription: { dosage: { amount: 2, frequency: 1, period: 8, unit: 'hours' } },
  });
}

function addPlans(
  builder: RecordBuilder,
  visit: ReturnType<RecordBuilder['encounter']>,
  diabetes: ReturnType<RecordBuilder['condition']>,
): void {
  const bound = { codes: [loinc('4548-4', 'Hemoglobin A1c/Hemoglobin.total in Blood')], value: 7, unit: '%' };
  builder.carePlan(snomed('698360004', 'Diabetes self management plan (record artifact)'), visit, {
    activities: [snomed('160670007', 'Diabetic diet (regime/therapy)')],
    goals: [
      { id: '00000000-0000-8000-8000-0000000000f1', text: 'Walk <daily>', codes: [], observation: null },
      { id: '00000000-0000-8000-8000-0000000000f2', text: null, codes: [], observation: { ...bound, operator: '<' } },
      { id: '00000000-0000-8000-8000-0000000000f3', text: null, codes: [], observation: { ...bound, operator: '!=' } },
    ],
    reasons: [...diabetes.codes],
    reasonEntry: diabetes,
  });
  builder.carePlan(snomed('53950000', 'Respiratory therapy (procedure)'), visit, {
    stop: visit.start + 30 * DAY,
    stopReason: snomed('385658003', 'Done (qualifier value)'),
  });
}
