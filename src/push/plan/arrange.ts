import type { InputEntry } from '../input/entry.ts';
import { type Component, componentsOf } from './components.ts';
import { rankOf } from './type-order.ts';

/** Entries that can only be sent together, and where they belong. */
export interface Unit {
  readonly entries: readonly number[];
  /** The patient all of them belong to; `shared` is of no patient, `common` of several. */
  readonly owner: number | 'shared' | 'common';
  /** The last encounter that any of them follows from; -1 for what belongs to none. */
  readonly encounter: number;
  /** How long the longest chain of references is that leads out of it. */
  readonly depth: number;
}

/**
 * Says which entries belong together, to whom, and in which order: every reference from one unit leads to an earlier one of the result,
 * where units of a patient stand together in the order of its encounters.
 */
export function arrange(entries: readonly InputEntry[], targets: (entry: number) => readonly number[]): Unit[] {
  const components = componentsOf(entries.length, targets);
  const families = familiesOf(entries, targets);
  const units: Unit[] = [];
  for (const { members, refersTo } of components) {
    const before = refersTo.map((index) => units[index] as Unit);
    units.push({
      entries: byRank(members, entries),
      owner: ownerOf(members, before, families),
      encounter: encounterOf(members, before, entries),
      depth: before.reduce((deepest, unit) => Math.max(deepest, unit.depth + 1), 0),
    });
  }
  return units.sort((a, b) => compare(a, b, entries));
}

function byRank(members: Component['members'], entries: readonly InputEntry[]): number[] {
  return [...members].sort((a, b) => rankAt(entries, a) - rankAt(entries, b) || a - b);
}

function rankAt(entries: readonly InputEntry[], index: number): number {
  return rankOf((entries[index] as InputEntry).type);
}

/** A patient refers to itself; what refers to anything of one patient is that patient's; to things of several, is theirs in common. */
function ownerOf(
  members: readonly number[],
  before: readonly Unit[],
  families: ReadonlyMap<number, number>,
): Unit['owner'] {
  const owners = new Set(before.map(({ owner }) => owner));
  for (const member of members) {
    const family = families.get(member);
    if (family !== undefined) owners.add(family);
  }
  owners.delete('shared');
  if (owners.size === 0) return 'shared';
  const [only] = owners;
  return owners.size === 1 && only !== undefined ? only : 'common';
}

function encounterOf(members: readonly number[], before: readonly Unit[], entries: readonly InputEntry[]): number {
  const own = members.filter((member) => entries[member]?.type === 'Encounter');
  return Math.max(-1, ...own, ...before.map(({ encounter }) => encounter));
}

/** Patients, each with the patient that stands for all it is linked to: linked patients are sent one after the other. */
function familiesOf(
  entries: readonly InputEntry[],
  targets: (entry: number) => readonly number[],
): ReadonlyMap<number, number> {
  const heads = new Map<number, number>();
  const isPatient = (index: number) => entries[index]?.type === 'Patient';
  const headOf = (index: number): number => {
    let head = index;
    for (let above = heads.get(head); above !== undefined && above !== head; above = heads.get(head)) head = above;
    return head;
  };
  for (let index = 0; index < entries.length; index++) {
    if (!isPatient(index)) continue;
    for (const other of [index, ...targets(index).filter(isPatient)]) {
      const [first, second] = [headOf(index), headOf(other)].sort((a, b) => a - b) as [number, number];
      heads.set(second, first);
      heads.set(first, first);
    }
  }
  return new Map([...heads.keys()].map((index) => [index, headOf(index)]));
}

function stageOf({ owner }: Unit): number {
  return owner === 'shared' ? 0 : owner === 'common' ? 2 : 1;
}

/** References lead to smaller encounters, or the same and smaller depths: so this order keeps them pointing backwards. */
function compare(a: Unit, b: Unit, entries: readonly InputEntry[]): number {
  const stage = stageOf(a) - stageOf(b);
  if (stage !== 0) return stage;
  if (typeof a.owner !== 'number' || typeof b.owner !== 'number')
    return a.depth - b.depth || compareTypes(a, b, entries);
  return a.owner - b.owner || a.encounter - b.encounter || a.depth - b.depth || compareTypes(a, b, entries);
}

function compareTypes(a: Unit, b: Unit, entries: readonly InputEntry[]): number {
  const [first = 0] = a.entries;
  const [second = 0] = b.entries;
  return rankAt(entries, first) - rankAt(entries, second) || first - second;
}
