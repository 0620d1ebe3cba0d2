/** A JSON value that has been read. */
export type Json = null | boolean | number | string | JsonObject | readonly Json[];

export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** A FHIR resource, of which only its type is known. */
export interface ResourceJson extends JsonObject {
  readonly resourceType: string;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isResource(value: unknown): value is ResourceJson {
  return isObject(value) && typeof value['resourceType'] === 'string';
}

/** The members of a list; none for anything else. */
export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The text at a key of an object; undefined where there is none. */
export function textAt(value: unknown, key: string): string | undefined {
  return isObject(value) ? textOf(value[key]) : undefined;
}

/** The object at a key of an object; undefined where there is none. */
export function objectAt(value: unknown, key: string): JsonObject | undefined {
  const found = isObject(value) ? value[key] : undefined;
  return isObject(found) ? found : undefined;
}

/** The list at a key of an object; empty where there is none. */
export function listAt(value: unknown, key: string): readonly Json[] {
  return isObject(value) ? listOf(value[key]) : [];
}

/** `Type/id`, or the type alone for a resource without id. */
export function nameOf(resource: ResourceJson): string {
  const id = textOf(resource['id']);
  return id === undefined ? resource.resourceType : `${resource.resourceType}/${id}`;
}
