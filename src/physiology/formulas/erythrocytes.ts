import type { Formula } from './formula.ts';

/** Red cells, from their share of blood and their volume. */
export const erythrocytes: Formula = {
  name: 'erythrocytes',
  inputs: { hematocrit: '%', mcv: 'fL' },
  unit: '10*6/uL',
  citation: 'Wintrobe MM, Am J Med Sci 1929;177:513 (definition of MCV, solved for the count)',
  evaluate(inputs) {
    const hematocrit = inputs[0] as number;
    const mcv = inputs[1] as number;
    return (10 * hematocrit) / mcv;
  },
};
