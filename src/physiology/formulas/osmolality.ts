import type { Formula } from './formula.ts';

/** Osmolality as an osmometer measures it: what is calculated of the common solutes, and the gap that others make. */
export const osmolality: Formula = {
  name: 'osmolality',
  inputs: { calculated: 'mosm/kg', gap: 'mosm/kg' },
  unit: 'mosm/kg',
  citation: 'Definition of the osmolal gap: Dorwart WV, Chalmers L, Clin Chem 1975;21:190',
  evaluate(inputs) {
    const calculated = inputs[0] as number;
    const gap = inputs[1] as number;
    return calculated + gap;
  },
};
