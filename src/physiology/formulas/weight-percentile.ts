import { normalCdf } from '../../core/numeric.ts';
import { ADULT } from '../../reference/body-norms.ts';
import type { Formula } from './formula.ts';

/** Percent of people of the sex and age who are lighter: by the growth chart below 20 years, then by body mass index among adults of the year. */
export const weightPercentile: Formula = {
  name: 'weight-percentile',
  inputs: { weight: 'kg', height: 'cm' },
  unit: '%',
  citation:
    'CDC growth charts of 2000 (Kuczmarski RJ and others, Vital Health Stat 11(246)); adults: National Health and Nutrition Examination Survey',
  evaluate(inputs, { sex, age, year, charts: { body } }) {
    const weight = inputs[0] as number;
    if (age < ADULT) return 100 * normalCdf(body.chartScore('weight', sex, age, weight));
    const metres = (inputs[1] as number) / 100;
    return 100 * normalCdf(body.indexScore(sex, age, year, weight / (metres * metres)));
  },
};
