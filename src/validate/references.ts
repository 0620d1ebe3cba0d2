import { isObject, type Json, type JsonObject, listOf, type ResourceJson } from '../core/json.ts';
import { REFERENCE_TARGETS } from './generated/reference-targets.ts';

/** Resources nested deeper are not judged: nobody writes them, and judging them would run out of stack. */
const MOST_NESTED = 200;

export type Steps = readonly (string | number)[];

/** What a walk meets. */
export interface Visitor {
  /** A literal reference. */
  reference(target: string, steps: Steps): void;
  /** A Period that has both ends. */
  period(start: string, end: string, steps: Steps): void;
}

/** Wants to see nothing. */
export const NOBODY: Visitor = { reference: () => {}, period: () => {} };

/** What a walk saw in all. */
export interface Walk {
  /** How many members objects have. */
  readonly members: number;
  /** Whether it is nested deeper than anybody writes; the walk does not go further in. */
  readonly isTooDeep: boolean;
}

/** Shows a visitor what is in a resource or a part of one, extensions and contained resources included. */
export function walk(resource: JsonObject, visitor: Visitor): Walk {
  const walker = new Walker(visitor);
  walker.object(resource);
  return walker;
}

class Walker implements Walk {
  members = 0;
  isTooDeep = false;
  readonly #visitor: Visitor;
  readonly #steps: (string | number)[] = [];

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  object(object: JsonObject): void {
    const { reference, start, end } = object;
    if (typeof reference === 'string') this.#visitor.reference(reference, this.#steps);
    if (typeof start === 'string' && typeof end === 'string') this.#visitor.period(start, end, this.#steps);
    for (const key in object) {
      this.members++;
      const value = object[key];
      if (typeof value !== 'object' || value === null) continue;
      this.#steps.push(key);
      this.#nested(value);
      this.#steps.pop();
    }
  }

  #nested(value: JsonObject | readonly Json[]): void {
    if (this.#steps.length > MOST_NESTED) this.isTooDeep = true;
    else if (Array.isArray(value)) this.#list(value);
    else this.object(value as JsonObject);
  }

  #list(values: readonly Json[]): void {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (typeof value !== 'object' || value === null) continue;
      this.#steps.push(i);
      this.#nested(value);
      this.#steps.pop();
    }
  }
}

/** `participant[0].individual` of the steps of a walk. */
export function pathOf(steps: Steps): string {
  let path = '';
  for (const step of steps) path += typeof step === 'number' ? `[${step}]` : path === '' ? step : `.${step}`;
  return path;
}

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
