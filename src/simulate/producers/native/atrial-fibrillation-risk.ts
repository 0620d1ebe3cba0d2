/** What the risk of atrial fibrillation goes by. */
export interface AtrialFibrillationFactors {
  /** Completed years. */
  readonly age: number;
  readonly isMale: boolean;
  /** kg/m2. */
  readonly bodyMassIndex: number;
  /** mm[Hg]. */
  readonly systolic: number;
  /** Whether pressure is under treatment. */
  readonly isTreated: boolean;
  readonly hasHeartFailure: boolean;
}

/**
 * Points and ten-year risks of the Framingham score (Schnabel and others, Lancet 2009;373:739; without the PR interval and murmurs, which
 * are not known), rounded, not re-read: age by five years from 45, women and men.
 */
export const FIRST_AGE = 45;
const AGE_POINTS = { M: [1, 2, 3, 4, 5, 6, 7, 7, 8], F: [-3, -2, 0, 1, 3, 4, 6, 7, 8] } as const;
const RISKS = [0.01, 0.02, 0.02, 0.03, 0.04, 0.06, 0.08, 0.12, 0.16, 0.22, 0.3] as const;
/** Points of heart failure by ten years of age from 45. */
const HEART_FAILURE = [10, 6, 2, 0] as const;
/** Before the score begins, what a year younger makes of the lowest risk (judgement). */
const YOUNGER = 0.9;

/** Probability of a first atrial fibrillation within ten years, at an age at which nothing but age counts: below `FIRST_AGE`. */
export function riskBeforeScore(age: number): number {
  return (RISKS[0] * Math.exp(Math.log(YOUNGER) * (FIRST_AGE - age))) / 2;
}

/** Probability of a first atrial fibrillation within ten years. */
export function atrialFibrillationRisk(person: AtrialFibrillationFactors): number {
  const { age } = person;
  if (age < FIRST_AGE) return riskBeforeScore(age);
  const byAge = AGE_POINTS[person.isMale ? 'M' : 'F'];
  let points: number = byAge[Math.min(byAge.length - 1, Math.floor((age - FIRST_AGE) / 5))] as number;
  if (person.bodyMassIndex >= 30) points++;
  if (person.systolic >= 160) points++;
  if (person.isTreated) points++;
  if (person.hasHeartFailure) points += HEART_FAILURE[Math.min(3, Math.floor((age - FIRST_AGE) / 10))] as number;
  return RISKS[Math.min(RISKS.length - 1, Math.max(0, points))] as number;
}
