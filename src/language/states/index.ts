import type { StateDefinition } from '../define.ts';
import { allergyEnd } from './allergy-end.ts';
import { allergyOnset } from './allergy-onset.ts';
import { callSubmodule } from './call-submodule.ts';
import { carePlanEnd } from './care-plan-end.ts';
import { carePlanStart } from './care-plan-start.ts';
import { conditionEnd } from './condition-end.ts';
import { conditionOnset } from './condition-onset.ts';
import { counter } from './counter.ts';
import { death } from './death.ts';
import { delay } from './delay.ts';
import { device } from './device.ts';
import { deviceEnd } from './device-end.ts';
import { diagnosis } from './diagnosis.ts';
import { diagnosticReport } from './diagnostic-report.ts';
import { effect } from './effect.ts';
import { encounter } from './encounter.ts';
import { encounterEnd } from './encounter-end.ts';
import { guard } from './guard.ts';
import { hazard } from './hazard.ts';
import { imagingStudy } from './imaging-study.ts';
import { initial } from './initial.ts';
import { medicationEnd } from './medication-end.ts';
import { medicationOrder } from './medication-order.ts';
import { multiObservation } from './multi-observation.ts';
import { observation } from './observation.ts';
import { physiology } from './physiology.ts';
import { procedure } from './procedure.ts';
import { setAttribute } from './set-attribute.ts';
import { simple } from './simple.ts';
import { supplyList } from './supply-list.ts';
import { symptom } from './symptom.ts';
import { terminal } from './terminal.ts';
import { vaccine } from './vaccine.ts';
import { vitalSign } from './vital-sign.ts';

/** The registry of state types: one file, one line here. */
export const STATES: readonly StateDefinition[] = [
  initial,
  terminal,
  simple,
  delay,
  guard,
  setAttribute,
  counter,
  callSubmodule,
  encounter,
  encounterEnd,
  conditionOnset,
  conditionEnd,
  allergyOnset,
  allergyEnd,
  medicationOrder,
  medicationEnd,
  carePlanStart,
  carePlanEnd,
  procedure,
  vitalSign,
  observation,
  multiObservation,
  diagnosticReport,
  imagingStudy,
  symptom,
  device,
  deviceEnd,
  supplyList,
  vaccine,
  death,
  physiology,
  hazard,
  effect,
  diagnosis,
];
