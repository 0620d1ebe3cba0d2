/** A resource as somebody sends it. */
export interface Resource {
  readonly resourceType: string;
  readonly id?: string;
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly [element: string]: unknown;
}

/** A resource as it is kept: it has an id, and says which version it is. Never changed once it is kept. */
export interface StoredResource extends Resource {
  readonly id: string;
  readonly meta: VersionedMeta;
}

export interface VersionedMeta {
  readonly versionId: string;
  readonly lastUpdated: string;
  readonly [element: string]: unknown;
}

export function isResource(value: unknown): value is Resource {
  return isObject(value) && typeof value['resourceType'] === 'string';
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `Type/id`. */
export function keyOf(resource: { readonly resourceType: string; readonly id: string }): string {
  return `${resource.resourceType}/${resource.id}`;
}

/** What every `reference` in a resource says, without the version it may name; each once. */
export function referencesIn(resource: Resource): ReadonlySet<string> {
  const found = new Set<string>();
  collect(resource, found);
  return found;
}

function collect(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (typeof child === 'object') collect(child, found);
    else if (key === 'reference' && typeof child === 'string') found.add(withoutVersion(child));
  }
}

/** A reference without the version it may name. */
export function withoutVersion(reference: string): string {
  const version = reference.indexOf('/_history/');
  return version === -1 ? reference : reference.slice(0, version);
}
