/** What resources hold, so that what a server gives back can be held against the files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type Resource = { readonly [key: string]: Json } & { readonly resourceType: string; readonly id?: string };

/** Strings, and numbers outside of them. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON with its numbers as they are spelled: 1.0 is not 1 in FHIR. */
export function parseExactly(text: string): Json {
  return JSON.parse(text.replaceAll(TOKEN, (token) => (token.startsWith('"') ? token : `"\\u0000${token}"`))) as Json;
}

/** What a server adds to `meta` of a resource that it stores. */
const ADDED = ['versionId', 'lastUpdated', 'source', 'author', 'project', 'compartment'];

/** A resource as text that is equal exactly where the content is; what a server adds is left out. */
export function contentOf(resource: Resource): string {
  const { meta, ...rest } = resource;
  const kept = Object.entries(isObject(meta) ? meta : {}).filter(([key]) => !ADDED.includes(key));
  return JSON.stringify(sorted(kept.length > 0 ? { ...rest, meta: Object.fromEntries(kept) } : rest));
}

function sorted(json: Json): Json {
  if (Array.isArray(json)) return json.map(sorted);
  if (!isObject(json)) return json;
  const entries = Object.entries(json).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, sorted(value)]));
}

export function isObject(json: unknown): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

export function keyOf({ resourceType, id }: Resource): string {
  return `${resourceType}/${id ?? ''}`;
}

/** The resources in a text: of a bundle, of NDJSON, or one alone. */
export function resourcesIn(text: string, isLines: boolean): readonly Resource[] {
  if (isLines) {
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => parseExactly(line) as Resource);
  }
  const json = parseExactly(text);
  if (!isObject(json) || typeof json['resourceType'] !== 'string') return [];
  if (json['resourceType'] !== 'Bundle') return [json as Resource];
  return ((json['entry'] ?? []) as readonly { readonly resource?: Resource }[]).flatMap(
    ({ resource }) => resource ?? [],
  );
}

/** The resources below a folder, by file. */
export function resourcesBelow(folder: string): ReadonlyMap<string, readonly Resource[]> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(nd)?json$/.test(name) && !name.split('/').some((part) => part.startsWith('.')))
    .sort();
  return new Map(
    names.map((name) => [name, resourcesIn(readFileSync(join(folder, name), 'utf8'), name.endsWith('.ndjson'))]),
  );
}

/** The resources in bundles that call them by fullUrl, each once: what several bundles hold is created only where there is none yet. */
export function resourcesByFullUrl(folder: string): readonly Resource[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /^[^.].*\.json$/.test(name),
  );
  const found = new Map<string, Resource>();
  for (const name of names) {
    const { entry = [] } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
      readonly entry?: readonly { readonly fullUrl: string; readonly resource: Resource }[];
    };
    for (const { fullUrl, resource } of entry) found.set(fullUrl, resource);
  }
  return [...found.values()];
}

/** The content of each resource by key. */
export function contentsOf(resources: readonly Resource[]): ReadonlyMap<string, string> {
  return new Map(resources.map((resource) => [keyOf(resource), contentOf(resource)]));
}

/** How many there are of each type. */
export function countsOf(resources: Iterable<Resource>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { resourceType } of resources) counts.set(resourceType, (counts.get(resourceType) ?? 0) + 1);
  return counts;
}

/** What is not the same on both sides, in words. */
export function differences(
  expected: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): readonly string[] {
  const words: string[] = [];
  for (const [key, content] of expected) {
    const other = found.get(key);
    if (other === undefined) words.push(`${key} is missing`);
    else if (other !== content) words.push(`${key} differs: ${firstDifference(content, other)}`);
  }
  for (const key of found.keys()) if (!expected.has(key)) words.push(`${key} is too much`);
  return words;
}

function firstDifference(a: string, b: string): string {
  let at = 0;
  while (a[at] === b[at]) at += 1;
  const [from, to] = [Math.max(0, at - 40), at + 40];
  return `${a.slice(from, to)} | ${b.slice(from, to)}`;
}
