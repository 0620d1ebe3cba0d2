import type { Formula } from './formula.ts';

/** The registry of formulas: one file, one line here. */
export const FORMULAS: readonly Formula[] = [];
