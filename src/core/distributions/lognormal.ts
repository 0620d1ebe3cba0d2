import { normalQuantile } from '../numeric.ts';
import { type DistributionKind, parameter } from './distribution.ts';

/** Lognormal: the natural logarithm has mean `meanLog` and standard deviation `sdLog`. */
export const lognormal: DistributionKind = {
  kind: 'LOGNORMAL',
  required: ['meanLog', 'sdLog'],
  optional: [],
  problem: (parameters) => (parameter(parameters, 'sdLog') < 0 ? 'sdLog is negative' : undefined),
  make(parameters) {
    const meanLog = parameter(parameters, 'meanLog');
    const sdLog = parameter(parameters, 'sdLog');
    return {
      mean: Math.exp(meanLog + (sdLog * sdLog) / 2),
      quantile: (p) => Math.exp(meanLog + sdLog * normalQuantile(p)),
    };
  },
};
