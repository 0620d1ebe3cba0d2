import { FAILS_FROM } from './calculated-ldl-cholesterol.ts';
import type { Formula } from './formula.ts';

/** mg of triglycerides for each further mg of VLDL cholesterol where there is much of them. */
const MUCH = 10;

/** Cholesterol of VLDL: a fifth of triglycerides, and less of what is above 400 mg/dL. */
function vldl(triglycerides: number): number {
  return Math.min(triglycerides, FAILS_FROM) / 5 + Math.max(0, triglycerides - FAILS_FROM) / MUCH;
}

/** The sum of the cholesterol of LDL, HDL and VLDL. */
export const totalCholesterol: Formula = {
  name: 'total-cholesterol',
  inputs: { ldl: 'mg/dL', hdl: 'mg/dL', triglycerides: 'mg/dL' },
  unit: 'mg/dL',
  citation:
    'Friedewald WT and others, Clin Chem 1972;18:499; above 400 mg/dL of triglycerides rounded from Sampson M and others, JAMA Cardiol 2020;5:540',
  evaluate(inputs) {
    const ldl = inputs[0] as number;
    const hdl = inputs[1] as number;
    const triglycerides = inputs[2] as number;
    return ldl + hdl + vldl(triglycerides);
  },
};
