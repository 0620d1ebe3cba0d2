import type { Formula } from './formula.ts';

/** Mean arterial pressure of a reading by cuff. */
export const meanArterialPressure: Formula = {
  name: 'mean-arterial-pressure',
  inputs: { systolic: 'mm[Hg]', diastolic: 'mm[Hg]' },
  unit: 'mm[Hg]',
  citation:
    'A third of the pulse pressure above the diastolic: Gauer OH, Handbuch der Physiologie des Kreislaufs, 1960, as in Sesso and others, Hypertension 2000;36:801',
  evaluate(inputs) {
    const systolic = inputs[0] as number;
    const diastolic = inputs[1] as number;
    return diastolic + (systolic - diastolic) / 3;
  },
};
