import { z } from 'zod';
import { defineState } from '../define.ts';
import { codes } from '../fields.ts';
import { Outcome } from '../run.ts';
import { compileObservation, nestedObservation, observationFields } from './observation-body.ts';

/** One observation of several parts. The parts stand in it last first, and not by themselves on the chart. */
export const multiObservation = defineState({
  type: 'MultiObservation',
  fields: () => ({ codes, category: observationFields.category, observations: z.array(nestedObservation) }),
  compile(json, context, path) {
    const parts = json.observations.map((part, i) =>
      compileObservation(part, context, [...path, 'observations', i], i + 1),
    );
    const { codes: what, category } = json;
    const whole = compileObservation({ codes: what, category }, context, path, 0);
    return {
      process(life, visit) {
        const components = parts.map((observe) => observe(life, visit)).reverse();
        const made = whole(life, visit, components);
        visit.entry = made;
        life.recorder.add(made, life.native);
        return Outcome.pass;
      },
    };
  },
});
