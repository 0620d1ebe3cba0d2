import { defineState } from '../define.ts';
import { Outcome } from '../run.ts';

/** Waits until a condition holds. */
export const guard = defineState({
  type: 'Guard',
  fields: ({ condition }) => ({ allow: condition }),
  compile(json, context, path) {
    const allow = context.condition(json.allow, [...path, 'allow']);
    return {
      process: (life) => (allow.test(life, life.clock) ? Outcome.pass : Outcome.watch),
      watch: {
        slots: allow.slots,
        codes: allow.codes,
        observations: allow.observations,
        polls: allow.polls,
        nextChange: (life, _visit, t) => allow.nextChange(life, t),
      },
    };
  },
});
