import type { Formula } from './formula.ts';

/** Saturation of transferrin: iron over total iron binding capacity. */
export const ironSaturation: Formula = {
  name: 'iron-saturation',
  inputs: { iron: 'ug/dL', capacity: 'ug/dL' },
  unit: '%',
  citation: 'Bothwell TH and others, Iron Metabolism in Man, 1979',
  evaluate(inputs) {
    const iron = inputs[0] as number;
    const capacity = inputs[1] as number;
    return (100 * iron) / capacity;
  },
};
