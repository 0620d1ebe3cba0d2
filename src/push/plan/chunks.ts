import type { Unit } from './arrange.ts';

/** How much one bundle may hold. */
export interface Limits {
  readonly entries: number;
  readonly bytes: number;
}

/** What a bundle is around its entries, and an entry around its resource, generously. */
const FRAME = 200;

/** What can be sent when what stands before it in the lane has been sent. */
export type Chunk = readonly Unit[];

/** Chunks one after the other, each when the one before has been taken. */
export type Lane = readonly Chunk[];

/** Lanes side by side; all of them when the stage before is done. */
export type Stage = readonly Lane[];

/**
 * Cuts units, in the order of `arrange`, into chunks within limits. Resources that are shared come first, stage by stage as they refer to
 * each other, then patients side by side, then what patients have in common. Patients are cut between encounters where that is possible.
 * With `oneByOne`, for servers that take the entries of a bundle each for itself, nothing refers to anything in its own chunk.
 */
export function cut(
  units: readonly Unit[],
  sizeOf: (entry: number) => number,
  limits: Limits,
  oneByOne: boolean,
): Stage[] {
  const cutter = new Cutter(sizeOf, limits);
  const ofPatients = runsOf(
    units.filter(({ owner }) => typeof owner === 'number'),
    ({ owner }) => owner,
  );
  const lanes = ofPatients.map((patient) => (oneByOne ? cutter.byDepth(patient) : cutter.byEncounter(patient)));
  const sideBySide = (wanted: Unit['owner']): Stage[] =>
    runsOf(
      units.filter(({ owner }) => owner === wanted),
      ({ depth }) => depth,
    ).map((level) => cutter.anywhere(level).map((chunk) => [chunk]));
  return [...sideBySide('shared'), lanes, ...sideBySide('common')].filter((stage) => stage.length > 0);
}

class Cutter {
  readonly #sizeOf: (entry: number) => number;
  readonly #limits: Limits;

  constructor(sizeOf: (entry: number) => number, limits: Limits) {
    this.#sizeOf = sizeOf;
    this.#limits = limits;
  }

  byEncounter(units: readonly Unit[]): Chunk[] {
    return this.#fill(runsOf(units, ({ encounter }) => encounter));
  }

  byDepth(units: readonly Unit[]): Chunk[] {
    const sorted = [...units].sort((a, b) => a.depth - b.depth);
    return runsOf(sorted, ({ depth }) => depth).flatMap((level) => this.anywhere(level));
  }

  anywhere(units: readonly Unit[]): Chunk[] {
    return this.#fill(units.map((unit) => [unit]));
  }

  /** Fills chunks with pieces that are kept whole if they fit into one. A unit is kept whole even if it does not. */
  #fill(pieces: readonly (readonly Unit[])[]): Chunk[] {
    const chunks: Unit[][] = [];
    let entries = 0;
    let bytes = 0;
    const add = (piece: readonly Unit[], isNew: boolean): void => {
      const size = this.#size(piece);
      const chunk = chunks.at(-1);
      if (
        chunk === undefined ||
        isNew ||
        entries + size.entries > this.#limits.entries ||
        bytes + size.bytes > this.#limits.bytes
      ) {
        chunks.push([...piece]);
        ({ entries, bytes } = { entries: size.entries, bytes: size.bytes + FRAME });
      } else {
        chunk.push(...piece);
        entries += size.entries;
        bytes += size.bytes;
      }
    };
    for (const piece of pieces) {
      const size = this.#size(piece);
      const fits = size.entries <= this.#limits.entries && size.bytes + FRAME <= this.#limits.bytes;
      if (fits) add(piece, false);
      else for (const [index, unit] of piece.entries()) add([unit], index === 0);
    }
    return chunks;
  }

  #size(piece: readonly Unit[]): { entries: number; bytes: number } {
    let entries = 0;
    let bytes = 0;
    for (const unit of piece) {
      entries += unit.entries.length;
      for (const entry of unit.entries) bytes += this.#sizeOf(entry) + FRAME;
    }
    return { entries, bytes };
  }
}

/** Neighbours with the same key together. */
function runsOf<T>(items: readonly T[], keyOf: (item: T) => unknown): T[][] {
  const runs: T[][] = [];
  let last: unknown;
  for (const item of items) {
    const key = keyOf(item);
    const run = runs.at(-1);
    if (run !== undefined && key === last) run.push(item);
    else runs.push([item]);
    last = key;
  }
  return runs;
}
