import seedrandom from 'seedrandom';
import { threefry20, type Words4 } from './threefry.ts';

/** 128-bit key. */
export type Key = Int32Array;

/** The keys of a run; all follow from the seed, and none tells another. */
export interface RunKeys {
  /** Decides what happens in lives. */
  readonly draws: Key;
  /** Makes ids. */
  readonly ids: Key;
  /** Permutes human-readable identifiers. */
  readonly identifiers: Key;
}

/** The keys of one life. */
export interface LifeKeys {
  readonly draws: Key;
  readonly ids: Key;
}

const LABEL = { draws: 1, ids: 2, identifiers: 3 } as const;

/** Derives the keys of a run from any non-empty text. */
export function runKeys(seed: string): RunKeys {
  const random = seedrandom(seed);
  const master = Int32Array.from({ length: 4 }, () => random.int32());
  return {
    draws: derive(master, LABEL.draws, 0),
    ids: derive(master, LABEL.ids, 0),
    identifiers: derive(master, LABEL.identifiers, 0),
  };
}

/**
 * The keys of the life in `slot` (its place in the population, 0 .. 2^53 - 1).
 * `attempt` is 0 unless the run is conditioned on outcomes and earlier lives of the slot were turned down.
 */
export function lifeKeys(run: RunKeys, slot: number, attempt: number): LifeKeys {
  return { draws: derive(run.draws, slot, attempt), ids: derive(run.ids, slot, attempt) };
}

/** A key that depends on every bit of `key`, `major` (an integer below 2^53) and `minor` (below 2^32). */
export function derive(key: Words4, major: number, minor: number): Key {
  const out = new Int32Array(4);
  threefry20(key, major | 0, Math.floor(major / 0x1_0000_0000) | 0, minor | 0, 0, out);
  return out;
}
