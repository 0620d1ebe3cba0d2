import { z } from 'zod';
import { pickWeighted } from '../../core/distributions/categorical.ts';
import { Purpose } from '../../core/random/purpose.ts';
import { timeOf } from '../../core/time.ts';
import { defineTransition } from '../define.ts';
import { text } from '../fields.ts';

const TELEMEDICINE_STARTS = timeOf(2020, 1, 1);

/** Shares of ambulatory, emergency and telemedicine care that the reference engine uses. */
const WEIGHTS = {
  before: { public: [0.65, 0.35], other: [0.75, 0.25] },
  since: { public: [0.66, 0.25, 0.09], other: [0.56, 0.2, 0.24] },
} as const;

const PUBLIC_OR_NONE: ReadonlySet<unknown> = new Set(['medicaid', 'dual eligible', 'none', undefined]);

/** To the state of ambulatory, emergency or virtual care, by year and insurance. */
export const typeOfCare = defineTransition({
  field: 'type_of_care_transition',
  schema: () => z.strictObject({ ambulatory: text, emergency: text, telemedicine: text }),
  compile(json, context, path) {
    const targets = (['ambulatory', 'emergency', 'telemedicine'] as const).map((care) =>
      context.target(json[care], [...path, care]),
    );
    const insurance = context.reads('insurance_status', path);
    return (life, visit, t) => {
      const period = t < TELEMEDICINE_STARTS ? WEIGHTS.before : WEIGHTS.since;
      const weights = PUBLIC_OR_NONE.has(life.attribute(insurance)) ? period.public : period.other;
      return targets[pickWeighted(weights, life.uniform(visit, Purpose.careType))] as number;
    };
  },
});
