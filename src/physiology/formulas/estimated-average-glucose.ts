import type { Formula } from './formula.ts';

/** Average glucose of some three months, from haemoglobin A1c. */
export const estimatedAverageGlucose: Formula = {
  name: 'estimated-average-glucose',
  inputs: { hba1c: '%' },
  unit: 'mg/dL',
  citation: 'Nathan DM and others (ADAG), Diabetes Care 2008;31:1473',
  evaluate(inputs) {
    const hba1c = inputs[0] as number;
    return 28.7 * hba1c - 46.7;
  },
};
