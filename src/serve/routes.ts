import { allOk, badRequest, created, notFound, OperationOutcomeError, parseSearchRequest } from '@medplum/core';
import {
  type FhirRequest,
  type FhirResponse,
  type FhirRouteHandler,
  FhirRouter,
  type HttpMethod,
  type RestInteraction,
  updateResourceImpl,
} from '@medplum/fhir-router';
import type { Resource as MedplumResource, ResourceType } from '@medplum/fhirtypes';
import { type Page, type Query, searchset } from './bundle.ts';
import { everythingOf } from './everything.ts';
import type { StoredResource } from './resource.ts';
import { search } from './search/search.ts';
import type { Searchable } from './search/select.ts';

const SUBSETTED = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' } as const;

/** Resources on a page of $everything when the request does not say how many it wants. */
const EVERYTHING_PAGE = 1000;

/**
 * The library's router, with the routes that it has not, or has in a form that says less: searches with links and included
 * resources, an update that says whether it created, $everything. `base` is the address that links start with.
 */
export function routerOver(from: Searchable, base: string): FhirRouter {
  const router = new FhirRouter();
  const searchType: FhirRouteHandler = async (request) => {
    const type = request.params['resourceType'] ?? '';
    return searched(from, base, type, request.query);
  };
  const searchByPost: FhirRouteHandler = async (request) => {
    const form = (request.body ?? {}) as Query;
    return searched(from, base, request.params['resourceType'] ?? '', { ...request.query, ...form });
  };
  const searchSystem: FhirRouteHandler = async (request) => searched(from, base, '', request.query);
  const everything: FhirRouteHandler = async (request) => everythingPage(from, base, request);
  replace(router, 'GET', [':resourceType'], searchType, 'search-type');
  replace(router, 'POST', [':resourceType', '_search'], searchByPost, 'search-type');
  replace(router, 'GET', [], searchSystem, 'search-system');
  replace(router, 'PUT', [':resourceType', ':id'], updater(from), 'update');
  router.add('GET', 'Patient/:id/$everything', everything);
  return router;
}

/** Of routes that fit equally well, the router takes the first. */
function replace(
  router: FhirRouter,
  method: HttpMethod,
  path: readonly string[],
  handler: FhirRouteHandler,
  interaction: RestInteraction,
): void {
  const segments = path.map((part) => (part.startsWith(':') ? { value: part.slice(1), param: true } : { value: part }));
  router.router.routes.unshift({ method, path: segments, handler, data: { interaction } });
}

function updater({ store }: Searchable): FhirRouteHandler {
  return async (request, repository) => {
    const { resourceType = '', id = '' } = request.params;
    const exists = store.get(resourceType, id) !== undefined;
    const ifMatch = versionIn(request.headers?.['if-match']);
    const resource = request.body as MedplumResource;
    const options = ifMatch === undefined ? {} : { ifMatch };
    const type = resourceType as ResourceType;
    const [outcome, updated] = await updateResourceImpl(type, id, resource, repository, options);
    if (!updated) return [outcome];
    return [exists ? outcome : created, updated];
  };
}

function versionIn(header: string | undefined): string | undefined {
  return header === undefined ? undefined : (/^(?:W\/)?"?([^"]+)"?$/.exec(header.trim())?.[1] ?? header);
}

function searched(from: Searchable, base: string, type: string, query: Query): FhirResponse {
  const asked = type === '' ? 'MultipleTypes' : type;
  const request = parseSearchRequest(asked, query as Record<string, string | string[] | undefined>);
  const types = request.types ?? (type === '' ? [] : [type]);
  if (types.length === 0)
    throw new OperationOutcomeError(badRequest('say what to search for: _type=Patient,Observation'));
  for (const each of types) {
    if (!from.parameters.types.has(each)) throw new OperationOutcomeError(badRequest(`FHIR R4 has no type "${each}"`));
  }
  const found = search(from, request);
  const { fields } = request;
  const page = fields === undefined ? found : { ...found, matches: found.matches.map((each) => subset(each, fields)) };
  return [allOk, bundleOf(page, base, type, query)];
}

/** A resource with the elements alone that were asked for, marked as such. */
function subset(resource: StoredResource, fields: readonly string[]): StoredResource {
  const { resourceType, id, meta } = resource;
  const wanted = new Set(fields.map((field) => field.trim().replace(`${resourceType}.`, '')));
  const kept = Object.entries(resource).filter(([name]) => wanted.has(name) && name !== 'meta');
  const tag = [...(Array.isArray(meta['tag']) ? meta['tag'] : []), SUBSETTED];
  return { resourceType, id, meta: { ...meta, tag }, ...Object.fromEntries(kept) };
}

function everythingPage(from: Searchable, base: string, request: FhirRequest): FhirResponse {
  const { id = '' } = request.params;
  const patient = from.store.get('Patient', id);
  if (!patient) return [notFound];
  const { query } = request;
  const types = textIn(query, '_type')?.split(',');
  const since = textIn(query, '_since');
  const all = everythingOf(from.store, patient).filter(
    (resource) =>
      (types === undefined || types.includes(resource.resourceType)) &&
      (since === undefined || resource.meta.lastUpdated >= since),
  );
  const offset = numberIn(query, '_offset') ?? 0;
  const count = numberIn(query, '_count') ?? EVERYTHING_PAGE;
  const page = { total: all.length, matches: all.slice(offset, offset + count), offset, count };
  return [allOk, bundleOf(page, base, `Patient/${id}/$everything`, query)];
}

function bundleOf(page: Page, base: string, path: string, query: Query): MedplumResource {
  return searchset(page, base, path, query) as MedplumResource;
}

function textIn(query: Query, name: string): string | undefined {
  const value = query[name];
  return typeof value === 'string' ? value : value?.[0];
}

function numberIn(query: Query, name: string): number | undefined {
  const text = textIn(query, name);
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw new OperationOutcomeError(badRequest(`${name} takes a whole number from 0 on, not "${text}"`));
}
