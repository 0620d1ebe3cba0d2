import { normalCdf } from '../../core/numeric.ts';
import { ADULT } from '../../reference/body-norms.ts';
import type { Formula } from './formula.ts';

/** Percent of people of the sex and age who are shorter: by the growth chart below 20 years, then by the survey of adults. */
export const heightPercentile: Formula = {
  name: 'height-percentile',
  inputs: { height: 'cm' },
  unit: '%',
  citation:
    'CDC growth charts of 2000 (Kuczmarski RJ and others, Vital Health Stat 11(246)); adults: National Health and Nutrition Examination Survey 2009-2012',
  evaluate(inputs, { sex, age, charts: { body } }) {
    const height = inputs[0] as number;
    const score = age < ADULT ? body.chartScore('height', sex, age, height) : body.adultHeightScore(sex, age, height);
    return 100 * normalCdf(score);
  },
};
