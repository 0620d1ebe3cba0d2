import type { Formula } from './formula.ts';

/** Cholesterol of all lipoproteins but HDL. */
export const nonHdlCholesterol: Formula = {
  name: 'non-hdl-cholesterol',
  inputs: { total: 'mg/dL', hdl: 'mg/dL' },
  unit: 'mg/dL',
  citation: 'Grundy SM and others, Circulation 2019;139:e1082',
  evaluate(inputs) {
    const total = inputs[0] as number;
    const hdl = inputs[1] as number;
    return total - hdl;
  },
};
