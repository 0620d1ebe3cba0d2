import { z } from 'zod';
import { defineTransition } from '../define.ts';
import { compileWeighted, weightedOption } from './weights.ts';

/** To one of several states by probability. */
export const distributed = defineTransition({
  field: 'distributed_transition',
  schema: () => z.array(weightedOption).min(1),
  compile: compileWeighted,
});
