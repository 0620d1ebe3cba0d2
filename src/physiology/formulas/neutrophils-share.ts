import type { Formula } from './formula.ts';

/** What the other kinds of leukocytes leave. */
export const neutrophilsShare: Formula = {
  name: 'neutrophils-share',
  inputs: { lymphocytes: '%', monocytes: '%', eosinophils: '%', basophils: '%' },
  unit: '%',
  citation:
    'The kinds of a differential count add up to 100 %: Bain BJ and others, Dacie and Lewis Practical Haematology, 12th edition, 2017, chapter 3',
  evaluate(inputs) {
    const lymphocytes = inputs[0] as number;
    const monocytes = inputs[1] as number;
    const eosinophils = inputs[2] as number;
    const basophils = inputs[3] as number;
    return 100 - lymphocytes - monocytes - eosinophils - basophils;
  },
};
