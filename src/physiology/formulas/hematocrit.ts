import type { Formula } from './formula.ts';

/** Share of red cells in blood, from how much haemoglobin blood and cells hold. */
export const hematocrit: Formula = {
  name: 'hematocrit',
  inputs: { hemoglobin: 'g/dL', mchc: 'g/dL' },
  unit: '%',
  citation: 'Wintrobe MM, Am J Med Sci 1929;177:513 (definition of MCHC, solved for the haematocrit)',
  evaluate(inputs) {
    const hemoglobin = inputs[0] as number;
    const mchc = inputs[1] as number;
    return (100 * hemoglobin) / mchc;
  },
};
