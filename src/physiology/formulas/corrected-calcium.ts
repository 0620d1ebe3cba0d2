import type { Formula } from './formula.ts';

/** Calcium as it would be with usual albumin. */
export const correctedCalcium: Formula = {
  name: 'corrected-calcium',
  inputs: { calcium: 'mg/dL', albumin: 'g/dL' },
  unit: 'mg/dL',
  citation: 'Payne RB and others, BMJ 1973;4:643 (0.8 mg/dL for each g/dL of albumin below 4, as rounded in use)',
  evaluate(inputs) {
    const calcium = inputs[0] as number;
    const albumin = inputs[1] as number;
    return calcium + 0.8 * (4 - albumin);
  },
};
