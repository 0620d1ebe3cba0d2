import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Engine, EngineAnswer } from './engine.ts';
import { type Outcome, outcome } from './outcome.ts';

/** Where FHIR starts; above it is the page for people. */
export const BASE_PATH = '/fhir';

/** A larger body is refused. A transaction of a long life is a few megabytes. */
const LARGEST_BODY = 64_000_000;

const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

const JSON_TYPES: ReadonlySet<string> = new Set([
  'application/fhir+json',
  'application/json+fhir',
  'application/json',
  'application/json-patch+json',
  'text/json',
]);

const FORM = 'application/x-www-form-urlencoded';

/** A request that is refused before FHIR comes into it. */
class Refusal extends Error {
  readonly status: number;
  readonly body: Outcome;

  constructor(status: number, code: string, text: string) {
    super(text);
    this.status = status;
    this.body = outcome(code, text);
  }
}

/** What a request got, in JSON. */
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Answers a request for FHIR. `own` is the address of the server, for clients that do not say how they call it. */
export async function answerFhir(
  engine: Engine,
  own: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = await answerTo(engine, own, request);
  send(request, response, answer);
}

async function answerTo(engine: Engine, own: string, request: IncomingMessage): Promise<Answer> {
  try {
    return await ask(engine, own, request);
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, headers: {}, body: error.body };
    throw error;
  }
}

async function ask(engine: Engine, own: string, request: IncomingMessage): Promise<EngineAnswer> {
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '');
  if (!METHODS.has(method)) throw new Refusal(405, 'not-supported', `${method} is no method of FHIR`);
  const path = (request.url ?? '').slice(BASE_PATH.length).replace(/^\/+/, '');
  if (!acceptsJson(request, path)) throw new Refusal(406, 'not-supported', 'this server speaks JSON only');
  const body = await bodyOf(request);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
  return engine.handle({ method, path, headers, body, base: baseOf(own, request) });
}

/** The base address as the client spells it. */
function baseOf(own: string, { headers }: IncomingMessage): string {
  return headers.host === undefined ? own : `http://${headers.host}${BASE_PATH}`;
}

function acceptsJson({ headers }: IncomingMessage, path: string): boolean {
  const query = path.indexOf('?');
  const format = query === -1 ? null : new URLSearchParams(path.slice(query)).get('_format');
  if (format !== null) return format.includes('json') || format === 'html' || format === 'text/html';
  const accepted = (headers.accept ?? '*/*').split(',').map((each) => each.split(';')[0]?.trim() ?? '');
  return accepted.some((type) => type.includes('json') || type === '*/*' || type === 'application/*');
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const bytes = await bytesOf(request);
  const text = bytes.toString('utf8');
  if (request.method !== 'POST' && request.method !== 'PUT' && request.method !== 'PATCH') return undefined;
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  // Elsewhere a form would let any web page write.
  if (type === FORM && isSearch(request)) return formOf(text);
  if (bytes.length === 0 && isSearch(request)) return {};
  if (!JSON_TYPES.has(type)) {
    const said = type === '' ? 'no content type' : `the content type ${type}`;
    throw new Refusal(415, 'not-supported', `the request has ${said}; send application/fhir+json`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(400, 'structure', `the body is not JSON: ${(error as Error).message}`);
  }
}

function isSearch({ method, url }: IncomingMessage): boolean {
  return method === 'POST' && /\/_search(?:\?|$)/.test(url ?? '');
}

function formOf(text: string): Record<string, string | string[]> {
  const form = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // What is too large is read to its end all the same: a client that is cut off while it writes never sees why.
    if (size <= LARGEST_BODY) chunks.push(chunk);
  }
  if (size <= LARGEST_BODY) return Buffer.concat(chunks);
  throw new Refusal(413, 'too-long', `the body has ${size} bytes; this server takes ${LARGEST_BODY} at most`);
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Answer): void {
  const isForPeople = /text\/html/.test(request.headers.accept ?? '');
  // Browsers show JSON, and offer application/fhir+json for download.
  const type = isForPeople ? 'application/json' : 'application/fhir+json';
  const isPretty = isForPeople || /[?&]_pretty=true(&|$)/.test(request.url ?? '');
  const text = body === undefined ? '' : JSON.stringify(body, null, isPretty ? 2 : undefined);
  const content = body === undefined ? {} : { 'content-type': `${type}; charset=utf-8` };
  response.writeHead(status, { ...headers, ...content, 'content-length': Buffer.byteLength(text) });
  response.end(request.method === 'HEAD' ? undefined : text);
}
