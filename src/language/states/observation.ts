import { defineState } from '../define.ts';
import { Outcome } from '../run.ts';
import { compileObservation, observationFields } from './observation-body.ts';

/** Something is measured, seen or answered. */
export const observation = defineState({
  type: 'Observation',
  fields: () => observationFields,
  compile(json, context, path) {
    const observe = compileObservation(json, context, path, 0);
    return {
      process(life, visit) {
        const made = observe(life, visit);
        visit.entry = made;
        life.recorder.add(made, life.native);
        return Outcome.pass;
      },
    };
  },
});
