import { isObject, type Json } from '../../core/json.ts';

/** Whether two JSON values are the same. */
export function equals(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => equals(item, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => equals(a[key], b[key]));
}

/** Whether a value holds all that a pattern has: every property, and for every member of a list some member. */
export function fits(pattern: Json | undefined, value: Json | undefined): boolean {
  if (Array.isArray(pattern)) {
    return Array.isArray(value) && pattern.every((part: Json) => value.some((item: Json) => fits(part, item)));
  }
  if (!isObject(pattern)) return pattern === value;
  if (!isObject(value)) return false;
  for (const key in pattern) if (!fits(pattern[key], value[key])) return false;
  return true;
}

/** A short account of a fixed value or pattern for a reader. */
export function shown(value: Json): string {
  return typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
}
