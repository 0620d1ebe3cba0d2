import { normalQuantile } from '../core/numeric.ts';
import type { Band, BaselineDeclaration } from './declaration.ts';
import { type Shape, valuesAt } from './quantiles.ts';

/** How much of the variance of single readings of a population is within people and of measuring; the rest is between people. */
export interface VarianceShares {
  readonly within: number;
  readonly analytic: number;
  /** By the season. */
  readonly season: number;
  readonly between: number;
}

/** Of the variance, at least a tenth is between people. */
const MOST_WITHIN = 0.9;
const ADULT = 18;
const P10_TO_P90 = 2 * normalQuantile(0.9);

/** Coefficients of variation as fractions, within a person and of measuring; the amplitude of a season as a fraction. */
interface Variations {
  readonly within: number;
  readonly analytic: number;
  readonly season: number;
}

type Distributed = Pick<BaselineDeclaration, 'shape' | 'bands'>;

/**
 * What published coefficients of variation and a wave of the season make of a published distribution: (coefficient times median)^2 / sd^2
 * on the shape's scale, pooled over the bands of adults (over all where there are none). Together at most 0.9; beyond, all are made smaller.
 */
export function varianceShares(distributed: Distributed, variation: Variations): VarianceShares {
  const { within, analytic, season } = sharesAsked(distributed, variation);
  const sum = within + analytic + season;
  const scale = sum > MOST_WITHIN ? MOST_WITHIN / sum : 1;
  return {
    within: within * scale,
    analytic: analytic * scale,
    season: season * scale,
    between: 1 - sum * scale,
  };
}

/** The largest coefficient of variation within a person, as a fraction, with which `varianceShares` makes nothing smaller; 0 where none is left. */
export function mostWithin(distributed: Distributed, variation: Omit<Variations, 'within'>): number {
  const { shape } = distributed;
  const { medians, total } = spreadsOf(distributed);
  if (total === 0) return Number.POSITIVE_INFINITY;
  const { analytic, season } = sharesAsked(distributed, { ...variation, within: 0 });
  const left = Math.max(0, MOST_WITHIN - analytic - season) * total;
  if (shape === 'lognormal') return Math.sqrt(Math.exp(left / medians.length) - 1);
  return Math.sqrt(left / medians.reduce((sum, median) => sum + median * median, 0));
}

/** The shares before they are made smaller. */
function sharesAsked(distributed: Distributed, { within, analytic, season }: Variations): Variations {
  const { medians, total } = spreadsOf(distributed);
  const share = (cv: number) => {
    const own = medians.reduce((sum, median) => sum + varianceOf(distributed.shape, cv, median), 0);
    return total > 0 ? own / total : 0;
  };
  return { within: share(within), analytic: share(analytic), season: share(season / Math.SQRT2) };
}

/** Of the bands of adults, or of all where there are none: the medians, and the sum of the variances. */
function spreadsOf({ shape, bands: { F, M } }: Distributed): { medians: readonly number[]; total: number } {
  const bands = [...F, ...M];
  const adults = bands.filter(({ to }) => to >= ADULT);
  const spreads = (adults.length > 0 ? adults : bands).map((band) => spreadOf(shape, band));
  return {
    medians: spreads.map(({ median }) => median),
    total: spreads.reduce((sum, { sd }) => sum + sd * sd, 0),
  };
}

function varianceOf(shape: Shape, cv: number, median: number): number {
  return shape === 'lognormal' ? Math.log(1 + cv * cv) : cv * median * cv * median;
}

/** Median, and the standard deviation that the 10th and the 90th percentile have, on the shape's scale. */
function spreadOf(shape: Shape, band: Band): { median: number; sd: number } {
  const [low, median, high] = valuesAt(shape, band, [0.1, 0.5, 0.9]) as unknown as [number, number, number];
  if (shape === 'normal') return { median, sd: (high - low) / P10_TO_P90 };
  // Where a tenth of all has nothing at all, the upper half tells.
  const sd = low > 0 ? Math.log(high / low) / P10_TO_P90 : Math.log(high / median) / (P10_TO_P90 / 2);
  return { median, sd: Number.isFinite(sd) ? sd : 0 };
}
