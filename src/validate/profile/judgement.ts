import { isObject, type Json, type JsonObject, type ResourceJson } from '../../core/json.ts';
import type { Guide } from '../../reference/guides.ts';
import { pathOf } from '../path.ts';
import type { ProfileCode, ProfileFinding, TellProfile } from './finding.ts';
import type { IsPrimitive } from './primitives.ts';

/** Findings that are told of one resource; a broken one would fill pages. */
const MOST = 100;

/** Stands for no guide among the keys of a map. */
export const NO_GUIDE = 'none';

/** Judges an object that stands at a depth of the path. */
export type Check = (object: JsonObject, depth: number) => void;

/** Judges a value that stands at a depth, or below it by the name `key`. */
export type CheckValue = (value: Json, depth: number, key?: string) => void;

/** Told of a reference, of the types and profiles one of which its target should have, and where it stands, to be asked at once. */
export type OnTarget = (reference: string, targets: readonly string[], path: () => string) => void;

/**
 * The judging of one resource after the other: what generated code calls when something is wrong. The path to the object in hand is
 * kept as steps, and becomes text only for a finding.
 */
export class Judgement {
  /** Names and indices from the top; only those up to the depth in hand count. */
  readonly steps: (string | number)[] = [];
  /** The resource in hand, and the one that contains it, or itself. */
  context: { readonly resource: ResourceJson; readonly root: ResourceJson } = { resource: NOTHING, root: NOTHING };
  /** The guide whose definitions are meant by URLs without version. */
  guide: Guide | undefined;
  judgesEntries = true;
  /** Whether the bindings of the profile in hand are passed over. */
  passesBindings = false;
  /** Depth at which the resource in hand stands. */
  resourceDepth = 0;
  typeOf: ((reference: string) => string | undefined) | undefined;
  onTarget: OnTarget | undefined;
  /** Faults of structure so far: invariants are asked only of what has its right structure. */
  faults = 0;
  #tell: TellProfile = ignore;
  #told = 0;
  #known: Set<string> | undefined;

  begin(resource: ResourceJson, tell: TellProfile): void {
    this.context = { resource, root: resource };
    this.faults = 0;
    this.#tell = tell;
    this.#told = 0;
    this.#known = undefined;
  }

  /** Tells a fault, once for a place. `source` names the profile that finds it, `invariant` the key of the invariant that is broken. */
  tell(
    code: ProfileCode,
    severity: ProfileFinding['severity'],
    depth: number,
    key: string | undefined,
    text: string,
    source?: string,
    invariant?: string,
  ): void {
    if (code === 'structure') this.faults++;
    if (this.#told >= MOST) return;
    const path = this.#path(depth, key);
    const same = `${code} ${path} ${text}`;
    this.#known ??= new Set();
    if (this.#known.has(same)) return;
    this.#known.add(same);
    this.#told++;
    const message = source === undefined ? text : `${text} (${source})`;
    this.#tell({ code, severity, path, message, ...(invariant !== undefined && { key: invariant }) });
  }

  /** A literal reference that should lead to what has one of certain profiles. */
  target(reference: string, targets: readonly string[], depth: number, key: string): void {
    this.onTarget?.(reference, targets, () => this.#path(depth, key));
  }

  structure(depth: number, key: string | undefined, text: string): void {
    this.tell('structure', 'error', depth, key, text);
  }

  /** Path to an object, without indices: `Patient.name`, for the place of an extension. */
  bare(type: string, from: number, depth: number): string {
    let path = type;
    for (let i = from; i < depth; i++) if (typeof this.steps[i] === 'string') path += `.${this.steps[i]}`;
    return path;
  }

  /** A value of a primitive type that is none. */
  primitive(depth: number, key: string | undefined, type: string, value: Json): void {
    const text = JSON.stringify(value) ?? 'undefined';
    const shown = text.length > 60 ? `${text.slice(0, 57)}...` : text;
    this.structure(depth, key, `${shown} is no ${type}`);
  }

  notObject(depth: number, key: string | undefined, type: string): void {
    this.structure(depth, key, `must be an object of type ${type}`);
  }

  /** Something that is not a list with members, where one must be. */
  notList(depth: number, key: string, value: Json): void {
    this.structure(depth, key, Array.isArray(value) ? 'a list must not be empty' : 'must be a list');
  }

  /** A list of a primitive type. A null stands for a value of which only the sibling `_key` says something. */
  primitives(
    owner: JsonObject,
    key: string,
    value: Json,
    depth: number,
    type: string,
    is: IsPrimitive,
    more?: CheckValue,
  ): void {
    if (!Array.isArray(value) || value.length === 0) {
      this.notList(depth, key, value);
      return;
    }
    this.steps[depth] = key;
    for (let i = 0; i < value.length; i++) {
      this.steps[depth + 1] = i;
      const item = value[i] as Json;
      if (item === null) {
        const sibling = owner[`_${key}`];
        if (Array.isArray(sibling) && isObject(sibling[i] as Json)) continue;
        this.structure(depth + 2, undefined, 'null stands only where a sibling says more');
      } else if (!is(item)) this.primitive(depth + 2, undefined, type, item);
      else more?.(item, depth + 2);
    }
  }

  /** An element that must be there. Of a primitive, an extension that says why it is absent is enough. */
  missing(owner: JsonObject, depth: number, key: string): void {
    if (owner[`_${key}`] === undefined) this.structure(depth, undefined, `"${key}" is missing`);
  }

  /** None, or too many, of a choice of types. `keys` are the names it may have. */
  choice(
    owner: JsonObject,
    depth: number,
    name: string,
    keys: ReadonlySet<string>,
    count: number,
    isRequired: boolean,
  ): void {
    if (count > 1) this.structure(depth, undefined, `only one "${name}[x]" may be there`);
    if (count > 0 || !isRequired) return;
    for (const key of keys) if (owner[`_${key}`] !== undefined) return;
    this.structure(depth, undefined, `"${name}[x]" is missing`);
  }

  #path(depth: number, key: string | undefined): string {
    const steps = this.steps.slice(0, depth);
    return pathOf(key === undefined ? steps : [...steps, key]);
  }
}

const NOTHING: ResourceJson = { resourceType: '' };

function ignore(): void {}
