import type { Formula } from './formula.ts';

/** Osmolality of serum; urea as nitrogen. The form that chemistry analysers use, and the National Health and Nutrition Examination Survey. */
export const calculatedOsmolality: Formula = {
  name: 'calculated-osmolality',
  inputs: { sodium: 'mmol/L', glucose: 'mg/dL', urea: 'mg/dL' },
  unit: 'mosm/kg',
  citation: 'Dorwart WV, Chalmers L, Clin Chem 1975;21:190',
  evaluate(inputs) {
    const sodium = inputs[0] as number;
    const glucose = inputs[1] as number;
    const urea = inputs[2] as number;
    return 1.86 * sodium + glucose / 18 + urea / 2.8 + 9;
  },
};
