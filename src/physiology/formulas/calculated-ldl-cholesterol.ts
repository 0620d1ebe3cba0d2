import type { Formula } from './formula.ts';

/** Triglycerides in mg/dL from which the formula is not used. */
export const FAILS_FROM = 400;

/** LDL cholesterol by Friedewald; where it fails, what a direct measurement gives. */
export const calculatedLdlCholesterol: Formula = {
  name: 'calculated-ldl-cholesterol',
  inputs: { total: 'mg/dL', hdl: 'mg/dL', triglycerides: 'mg/dL', ldl: 'mg/dL' },
  unit: 'mg/dL',
  citation: 'Friedewald WT and others, Clin Chem 1972;18:499',
  evaluate(inputs) {
    const total = inputs[0] as number;
    const hdl = inputs[1] as number;
    const triglycerides = inputs[2] as number;
    const ldl = inputs[3] as number;
    return triglycerides >= FAILS_FROM ? ldl : total - hdl - triglycerides / 5;
  },
};
