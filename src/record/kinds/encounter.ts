import type { Code } from '../../core/code.ts';
import type { SimTime } from '../../core/time.ts';
import type { CareSite } from '../person.ts';
import type { EntryBase } from './entry.ts';
import type { Entry } from './index.ts';

export const ENCOUNTER_CLASSES = [
  'wellness',
  'ambulatory',
  'outpatient',
  'inpatient',
  'emergency',
  'urgentcare',
  'hospice',
  'home',
  'snf',
  'virtual',
] as const;

export type EncounterClass = (typeof ENCOUNTER_CLASSES)[number];

/** The specialty of clinicians where nothing else is asked for. */
export const GENERAL_PRACTICE = 'GENERAL PRACTICE';

/** A contact with care. `stop` is planned from the start (by class) and widened by what happens inside. */
export interface EncounterEntry extends EntryBase {
  readonly kind: 'encounter';
  readonly encounterClass: EncounterClass;
  /** Why the person came: one code, and the entry that has it where there is one. */
  reason: Code | null;
  reasonEntry: Entry | null;
  dischargeDisposition: Code | null;
  stop: SimTime;
  /** False while the encounter is open. */
  ended: boolean;
  /** Specialty of the clinician asked for, in the words of US Medicare. */
  readonly specialty: string;
  readonly site: CareSite | null;
}
