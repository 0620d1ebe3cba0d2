import type { Path } from '../define.ts';
import { type LooseObject, objectOf } from '../loose-json.ts';

/** An object somewhere inside a file. */
export interface PlacedObject {
  readonly json: LooseObject;
  readonly path: Path;
}

/** Every object inside `json`, itself included, outer ones first. `path` is where `json` stands. */
export function objectsIn(json: unknown, path: Path): readonly PlacedObject[] {
  const found: PlacedObject[] = [];
  collect(json, path, found);
  return found;
}

function collect(json: unknown, path: Path, found: PlacedObject[]): void {
  if (Array.isArray(json)) {
    for (const [index, item] of json.entries()) collect(item, [...path, index], found);
    return;
  }
  if (typeof json !== 'object' || json === null) return;
  found.push({ json: objectOf(json), path });
  for (const [key, value] of Object.entries(json)) {
    if (typeof value === 'object') collect(value, [...path, key], found);
  }
}
