import type { Formula } from './formula.ts';

/** Haemoglobin in the volume of red cells. */
export const meanCorpuscularHemoglobinConcentration: Formula = {
  name: 'mean-corpuscular-hemoglobin-concentration',
  inputs: { hemoglobin: 'g/dL', hematocrit: '%' },
  unit: 'g/dL',
  citation: 'Wintrobe MM, Am J Med Sci 1929;177:513',
  evaluate(inputs) {
    const hemoglobin = inputs[0] as number;
    const hematocrit = inputs[1] as number;
    return (100 * hemoglobin) / hematocrit;
  },
};
