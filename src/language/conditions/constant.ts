import { defineCondition } from '../define.ts';
import { never, WATCHES_NOTHING } from './watch.ts';

/** Always holds. */
export const alwaysTrue = defineCondition({
  type: 'True',
  fields: () => ({}),
  compile: () => ({ ...WATCHES_NOTHING, test: () => true, nextChange: never }),
});

/** Never holds. */
export const alwaysFalse = defineCondition({
  type: 'False',
  fields: () => ({}),
  compile: () => ({ ...WATCHES_NOTHING, test: () => false, nextChange: never }),
});
