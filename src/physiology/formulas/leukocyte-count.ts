import type { Formula } from './formula.ts';

/** Absolute count of one kind of leukocytes. */
export const leukocyteCount: Formula = {
  name: 'leukocyte-count',
  inputs: { leukocytes: '10*3/uL', share: '%' },
  unit: '10*3/uL',
  citation:
    'Definition of the differential count: Bain BJ and others, Dacie and Lewis Practical Haematology, 12th edition, 2017, chapter 3',
  evaluate(inputs) {
    const leukocytes = inputs[0] as number;
    const share = inputs[1] as number;
    return (leukocytes * share) / 100;
  },
};
