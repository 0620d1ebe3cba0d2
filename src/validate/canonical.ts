import { isObject, type JsonObject, listOf } from '../core/json.ts';

/** The URL of a canonical, without its version. */
export function urlOf(canonical: string): string {
  const bar = canonical.indexOf('|');
  return bar === -1 ? canonical : canonical.slice(0, bar);
}

/** The profiles that a resource claims: what meta.profile says. */
export function claimsOf({ meta }: JsonObject): readonly string[] {
  return isObject(meta) ? listOf(meta['profile']).filter((claim) => typeof claim === 'string') : [];
}
