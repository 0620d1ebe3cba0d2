import { BMI_ROSE, FIRST_INDEX } from '../reference/body-norms.ts';
import type { Sex } from '../reference/terms.ts';
import type { BodyFacts } from './person.ts';
import type { Signal } from './signal.ts';

/**
 * Standard normal scores by half a standard deviation, as far as there are people, and their shares: sums over them are integrals within a few
 * thousandths, of ratios that rise with the tail too.
 */
const SCORES = Float64Array.from({ length: 21 }, (_, i) => (i - 10) / 2);
const DENSITIES = SCORES.map((score) => Math.exp((-score * score) / 2));
const WHOLE = DENSITIES.reduce((sum, density) => sum + density, 0);

/**
 * The mean of a function of a signal's usual value among people of a sex, an age (years) and a calendar year on whom nothing acts. Of signals
 * with a baseline and of the body mass index; NaN of others.
 */
export function meanOfPeers(
  signal: Signal,
  sex: Sex,
  age: number,
  year: number,
  facts: BodyFacts,
  of: (value: number) => number,
): number {
  const valueAt = usualAt(signal, sex, age, year, facts);
  let sum = 0;
  for (const [i, score] of SCORES.entries()) sum += (DENSITIES[i] as number) * of(valueAt(score));
  return sum / WHOLE;
}

/** One of the calendar years in which people of a sex and an age are as in this one: means of one are those of the other. */
export function peerYear({ origin }: Signal, year: number): number {
  return origin.kind === 'baseline' ? 0 : Math.min(Math.max(year, BMI_ROSE.from), BMI_ROSE.to);
}

/** The usual value by the standard normal score of what is usual. */
function usualAt(
  { origin, limits }: Signal,
  sex: Sex,
  age: number,
  year: number,
  { body }: BodyFacts,
): (score: number) => number {
  const within = (value: number) => Math.max(limits.low, Math.min(limits.high, value));
  if (origin.kind === 'baseline') {
    const spread = Math.sqrt(origin.between);
    return (score) => within(origin.distribution[sex].at(age, spread * score));
  }
  if (origin.kind === 'growth' && origin.measure === 'body mass index') {
    const spread = Math.sqrt(1 - body.weightWithinShare);
    return (score) => within(body.bodyMassIndex(sex, Math.max(age, FIRST_INDEX), year, spread * score));
  }
  return () => Number.NaN;
}
