import type { Code } from '../core/code.ts';
import type { SimTime } from '../core/time.ts';
import type { EncounterClass, EncounterEntry } from '../record/kinds/encounter.ts';
import type { Cause } from '../record/kinds/entry.ts';
import { plannedLength } from '../record/recorder.ts';
import type { RunningLife } from './running-life.ts';

/** The attribute by which modules know who served: text, where set. */
const VETERAN = 'veteran';

/** What makes an encounter what it is; the rest follows, or comes while it lasts. */
export interface EncounterOutline {
  readonly id: string;
  readonly start: SimTime;
  readonly codes: readonly Code[];
  readonly cause: Cause;
  readonly name: string;
  readonly encounterClass: EncounterClass;
  readonly specialty: string;
}

/** An encounter that begins, open and without a reason, where the person goes for its class and specialty. */
export function newEncounter(life: RunningLife, outline: EncounterOutline): EncounterEntry {
  const { id, start, codes, cause, name, encounterClass, specialty } = outline;
  return {
    kind: 'encounter',
    id,
    start,
    stop: start + plannedLength(encounterClass),
    codes,
    encounter: null,
    cause,
    name,
    encounterClass,
    reason: null,
    reasonEntry: null,
    dischargeDisposition: null,
    ended: false,
    specialty,
    site: life.input.care.siteFor({
      encounterClass,
      specialty,
      time: start,
      isVeteran: life.attributeNamed(VETERAN) !== undefined,
    }),
  };
}
