import { onTestFinished } from 'vitest';
import { type RunningServer, type ServeOptions, startServer } from '../../../src/serve/server.ts';
import type { Loose } from '../../support/bundles.ts';

export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Loose;
}

export interface Client {
  readonly url: string;
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Got>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Loose>;
  /** The ids of what a search finds, in its order. */
  ids(search: string): Promise<readonly string[]>;
}

/** A server that ends with the test, and how to ask it. */
export async function served(
  options: Partial<ServeOptions> = {},
): Promise<Client & { readonly server: RunningServer }> {
  const server = await startServer({ host: '127.0.0.1', port: 0, ...options });
  onTestFinished(() => server.close());
  return { server, ...clientOf(server.url) };
}

export function clientOf(url: string): Client {
  const ask: Client['ask'] = async (method, path, body, headers = {}) => {
    const type = body === undefined ? {} : { 'content-type': 'application/fhir+json' };
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const address = path === '' ? url : `${url}/${path}`;
    const init = { method, headers: { ...type, ...headers }, ...(text === undefined ? {} : { body: text }) };
    const response = await fetch(address, init as RequestInit);
    const content = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      json: content === '' ? undefined : JSON.parse(content),
    };
  };
  const get: Client['get'] = async (path, headers) => {
    const { status, json } = await ask('GET', path, undefined, headers);
    if (status !== 200) throw new Error(`${status}: ${JSON.stringify(json)}`);
    return json;
  };
  const ids: Client['ids'] = async (search) => {
    const { entry = [] } = await get(search);
    return entry.map((each: Loose) => each.resource.id);
  };
  return { url, ask, get, ids };
}

/** A transaction that puts each of these. */
export function putAll(...resources: readonly { readonly resourceType: string; readonly id: string }[]): Loose {
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: resources.map((resource) => ({
      fullUrl: `urn:uuid:${resource.id}`,
      resource,
      request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
    })),
  };
}
