import { isObject, isResource, type Json, type JsonObject, listOf, nameOf, type ResourceJson, textOf } from './json.ts';

/** A resource, where it stands in its file. */
export interface Placed {
  readonly resource: ResourceJson;
  /** `Type/id`, or the type alone. */
  readonly name: string;
  /** Place of the entry in the bundle; -1 outside of bundles. */
  readonly index: number;
  readonly fullUrl: string | undefined;
  readonly request: JsonObject | undefined;
}

/** A bundle or a single resource, as it was read from a file. */
export class Document {
  readonly file: string;
  /** The root, when it is a bundle. */
  readonly bundle: ResourceJson | undefined;
  /** Place of the first line's resource in a file of lines; empty elsewhere. */
  readonly line: number | undefined;
  readonly placed: readonly Placed[];
  readonly byName = new Map<string, Placed>();
  readonly byFullUrl = new Map<string, Placed>();

  /** `line` is the line that the root was read from, counted from 1, in a file of one resource a line. */
  constructor(file: string, root: ResourceJson, line?: number) {
    this.file = file;
    this.line = line;
    this.bundle = root.resourceType === 'Bundle' ? root : undefined;
    this.placed = this.bundle ? entriesOf(root) : [{ ...UNPLACED, resource: root, name: nameOf(root) }];
    for (const placed of this.placed) {
      if (!this.byName.has(placed.name)) this.byName.set(placed.name, placed);
      if (placed.fullUrl !== undefined && !this.byFullUrl.has(placed.fullUrl))
        this.byFullUrl.set(placed.fullUrl, placed);
    }
  }

  /** The FHIRPath of a place inside a resource of this document. */
  expression({ index, resource }: Placed, path: string): string {
    const line = this.line === undefined ? '' : `line ${this.line}: `;
    const root = index === -1 ? resource.resourceType : `Bundle.entry[${index}].resource`;
    return `${line}${root}${path === '' ? '' : `.${path}`}`;
  }
}

const UNPLACED = { index: -1, fullUrl: undefined, request: undefined } as const;

function entriesOf(bundle: ResourceJson): Placed[] {
  const placed: Placed[] = [];
  for (const [index, entry] of listOf(bundle['entry']).entries()) {
    if (!isObject(entry) || !isResource(entry['resource'])) continue;
    const { resource } = entry as { resource: ResourceJson };
    const request: Json | undefined = entry['request'];
    placed.push({
      resource,
      name: nameOf(resource),
      index,
      fullUrl: textOf(entry['fullUrl']),
      request: isObject(request) ? request : undefined,
    });
  }
  return placed;
}
