import { power } from '../../core/numeric.ts';
import type { Formula } from './formula.ts';

/** Bicarbonate of blood from its acidity and carbon dioxide. */
export const bicarbonate: Formula = {
  name: 'bicarbonate',
  inputs: { ph: '[pH]', pco2: 'mm[Hg]' },
  unit: 'mmol/L',
  citation:
    'Henderson-Hasselbalch: Hasselbalch KA, Biochem Z 1917;78:112; pK 6.1 and 0.03 mmol/L of carbon dioxide for each mm[Hg] (Severinghaus JW and others, J Appl Physiol 1956;9:197)',
  evaluate(inputs) {
    const ph = inputs[0] as number;
    const pco2 = inputs[1] as number;
    return 0.03 * pco2 * power(10, ph - 6.1);
  },
};
