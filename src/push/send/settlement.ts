import { isObject, type JsonObject, listAt, objectAt, textAt } from '../../core/json.ts';
import { sideBySide } from '../look/side-by-side.ts';
import type { PlannedChunk } from '../plan/plan.ts';
import type { LoadedEntry } from './entry-source.ts';
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
    const open: Sought[] = [];
    for (const entry of entries) {
      if (entry.kind !== 'assigned') continue;
      if (journal.idOf(entry.key) !== undefined) settled.set(entry.key, 'there');
      else open.push(...soughtOf(entry));
    }
    const searched = open.filter(({ query }) => query !== undefined);
    const names = await this.#search(searched);
    for (const { entry } of open) {
      if (names.has(entry.key) || (names.size > 0 && !this.#isShared)) settled.set(entry.key, 'there');
      else if (isUncertain && searched.length === 0) settled.set(entry.key, 'unknown');
    }
    journal.named(names);
    return settled;
  }

  /** What the server calls those that it finds. */
  async #search(sought: readonly Sought[]): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>();
    const look = async ({ entry, query = '' }: Sought): Promise<void> => {
      const resource = await this.#tools.view.find(query);
      if (resource !== undefined) names.set(entry.key, `${entry.type}/${textAt(resource, 'id')}`);
    };
    const [first, ...others] = sought;
    if (this.#isShared) await sideBySide(sought, AT_ONCE, look);
    else if (first !== undefined) {
      await look(first);
      // One that is not there says that none of the same bundle is.
      if (names.size > 0) await sideBySide(others, AT_ONCE, look);
    }
    return names;
  }
}

/** Searches side by side. */
const AT_ONCE = 4;

/** An entry that does not itself say whether it is there, and the search that would. */
interface Sought {
  readonly entry: LoadedEntry;
  /** Undefined where nothing in it says whose it is. */
  readonly query: string | undefined;
}

/** None for what may be sent again at any time. */
function soughtOf(entry: LoadedEntry): Sought[] {
  const parsed = JSON.parse(entry.source) as JsonObject;
  if (entry.form === 'ready' && isConditional(objectAt(parsed, 'request'))) return [];
  const resource = entry.form === 'resource' ? parsed : objectAt(parsed, 'resource');
  return [{ entry, query: queryFor(entry.type, resource) }];
}

function isConditional(request: JsonObject | undefined): boolean {
  return textAt(request, 'ifNoneExist') !== undefined || textAt(request, 'method') === 'PUT';
}

/** A search by the first identifier that has a system. */
function queryFor(type: string, resource: JsonObject | undefined): string | undefined {
  const identifiers = [...listAt(resource, 'identifier'), resource?.['identifier']].filter(isObject);
  for (const identifier of identifiers) {
    const system = textAt(identifier, 'system');
    const value = textAt(identifier, 'value');
    if (system !== undefined && value !== undefined) {
      return `${type}?identifier=${encodeURIComponent(`${system}|${value}`)}`;
    }
  }
  return undefined;
}
