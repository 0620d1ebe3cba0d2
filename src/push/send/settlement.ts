import { isObject, type JsonObject, listAt, objectAt, textAt } from '../../core/json.ts';
import type { PlannedChunk } from '../plan/plan.ts';
import { type LoadedEntry, resourceOf } from './entry-source.ts';
import type { Tools } from './tools.ts';

/** What is known of a resource to which the server gives an id: it is there, or nobody can tell. */
export type Settled = 'there' | 'unknown';

/**
 * Finds out whether resources that the server gives ids to are there already, so that none is made twice. What says itself when it is
 * there (`ifNoneExist`, `PUT` by search) may be sent again at any time; others are looked for by their identifiers.
 */
export class Settlement {
  readonly #tools: Tools;
  readonly #isShared: boolean;

  constructor(tools: Tools, chunk: PlannedChunk) {
    this.#tools = tools;
    // Entries of patients, of one bundle, share its fate; what is shared came from many places.
    this.#isShared = chunk.entries.every(({ type }) => type !== 'Patient' && type !== 'Encounter');
  }

  /** By key; nothing is said of what is to be sent. `isUncertain`: they were sent, and the answer was lost. */
  async of(entries: readonly LoadedEntry[], isUncertain: boolean): Promise<ReadonlyMap<string, Settled>> {
    const { journal } = this.#tools;
    const settled = new Map<string, Settled>();
    const open: LoadedEntry[] = [];
    for (const entry of entries) {
      if (entry.kind !== 'assigned') continue;
      if (journal.idOf(entry.key) !== undefined) settled.set(entry.key, 'there');
      else if (!isConditional(entry)) open.push(entry);
    }
    const found = await this.#search(open);
    const isAny = found.names.size > 0;
    for (const { key } of open) {
      if (found.names.has(key)) settled.set(key, 'there');
      else if (isAny && !this.#isShared) settled.set(key, 'there');
      else if (isUncertain && found.searched === 0) settled.set(key, 'unknown');
    }
    journal.named(found.names);
    return settled;
  }

  async #search(entries: readonly LoadedEntry[]): Promise<{ names: Map<string, string>; searched: number }> {
    const names = new Map<string, string>();
    let searched = 0;
    for (const entry of entries) {
      const query = queryFor(entry);
      if (query === undefined) continue;
      searched++;
      const resource = await this.#tools.view.find(query);
      if (resource !== undefined) names.set(entry.key, `${entry.type}/${textAt(resource, 'id')}`);
      // One that is not there says that none of the same bundle is.
      else if (!this.#isShared && names.size === 0) break;
    }
    return { names, searched };
  }
}

function isConditional(entry: LoadedEntry): boolean {
  if (entry.form !== 'ready') return false;
  const request = objectAt(JSON.parse(entry.source), 'request');
  return textAt(request, 'ifNoneExist') !== undefined || textAt(request, 'method') === 'PUT';
}

/** A search by the first identifier that says whose it is. */
function queryFor(entry: LoadedEntry): string | undefined {
  const resource: JsonObject = resourceOf(entry);
  const identifiers = [...listAt(resource, 'identifier'), resource['identifier']].filter(isObject);
  for (const identifier of identifiers) {
    const system = textAt(identifier, 'system');
    const value = textAt(identifier, 'value');
    if (system !== undefined && value !== undefined) {
      return `${entry.type}?identifier=${encodeURIComponent(`${system}|${value}`)}`;
    }
  }
  return undefined;
}
