/** What a server holds, asked over its own interface by nothing of ours. */
import { contentOf, isObject, type Json, keyOf, parseExactly, type Resource } from './contents.ts';

/** A resource as a server holds it. */
export interface Stored {
  readonly content: string;
  readonly versionId: string;
  readonly lastUpdated: string;
}

const PAGE_SIZE = 200;

async function read(url: string): Promise<{ readonly [key: string]: Json }> {
  const response = await fetch(url, { headers: { accept: 'application/fhir+json', 'cache-control': 'no-cache' } });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 400)}`);
  const json = parseExactly(text);
  if (!isObject(json)) throw new Error(`${url} answered no resource: ${text.slice(0, 400)}`);
  return json;
}

/** How many resources of a type there are. */
export async function countOf(base: string, type: string): Promise<number> {
  const { total } = await read(`${base}/${type}?_summary=count`);
  // Numbers are read as they are spelled, behind a mark.
  return Number(String(total).slice(1));
}

export async function countsAt(base: string, types: Iterable<string>): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const type of types) counts.set(type, await countOf(base, type));
  return counts;
}

/** The resources of a search or an operation, page by page. */
export async function* pagesOf(first: string): AsyncGenerator<Resource> {
  let url: string | undefined = first;
  while (url !== undefined) {
    const bundle = await read(url);
    for (const { resource } of (bundle['entry'] ?? []) as unknown as readonly { readonly resource: Resource }[]) {
      yield resource;
    }
    const links = (bundle['link'] ?? []) as unknown as readonly { readonly relation: string; readonly url: string }[];
    url = links.find(({ relation }) => relation === 'next')?.url;
  }
}

/** All that a server holds of some types, by key. @throws where it gives one resource twice. */
export async function storedAt(base: string, types: Iterable<string>): Promise<ReadonlyMap<string, Stored>> {
  const stored = new Map<string, Stored>();
  for (const type of types) {
    for await (const resource of pagesOf(`${base}/${type}?_count=${PAGE_SIZE}&_sort=_id`)) {
      const key = keyOf(resource);
      if (stored.has(key)) throw new Error(`${base} gives ${key} twice`);
      stored.set(key, storedOf(resource));
    }
  }
  return stored;
}

function storedOf(resource: Resource): Stored {
  const { versionId, lastUpdated } = isObject(resource['meta']) ? resource['meta'] : {};
  return { content: contentOf(resource), versionId: String(versionId), lastUpdated: String(lastUpdated) };
}

/** What a server gives as everything about a patient, by key. */
export async function everythingOf(base: string, patient: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for await (const resource of pagesOf(`${base}/Patient/${patient}/$everything?_count=${PAGE_SIZE}`)) {
    found.set(keyOf(resource), contentOf(resource));
  }
  return found;
}
