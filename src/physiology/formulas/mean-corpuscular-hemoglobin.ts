import type { Formula } from './formula.ts';

/** Haemoglobin of one red cell. */
export const meanCorpuscularHemoglobin: Formula = {
  name: 'mean-corpuscular-hemoglobin',
  inputs: { hemoglobin: 'g/dL', erythrocytes: '10*6/uL' },
  unit: 'pg',
  citation: 'Wintrobe MM, Am J Med Sci 1929;177:513',
  evaluate(inputs) {
    const hemoglobin = inputs[0] as number;
    const erythrocytes = inputs[1] as number;
    return (10 * hemoglobin) / erythrocytes;
  },
};
