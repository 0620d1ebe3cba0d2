import { normalQuantile } from '../../core/numeric.ts';
import type { Draws } from '../../core/random/draws.ts';
import { murmur3 } from '../../core/random/murmur3.ts';

/** The process that decides schooling, marriage, work and income. */
export const COURSE = murmur3('course of life');

/** What is decided. */
export const DECIDES = {
  education: murmur3('education'),
  schoolDates: murmur3('school dates'),
  marriage: murmur3('marriage'),
  personalYears: murmur3('personal years'),
  work: murmur3('work'),
  workOfBlock: murmur3('work of three years'),
  looking: murmur3('looking for work'),
  proneToLook: murmur3('prone to look for work'),
  income: murmur3('income'),
  household: murmur3('household income'),
  householdOfBlock: murmur3('household income of three years'),
  industry: murmur3('industry'),
  industryOfCareer: murmur3('industry of a career'),
  given: murmur3('given'),
} as const;

/** A uniform number of a decision; `visit` is the year, block or occurrence. */
export function uniform(draws: Draws, decision: keyof typeof DECIDES, visit: number, purpose: number): number {
  return draws.uniform(COURSE, DECIDES[decision], visit, purpose);
}

/** A standard normal number of a decision. */
export function rank(draws: Draws, decision: keyof typeof DECIDES, visit: number): number {
  return normalQuantile(draws.uniform(COURSE, DECIDES[decision], visit, 0));
}
