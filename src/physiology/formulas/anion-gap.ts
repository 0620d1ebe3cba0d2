import type { Formula } from './formula.ts';

/** Anion gap, without potassium. */
export const anionGap: Formula = {
  name: 'anion-gap',
  inputs: { sodium: 'mmol/L', chloride: 'mmol/L', bicarbonate: 'mmol/L' },
  unit: 'mmol/L',
  citation: 'Emmett M, Narins RG, Medicine 1977;56:38',
  evaluate(inputs) {
    const sodium = inputs[0] as number;
    const chloride = inputs[1] as number;
    const bicarbonate = inputs[2] as number;
    return sodium - chloride - bicarbonate;
  },
};
