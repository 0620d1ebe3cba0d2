import { normalQuantile } from '../core/numeric.ts';
import type { Band, BaselineDeclaration } from './declaration.ts';

const MOST = 0.9;

/** Share of the variance of single readings that a coefficient of variation (a fraction) makes, pooled over the bands. */
export function shareWithin({ shape, bands }: BaselineDeclaration, cv: number): number {
  const shares = [...bands.F, ...bands.M].map((band) => {
    const { median, relativeSd } = spreadOf(band, shape);
    const ratio = shape === 'lognormal' ? cv / relativeSd : (cv * median) / relativeSd;
    return ratio * ratio;
  });
  return Math.min(MOST, shares.reduce((sum, share) => sum + share, 0) / shares.length);
}

/** Median, and standard deviation on the scale of the shape. */
function spreadOf({ values }: Band, shape: 'normal' | 'lognormal'): { median: number; relativeSd: number } {
  if (values.kind === 'moments') {
    const { mean, sd } = values;
    if (shape === 'normal') return { median: mean, relativeSd: sd };
    const variance = Math.log(1 + (sd / mean) * (sd / mean));
    return { median: Math.exp(Math.log(mean) - variance / 2), relativeSd: Math.sqrt(variance) };
  }
  const { points } = values;
  const at = (index: number) => points.at(index) as { p: number; value: number };
  const [low, high] = [at(0), at(-1)];
  const median = (points.find(({ p }) => p === 0.5) as { value: number }).value;
  const scale = (value: number) => (shape === 'lognormal' ? Math.log(value) : value);
  const scores = normalQuantile(high.p) - normalQuantile(low.p);
  return { median, relativeSd: (scale(high.value) - scale(low.value)) / scores };
}
