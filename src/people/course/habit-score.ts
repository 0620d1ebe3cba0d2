import { normalQuantile } from '../../core/numeric.ts';
import type { Draws } from '../../core/random/draws.ts';
import { murmur3 } from '../../core/random/murmur3.ts';
import type { Trait } from '../../reference/habits.ts';
import type { Review } from './review.ts';

/**
 * How a trait goes with standing and how fast it changes. What goes with standing is a judgement of direction and size after
 * NCHS, Health, United States (health, activity and drinking by poverty and education), the American Housing Survey (tenure) and
 * NHANES (low mood); not re-read. The published shares of the tables hold whatever these numbers are: the cuts see to it.
 */
interface Spec {
  /** What a doubling of the poverty ratio, a level of education, and being married add to the score. */
  readonly standing: number;
  readonly education: number;
  readonly married?: number;
  /** What the score of health adds. */
  readonly health?: number;
  /** Weights of the normal draws: one for life, one that is drawn anew every so many reviews. */
  readonly fixed: number;
  readonly moving: number;
  readonly every: number;
}

const SPECS: Readonly<Record<Trait, Spec>> = {
  'alcohol-days': { standing: 0.08, education: 0.12, fixed: 0.85, moving: 0.5, every: 4 },
  drinks: { standing: -0.04, education: -0.12, fixed: 0.85, moving: 0.5, every: 4 },
  activity: { standing: 0.1, education: 0.22, health: -0.25, fixed: 0.8, moving: 0.6, every: 3 },
  health: { standing: -0.2, education: -0.16, fixed: 0.85, moving: 0.5, every: 3 },
  'low-mood': { standing: -0.1, education: -0.03, health: 0.4, fixed: 0.65, moving: 0.7, every: 1 },
  tenure: { standing: 0.5, education: 0.05, married: 0.5, fixed: 0.95, moving: 0.3, every: 7 },
  cognitive: { standing: -0.15, education: -0.1, health: 0.4, fixed: 0.9, moving: 0.3, every: 5 },
  walking: { standing: -0.15, education: -0.1, health: 0.6, fixed: 0.9, moving: 0.3, every: 5 },
  seeing: { standing: -0.1, education: -0.05, health: 0.3, fixed: 0.95, moving: 0.3, every: 5 },
  hearing: { standing: -0.02, education: -0.05, health: 0.15, fixed: 0.95, moving: 0.2, every: 5 },
};

interface Keys extends Spec {
  readonly stream: number;
}

const KEYS = Object.fromEntries(
  Object.entries(SPECS).map(([trait, spec]) => [trait, { ...spec, stream: murmur3(`habit ${trait}`) }]),
) as Readonly<Record<Trait, Keys>>;

const FIXED = murmur3('for life');
const MOVING = murmur3('for a while');
const ONLY = 0;

/**
 * The score of a trait at a review: standing and two normal draws. Nobody else's score is looked at. `health` is the score of
 * health there, where it is known already.
 */
export function habitScore(trait: Trait, review: Review, draws: Draws, health?: number): number {
  const spec = KEYS[trait];
  const { stream, every } = spec;
  const fixed = normalQuantile(draws.uniform(stream, FIXED, 0, ONLY));
  const moving = normalQuantile(draws.uniform(stream, MOVING, Math.floor(review.index / every), ONLY));
  let score = spec.fixed * fixed + spec.moving * moving + spec.standing * review.standing;
  if (review.education !== undefined) score += spec.education * (review.education - 2);
  if (spec.married && review.maritalStatus === 'married') score += spec.married;
  if (spec.health) score += spec.health * (health ?? habitScore('health', review, draws));
  return score;
}

/** Where between the cuts of its category a score stands, as a rank in (0, 1): for amounts. */
export function within(score: number, low: number, high: number): number {
  return Math.min(0.999, Math.max(0.001, (score - low) / (high - low)));
}
