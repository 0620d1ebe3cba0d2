import { isObject } from '../core/json.ts';

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

/** `Type/id`. */
export function keyOf(resource: { readonly resourceType: string; readonly id: string }): string {
  return `${resource.resourceType}/${resource.id}`;
}
