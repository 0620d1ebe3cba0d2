import type { DistributionKind } from './distribution.ts';
import { exact } from './exact.ts';
import { exponential } from './exponential.ts';
import { gaussian } from './gaussian.ts';
import { gompertz } from './gompertz.ts';
import { lognormal } from './lognormal.ts';
import { triangular } from './triangular.ts';
import { uniform } from './uniform.ts';
import { weibull } from './weibull.ts';

/** The registry of distributions: one file, one line here. */
export const DISTRIBUTION_KINDS: readonly DistributionKind[] = [
  exact,
  uniform,
  gaussian,
  exponential,
  triangular,
  weibull,
  lognormal,
  gompertz,
];
