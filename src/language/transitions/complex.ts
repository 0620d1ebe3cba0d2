import { z } from 'zod';
import { defineTransition } from '../define.ts';
import { remarks, text } from '../fields.ts';
import { firstThatHolds } from './first-that-holds.ts';
import { compileWeighted, weightedOption } from './weights.ts';

/** The first option whose condition is absent or holds, else the last; then its state, or a choice by probability. */
export const complex = defineTransition({
  field: 'complex_transition',
  schema: ({ condition }) =>
    z
      .array(
        z
          .strictObject({
            condition: condition.optional(),
            transition: text.optional(),
            distributions: z.array(weightedOption).optional(),
            remarks: remarks.optional(),
          })
          .refine((option) => option.transition !== undefined || (option.distributions?.length ?? 0) > 0, {
            error: 'needs transition or distributions',
          }),
      )
      .min(1),
  compile(json, context, path) {
    const choose = firstThatHolds(json, context, path);
    const options = json.map((option, i) => {
      if (option.transition !== undefined) {
        const target = context.target(option.transition, [...path, i, 'transition']);
        return () => target;
      }
      return compileWeighted(option.distributions ?? [], context, [...path, i, 'distributions']);
    });
    return (life, visit, t) => (options[choose(life, t)] as (typeof options)[number])(life, visit, t);
  },
});
