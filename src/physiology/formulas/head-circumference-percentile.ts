import { normalCdf } from '../../core/numeric.ts';
import type { Formula } from './formula.ts';

/** Percent of children of the sex and age with a smaller head, up to three years. */
export const headCircumferencePercentile: Formula = {
  name: 'head-circumference-percentile',
  inputs: { head: 'cm' },
  unit: '%',
  citation: 'CDC growth charts of 2000: Kuczmarski RJ and others, Vital Health Stat 11(246)',
  evaluate(inputs, { sex, age, charts: { body } }) {
    return 100 * normalCdf(body.chartScore('head', sex, age, inputs[0] as number));
  },
};
