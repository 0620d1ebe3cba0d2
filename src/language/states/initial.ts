import { defineState } from '../define.ts';
import { Outcome } from '../run.ts';

/** Where a module begins. */
export const initial = defineState({
  type: 'Initial',
  fields: () => ({}),
  compile: () => ({ process: () => Outcome.pass }),
});
