import { z } from 'zod';
import { defineState } from '../define.ts';
import { number, text } from '../fields.ts';
import { Outcome } from '../run.ts';

const mapping = z.strictObject({
  from: text.optional(),
  from_exp: text.optional(),
  from_list: text.optional(),
  to: text,
  type: text.optional(),
  variant: text.optional(),
});

/** Asks for a numerical simulation (SBML), which is off here as in the reference engine: the alternative path is taken. */
export const physiology = defineState({
  type: 'Physiology',
  fields: () => ({
    model: text,
    solver: text.optional(),
    step_size: number.optional(),
    sim_duration: number,
    lead_time: number.optional(),
    inputs: z.array(mapping).optional(),
    outputs: z.array(mapping).optional(),
    alt_direct_transition: text.optional(),
  }),
  compile(json, context, path) {
    if ((json.lead_time ?? 0) > json.sim_duration) {
      context.report('error', 'lead-time', 'lead_time is longer than sim_duration', [...path, 'lead_time']);
    }
    for (const [i, output] of (json.outputs ?? []).entries()) {
      if (output.type === 'Vital Sign') {
        context.report('error', 'physiology-output', 'an output cannot be a Vital Sign', [
          ...path,
          'outputs',
          i,
          'type',
        ]);
      } else {
        context.writes(output.to, [...path, 'outputs', i, 'to']);
      }
    }
    if (json.alt_direct_transition === undefined) {
      context.report('error', 'no-alternative', 'a Physiology state needs alt_direct_transition', path);
      return { process: () => Outcome.pass };
    }
    const target = context.target(json.alt_direct_transition, [...path, 'alt_direct_transition']);
    return { process: () => Outcome.pass, transition: () => target };
  },
});
