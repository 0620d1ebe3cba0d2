import { normalCdf, normalQuantile } from '../../core/numeric.ts';
import type { Draws } from '../../core/random/draws.ts';
import { murmur3 } from '../../core/random/murmur3.ts';
import type { SocialNeed } from '../../record/life-course.ts';
import type { Review } from './review.ts';

const NEEDS = murmur3('social needs');
const SHARED = murmur3('all needs');
const FIXED = murmur3('for life');
const MOVING = murmur3('for a while');
const EVERY = 2;
/** Weights of what all needs of a person share for life, of the need's own for life, and of what is drawn anew (a judgement). */
const WEIGHTS = { shared: 0.6, fixed: 0.6, moving: Math.sqrt(1 - 2 * 0.36) } as const;

/**
 * Shares by poverty ratio (below 1, 1.3, 1.85, 3, 4, and above). Food: USDA Economic Research Service, Household Food Security in the
 * United States in 2021 (10 % of households; 32 % below the line, 27 % below 1.85, 5 % above). Housing: half of the income and more goes to
 * it, Harvard Joint Center for Housing Studies after the American Community Survey (14 % of households). Vehicle: American Community Survey
 * (8 % of households). All not re-read; the division within bands is a judgement.
 */
const BANDS = [1, 1.3, 1.85, 3, 4] as const;
const SHARES: Readonly<Record<Exclude<SocialNeed, 'unemployment'>, readonly number[]>> = {
  'food-insecurity': [0.32, 0.28, 0.22, 0.1, 0.05, 0.02],
  'housing-cost-burden': [0.5, 0.27, 0.17, 0.07, 0.025, 0.01],
  'no-vehicle': [0.22, 0.15, 0.1, 0.06, 0.04, 0.035],
};
const KINDS = ['food-insecurity', 'housing-cost-burden', 'no-vehicle'] as const;
const NONE: readonly SocialNeed[] = [];

/** What somebody and the household lack; who looks for work is unemployed. */
export function socialNeeds(review: Review, draws: Draws, employment = review.employment): readonly SocialNeed[] {
  let band = 0;
  while (band < BANDS.length && review.povertyRatio >= (BANDS[band] as number)) band++;
  const shared = normalQuantile(draws.uniform(NEEDS, SHARED, 0, 0));
  let needs: SocialNeed[] | undefined;
  for (let i = 0; i < KINDS.length; i++) {
    const kind = KINDS[i] as (typeof KINDS)[number];
    const fixed = normalQuantile(draws.uniform(NEEDS, FIXED, 0, i));
    const moving = normalQuantile(draws.uniform(NEEDS, MOVING, Math.floor(review.index / EVERY), i));
    const rank = normalCdf(WEIGHTS.shared * shared + WEIGHTS.fixed * fixed + WEIGHTS.moving * moving);
    if (rank < (SHARES[kind][band] as number)) {
      needs ??= [];
      needs.push(kind);
    }
  }
  if (employment !== 'looking') return needs ?? NONE;
  return [...(needs ?? NONE), 'unemployment'];
}
