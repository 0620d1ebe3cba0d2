import { type Code, sameCode } from '../../core/code.ts';
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

/** `codes` and those of `more` that are not among them, each once; `codes` itself when none is new. */
export function mergedCodes(codes: readonly Code[], more: readonly Code[]): readonly Code[] {
  if (codes === more) return codes;
  const isNew = (code: Code, i: number): boolean =>
    !codes.some((known) => sameCode(known, code)) && more.findIndex((other) => sameCode(other, code)) === i;
  const added = more.filter(isNew);
  return added.length === 0 ? codes : [...codes, ...added];
}

/** Assigns an entry to the attribute in `slot`; -1 assigns nothing. */
export function assign(life: Life, slot: number, visit: Visit): void {
  if (slot !== -1 && visit.entry) life.setAttribute(slot, visit.entry);
}
