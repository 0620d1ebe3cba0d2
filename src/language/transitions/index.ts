import type { TransitionDefinition } from '../define.ts';
import { complex } from './complex.ts';
import { conditional } from './conditional.ts';
import { direct } from './direct.ts';
import { distributed } from './distributed.ts';
import { lookupTable } from './lookup-table.ts';
import { typeOfCare } from './type-of-care.ts';

/** The registry of transitions: one file, one line here. Of several on one state the first listed is used. */
export const TRANSITIONS: readonly TransitionDefinition[] = [
  direct,
  distributed,
  conditional,
  complex,
  lookupTable,
  typeOfCare,
];
