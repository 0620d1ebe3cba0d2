import type { Visit } from './run.ts';

/** Visits of a frame that are asked for later, oldest first; those of finished submodules are merged in. */
export class History {
  readonly visits: Visit[] = [];
  /** Position of the newest visit of each name, as far as it was asked for. */
  #newest: Map<string, number> | undefined;
  #indexed = 0;

  push(visit: Visit): void {
    this.visits.push(visit);
  }

  /** Position of the newest visit to a state of this name; -1 when there is none. */
  newestOf(name: string): number {
    this.#newest ??= new Map();
    for (; this.#indexed < this.visits.length; this.#indexed++) {
      this.#newest.set((this.visits[this.#indexed] as Visit).state.name, this.#indexed);
    }
    return this.#newest.get(name) ?? -1;
  }

  has(name: string): boolean {
    return this.newestOf(name) !== -1;
  }
}
