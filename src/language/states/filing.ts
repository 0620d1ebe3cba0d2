import type { Code } from '../../core/code.ts';
import type { EntryBase } from '../../record/kinds/entry.ts';
import type { Life, Visit } from '../run.ts';

/** What every new entry of a visit begins with: made at the clock, filed in the current encounter. */
export function stamp(life: Life, visit: Visit): Pick<EntryBase, 'id' | 'start' | 'encounter' | 'cause' | 'name'> {
  return {
    id: life.entryId(visit),
    start: life.clock,
    encounter: life.filingEncounter(),
    cause: life.cause(visit),
    name: visit.state.name,
  };
}

/** Adds the codes that are not there yet. */
export function mergeCodes(into: Code[], codes: readonly Code[]): void {
  for (const code of codes) {
    if (!into.some((known) => known.system === code.system && known.code === code.code)) into.push(code);
  }
}

/** Assigns an entry to the attribute in `slot`; -1 assigns nothing. */
export function assign(life: Life, slot: number, visit: Visit): void {
  if (slot !== -1 && visit.entry) life.setAttribute(slot, visit.entry);
}
