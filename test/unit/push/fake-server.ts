import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What came to the server. */
export interface Asked {
  readonly method: string;
  /** Below the base. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The keys or types of the entries of a bundle. */
  readonly urls: readonly string[];
}

/** Answers a request; or says with undefined that the usual is to be answered. */
export type Behaviour = (asked: Asked, response: ServerResponse) => 'done' | undefined;

export const STATEMENT = {
  resourceType: 'CapabilityStatement',
  fhirVersion: '4.0.1',
  rest: [{ mode: 'server', interaction: [{ code: 'transaction' }, { code: 'batch' }] }],
};

/** A server on loopback that does what a test wants, and otherwise takes everything and holds what it took. */
export async function fakeServer(
  behaviour: Behaviour = () => undefined,
): Promise<{ url: string; asked: Asked[]; names: Set<string> }> {
  const asked: Asked[] = [];
  const names = new Set<string>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const { method = '', url = '', headers } = request;
    const one = { method, path: url.replace(/^\/fhir\/?/, ''), headers, body, urls: urlsOf(body) };
    asked.push(one);
    if (behaviour(one, response) === undefined) usual(one, response, names);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`, asked, names };
}

/** Answers with JSON. */
export function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): 'done' {
  response.writeHead(status, { 'content-type': 'application/fhir+json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
  return 'done';
}

export function outcome(diagnostics: string) {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'processing', diagnostics }] };
}

/** The answer to a bundle: one status for each entry. */
export function responses(statuses: readonly string[], diagnostics = '') {
  const more = diagnostics === '' ? {} : { outcome: outcome(diagnostics) };
  const entry = statuses.map((status) => ({ response: { status, ...(status.startsWith('2') ? {} : more) } }));
  return { resourceType: 'Bundle', type: 'transaction-response', entry };
}

/** Whether what came is a bundle that writes. */
export function isWrite({ method, body }: Asked): boolean {
  return method === 'POST' && !body.includes('"GET"');
}

function urlsOf(body: string): string[] {
  if (!body.startsWith('{')) return [];
  const { entry = [] } = JSON.parse(body) as { entry?: { request?: { url: string } }[] };
  return entry.map(({ request }) => request?.url ?? '');
}

function usual(asked: Asked, response: ServerResponse, names: Set<string>): void {
  if (asked.path === 'metadata') answer(response, 200, STATEMENT);
  else if (isWrite(asked)) {
    for (const url of asked.urls) names.add(url);
    answer(response, 200, responses(asked.urls.map(() => '201 Created')));
  } else if (asked.method === 'POST') {
    const entry = asked.urls.map((name) =>
      names.has(name) ? { resource: bare(name), response: { status: '200' } } : { response: { status: '404' } },
    );
    answer(response, 200, { resourceType: 'Bundle', type: 'batch-response', entry });
  } else {
    const [type = '', query = ''] = asked.path.split('?');
    const there = [...names].filter((name) => name.startsWith(`${type}/`));
    const entry = query.includes('_summary') ? [] : there.map((name) => ({ resource: bare(name) }));
    answer(response, 200, { resourceType: 'Bundle', type: 'searchset', total: there.length, entry });
  }
}

function bare(name: string) {
  const [resourceType, id] = name.split('/');
  return { resourceType, id, meta: { versionId: '1' } };
}
