import type { Document, Placed } from './document.ts';
import { textOf } from './json.ts';

/** Tells a finding about a resource of a document: rule, path inside the resource, message. */
export type Tell = (placed: Placed, code: string, path: string, message: string) => void;

/** Ids and URLs of a bundle's entries: unique, and in agreement with each other. */
export function checkEntries(document: Document, tell: Tell): void {
  for (const placed of document.placed) {
    const { name, fullUrl, resource } = placed;
    const hasId = name !== resource.resourceType;
    if (hasId && document.byName.get(name) !== placed) {
      tell(placed, 'id-duplicate', 'id', `${name} occurs twice in this bundle`);
    }
    if (fullUrl !== undefined && document.byFullUrl.get(fullUrl) !== placed) {
      tell(placed, 'full-url-duplicate', '', `fullUrl ${fullUrl} occurs twice in this bundle`);
    }
    if (fullUrl !== undefined && hasId && /^https?:/.test(fullUrl) && !fullUrl.endsWith(`/${name}`)) {
      tell(placed, 'full-url-mismatch', '', `fullUrl ${fullUrl} does not end with ${name}`);
    }
    checkRequest(placed, tell);
  }
}

/** A PUT names the resource, a POST its type (http.html#update, #create). */
function checkRequest(placed: Placed, tell: Tell): void {
  const method = textOf(placed.request?.['method']);
  const url = textOf(placed.request?.['url']);
  if (method === undefined || url === undefined || url.includes('?')) return;
  const expected = method === 'PUT' ? placed.name : method === 'POST' ? placed.resource.resourceType : url;
  if (url !== expected) tell(placed, 'request-mismatch', '', `the request is ${method} ${url}, for ${placed.name}`);
}
