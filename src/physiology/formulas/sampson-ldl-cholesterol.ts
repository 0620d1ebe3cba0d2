import type { Formula } from './formula.ts';

/** Triglycerides in mg/dL up to which the equation was tried. */
const HIGHEST = 800;

/** LDL cholesterol, up to 800 mg/dL of triglycerides. */
export const sampsonLdlCholesterol: Formula = {
  name: 'sampson-ldl-cholesterol',
  inputs: { total: 'mg/dL', hdl: 'mg/dL', triglycerides: 'mg/dL' },
  unit: 'mg/dL',
  citation: 'Sampson M and others, JAMA Cardiol 2020;5:540 (equation 2 of the National Institutes of Health)',
  evaluate(inputs) {
    const total = inputs[0] as number;
    const hdl = inputs[1] as number;
    const triglycerides = inputs[2] as number;
    return triglycerides > HIGHEST
      ? Number.NaN
      : total / 0.948 -
          hdl / 0.971 -
          (triglycerides / 8.56 + (triglycerides * (total - hdl)) / 2140 - (triglycerides * triglycerides) / 16100) -
          9.44;
  },
};
