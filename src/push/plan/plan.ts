import type { InputEntry } from '../input/entry.ts';
import type { ReadFile } from '../input/hashed-source.ts';
import type { IdChoice } from '../input/interpret.ts';
import type { Limits } from './chunks.ts';

/** How bundles are sent: all entries of one or none, or each for itself. */
export type Interaction = 'transaction' | 'batch';

/** An entry of a chunk; the resource is read from its file when the chunk is sent. */
export interface PlannedEntry extends Omit<InputEntry, 'aliases' | 'references'> {
  /** Whether it can only be sent together with the entry before it. */
  readonly isJoined: boolean;
  /** References that are written otherwise than what they lead to is called on the server, each with the key of that. */
  readonly renames: Readonly<Record<string, string>>;
}

export interface PlannedChunk {
  /** Counted from 0, over the whole plan. */
  readonly number: number;
  readonly stage: number;
  readonly lane: number;
  /** Of what it holds: the same chunk has the same hash. */
  readonly hash: string;
  readonly entries: readonly PlannedEntry[];
}

/** What shall be sent to whom, in which order and in which pieces. */
export interface Plan {
  /** The base address of the server. */
  readonly server: string;
  readonly interaction: Interaction;
  readonly limits: Limits;
  readonly ids: IdChoice;
  /** The files that were read, as they were then. */
  readonly files: readonly ReadFile[];
  readonly passedBy: readonly string[];
  readonly chunks: readonly PlannedChunk[];
}

/** How many resources of each type a plan holds, by name. */
export function countsOf(plan: Pick<Plan, 'chunks'>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { entries } of plan.chunks) {
    for (const { type } of entries) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
