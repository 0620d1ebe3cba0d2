import { type DistributionKind, notPositive, parameter } from './distribution.ts';

/**
 * What the module format calls EXPONENTIAL: 1 - mean ln(1 - u), so at least 1 and with expectation mean + 1.
 * A true exponential waiting time is a Hazard with a constant rate.
 */
export const exponential: DistributionKind = {
  kind: 'EXPONENTIAL',
  required: ['mean'],
  optional: [],
  problem: (parameters) => notPositive(parameters, ['mean']),
  make(parameters) {
    const mean = parameter(parameters, 'mean');
    return { mean: mean + 1, quantile: (p) => 1 - mean * Math.log(1 - p) };
  },
};
