import type { SimTime } from '../core/time.ts';
import type { EncounterClass } from '../record/kinds/encounter.ts';
import type { CareSite } from '../record/person.ts';

/** What somebody goes to care for. */
export interface CareNeed {
  readonly encounterClass: EncounterClass;
  /** Specialty of the clinician, in the words of US Medicare. */
  readonly specialty: string;
  readonly time: SimTime;
  /** Whether the person is known to have served: then veterans' hospitals are open. */
  readonly isVeteran: boolean;
}

/** Where one person goes for care. */
export interface Care {
  /** The place and the clinician for a need; null where there is no care. */
  siteFor(need: CareNeed): CareSite | null;
  /** The person's own clinician at a time, and where; null where there is none. */
  primaryAt(t: SimTime): CareSite | null;
}

/** Nobody is anywhere cared for: for scripted lives. */
export const NO_CARE: Care = { siteFor: () => null, primaryAt: () => null };
