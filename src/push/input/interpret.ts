import { isObject, isResource, type Json, type ResourceJson, textAt } from '../../core/json.ts';
import { referencesIn, withoutVersion } from '../../core/references.ts';
import type { InputEntry } from './entry.ts';

/** What is told of bundles and resources that cannot be pushed, as the end of a sentence. */
export class NotPushable {
  readonly reason: string;
  readonly hint: string;

  constructor(reason: string, hint: string) {
    this.reason = reason;
    this.hint = hint;
  }
}

/** What an entry or a lone resource says of itself; `place` names it where it has no name of its own. */
export type Interpreted = Omit<InputEntry, 'file' | 'at' | 'length' | 'digest'>;

/** Kinds of bundles whose entries are resources to store. */
const BUNDLES = ['transaction', 'batch', 'collection', 'searchset'] as const;

/** Types of no resource that is stored. */
const UNSTORED: readonly string[] = ['Parameters', 'OperationOutcome'];

export type IdChoice = 'given' | 'fixed';

/** Undefined when a bundle is of a kind that can be pushed. */
export function bundleFault(bundle: Readonly<Record<string, unknown>>): NotPushable | undefined {
  const type = textAt(bundle, 'type') ?? '';
  if (BUNDLES.some((known) => known === type)) return undefined;
  const what = type === '' ? 'a bundle without a type' : `a bundle of type "${type}"`;
  return new NotPushable(`is ${what}`, `push takes bundles of the types ${BUNDLES.join(', ')}`);
}

/** An entry of a bundle; undefined for a result that is no resource to store, such as the outcome of a search. */
export function interpretEntry(entry: Json, place: string, ids: IdChoice): Interpreted | NotPushable | undefined {
  if (!isObject(entry)) return new NotPushable('is no entry of a bundle', 'mend the file');
  const { resource } = entry;
  const request = isObject(entry['request']) ? entry['request'] : undefined;
  const method = textAt(request, 'method');
  if (method !== undefined && method !== 'PUT' && method !== 'POST') {
    return new NotPushable(`asks for ${method}`, 'push only adds resources: it sends PUT and POST');
  }
  if (!isResource(resource) || resource.resourceType === '') return new NotPushable('has no resource', 'mend the file');
  if (UNSTORED.includes(resource.resourceType)) return undefined;
  const fullUrl = textAt(entry, 'fullUrl');
  const aliases = aliasesOf(fullUrl);
  const type = resource.resourceType;
  const references = referencesIn(resource);
  const own = textAt(resource, 'id');
  const url = textAt(request, 'url');
  if (method === 'PUT' && url?.startsWith(`${type}?`)) {
    return { type, key: fullUrl ?? place, kind: 'assigned', form: 'ready', aliases, references };
  }
  if (method === 'PUT') {
    const key = `${type}/${own ?? ''}`;
    if (own === undefined) return new NotPushable('is to be put and has no id', 'mend the file');
    if (url?.replace(/^\//, '') !== key) {
      return new NotPushable(`is ${key} and to be put under ${JSON.stringify(url ?? '')}`, 'mend the file');
    }
    return { type, key, kind: 'fixed', form: url === key ? 'ready' : 'entry', aliases, references };
  }
  const id = idFor(own, fullUrl, method, ids);
  if (id !== undefined) return { type, key: `${type}/${id}`, kind: 'fixed', form: 'entry', aliases, references };
  return {
    type,
    key: fullUrl ?? place,
    kind: 'assigned',
    form: method === 'POST' ? 'ready' : 'entry',
    aliases,
    references,
  };
}

/** What others call an entry by its fullUrl: that, and what relative references make of it. */
function aliasesOf(fullUrl: string | undefined): string[] {
  if (fullUrl === undefined) return [];
  const url = withoutVersion(fullUrl);
  const name = /\/([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})$/.exec(url)?.[1];
  return name === undefined ? [url] : [url, name];
}

/** The id under which something is put that does not itself ask for it; undefined when the server shall find one. */
function idFor(
  own: string | undefined,
  fullUrl: string | undefined,
  method: string | undefined,
  ids: IdChoice,
): string | undefined {
  if (method === 'POST' && ids === 'given') return undefined;
  return own ?? (fullUrl?.startsWith('urn:uuid:') ? fullUrl.slice('urn:uuid:'.length) : undefined);
}

/** A resource that stands alone, in a file or on a line; undefined when it is of no type that is stored. */
export function interpretResource(resource: ResourceJson, place: string): Interpreted | undefined {
  const type = resource.resourceType;
  if (UNSTORED.includes(type)) return undefined;
  const id = textAt(resource, 'id');
  const references = referencesIn(resource);
  if (id === undefined) return { type, key: place, kind: 'assigned', form: 'resource', aliases: [], references };
  return { type, key: `${type}/${id}`, kind: 'fixed', form: 'resource', aliases: [], references };
}
