import { filtrationOfAdult } from './ckd-epi.ts';
import type { Formula } from './formula.ts';

/** Age in years from which the equation of adults holds, and until which that of children does. */
export const ADULT = 18;

/** Filtration as a laboratory estimates it from creatinine of adults, from 18 years on. */
export const estimatedGlomerularFiltrationRate: Formula = {
  name: 'estimated-glomerular-filtration-rate',
  inputs: { creatinine: 'mg/dL' },
  unit: 'mL/min/{1.73_m2}',
  citation: 'CKD-EPI 2021: Inker LA and others, N Engl J Med 2021;385:1737',
  evaluate(inputs, { sex, age }) {
    return age < ADULT ? Number.NaN : filtrationOfAdult(sex, age, inputs[0] as number);
  },
};
