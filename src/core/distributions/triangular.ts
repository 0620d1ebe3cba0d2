import { type DistributionKind, parameter } from './distribution.ts';

/** Triangular between `min` and `max` with its peak at `mode`. */
export const triangular: DistributionKind = {
  kind: 'TRIANGULAR',
  required: ['min', 'mode', 'max'],
  optional: [],
  problem(parameters) {
    const [min, mode, max] = ['min', 'mode', 'max'].map((name) => parameter(parameters, name)) as [
      number,
      number,
      number,
    ];
    return min <= mode && mode <= max && min < max ? undefined : 'min <= mode <= max and min < max must hold';
  },
  make(parameters) {
    const min = parameter(parameters, 'min');
    const mode = parameter(parameters, 'mode');
    const max = parameter(parameters, 'max');
    const width = max - min;
    const peak = (mode - min) / width;
    return {
      mean: (min + mode + max) / 3,
      quantile: (p) =>
        p < peak ? min + Math.sqrt(p * width * (mode - min)) : max - Math.sqrt((1 - p) * width * (max - mode)),
    };
  },
};
