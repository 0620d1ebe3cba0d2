import { power } from '../../core/numeric.ts';
import type { Sex } from '../../reference/terms.ts';

/** CKD-EPI creatinine equation of 2021, without race: Inker LA and others, N Engl J Med 2021;385:1737. */
const OF_SEX: Readonly<Record<Sex, { readonly knee: number; readonly below: number; readonly factor: number }>> = {
  F: { knee: 0.7, below: 0.241, factor: 1.012 },
  M: { knee: 0.9, below: 0.302, factor: 1 },
};
const ABOVE = 1.2;
const YEARLY = 0.9938;

/** Filtration, mL/min/1.73m2, of an adult with a creatinine in mg/dL. */
export function filtrationOfAdult(sex: Sex, age: number, creatinine: number): number {
  const { knee, below } = OF_SEX[sex];
  const ratio = creatinine / knee;
  return atKnee(sex, age) * power(ratio, ratio < 1 ? -below : -ABOVE);
}

/** The creatinine, mg/dL, at which an adult has a filtration in mL/min/1.73m2: the inverse. */
export function creatinineOfAdult(sex: Sex, age: number, filtration: number): number {
  const { knee, below } = OF_SEX[sex];
  const ratio = filtration / atKnee(sex, age);
  return knee * power(ratio, ratio > 1 ? -1 / below : -1 / ABOVE);
}

function atKnee(sex: Sex, age: number): number {
  return 142 * power(YEARLY, age) * OF_SEX[sex].factor;
}
