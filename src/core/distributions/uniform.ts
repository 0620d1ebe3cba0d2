import { type Distribution, type DistributionKind, parameter } from './distribution.ts';

/** Uniform between `low` and `high`; the formula also works when low > high, which foreign files contain. */
export function uniformBetween(low: number, high: number): Distribution {
  return { mean: (low + high) / 2, quantile: (p) => low + (high - low) * p };
}

/** Uniform in [low, high). */
export const uniform: DistributionKind = {
  kind: 'UNIFORM',
  required: ['low', 'high'],
  optional: [],
  problem: (parameters) =>
    parameter(parameters, 'low') > parameter(parameters, 'high') ? 'low is above high' : undefined,
  make: (parameters) => uniformBetween(parameter(parameters, 'low'), parameter(parameters, 'high')),
};
