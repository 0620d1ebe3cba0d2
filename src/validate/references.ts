import { isObject, type JsonObject, listOf, type ResourceJson } from '../core/json.ts';
import { REFERENCE_TARGETS } from './generated/reference-targets.ts';
import type { Steps } from './path.ts';

/** The types that a reference may have which stands at `steps` in a resource of a type; undefined when any. */
export function allowedTargets(type: string, steps: Steps): readonly string[] | undefined {
  return REFERENCE_TARGETS[type]?.[steps.filter((step) => typeof step === 'string').join('.')];
}

/** What a literal reference names, where it has the form of one to a resource on a server. */
export interface NamedResource {
  /** The server, ending in `/`; empty when it is not said. */
  readonly base: string;
  readonly type: string;
  /** `Type/id`. */
  readonly name: string;
  readonly version: string | undefined;
}

const NAMED = /^(https?:\/\/.*\/)?(([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]{1,64})(?:\/_history\/([A-Za-z0-9.-]{1,64}))?$/;

export function namedBy(reference: string): NamedResource | undefined {
  const match = NAMED.exec(reference);
  if (!match) return undefined;
  return { base: match[1] ?? '', name: match[2] as string, type: match[3] as string, version: match[4] };
}

/** The server that a fullUrl is of, ending in `/`; undefined when it is of none. */
export function baseOf(fullUrl: string | undefined): string | undefined {
  const base = fullUrl === undefined ? undefined : namedBy(fullUrl)?.base;
  return base === '' ? undefined : base;
}

const NOTHING: JsonObject = {};

/** The ids of contained resources, with their types. */
export function containedTypes(resource: ResourceJson): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const contained of listOf(resource['contained'])) {
    const { id, resourceType } = isObject(contained) ? contained : NOTHING;
    if (typeof id === 'string' && typeof resourceType === 'string') types.set(id, resourceType);
  }
  return types;
}
