import type { Formula } from './formula.ts';

/** Age in years at which the chart ends, and a day: years of the calendar are up to a day longer than those ages are counted in. */
const LAST = 3 + 1 / 365;

/** Percent of children of the sex and length who are lighter, up to three years. */
export const weightForLengthPercentile: Formula = {
  name: 'weight-for-length-percentile',
  inputs: { weight: 'kg', length: 'cm' },
  unit: '%',
  citation: 'CDC growth charts of 2000: Kuczmarski RJ and others, Vital Health Stat 11(246)',
  evaluate(inputs, { sex, age, charts: { weightForLength } }) {
    if (age > LAST) return Number.NaN;
    return weightForLength.percentile(sex, inputs[1] as number, inputs[0] as number);
  },
};
