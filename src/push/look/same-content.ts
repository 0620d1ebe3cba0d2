import { isObject, type Json, type JsonObject } from '../../core/json.ts';

/** What a server writes into `meta` itself. */
const SERVERS_META: readonly string[] = [
  'versionId',
  'lastUpdated',
  'source',
  'author',
  'project',
  'compartment',
  'account',
  'accounts',
];

/** Whether what a server holds is what is to be put there, but for what servers add: parts of `meta`, and a narrative where there is none. */
export function sameContent(ours: JsonObject, theirs: JsonObject): boolean {
  const { meta: ourMeta, ...ourRest } = ours;
  const { meta: theirMeta, text, ...theirRest } = theirs;
  const narrative = text === undefined || ours['text'] === undefined ? {} : { text };
  return same(ourRest, { ...theirRest, ...narrative }) && same(metaOf(ourMeta), metaOf(theirMeta));
}

/** `meta` without what a server writes, the order of what has none left aside. */
function metaOf(meta: Json | undefined): JsonObject {
  if (!isObject(meta)) return {};
  const kept = Object.entries(meta).filter(([key]) => !SERVERS_META.includes(key));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, key === 'profile' && Array.isArray(value) ? [...value].sort() : value]),
  );
}

/** Equal JSON; members have no order. */
export function same(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item: Json, index) => same(item, b[index] as Json));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && same(a[key], b[key]));
}
