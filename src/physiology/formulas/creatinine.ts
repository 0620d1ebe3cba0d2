import { creatinineOfAdult } from './ckd-epi.ts';
import type { Formula } from './formula.ts';
import { creatinineOfChild } from './schwartz.ts';

/**
 * Years over which the creatinine that the equation of children asks for gives way to that of adults. The two are a third of a mg/dL apart at 18,
 * where laboratories change from one to the other, and nobody jumps: muscle grows through these years (judgement).
 */
const FROM = 14;
const TO = 20;

/** Creatinine of serum from true filtration: the equations that estimate filtration, solved for creatinine. */
export const creatinine: Formula = {
  name: 'creatinine',
  inputs: { filtration: 'mL/min/{1.73_m2}', height: 'cm' },
  unit: 'mg/dL',
  citation:
    'Inverse of CKD-EPI 2021 (Inker LA and others, N Engl J Med 2021;385:1737) and of the bedside Schwartz equation (Schwartz GJ and others, J Am Soc Nephrol 2009;20:629)',
  evaluate(inputs, { sex, age }) {
    const filtration = inputs[0] as number;
    const height = inputs[1] as number;
    if (age <= FROM) return creatinineOfChild(height, filtration);
    if (age >= TO) return creatinineOfAdult(sex, age, filtration);
    const share = (age - FROM) / (TO - FROM);
    const [child, adult] = [creatinineOfChild(height, filtration), creatinineOfAdult(sex, TO, filtration)];
    return Math.exp((1 - share) * Math.log(child) + share * Math.log(adult));
  },
};
