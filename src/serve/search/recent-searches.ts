import type { StoredResource } from '../resource.ts';
import type { ResourceStore } from '../store.ts';

/** As many as people and programs page through side by side. */
const KEPT = 16;

/** What the last searches found, in order, while nothing is written: the next page of a search need not find and sort everything again. */
export class RecentSearches {
  readonly #store: ResourceStore;
  readonly #found = new Map<string, readonly StoredResource[]>();
  #revision = 0;

  constructor(store: ResourceStore) {
    this.#store = store;
  }

  /** What the search called `key` finds: as kept, or as `find` gives it. */
  found(key: string, find: () => readonly StoredResource[]): readonly StoredResource[] {
    if (this.#revision !== this.#store.revision) this.#found.clear();
    this.#revision = this.#store.revision;
    const resources = this.#found.get(key) ?? find();
    // The one asked for last is the last to go.
    this.#found.delete(key);
    this.#found.set(key, resources);
    const [oldest] = this.#found.keys();
    if (this.#found.size > KEPT && oldest !== undefined) this.#found.delete(oldest);
    return resources;
  }
}
