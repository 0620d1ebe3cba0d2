import { defineState } from '../define.ts';
import { integer, text } from '../fields.ts';
import { Outcome } from '../run.ts';

/** Counts an attribute up, or down, from 0 when it is absent or no number. */
export const counter = defineState({
  type: 'Counter',
  fields: () => ({ attribute: text, action: text, amount: integer.optional() }),
  compile(json, context, path) {
    const slot = context.writes(json.attribute, [...path, 'attribute']);
    if (json.action !== 'increment' && json.action !== 'decrement') {
      context.report(context.strict ? 'error' : 'warning', 'counter-action', `"${json.action}" counts down`, [
        ...path,
        'action',
      ]);
    }
    const amount = json.amount || 1;
    const step = json.action === 'increment' ? amount : -amount;
    return {
      process(life) {
        const value = life.attribute(slot);
        life.setAttribute(slot, (typeof value === 'number' ? value : 0) + step);
        return Outcome.pass;
      },
    };
  },
});
