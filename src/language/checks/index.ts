import { causesOfDeath } from './causes-of-death.ts';
import type { Check } from './check.ts';
import { codes } from './codes.ts';
import { declaredAttributes } from './declared-attributes.ts';
import { declaredTypes } from './declared-types.ts';
import { parameters } from './parameters.ts';
import { reachable } from './reachable.ts';
import { reasons } from './reasons.ts';
import { references } from './references.ts';
import { sameDisease } from './same-disease.ts';
import { signalCorrelations } from './signal-correlations.ts';
import { signalDistributions } from './signal-distributions.ts';
import { signalUnits } from './signal-units.ts';
import { similarNames } from './similar-names.ts';
import { sources } from './sources.ts';
import { targetEncounters } from './target-encounters.ts';
import { targets } from './targets.ts';
import { units } from './units.ts';
import { unreadAttributes } from './unread-attributes.ts';
import { unusedSubmodules } from './unused-submodules.ts';
import { unwrittenAttributes } from './unwritten-attributes.ts';
import { vitalSigns } from './vital-signs.ts';
import { zeroTimeLoop } from './zero-time-loop.ts';

/** The registry of checks over whole programs: one file, one line here. */
export const CHECKS: readonly Check[] = [
  reachable,
  zeroTimeLoop,
  similarNames,
  unwrittenAttributes,
  unreadAttributes,
  declaredAttributes,
  declaredTypes,
  parameters,
  references,
  targetEncounters,
  reasons,
  codes,
  units,
  signalUnits,
  signalDistributions,
  signalCorrelations,
  vitalSigns,
  sources,
  targets,
  causesOfDeath,
  sameDisease,
  unusedSubmodules,
];
