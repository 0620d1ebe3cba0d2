import { Agent, createServer, type IncomingMessage, request as requestOf, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { bundleIn, type SentBundle, spoiledResponse, without, wovenResponse } from './chaos-bundles.ts';
import { drawAt, FAULT_KINDS, type FaultKind, OF_BUNDLES, refusalOf, sendRefusal, TOO_LARGE } from './chaos-faults.ts';

export { FAULT_KINDS, type FaultKind } from './chaos-faults.ts';

export interface ChaosOptions {
  /** The base address of the FHIR server behind. */
  readonly target: string;
  /** Which requests are befallen by what follows from it and from their number. */
  readonly seed: number;
  /** The share of requests that something befalls; 0.2 where it is not said. */
  readonly share?: number;
  /** What can befall them; all kinds where it is not said. */
  readonly kinds?: readonly FaultKind[];
  /** Entries that a bundle may have; more get 413, always. */
  readonly mostEntries?: number;
  /** Seconds in Retry-After; 0 where it is not said. */
  readonly retryAfter?: number;
  /** Requests that nothing befalls. */
  readonly spares?: (method: string, path: string) => boolean;
}

export interface ChaosProxy {
  /** The base address to use in place of the target's. */
  readonly url: string;
  /** How often what befell a request, by kind. */
  readonly faults: ReadonlyMap<FaultKind, number>;
  /** How many requests came. */
  requests(): number;
  close(): Promise<void>;
}

/** What a server behind answered. */
interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** A request with its body, and what may befall it. */
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly bundle: SentBundle | undefined;
  /** Its number in the order of arrival. */
  readonly number: number;
}

const PIECES = 8;

/** Milliseconds between the pieces of a slow response. */
const DROP = 25;

/** Starts a proxy before a FHIR server that does to requests what networks, proxies and busy servers do. */
export async function startChaosProxy(options: ChaosOptions): Promise<ChaosProxy> {
  const target = new URL(options.target);
  const agent = new Agent({ keepAlive: true });
  const faults = new Map<FaultKind, number>();
  const state = { requests: 0 };
  const server = createServer(async (request, response) => {
    try {
      const asked = await askedBy(request, state.requests++);
      const kind = faultFor(options, asked);
      const forward = (body: Buffer | string) => ask(target, agent, asked, body);
      await befall(
        options,
        kind && { kind, count: () => faults.set(kind, (faults.get(kind) ?? 0) + 1) },
        asked,
        response,
        forward,
      );
    } catch {
      // The client went away, or the server behind did: the other side shall see no more than that.
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${target.pathname}`,
    faults,
    requests: () => state.requests,
    close: () => {
      agent.destroy();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function askedBy(request: IncomingMessage, number: number): Promise<Asked> {
  const { method = 'GET', url: path = '/', headers } = request;
  const body = await bytesOf(request);
  return { method, path, headers, body, bundle: bundleIn(method, body), number };
}

function faultFor(
  { seed, share = 0.2, kinds, mostEntries, spares }: ChaosOptions,
  asked: Asked,
): FaultKind | undefined {
  if (spares?.(asked.method, asked.path)) return undefined;
  if (asked.bundle && mostEntries !== undefined && asked.bundle.entry.length > mostEntries) return TOO_LARGE;
  if (drawAt(seed, asked.number * 2) >= share) return undefined;
  const possible = (kinds ?? FAULT_KINDS).filter((kind) => asked.bundle !== undefined || !OF_BUNDLES.has(kind));
  return possible[Math.floor(drawAt(seed, asked.number * 2 + 1) * possible.length)];
}

/** What befalls a request, and how to say that it did: before the client knows, so that a test may count at once. */
interface Fault {
  readonly kind: FaultKind;
  count(): void;
}

async function befall(
  options: ChaosOptions,
  fault: Fault | undefined,
  asked: Asked,
  response: ServerResponse,
  forward: (body: Buffer | string) => Promise<Answer>,
): Promise<void> {
  if (!fault) return send(response, await forward(asked.body));
  const refusal = refusalOf(fault.kind, options.retryAfter ?? 0);
  if (refusal || fault.kind === 'reset') {
    fault.count();
    return refusal ? sendRefusal(response, refusal) : reset(response);
  }
  if (fault.kind === 'entries-refused' && asked.bundle) {
    const answer = await partly(asked.bundle, someOf(options.seed, asked, asked.bundle), forward);
    fault.count();
    return send(response, answer);
  }
  return spoil(options, fault, asked, response, await forward(asked.body));
}

/** Does to the answer of the server what befalls a request that is done. */
async function spoil(
  { seed }: ChaosOptions,
  { kind, count }: Fault,
  asked: Asked,
  response: ServerResponse,
  answer: Answer,
): Promise<void> {
  if (kind === 'entries-failed' && answer.status !== 200) return send(response, answer);
  count();
  if (kind === 'reset-after') return reset(response);
  if (kind === 'half-response') return sendHalf(response, answer);
  if (kind === 'slow') return sendSlowly(response, answer);
  const failed = asked.bundle ? someOf(seed, asked, asked.bundle) : new Set<number>();
  return send(response, { ...answer, body: Buffer.from(spoiledResponse(answer.body.toString('utf8'), failed)) });
}

/** A few of the entries, at least one. */
function someOf(seed: number, { number }: Asked, { entry }: SentBundle): ReadonlySet<number> {
  const chosen = entry.map((_, i) => i).filter((i) => drawAt(seed ^ number, i) < 0.3);
  return new Set(chosen.length > 0 ? chosen : [entry.length - 1]);
}

async function partly(
  bundle: SentBundle,
  left: ReadonlySet<number>,
  forward: (body: string) => Promise<Answer>,
): Promise<Answer> {
  const headers = { 'content-type': 'application/fhir+json' };
  if (left.size === bundle.entry.length)
    return { status: 200, headers, body: Buffer.from(wovenResponse(bundle, left, undefined)) };
  const answer = await forward(without(bundle, left));
  const text = answer.status === 200 ? answer.body.toString('utf8') : undefined;
  return { status: 200, headers, body: Buffer.from(wovenResponse(bundle, left, text)) };
}

function ask(target: URL, agent: Agent, { method, path, headers }: Asked, body: Buffer | string): Promise<Answer> {
  const bytes = Buffer.from(body);
  const sent = { ...headers, ...(bytes.length > 0 ? { 'content-length': String(bytes.length) } : {}) };
  delete sent['transfer-encoding'];
  delete sent.connection;
  // Bundles are looked into.
  delete sent['accept-encoding'];
  return new Promise((resolve, reject) => {
    const { hostname, port } = target;
    // The host stays as the client calls it, so that links in responses lead through the proxy.
    const request = requestOf({ hostname, port, path, method, headers: sent, agent }, (response) => {
      const { statusCode: status = 0, headers: received } = response;
      bytesOf(response).then((content) => resolve({ status, headers: received, body: content }), reject);
    });
    request.on('error', reject);
    request.end(bytes);
  });
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, headersFor(answer));
  response.end(answer.body);
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

function sendHalf(response: ServerResponse, answer: Answer): void {
  if (answer.body.length < 2) {
    reset(response);
    return;
  }
  response.writeHead(answer.status, headersFor(answer));
  response.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)), () => response.socket?.destroy());
}

async function sendSlowly(response: ServerResponse, answer: Answer): Promise<void> {
  response.writeHead(answer.status, headersFor(answer));
  const size = Math.ceil(answer.body.length / PIECES);
  for (let at = 0; at < answer.body.length; at += size) {
    response.write(answer.body.subarray(at, at + size));
    await pause(DROP);
  }
  response.end();
}

function headersFor({ headers, body }: Answer): Record<string, string | string[]> {
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || HOP_BY_HOP.has(name) ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(kept), 'content-length': String(body.length) };
}

const HOP_BY_HOP: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);
