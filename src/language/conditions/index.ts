import type { ConditionDefinition } from '../define.ts';
import { activeAllergy, activeCarePlan, activeCondition, activeMedication } from './active.ts';
import { age } from './age.ts';
import { and } from './and.ts';
import { atLeast } from './at-least.ts';
import { atMost } from './at-most.ts';
import { attribute } from './attribute.ts';
import { alwaysFalse, alwaysTrue } from './constant.ts';
import { date } from './date.ts';
import { gender } from './gender.ts';
import { not } from './not.ts';
import { observation } from './observation.ts';
import { or } from './or.ts';
import { parameter } from './parameter.ts';
import { priorState } from './prior-state.ts';
import { race } from './race.ts';
import { signal } from './signal.ts';
import { socioeconomicStatus } from './socioeconomic-status.ts';
import { symptom } from './symptom.ts';
import { vitalSign } from './vital-sign.ts';

/** The registry of conditions: one file, one line here. */
export const CONDITIONS: readonly ConditionDefinition[] = [
  and,
  or,
  not,
  atLeast,
  atMost,
  alwaysTrue,
  alwaysFalse,
  gender,
  race,
  socioeconomicStatus,
  age,
  date,
  attribute,
  symptom,
  vitalSign,
  signal,
  activeCondition,
  activeAllergy,
  activeMedication,
  activeCarePlan,
  observation,
  priorState,
  parameter,
];
