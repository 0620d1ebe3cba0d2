import { isObject, type Json, type JsonObject, textOf } from '../../core/json.ts';
import type { Truth } from './logic.ts';

/** Whether an element is there: its value, or what is said about it in its place (`_name`). */
export function has(element: JsonObject, name: string): boolean {
  return isThere(element[name]) || isThere(element[`_${name}`]);
}

function isThere(value: Json | undefined): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

/** Whether any of the elements is there. */
export function hasAny(element: JsonObject, names: readonly string[]): boolean {
  for (const name of names) if (has(element, name)) return true;
  return false;
}

/** The name of the property that holds a choice (`valueQuantity` of `value`), or undefined. */
export function choiceKey(element: JsonObject, name: string): string | undefined {
  for (const key in element) {
    const start = key.charCodeAt(0) === UNDERSCORE ? 1 : 0;
    if (!key.startsWith(name, start)) continue;
    const next = key.charCodeAt(start + name.length);
    if (next >= UPPER_A && next <= UPPER_Z && isThere(element[key])) return key.slice(start);
  }
  return undefined;
}

/** Whether a choice is there, of whatever type. */
export function hasChoice(element: JsonObject, name: string): boolean {
  return choiceKey(element, name) !== undefined;
}

const UNDERSCORE = 95;
const UPPER_A = 65;
const UPPER_Z = 90;

/** How many elements of a name there are. */
export function countOf(element: JsonObject, name: string): number {
  const value = element[name];
  if (Array.isArray(value)) return value.length;
  return has(element, name) ? 1 : 0;
}

/** The items of an element that may repeat; those that are objects. */
export function objectsOf(element: JsonObject, name: string): readonly JsonObject[] {
  const value = element[name];
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (!isObject(value[i])) return value.filter(isObject);
    return value as readonly JsonObject[];
  }
  return isObject(value) ? [value] : NONE;
}

const NONE: readonly JsonObject[] = [];

/** The objects of a path of names, flattened. */
export function objectsAt(element: JsonObject, ...names: readonly string[]): readonly JsonObject[] {
  let found: readonly JsonObject[] = [element];
  for (const name of names) {
    const only = found[0];
    if (only === undefined) return found;
    found = found.length === 1 ? objectsOf(only, name) : found.flatMap((each) => objectsOf(each, name));
  }
  return found;
}

export function text(element: JsonObject, name: string): string | undefined {
  return textOf(element[name]);
}

export function number(element: JsonObject, name: string): number | undefined {
  const value = element[name];
  return typeof value === 'number' ? value : undefined;
}

/** Whether a primitive equals a value; undefined when it has none. */
export function equals(element: JsonObject, name: string, value: string | number | boolean): Truth {
  const actual = element[name];
  return actual === undefined || actual === null ? undefined : actual === value;
}

/** Whether a primitive is one of the values; undefined when it has none. */
export function isOneOf(element: JsonObject, name: string, values: readonly string[]): Truth {
  const actual = element[name];
  return actual === undefined || actual === null ? undefined : values.includes(actual as string);
}

/** Whether a CodeableConcept, or one of several, has a coding of the system and of one of the codes. */
export function hasCoding(element: JsonObject, name: string, system: string, ...codes: readonly string[]): boolean {
  for (const concept of objectsOf(element, name)) {
    for (const coding of objectsOf(concept, 'coding')) {
      if (coding['system'] === system && codes.includes(coding['code'] as string)) return true;
    }
  }
  return false;
}

/** Whether two JSON values say the same, whatever the order of properties. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isSame(a[key], b[key]));
}

/** Calls `visit` for the objects inside an element, at any depth, itself apart. */
export function visitDescendants(element: Json, visit: (object: JsonObject) => void): void {
  const children = Array.isArray(element) ? element : isObject(element) ? Object.values(element) : [];
  for (const child of children) {
    if (typeof child !== 'object' || child === null) continue;
    if (isObject(child)) visit(child);
    visitDescendants(child, visit);
  }
}
