import { normalCdf } from '../../core/numeric.ts';
import { A_DAY, ADULT, FIRST_INDEX } from '../../reference/body-norms.ts';
import type { Formula } from './formula.ts';

/** Percent of children of the sex and age with a lower body mass index, from 2 to 20 years. */
export const bodyMassIndexPercentile: Formula = {
  name: 'body-mass-index-percentile',
  inputs: { index: 'kg/m2' },
  unit: '%',
  citation: 'CDC growth charts of 2000: Kuczmarski RJ and others, Vital Health Stat 11(246)',
  evaluate(inputs, { sex, age, charts: { body } }) {
    if (age < FIRST_INDEX - A_DAY || age > ADULT + A_DAY) return Number.NaN;
    return 100 * normalCdf(body.chartScore('bmi', sex, age, inputs[0] as number));
  },
};
