import { power } from '../numeric.ts';
import { type DistributionKind, notPositive, parameter } from './distribution.ts';

/** Weibull with `scale` and `shape`: survival exp(-(t/scale)^shape). */
export const weibull: DistributionKind = {
  kind: 'WEIBULL',
  required: ['scale', 'shape'],
  optional: [],
  problem: (parameters) => notPositive(parameters, ['scale', 'shape']),
  make(parameters) {
    const scale = parameter(parameters, 'scale');
    const shape = parameter(parameters, 'shape');
    return {
      mean: scale * Math.exp(logGamma(1 + 1 / shape)),
      quantile: (p) => scale * power(-Math.log(1 - p), 1 / shape),
    };
  },
};

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** Logarithm of the gamma function for x >= 1 (Lanczos 1964, g = 7); relative error below 1e-13. */
function logGamma(x: number): number {
  const z = x - 1;
  const t = z + 7.5;
  const sum = LANCZOS.reduce((total, coefficient, i) => total + coefficient / (z + i + 1), 0.9999999999998099);
  return 0.9189385332046727 + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}
