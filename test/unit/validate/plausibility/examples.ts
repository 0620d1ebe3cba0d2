import { QUANTITIES, type QuantityName } from '../../../../src/validate/plausibility/quantities/index.ts';

/** An example of each relation: values that break it, and no other; and the same with some values that keep it. */
export interface RelationExample {
  readonly breaks: Partial<Readonly<Record<QuantityName, number>>>;
  readonly keeps: Partial<Readonly<Record<QuantityName, number>>>;
  /** Of the patient; a woman of forty when left out. */
  readonly birthDate?: string;
}

export const RELATION_EXAMPLES: Readonly<Record<string, RelationExample>> = {
  'systolic-above-diastolic': {
    breaks: { 'systolic-blood-pressure': 80, 'diastolic-blood-pressure': 81 },
    keeps: { 'diastolic-blood-pressure': 60 },
  },
  'pulse-pressure': {
    breaks: { 'systolic-blood-pressure': 84, 'diastolic-blood-pressure': 80 },
    keeps: { 'systolic-blood-pressure': 85 },
  },
  'mean-arterial-pressure-between': {
    breaks: { 'mean-arterial-pressure': 122, 'systolic-blood-pressure': 120, 'diastolic-blood-pressure': 80 },
    keeps: { 'mean-arterial-pressure': 93 },
  },
  'body-mass-index-of-weight-and-height': {
    breaks: { 'body-mass-index': 27, 'body-weight': 70, 'body-height': 175 },
    keeps: { 'body-mass-index': 22.9 },
  },
  'waist-below-height': {
    breaks: { 'waist-circumference': 280, 'body-height': 170 },
    keeps: { 'waist-circumference': 130 },
  },
  'forced-expiratory-volume-below-capacity': {
    breaks: { 'forced-expiratory-volume': 4.4, 'forced-vital-capacity': 4 },
    keeps: { 'forced-expiratory-volume': 3.2 },
  },
  'fev1-fvc-ratio-of-parts': {
    breaks: { 'fev1-fvc-ratio': 60, 'forced-expiratory-volume': 3.2, 'forced-vital-capacity': 4 },
    keeps: { 'fev1-fvc-ratio': 80 },
  },
  'newborn-length': { breaks: { 'body-height': 90 }, keeps: { 'body-height': 51 }, birthDate: '2020-05-20' },
  'newborn-weight': { breaks: { 'body-weight': 14 }, keeps: { 'body-weight': 3.4 }, birthDate: '2020-05-20' },
  'newborn-head': {
    breaks: { 'head-circumference': 58 },
    keeps: { 'head-circumference': 35 },
    birthDate: '2020-05-20',
  },
  'infant-height': { breaks: { 'body-height': 128 }, keeps: { 'body-height': 75 }, birthDate: '2019-06-01' },
  'infant-weight': { breaks: { 'body-weight': 70 }, keeps: { 'body-weight': 10 }, birthDate: '2019-06-01' },
  'adult-height': { breaks: { 'body-height': 45 }, keeps: { 'body-height': 165 } },
  'adult-weight': { breaks: { 'body-weight': 6 }, keeps: { 'body-weight': 60 } },
  'hematocrit-three-times-hemoglobin': {
    breaks: { hematocrit: 74, hemoglobin: 15 },
    keeps: { hematocrit: 45 },
  },
  'mcv-of-hematocrit-and-erythrocytes': {
    breaks: { mcv: 105, hematocrit: 45, erythrocytes: 5 },
    keeps: { mcv: 90 },
  },
  'mch-of-hemoglobin-and-erythrocytes': {
    breaks: { mch: 35, hemoglobin: 15, erythrocytes: 5 },
    keeps: { mch: 30 },
  },
  'mchc-of-hemoglobin-and-hematocrit': {
    breaks: { mchc: 29, hemoglobin: 15, hematocrit: 45 },
    keeps: { mchc: 33.3 },
  },
  'differential-adds-up': {
    breaks: {
      'neutrophils-share': 65,
      'lymphocytes-share': 30,
      'monocytes-share': 8,
      'eosinophils-share': 2,
      'basophils-share': 1,
    },
    keeps: { 'neutrophils-share': 59 },
  },
  'neutrophils-of-share': {
    breaks: { neutrophils: 6, 'neutrophils-share': 60, leukocytes: 8 },
    keeps: { neutrophils: 4.8 },
  },
  'lymphocytes-of-share': {
    breaks: { lymphocytes: 1.8, 'lymphocytes-share': 30, leukocytes: 8 },
    keeps: { lymphocytes: 2.4 },
  },
  'monocytes-of-share': {
    breaks: { monocytes: 1.2, 'monocytes-share': 8, leukocytes: 8 },
    keeps: { monocytes: 0.6 },
  },
  'eosinophils-of-share': {
    breaks: { eosinophils: 0.5, 'eosinophils-share': 2, leukocytes: 8 },
    keeps: { eosinophils: 0.2 },
  },
  'basophils-of-share': {
    breaks: { basophils: 0.4, 'basophils-share': 1, leukocytes: 8 },
    keeps: { basophils: 0.1 },
  },
  'anion-gap-of-electrolytes': {
    breaks: { 'anion-gap': 24, sodium: 140, chloride: 104, 'carbon-dioxide': 24 },
    keeps: { 'anion-gap': 12 },
  },
  electroneutrality: {
    breaks: { sodium: 120, chloride: 120, 'carbon-dioxide': 26 },
    keeps: { chloride: 100 },
  },
  'osmolality-of-solutes': {
    breaks: { osmolality: 245, sodium: 140, glucose: 90, 'urea-nitrogen': 14 },
    keeps: { osmolality: 290 },
  },
  'ionized-calcium-below-total': {
    breaks: { 'ionized-calcium': 2.5, calcium: 9.4 },
    keeps: { 'ionized-calcium': 1.2 },
  },
  'direct-bilirubin-below-total': {
    breaks: { 'direct-bilirubin': 1.4, bilirubin: 1 },
    keeps: { 'direct-bilirubin': 0.3 },
  },
  'indirect-bilirubin-is-rest': {
    breaks: { 'indirect-bilirubin': 1.5, bilirubin: 1.6, 'direct-bilirubin': 0.6 },
    keeps: { 'indirect-bilirubin': 1 },
  },
  'albumin-below-protein': {
    breaks: { albumin: 7.1, protein: 7 },
    keeps: { albumin: 4.2 },
  },
  'globulin-is-rest': {
    breaks: { globulin: 4, protein: 7, albumin: 4.2 },
    keeps: { globulin: 2.8 },
  },
  // A woman born on 1 June 1980, at 40: 1.0 mg/dL is 73 mL/min/1.73 m2.
  'estimated-filtration-of-creatinine': {
    breaks: { 'estimated-filtration': 86, creatinine: 1 },
    keeps: { 'estimated-filtration': 73 },
  },
  'earlier-estimated-filtration-of-creatinine': {
    breaks: { 'earlier-estimated-filtration': 112, creatinine: 1 },
    keeps: { 'earlier-estimated-filtration': 80 },
  },
  'urine-albumin-creatinine-ratio-of-parts': {
    breaks: { 'urine-albumin-creatinine-ratio': 30, 'urine-albumin': 10, 'urine-creatinine': 100 },
    keeps: { 'urine-albumin-creatinine-ratio': 10 },
  },
  'arterial-acid-base': {
    breaks: { 'arterial-ph': 7.4, 'arterial-carbon-dioxide': 40, 'arterial-bicarbonate': 32 },
    keeps: { 'arterial-bicarbonate': 24.5 },
  },
  'aminotransferases-of-one-order': {
    breaks: { 'alanine-aminotransferase': 5000, 'aspartate-aminotransferase': 30 },
    keeps: { 'aspartate-aminotransferase': 4000 },
  },
  'hdl-below-total-cholesterol': {
    breaks: { 'hdl-cholesterol': 120, 'total-cholesterol': 110 },
    keeps: { 'hdl-cholesterol': 50 },
  },
  'ldl-below-total-cholesterol': {
    breaks: { 'ldl-cholesterol': 190, 'total-cholesterol': 180 },
    keeps: { 'ldl-cholesterol': 110 },
  },
  'calculated-ldl-below-total-cholesterol': {
    breaks: { 'calculated-ldl-cholesterol': 190, 'total-cholesterol': 180 },
    keeps: { 'calculated-ldl-cholesterol': 110 },
  },
  'cholesterol-parts-below-total': {
    breaks: { 'ldl-cholesterol': 150, 'hdl-cholesterol': 70, 'total-cholesterol': 190 },
    keeps: { 'hdl-cholesterol': 40 },
  },
  'non-hdl-is-rest': {
    breaks: { 'non-hdl-cholesterol': 160, 'total-cholesterol': 200, 'hdl-cholesterol': 50 },
    keeps: { 'non-hdl-cholesterol': 150 },
  },
  'cholesterol-hdl-ratio-of-parts': {
    breaks: { 'cholesterol-hdl-ratio': 5, 'total-cholesterol': 200, 'hdl-cholesterol': 50 },
    keeps: { 'cholesterol-hdl-ratio': 4 },
  },
  'calculated-ldl-of-lipids': {
    breaks: { 'calculated-ldl-cholesterol': 160, 'total-cholesterol': 200, 'hdl-cholesterol': 50, triglycerides: 100 },
    keeps: { 'calculated-ldl-cholesterol': 130 },
  },
  'average-glucose-of-a1c': {
    breaks: { 'estimated-average-glucose': 140, 'hemoglobin-a1c': 7 },
    keeps: { 'estimated-average-glucose': 154 },
  },
  'a1c-of-both-units': {
    breaks: { 'hemoglobin-a1c': 7.5, 'hemoglobin-a1c-ifcc': 53 },
    keeps: { 'hemoglobin-a1c': 7 },
  },
  'a1c-and-fasting-glucose': {
    breaks: { 'fasting-glucose': 40, 'hemoglobin-a1c': 12 },
    keeps: { 'fasting-glucose': 250 },
  },
  'iron-below-binding-capacity': {
    breaks: { iron: 400, 'iron-binding-capacity': 300 },
    keeps: { iron: 100 },
  },
  'iron-saturation-of-parts': {
    breaks: { 'iron-saturation': 50, iron: 100, 'iron-binding-capacity': 300 },
    keeps: { 'iron-saturation': 33 },
  },
  'free-below-total-antigen': {
    breaks: { 'free-prostate-specific-antigen': 3, 'prostate-specific-antigen': 2 },
    keeps: { 'free-prostate-specific-antigen': 0.4 },
  },
};

/** Values of two days that break a course and values that keep it, days between them, and the age in years at the second. */
export interface CourseExample {
  readonly age: number;
  readonly days: number;
  readonly breaks: readonly [from: number, to: number];
  readonly keeps: readonly [from: number, to: number];
}

/** Of each course, values that are near to each other in time and such that are years apart. */
export const COURSE_EXAMPLES: Readonly<Record<string, readonly CourseExample[]>> = {
  'adult-height-shrinks': [
    { age: 50, days: 200, breaks: [175, 171], keeps: [175, 173] },
    { age: 50, days: 370, breaks: [175, 171.9], keeps: [175, 172.1] },
    { age: 70, days: 3 * 365, breaks: [165.7, 135.7], keeps: [165.7, 161.5] },
    { age: 90, days: 30 * 365, breaks: [170, 120], keeps: [170, 150] },
  ],
  'adult-height-grows': [
    { age: 30, days: 200, breaks: [175, 180], keeps: [175, 177] },
    { age: 60, days: 30 * 365, breaks: [160, 170], keeps: [160, 162] },
  ],
  'child-height-shrinks': [
    { age: 8, days: 200, breaks: [128, 124], keeps: [128, 127] },
    { age: 18, days: 10 * 365, breaks: [128, 120], keeps: [128, 175] },
  ],
  'child-height-leaps': [
    { age: 8, days: 20, breaks: [120, 128], keeps: [120, 122] },
    { age: 8, days: 366, breaks: [100, 125], keeps: [100, 115] },
  ],
  'head-shrinks': [
    { age: 1, days: 60, breaks: [45, 42], keeps: [45, 44] },
    { age: 6, days: 5 * 365, breaks: [46, 42], keeps: [46, 51] },
  ],
  'adult-weight-changes': [
    { age: 40, days: 25, breaks: [100, 70], keeps: [100, 80] },
    { age: 40, days: 35, breaks: [100, 160], keeps: [100, 115] },
    { age: 40, days: 185, breaks: [100, 35], keeps: [100, 55] },
    { age: 60, days: 20 * 365, breaks: [60, 320], keeps: [60, 200] },
  ],
  'infant-weight-falls': [
    { age: 1, days: 20, breaks: [10, 7], keeps: [10, 8.5] },
    { age: 1.5, days: 300, breaks: [10, 7], keeps: [10, 8.5] },
  ],
  'a1c-leaps': [
    { age: 40, days: 30, breaks: [12, 5.5], keeps: [12, 9] },
    { age: 40, days: 45, breaks: [15, 7], keeps: [15, 8] },
  ],
};

/** An Observation of a quantity, by its first code and in its unit. */
export function observationOf(name: QuantityName, value: number, more: object = {}): Record<string, unknown> {
  const { codes, unit } = QUANTITIES[name];
  return {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: codes[0] }] },
    subject: { reference: 'Patient/p' },
    effectiveDateTime: '2020-06-01T09:00:00Z',
    valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
    ...more,
  };
}
