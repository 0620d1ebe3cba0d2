import { type DistributionKind, notPositive, parameter } from './distribution.ts';

/** Gompertz: hazard rate * exp(acceleration * t), both above 0. */
export const gompertz: DistributionKind = {
  kind: 'GOMPERTZ',
  required: ['rate', 'acceleration'],
  optional: [],
  problem: (parameters) => notPositive(parameters, ['rate', 'acceleration']),
  make(parameters) {
    const rate = parameter(parameters, 'rate');
    const acceleration = parameter(parameters, 'acceleration');
    return {
      mean: scaledExponentialIntegral(rate / acceleration) / acceleration,
      quantile: (p) => Math.log(1 - (acceleration / rate) * Math.log(1 - p)) / acceleration,
    };
  },
};

const EULER_GAMMA = 0.5772156649015329;

/** e^x E1(x) for x > 0: power series below 1, continued fraction above (Abramowitz and Stegun 5.1.11 and 5.1.22). */
function scaledExponentialIntegral(x: number): number {
  if (x < 1) {
    let term = 1;
    let sum = 0;
    for (let k = 1; k < 40; k++) {
      term *= -x / k;
      sum -= term / k;
    }
    return Math.exp(x) * (sum - EULER_GAMMA - Math.log(x));
  }
  let fraction = 0;
  for (let k = 200; k >= 1; k--) fraction = k / (1 + k / (x + fraction));
  return 1 / (x + fraction);
}
