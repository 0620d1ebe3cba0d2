import { keyOf, type StoredResource } from './resource.ts';

/** What was asked for in the part of an address after the question mark. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One page of resources that were asked for. */
export interface Page {
  /** Of all pages; included resources do not count. */
  readonly total: number;
  readonly matches: readonly StoredResource[];
  /** What the matches refer to, or who refers to them, as far as the search asked for it. */
  readonly included?: readonly StoredResource[];
  readonly offset: number;
  readonly count: number;
}

/** A page as a Bundle, with links to its neighbours. `path` is what was asked, relative to the server, without its query. */
export function searchset(page: Page, base: string, path: string, query: Query): object {
  const { total, matches, included = [], offset, count } = page;
  const linkTo = (relation: string, to: number) => ({ relation, url: pageUrl(base, path, query, to, count) });
  const link = [linkTo('self', offset)];
  if (count > 0) {
    if (offset + count < total) link.push(linkTo('next', offset + count));
    if (offset > 0) link.push(linkTo('previous', Math.max(0, offset - count)));
  }
  const entry = [
    ...matches.map((resource) => entryOf(base, resource, 'match')),
    ...included.map((resource) => entryOf(base, resource, 'include')),
  ];
  return { resourceType: 'Bundle', type: 'searchset', total, link, ...(entry.length > 0 ? { entry } : {}) };
}

function entryOf(base: string, resource: StoredResource, mode: 'match' | 'include'): object {
  return { fullUrl: `${base}/${keyOf(resource)}`, resource, search: { mode } };
}

function pageUrl(base: string, path: string, query: Query, offset: number, count: number): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (name === '_offset' || name === '_count' || value === undefined) continue;
    for (const each of [value].flat()) params.append(name, each);
  }
  // A search that only counts says so already.
  if (count > 0) params.append('_count', String(count));
  if (offset > 0) params.append('_offset', String(offset));
  return `${base}/${path}?${params}`;
}
