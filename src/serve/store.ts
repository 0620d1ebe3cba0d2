import { isDeepStrictEqual } from 'node:util';
import { referencesIn, withoutVersion } from '../core/references.ts';
import type { Resource, StoredResource, VersionedMeta } from './resource.ts';

/** One version of a resource; a deletion is a version without content. */
export interface Version {
  readonly versionId: string;
  readonly lastUpdated: string;
  /** Undefined where the version is a deletion. */
  readonly resource: StoredResource | undefined;
}

/** Resources in memory, with their versions, and who refers to whom. */
export class ResourceStore {
  /** By type and id, in the order of arrival; the last version is the one that holds. */
  readonly #versions = new Map<string, Map<string, readonly Version[]>>();
  readonly #current = new Map<string, Map<string, StoredResource>>();
  readonly #referrers = new Map<string, Set<StoredResource>>();
  readonly #now: () => string;
  /** How to take back what the open transaction has written, in order; undefined outside a transaction. */
  #undo: (() => void)[] | undefined;
  #revision = 0;

  /** `now` gives the time that a write is stamped with. */
  constructor(now: () => string) {
    this.#now = now;
  }

  /** The types of which there are resources, and how many of each. */
  counts(): ReadonlyMap<string, number> {
    const counts = [...this.#current].map(([type, resources]) => [type, resources.size] as const);
    return new Map(counts.filter(([, count]) => count > 0));
  }

  /** Another one after each write. */
  get revision(): number {
    return this.#revision;
  }

  get size(): number {
    let size = 0;
    for (const resources of this.#current.values()) size += resources.size;
    return size;
  }

  get(type: string, id: string): StoredResource | undefined {
    return this.#current.get(type)?.get(id);
  }

  /** The resources of a type, in the order of arrival. */
  ofType(type: string): Iterable<StoredResource> {
    return this.#current.get(type)?.values() ?? [];
  }

  /** The resources that refer to `reference`, as they spell it (`Patient/1`). */
  referrers(reference: string): Iterable<StoredResource> {
    return this.#referrers.get(reference) ?? [];
  }

  /** Oldest first; none for what never was. */
  versions(type: string, id: string): readonly Version[] {
    return this.#versions.get(type)?.get(id) ?? [];
  }

  /**
   * Keeps a resource under its type and id. What equals the version that holds, `meta.versionId` and `meta.lastUpdated` apart, makes no
   * new version.
   */
  put(resource: Resource & { readonly id: string }): StoredResource {
    const { resourceType: type, id, meta, ...rest } = resource;
    const before = this.get(type, id);
    if (before && isSameContent(resource, before)) return before;
    const versionId = String(this.versions(type, id).length + 1);
    const lastUpdated = this.#now();
    // As people expect them: what and who it is comes first.
    const stored: StoredResource = { resourceType: type, id, meta: { ...meta, versionId, lastUpdated }, ...rest };
    this.#append(type, id, { versionId, lastUpdated, resource: stored });
    return stored;
  }

  /** What is not there stays away. */
  delete(type: string, id: string): void {
    if (!this.get(type, id)) return;
    const versionId = String(this.versions(type, id).length + 1);
    this.#append(type, id, { versionId, lastUpdated: this.#now(), resource: undefined });
  }

  /**
   * Runs `action`; what it has written is taken back when it throws. A transaction inside another belongs to the outer one. Writes of
   * others must wait until it is done.
   */
  async transaction<T>(action: () => Promise<T>): Promise<T> {
    if (this.#undo) return action();
    const undo: (() => void)[] = [];
    this.#undo = undo;
    try {
      return await action();
    } catch (error) {
      for (const takeBack of undo.reverse()) takeBack();
      throw error;
    } finally {
      this.#undo = undefined;
    }
  }

  #append(type: string, id: string, version: Version): void {
    const before = this.versions(type, id);
    this.#set(type, id, [...before, version]);
    this.#undo?.push(() => this.#set(type, id, before));
  }

  #set(type: string, id: string, versions: readonly Version[]): void {
    const before = this.get(type, id);
    const after = versions.at(-1)?.resource;
    this.#revision++;
    tableOf(this.#versions, type).set(id, versions);
    if (before) this.#unlink(before);
    const current = tableOf(this.#current, type);
    if (after) {
      current.set(id, after);
      this.#link(after);
    } else {
      current.delete(id);
    }
  }

  #link(resource: StoredResource): void {
    for (const reference of referencesIn(resource).map(withoutVersion)) {
      const referrers = this.#referrers.get(reference);
      if (referrers) referrers.add(resource);
      else this.#referrers.set(reference, new Set([resource]));
    }
  }

  #unlink(resource: StoredResource): void {
    for (const reference of referencesIn(resource).map(withoutVersion))
      this.#referrers.get(reference)?.delete(resource);
  }
}

function tableOf<T>(tables: Map<string, Map<string, T>>, type: string): Map<string, T> {
  const table = tables.get(type) ?? new Map<string, T>();
  tables.set(type, table);
  return table;
}

function isSameContent(sent: Resource, stored: StoredResource): boolean {
  return isDeepStrictEqual(contentOf(sent), contentOf(stored));
}

/** A resource without what the server itself says in it. */
function contentOf(resource: Resource): Resource {
  const { versionId, lastUpdated, ...meta } = (resource.meta ?? {}) as Partial<VersionedMeta>;
  return { ...resource, meta };
}
