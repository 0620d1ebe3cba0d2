import { filtrationOfAdult } from './ckd-epi.ts';
import type { Formula } from './formula.ts';
import { filtrationOfChild } from './schwartz.ts';

/** Age in years from which the equation of adults is used. */
export const ADULT = 18;

/** Filtration as a laboratory estimates it from creatinine: by the equation of adults from 18 years on, of children before. */
export const estimatedGlomerularFiltrationRate: Formula = {
  name: 'estimated-glomerular-filtration-rate',
  inputs: { creatinine: 'mg/dL', height: 'cm' },
  unit: 'mL/min/{1.73_m2}',
  citation:
    'CKD-EPI 2021: Inker LA and others, N Engl J Med 2021;385:1737; bedside Schwartz: Schwartz GJ and others, J Am Soc Nephrol 2009;20:629',
  evaluate(inputs, { sex, age }) {
    const creatinine = inputs[0] as number;
    const height = inputs[1] as number;
    return age < ADULT ? filtrationOfChild(height, creatinine) : filtrationOfAdult(sex, age, creatinine);
  },
};
