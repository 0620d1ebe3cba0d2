import { getStatus, isOk, normalizeOperationOutcome, notModified } from '@medplum/core';
import type { FhirRouter, HttpMethod } from '@medplum/fhir-router';
import type { OperationOutcome } from '@medplum/fhirtypes';
import { isObject } from '../core/json.ts';
import { formatHttpDate, formatInstant, parseTime, wallClock } from '../core/time.ts';
import { capabilityStatement, type Software } from './capability.ts';
import { resolveConditionalReferences } from './conditional-references.ts';
import { type Outcome, outcome } from './outcome.ts';
import { Repository } from './repository.ts';
import { isResource, keyOf, type Resource, type StoredResource } from './resource.ts';
import { routerOver } from './routes.ts';
import { SearchParameters } from './search/parameters.ts';
import { RecentSearches } from './search/recent-searches.ts';
import type { Searchable } from './search/select.ts';
import { ResourceStore } from './store.ts';
import { plainEntry, type ResponseEntry, repeatedIdentity, TransactionRefused } from './transaction.ts';

/** A request, freed of HTTP. */
export interface EngineRequest {
  readonly method: string;
  /** What follows the base address, without a slash before it, with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
  /** The base address, as the client knows it. */
  readonly base: string;
}

export interface EngineAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Resource | Outcome | undefined;
}

/** A FHIR server without its network: what to answer to what is asked. */
export class Engine {
  readonly store = new ResourceStore(() => formatInstant(wallClock()));
  readonly parameters = new SearchParameters();
  readonly #server: { readonly software: Software; readonly startedAt: string; readonly readOnly: boolean };
  readonly #searchable: Searchable;
  readonly #repository: Repository;
  /** When the request before this one is done. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: { readonly software: Software; readonly readOnly: boolean }) {
    this.#server = { ...options, startedAt: formatInstant(wallClock()) };
    this.#searchable = { store: this.store, parameters: this.parameters, recent: new RecentSearches(this.store) };
    this.#repository = new Repository(this.#searchable);
  }

  /** Answers one request after another, so that nobody sees half a transaction. Never rejects. */
  handle(request: EngineRequest): Promise<EngineAnswer> {
    const answer = this.#last.then(() => this.#answer(request));
    this.#last = answer;
    return answer;
  }

  async #answer(request: EngineRequest): Promise<EngineAnswer> {
    try {
      return this.#refusal(request) ?? (await this.#dispatch(request));
    } catch (error) {
      if (error instanceof TransactionRefused) return { status: error.status, headers: {}, body: error.outcome };
      const told = normalizeOperationOutcome(error);
      return { status: getStatus(told), headers: {}, body: told as unknown as Outcome };
    }
  }

  #refusal({ method, path, body }: EngineRequest): EngineAnswer | undefined {
    const type = path.split(/[/?]/)[0] ?? '';
    if (type.startsWith('$')) return refused(404, 'not-supported', `this server has no ${type}`);
    if (type !== '' && type !== 'metadata' && !this.parameters.types.has(type)) {
      return refused(404, 'not-supported', `FHIR R4 has no type "${type}"`);
    }
    if (this.#server.readOnly && !isReading(method, path, body)) {
      return refused(405, 'not-supported', 'this server was started with --read-only: it takes no writes');
    }
    return undefined;
  }

  async #dispatch(request: EngineRequest): Promise<EngineAnswer> {
    const { method, path, body, base } = request;
    if (method === 'GET' && /^metadata(\?|$)/.test(path)) {
      return { status: 200, headers: {}, body: capabilityStatement(base, this.parameters, this.#server) };
    }
    const router = routerOver(this.#searchable, base);
    if (method === 'POST' && /^(\?|$)/.test(path)) return this.#bundle(router, request, body);
    const [told, resource] = await this.#route(router, request);
    return answerOf(request, told, resource as unknown as StoredResource | undefined);
  }

  #route(router: FhirRouter, { method, path, headers, body }: EngineRequest) {
    const asked = { method: method as HttpMethod, url: path, pathname: '', body, params: {}, query: {} };
    return router.handleRequest({ ...asked, headers: { ...headers } }, this.#repository);
  }

  async #bundle(router: FhirRouter, request: EngineRequest, body: unknown): Promise<EngineAnswer> {
    if (!isObject(body) || body['resourceType'] !== 'Bundle') {
      return refused(400, 'invalid', 'what is posted to the base address must be a Bundle: a transaction or a batch');
    }
    const entries = Array.isArray(body['entry']) ? body['entry'] : [];
    if (body['type'] !== 'transaction') return this.#batch(router, request);
    const repeated = repeatedIdentity(entries);
    if (repeated !== undefined) {
      return refused(400, 'duplicate', `the transaction has two entries for ${repeated}`);
    }
    resolveConditionalReferences(this.#searchable, entries);
    return this.store.transaction(async () => {
      const answer = await this.#batch(router, request);
      TransactionRefused.throwFor(answer.body);
      return answer;
    });
  }

  async #batch(router: FhirRouter, request: EngineRequest): Promise<EngineAnswer> {
    const [told, bundle] = await this.#route(router, request);
    if (!isOk(told) || !bundle) return answerOf(request, told, undefined);
    const wantsResources = preference(request) === 'representation';
    const entries = (bundle as unknown as { readonly entry: readonly ResponseEntry[] }).entry;
    const methods = methodsOf(request.body);
    const entry = entries.map((each, i) => plainEntry(each, wantsResources || methods[i] === 'GET'));
    return { status: 200, headers: {}, body: { ...(bundle as unknown as Resource), entry } };
  }
}

function methodsOf(bundle: unknown): readonly unknown[] {
  const entries = isObject(bundle) && Array.isArray(bundle['entry']) ? bundle['entry'] : [];
  return entries.map((entry) =>
    isObject(entry) && isObject(entry['request']) ? entry['request']['method'] : undefined,
  );
}

/** Whether a request leaves everything as it is: a read, a search, or a bundle of those. */
function isReading(method: string, path: string, body: unknown): boolean {
  if (method === 'GET') return true;
  if (method !== 'POST') return false;
  if (/^[A-Za-z]+\/_search(\?|$)/.test(path)) return true;
  return /^(\?|$)/.test(path) && isObject(body) && methodsOf(body).every((each) => each === 'GET');
}

function refused(status: number, code: string, text: string): EngineAnswer {
  return { status, headers: {}, body: outcome(code, text) };
}

function preference({ headers }: EngineRequest): string | undefined {
  return /return=(\w+)/.exec(headers['prefer'] ?? '')?.[1];
}

function answerOf(request: EngineRequest, told: OperationOutcome, resource: StoredResource | undefined): EngineAnswer {
  const status = getStatus(told);
  if (!isOk(told) || !resource) return { status, headers: {}, body: told as unknown as Outcome };
  const headers = headersOf(request, status, resource);
  if (request.method === 'GET' && isUnchanged(request, headers['etag'])) {
    return { status: getStatus(notModified), headers, body: undefined };
  }
  const wish = request.method === 'GET' ? undefined : preference(request);
  if (wish === 'minimal') return { status, headers, body: undefined };
  return { status, headers, body: wish === 'OperationOutcome' ? (told as unknown as Outcome) : resource };
}

function headersOf({ base }: EngineRequest, status: number, resource: StoredResource): Record<string, string> {
  const version = isResource(resource) ? resource.meta?.versionId : undefined;
  if (version === undefined) return {};
  const at = parseTime(resource.meta.lastUpdated);
  return {
    etag: `W/"${version}"`,
    ...(at === undefined ? {} : { 'last-modified': formatHttpDate(at) }),
    ...(status === 201 ? { location: `${base}/${keyOf(resource)}/_history/${version}` } : {}),
  };
}

function isUnchanged({ headers }: EngineRequest, etag: string | undefined): boolean {
  return headers['if-none-match']?.split(',').some((each) => each.trim() === etag) === true;
}
