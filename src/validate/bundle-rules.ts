import { isObject, type Json, type JsonObject, type ResourceJson, textOf } from '../core/json.ts';
import { type Document, type Placed, resourceOf } from './document.ts';
import type { ResourceJudge } from './resource-judge.ts';
import type { Tell } from './tell.ts';

/** Members of an entry that need no look by the definition of Bundle where they have their usual form. */
const PLAIN = ['fullUrl', 'resource', 'request'];

const REQUESTED = ['transaction', 'batch'];

/** What stands first: told by `checkFirst`. */
const ABOUT_FIRST: readonly unknown[] = ['bdl-11', 'bdl-12'];

/** What the type of the bundle asks of each entry. */
const ABOUT_TYPE: readonly unknown[] = ['bdl-2', 'bdl-3', 'bdl-4'];

const NO_CONTEXT = { typeOf: () => undefined };

/**
 * Judges a bundle apart from its entries. Invariants about what stands first in it are told by `checkFirst`, because the entries come one by
 * one.
 */
export function checkRoot(
  members: JsonObject,
  document: Document,
  line: number | undefined,
  judge: ResourceJudge,
  tell: Tell,
): void {
  const { entry, ...others } = members;
  // Entries are judged one by one; none at all, or what is no list of them, is a fault of the bundle.
  const root = entry === undefined || (Array.isArray(entry) && entry.length > 0) ? others : members;
  const site = { line, root: document.root, name: bundleName(members) };
  judge.judge(
    root as ResourceJson,
    ({ code, path, message, severity, key }) => {
      if (!ABOUT_FIRST.includes(key)) tell(document.file, site, code, path, message, severity);
    },
    NO_CONTEXT,
  );
}

/** Judges an entry but for the resource in it. */
export function checkEntry(
  entry: Json,
  index: number,
  document: Document,
  line: number | undefined,
  judge: ResourceJudge,
  tell: Tell,
): void {
  if (isPlain(entry, document.bundleType)) return;
  const root = `${document.root}.entry[${index}]`;
  const resource = isObject(entry) ? resourceOf(entry) : undefined;
  const site = { line, root, name: resource === undefined ? '' : resource.resourceType };
  // The resource is judged by itself; here it only has to be there.
  const around = resource === undefined || !isObject(entry) ? entry : { ...entry, resource: { resourceType: 'Basic' } };
  const bundle: ResourceJson = { resourceType: 'Bundle', type: document.bundleType ?? 'collection', entry: [around] };
  judge.judge(
    bundle,
    ({ code, path, message, severity, key }) => {
      const inside = code === 'too-deep' ? '' : /^entry(?:\[0\])?\.?(.*)$/s.exec(path)?.[1];
      const isAboutType = ABOUT_TYPE.includes(key);
      if (inside === undefined && !isAboutType) return;
      if (isAboutType && document.bundleType === undefined) return;
      tell(document.file, site, code, inside ?? '', message, severity);
    },
    NO_CONTEXT,
  );
  if (isObject(entry) && entry['resource'] !== undefined && resource === undefined) {
    tell(document.file, site, 'structure', 'resource', 'this is no resource: it has no resourceType');
  }
}

/** What must stand first in a bundle of some types. */
export function checkFirst(document: Document, first: string | undefined, line: number | undefined, tell: Tell): void {
  const wanted = { document: 'Composition', message: 'MessageHeader' }[document.bundleType ?? ''];
  if (wanted === undefined || first === wanted) return;
  const site = { line, root: document.root, name: 'Bundle' };
  const message = `the first entry of a ${document.bundleType} is a ${wanted}, not ${first ?? 'nothing'}`;
  tell(document.file, site, 'invariant', 'entry', message);
}

/** Ids and URLs of an entry: unique, and in agreement with each other. */
export function checkNames(
  document: Document,
  { placed, sameName, sameUrl }: ReturnType<Document['add']>,
  tell: Tell,
): void {
  const { name, fullUrl, resource } = placed;
  const { file } = document;
  // A history holds versions of one resource.
  if (document.bundleType === 'history') return;
  if (sameName === 'here') {
    const where = placed.index === -1 ? 'file' : 'bundle';
    tell(file, placed, 'id-duplicate', 'id', `${name} occurs twice in this ${where}`);
  } else if (sameName === 'elsewhere') tell(file, placed, 'id-elsewhere', 'id', `${name} occurs in another file, too`);
  if (fullUrl === undefined) return;
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:/.test(fullUrl)) {
    tell(
      file,
      placed,
      'full-url-form',
      '',
      `fullUrl ${fullUrl} is relative; it names its resource anywhere in the world`,
    );
  }
  if (sameUrl) tell(file, placed, 'full-url-duplicate', '', `fullUrl ${fullUrl} occurs twice in this bundle`);
  if (name !== resource.resourceType && /^https?:/.test(fullUrl) && !fullUrl.endsWith(`/${name}`)) {
    tell(file, placed, 'full-url-mismatch', '', `fullUrl ${fullUrl} does not end with ${name}`);
  }
}

/** A PUT names the resource, a POST its type (http.html#update, #create). */
export function checkRequest(document: Document, placed: Placed, tell: Tell): void {
  const request = placed.entry?.['request'];
  if (!isObject(request)) return;
  const method = textOf(request['method']);
  const url = textOf(request['url'])?.replace(/^\//, '');
  if (method === undefined || url === undefined) return;
  const type = placed.resource.resourceType;
  const [path = '', query] = url.split('?', 2);
  const isAgreed =
    method === 'POST'
      ? path === type || path === ''
      : method === 'PUT'
        ? path === (query === undefined ? placed.name : type)
        : path === type || path.startsWith(`${type}/`) || type === 'Parameters' || type === 'Binary';
  if (isAgreed || document.bundleType === 'history') return;
  tell(document.file, placed, 'request-mismatch', '', `the request is ${method} ${url}, for ${placed.name}`);
}

function bundleName({ id }: JsonObject): string {
  return typeof id === 'string' ? `Bundle/${id}` : 'Bundle';
}

/** Whether an entry has its usual form, which breaks no rule. Most have. */
function isPlain(entry: Json, bundleType: string | undefined): boolean {
  if (!isObject(entry) || resourceOf(entry) === undefined || bundleType === undefined) return false;
  for (const key in entry) if (!PLAIN.includes(key)) return false;
  const { fullUrl, request } = entry;
  if (
    fullUrl !== undefined &&
    (typeof fullUrl !== 'string' || !/^(https?:\/\/[^\s|]+|urn:uuid:[0-9a-f-]{36})$/.test(fullUrl))
  )
    return false;
  if (typeof fullUrl === 'string' && fullUrl.includes('/_history/')) return false;
  if (request === undefined) return bundleType === 'collection' || bundleType === 'document';
  if (!REQUESTED.includes(bundleType) || !isObject(request)) return false;
  const { method, url } = request;
  for (const key in request) if (key !== 'method' && key !== 'url') return false;
  return (method === 'PUT' || method === 'POST') && typeof url === 'string' && url !== '';
}
