import { type DistributionKind, parameter } from './distribution.ts';

/** Always `value`. */
export const exact: DistributionKind = {
  kind: 'EXACT',
  required: ['value'],
  optional: [],
  problem: () => undefined,
  make(parameters) {
    const value = parameter(parameters, 'value');
    return { mean: value, quantile: () => value };
  },
};
