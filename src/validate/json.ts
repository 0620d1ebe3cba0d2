/** A JSON value that has been read. */
export type Json = null | boolean | number | string | JsonObject | readonly Json[];

export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of a list; none for anything else. */
export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A resource: an object that says its type. */
export interface ResourceJson extends JsonObject {
  readonly resourceType: string;
}

export function isResource(value: Json | undefined): value is ResourceJson {
  return isObject(value) && typeof value['resourceType'] === 'string';
}

/** `Type/id`, or the type alone for a resource without id. */
export function nameOf(resource: ResourceJson): string {
  const id = textOf(resource['id']);
  return id === undefined ? resource.resourceType : `${resource.resourceType}/${id}`;
}
