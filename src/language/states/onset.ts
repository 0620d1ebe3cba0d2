import type { AllergyEntry } from '../../record/kinds/allergy.ts';
import type { ConditionEntry } from '../../record/kinds/condition.ts';
import type { CompileContext, Path } from '../define.ts';
import type { Life, Visit } from '../run.ts';

/** The Encounter or Diagnosis that finds what begins; empty when it is found at once. */
export function targetOf(written: string | undefined): string {
  return written === undefined || written.trim() === '' ? '' : written;
}

/** What finds onsets looks back for those that wait for it, as far as its own previous visit. */
export function rememberAwaited(target: string, context: CompileContext, path: Path): void {
  if (target === '') return;
  context.remembers(target);
  context.remembers(String(path.at(-1)));
}

/** Begins an illness: diagnosed now when it names no encounter or the one open now, else when that encounter comes. */
export function beginAwaiting(
  life: Life,
  visit: Visit,
  entry: ConditionEntry | AllergyEntry,
  target: string,
  diagnose: (life: Life, visit: Visit) => void,
): void {
  life.recorder.undiagnosed.add(entry);
  if (target === '' || target === life.ownEncounter()?.name) {
    diagnose(life, visit);
  } else {
    life.awaiting.add(visit);
  }
}

/**
 * Puts a diagnosis on the chart: `entry` itself, or (`again`) the active entry of its code, which takes this state's name.
 */
export function file(life: Life, visit: Visit, entry: ConditionEntry | AllergyEntry, again: boolean): void {
  life.recorder.undiagnosed.delete(visit.entry as ConditionEntry | AllergyEntry);
  visit.entry = entry;
  entry.name = visit.state.name;
  if (again) return;
  entry.diagnosed = true;
  entry.start = life.clock;
  entry.stop = null;
  entry.encounter = life.filingEncounter();
  life.recorder.add(entry, life.native);
}

/** Diagnoses the onsets of this frame that wait for this state, newest first, back to its previous visit. */
export function diagnoseAwaiting(life: Life, visit: Visit): void {
  if (life.awaiting.size === 0) return;
  const { name, type } = visit.state;
  const waiting = [...life.awaiting].filter(({ state }) => state.awaited?.encounter === name);
  if (waiting.length === 0) return;
  const { visits } = life.frame.history;
  for (let i = visits.length - 1; i >= 0; i--) {
    const earlier = visits[i] as Visit;
    if (earlier !== visit && earlier.state.type === type && earlier.state.name === name) return;
    if (waiting.includes(earlier) && life.awaiting.delete(earlier)) earlier.state.awaited?.diagnose(life, earlier);
  }
}
