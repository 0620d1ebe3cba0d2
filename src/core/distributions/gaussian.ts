import { normalCdf, normalQuantile } from '../numeric.ts';
import { type DistributionKind, type Parameters, parameter } from './distribution.ts';

const INV_SQRT_2PI = 0.3989422804014327;

/** Normal with `mean` and `standardDeviation`; values outside `min` and `max` are moved to the bound, not redrawn. */
export const gaussian: DistributionKind = {
  kind: 'GAUSSIAN',
  required: ['mean', 'standardDeviation'],
  optional: ['min', 'max'],
  problem(parameters) {
    if (parameter(parameters, 'standardDeviation') < 0) return 'standardDeviation is negative';
    const { low, high } = bounds(parameters);
    return low > high ? 'min is above max' : undefined;
  },
  make(parameters) {
    const mean = parameter(parameters, 'mean');
    const sd = parameter(parameters, 'standardDeviation');
    const { low, high } = bounds(parameters);
    return {
      mean: clampedMean(mean, sd, low, high),
      quantile: (p) => Math.min(high, Math.max(low, mean + sd * normalQuantile(p))),
    };
  },
};

function bounds(parameters: Parameters): { low: number; high: number } {
  return {
    low: parameters['min'] ?? Number.NEGATIVE_INFINITY,
    high: parameters['max'] ?? Number.POSITIVE_INFINITY,
  };
}

/** Mean of a normal censored at its bounds (Greene, Econometric Analysis, section on the censored normal). */
function clampedMean(mean: number, sd: number, low: number, high: number): number {
  if (sd === 0) return Math.min(high, Math.max(low, mean));
  const a = (low - mean) / sd;
  const b = (high - mean) / sd;
  const inside = normalCdf(b) - normalCdf(a);
  const atLow = low === Number.NEGATIVE_INFINITY ? 0 : low * normalCdf(a);
  const atHigh = high === Number.POSITIVE_INFINITY ? 0 : high * (1 - normalCdf(b));
  return atLow + atHigh + mean * inside + sd * (density(a) - density(b));
}

function density(z: number): number {
  return Number.isFinite(z) ? INV_SQRT_2PI * Math.exp((-z * z) / 2) : 0;
}
