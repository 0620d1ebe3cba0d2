/** JSON as it comes from a server or a file: nothing is known of it yet. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

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
  return isObject(value) && typeof value['resourceType'] === 'string' && value['resourceType'] !== '';
}

/** The text at a key of an object; undefined where there is none. */
export function textAt(value: unknown, key: string): string | undefined {
  const found = isObject(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** The object at a key of an object; undefined where there is none. */
export function objectAt(value: unknown, key: string): JsonObject | undefined {
  const found = isObject(value) ? value[key] : undefined;
  return isObject(found) ? found : undefined;
}

/** The list at a key of an object; empty where there is none. */
export function listAt(value: unknown, key: string): readonly Json[] {
  const found = isObject(value) ? value[key] : undefined;
  return Array.isArray(found) ? found : [];
}
