/** Names by which modules know vital signs. `Left ventricular Ejection fraction` has no value unless one is set. */
export const VITAL_SIGN_NAMES: readonly string[] = [
  'Height',
  'Weight',
  'Height Percentile',
  'Weight Percentile',
  'BMI',
  'Head Circumference',
  'Head Circumference Percentile',
  'Systolic Blood Pressure',
  'Diastolic Blood Pressure',
  'Oxygen Saturation',
  'Blood Glucose',
  'Glucose',
  'Urea Nitrogen',
  'Creatinine',
  'Calcium',
  'Sodium',
  'Potassium',
  'Chloride',
  'Carbon Dioxide',
  'Total Cholesterol',
  'Triglycerides',
  'LDL',
  'HDL',
  'Microalbumin Creatinine Ratio',
  'EGFR',
  'Left ventricular Ejection fraction',
  'Heart Rate',
  'Respiration Rate',
];

const BY_LOWER_CASE = new Map(VITAL_SIGN_NAMES.map((name) => [name.toLowerCase(), name]));

/** The vital sign of a name, whatever the case of its letters, as expressions write them; undefined when there is none. */
export function vitalSignNamed(name: string): string | undefined {
  return BY_LOWER_CASE.get(name.toLowerCase());
}
