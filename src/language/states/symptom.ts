import { uniformBetween } from '../../core/distributions/uniform.ts';
import { Purpose } from '../../core/random/purpose.ts';
import { defineState } from '../define.ts';
import { distribution, exactQuantity, number, range, text } from '../fields.ts';
import { Outcome } from '../run.ts';
import { type Amount, distributionAmount } from './amount.ts';

/** The person has a symptom of some strength from now on, with some probability. */
export const symptom = defineState({
  type: 'Symptom',
  fields: () => ({
    symptom: text,
    cause: text.optional(),
    probability: number.optional(),
    exact: exactQuantity.optional(),
    range: range.optional(),
    distribution: distribution.optional(),
  }),
  compile(json, context, path) {
    const { probability = 1 } = json;
    const chance = probability >= 0 && probability <= 1 ? probability : 1;
    const strength = ((): Amount => {
      if (json.exact) {
        const { quantity } = json.exact;
        return () => quantity;
      }
      if (json.range) {
        const between = uniformBetween(json.range.low, json.range.high);
        return (life, visit) => between.quantile(life.uniform(visit, Purpose.value));
      }
      return json.distribution
        ? distributionAmount(json.distribution, context, [...path, 'distribution'], Purpose.value)
        : () => 0;
    })();
    return {
      process(life, visit) {
        if (life.uniform(visit, Purpose.probability) <= chance) {
          life.setSymptom(json.symptom, Math.trunc(strength(life, visit)), visit);
        }
        return Outcome.pass;
      },
    };
  },
});
