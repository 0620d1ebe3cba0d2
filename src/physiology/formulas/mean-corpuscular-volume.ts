import type { Formula } from './formula.ts';

/** Volume of one red cell. */
export const meanCorpuscularVolume: Formula = {
  name: 'mean-corpuscular-volume',
  inputs: { hematocrit: '%', erythrocytes: '10*6/uL' },
  unit: 'fL',
  citation: 'Wintrobe MM, Am J Med Sci 1929;177:513',
  evaluate(inputs) {
    const hematocrit = inputs[0] as number;
    const erythrocytes = inputs[1] as number;
    return (10 * hematocrit) / erythrocytes;
  },
};
