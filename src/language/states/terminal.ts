import { defineState } from '../define.ts';
import { Outcome } from '../run.ts';

/** The end of a module. The engine ends the encounter that a top-level module still has open. */
export const terminal = defineState({
  type: 'Terminal',
  withoutTransition: true,
  takesTime: () => true,
  fields: () => ({}),
  compile: () => ({ process: () => Outcome.end }),
});
