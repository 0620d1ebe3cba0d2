import { z } from 'zod';
import { defineTransition } from '../define.ts';
import { remarks, text } from '../fields.ts';
import { firstThatHolds } from './first-that-holds.ts';

/** To the first state whose condition is absent or holds; when none does, to the last all the same. */
export const conditional = defineTransition({
  field: 'conditional_transition',
  schema: ({ condition }) =>
    z.array(z.strictObject({ condition: condition.optional(), transition: text, remarks: remarks.optional() })).min(1),
  compile(json, context, path) {
    const targets = json.map((option, i) => context.target(option.transition, [...path, i, 'transition']));
    const choose = firstThatHolds(json, context, path);
    return (life, _visit, t) => targets[choose(life, t)] as number;
  },
});
