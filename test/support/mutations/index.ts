import { BUNDLES, REFERENCES } from './bundles.ts';
import { EXTENSIONS } from './extensions.ts';
import { INVARIANTS } from './invariants.ts';
import type { Mutation } from './mutation.ts';
import { OTHERS } from './others.ts';
import { PRIMITIVES } from './primitives.ts';
import { PROFILES } from './profiles.ts';
import { STRUCTURE } from './structure.ts';

export { UNFOUND } from './bundles.ts';
export { CARE } from './care.ts';
export type { Mutation } from './mutation.ts';

/** The kinds of defect, by what they break. */
export const MUTATIONS: Readonly<Record<string, readonly Mutation[]>> = {
  structure: STRUCTURE,
  primitives: PRIMITIVES,
  profiles: PROFILES,
  invariants: INVARIANTS,
  extensions: EXTENSIONS,
  bundles: BUNDLES,
  references: REFERENCES,
  others: OTHERS,
};
