import type { Formula } from './formula.ts';

/** Systolic less diastolic pressure. */
export const pulsePressure: Formula = {
  name: 'pulse-pressure',
  inputs: { systolic: 'mm[Hg]', diastolic: 'mm[Hg]' },
  unit: 'mm[Hg]',
  citation: 'Franklin SS and others, Circulation 1999;100:354',
  evaluate(inputs) {
    const systolic = inputs[0] as number;
    const diastolic = inputs[1] as number;
    return systolic - diastolic;
  },
};
