import type { Formula } from './formula.ts';

/** Triglycerides in mg/dL from which the formula fails. */
export const FAILS_FROM = 400;

/** LDL cholesterol by Friedewald, below 400 mg/dL of triglycerides. */
export const calculatedLdlCholesterol: Formula = {
  name: 'calculated-ldl-cholesterol',
  inputs: { total: 'mg/dL', hdl: 'mg/dL', triglycerides: 'mg/dL' },
  unit: 'mg/dL',
  citation: 'Friedewald WT and others, Clin Chem 1972;18:499',
  evaluate(inputs) {
    const total = inputs[0] as number;
    const hdl = inputs[1] as number;
    const triglycerides = inputs[2] as number;
    return triglycerides >= FAILS_FROM ? Number.NaN : total - hdl - triglycerides / 5;
  },
};
