import { isObject, isResource, type Json, type JsonObject, nameOf, type ResourceJson, textOf } from '../core/json.ts';
import { NameTable } from './name-table.ts';
import { baseOf, namedBy } from './references.ts';
import type { Kind, Scope } from './scope.ts';

/** Where in a file something stands. */
export interface Site {
  /** Line on which the resource begins, where that is known. */
  readonly line: number | undefined;
  /** FHIRPath of the resource: `Bundle.entry[3].resource`. */
  readonly root: string;
  /** `Type/id`, or the type alone. */
  readonly name: string;
}

/** A resource, where it stands in its file. */
export interface Placed extends Site {
  readonly file: string;
  readonly resource: ResourceJson;
  /** Place of the entry in the bundle; -1 outside of bundles. */
  readonly index: number;
  /** Number in the scope. */
  readonly number: number;
  readonly fullUrl: string | undefined;
  /** The entry around it; undefined outside of bundles. */
  readonly entry: JsonObject | undefined;
}

/** A bundle, a resource alone or a file of lines, as far as it is known: what its resources can refer to. */
export class Document {
  readonly file: string;
  readonly scope: Scope;
  /** The type of the bundle; undefined when it is none, or is not known. */
  readonly bundleType: string | undefined;
  /** FHIRPath of the bundle in its file. */
  readonly root: string;
  hasPatient = false;
  readonly #first: number;
  readonly #urls = new NameTable();

  constructor(file: string, scope: Scope, bundleType?: string, root = 'Bundle') {
    this.file = file;
    this.scope = scope;
    this.bundleType = bundleType;
    this.root = root;
    this.#first = scope.size;
  }

  /** Takes in a resource; tells what had its name or URL before. */
  add(
    resource: ResourceJson,
    index: number,
    entry?: JsonObject,
    line?: number,
  ): { readonly placed: Placed; readonly sameName: 'here' | 'elsewhere' | undefined; readonly sameUrl: boolean } {
    const name = nameOf(resource);
    const { number, before } = this.scope.add(resource, name);
    const fullUrl = entry && textOf(entry['fullUrl']);
    const sameUrl = fullUrl !== undefined && this.#urls.add(fullUrl, number) !== undefined;
    if (resource.resourceType === 'Patient') this.hasPatient = true;
    const root = index === -1 ? resource.resourceType : `${this.root}.entry[${index}].resource`;
    const sameName = before === undefined ? undefined : before >= this.#first ? 'here' : 'elsewhere';
    return {
      placed: { file: this.file, resource, name, root, line, index, number, fullUrl, entry },
      sameName,
      sameUrl,
    };
  }

  /**
   * The number of what a literal reference leads to, as FHIR resolves it: a fullUrl of this bundle, or `Type/id`, alone or on the server from which
   * the referring entry comes. Undefined where no such thing is known so far.
   */
  find(reference: string, from?: string): number | undefined {
    const found = reference.includes(':') ? this.#urls.get(reference) : this.scope.find(reference);
    if (found !== undefined) return found;
    const named = namedBy(reference);
    if (named === undefined) return undefined;
    if (named.base !== '' && named.base !== baseOf(from)) {
      return named.version === undefined ? undefined : this.#urls.get(named.base + named.name);
    }
    return this.scope.find(named.name);
  }

  kindOf(reference: string, from?: string): Kind | undefined {
    const number = this.find(reference, from);
    return number === undefined ? undefined : this.scope.kind(number);
  }
}

/** The entry's resource, if it has one. */
export function resourceOf(entry: JsonObject): ResourceJson | undefined {
  const resource: Json | undefined = entry['resource'];
  return isObject(resource) && isResource(resource) ? resource : undefined;
}
