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

/**
 * What published coefficients of variation (as fractions: within a person, of measuring) and a wave of the season (amplitude as a
 * fraction) make of a published distribution: (coefficient times median)^2 / sd^2 on the shape's scale, pooled over the bands of adults
 * (over all where there are none). Together at most 0.9; beyond, all are made smaller.
 */
export function varianceShares(
  { shape, bands: { F, M } }: Pick<BaselineDeclaration, 'shape' | 'bands'>,
  variation: { readonly within: number; readonly analytic: number; readonly season: number },
): VarianceShares {
  const bands = [...F, ...M];
  const adults = bands.filter(({ to }) => to >= ADULT);
  const spreads = (adults.length > 0 ? adults : bands).map((band) => spreadOf(shape, band));
  const total = spreads.reduce((sum, { sd }) => sum + sd * sd, 0);
  const share = (cv: number) => {
    const own = spreads.reduce((sum, { median }) => sum + varianceOf(shape, cv, median), 0);
    return total > 0 ? own / total : 0;
  };
  const [within, analytic] = [share(variation.within), share(variation.analytic)];
  const season = share(variation.season / Math.SQRT2);
  const sum = within + analytic + season;
  const scale = sum > MOST_WITHIN ? MOST_WITHIN / sum : 1;
  return {
    within: within * scale,
    analytic: analytic * scale,
    season: season * scale,
    between: 1 - sum * scale,
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
