import type { Visit } from '../language/run.ts';
import { PRESCRIPTION_OVER } from '../language/states/medication-end.ts';
import type { EncounterEntry } from '../record/kinds/encounter.ts';
import type { MedicationEntry } from '../record/kinds/medication.ts';
import { primaryCode } from '../record/recorder.ts';
import type { RunningLife } from './running-life.ts';

/**
 * Ends each drug taken all the time and prescribes it anew in the visit. Attributes keep pointing to the old, ended order; ending "by
 * attribute" still ends the renewed one, because it also ends by code. The cause of a renewed order is that of the first.
 */
export function renewChronicMedications(life: RunningLife, by: Visit, visit: EncounterEntry): void {
  const { recorder, clock } = life;
  for (const old of [...recorder.chronic.values()]) {
    const code = primaryCode(old);
    recorder.end('medication', code, clock);
    old.stopReason = PRESCRIPTION_OVER;
    const renewed: MedicationEntry = {
      ...old,
      id: life.entryId(by),
      start: clock,
      stop: null,
      encounter: visit,
      stopReason: null,
    };
    old.renewedAs = renewed;
    recorder.add(renewed, false);
    recorder.activate('medication', renewed);
    recorder.chronic.set(code, renewed);
  }
}
