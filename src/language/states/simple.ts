import { defineState } from '../define.ts';
import { Outcome } from '../run.ts';

/** Does nothing; there for its transition. */
export const simple = defineState({
  type: 'Simple',
  fields: () => ({}),
  compile: () => ({ process: () => Outcome.pass }),
});
