import { ADULT } from './estimated-glomerular-filtration-rate.ts';
import type { Formula } from './formula.ts';
import { filtrationOfChild } from './schwartz.ts';

/** Filtration as a laboratory estimates it from creatinine and height of children, below 18 years. */
export const estimatedGlomerularFiltrationRateOfChildren: Formula = {
  name: 'estimated-glomerular-filtration-rate-of-children',
  inputs: { creatinine: 'mg/dL', height: 'cm' },
  unit: 'mL/min/{1.73_m2}',
  citation: 'bedside Schwartz: Schwartz GJ and others, J Am Soc Nephrol 2009;20:629',
  evaluate(inputs, { age }) {
    return age < ADULT ? filtrationOfChild(inputs[1] as number, inputs[0] as number) : Number.NaN;
  },
};
