import type { ServerResponse } from 'node:http';

/** What can befall a request, and whether the server behind had done what it asked. */
export const FAULT_KINDS = [
  /** 429 with Retry-After in seconds; not done. */
  'too-many-requests',
  /** 429 with Retry-After as a date; not done. */
  'too-many-requests-date',
  /** 408, 409, 500, 502, 503, 504 with an OperationOutcome, or with a page of a proxy; not done. */
  'request-timeout',
  'conflict',
  'server-error',
  'bad-gateway',
  'unavailable',
  'gateway-timeout',
  /** 200 with a page of HTML in place of FHIR; not done. */
  'html',
  /** The connection is reset; not done. */
  'reset',
  /** Done, and then the connection is reset before a byte of the response. */
  'reset-after',
  /** Done, and then the connection is cut in the middle of the response. */
  'half-response',
  /** Done, and the response comes in drops. */
  'slow',
  /** A bundle alone: 200, some entries say 429 and are not done. */
  'entries-refused',
  /** A bundle alone: 200, some entries say 500 although all are done. */
  'entries-failed',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number] | typeof TOO_LARGE;

/** No matter of chance: 413 for every bundle that has more entries than the proxy lets through. */
export const TOO_LARGE = 'too-large';

/** Kinds that need a bundle to befall. */
export const OF_BUNDLES: ReadonlySet<FaultKind> = new Set(['entries-refused', 'entries-failed']);

/** What a request is answered with when nothing is done. */
export interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly type?: string;
  readonly body: string;
}

const PAGE = '<!doctype html><html><head><title>Error</title></head><body><h1>Something went wrong</h1></body></html>';

/** The answer of a kind that does nothing; undefined for the others. `retryAfter` in seconds. */
export function refusalOf(kind: FaultKind, retryAfter: number): Refusal | undefined {
  switch (kind) {
    case 'too-many-requests':
      return { ...outcome(429, 'throttled', 'too many requests'), headers: { 'retry-after': String(retryAfter) } };
    case 'too-many-requests-date':
      return { ...outcome(429, 'throttled', 'too many requests'), headers: { 'retry-after': dateIn(retryAfter) } };
    case 'request-timeout':
      return outcome(408, 'timeout', 'the request took too long to arrive');
    case 'conflict':
      return outcome(409, 'conflict', 'somebody else is writing the same resource');
    case 'server-error':
      return outcome(500, 'exception', 'an unexpected error');
    case 'bad-gateway':
      return { status: 502, type: 'text/html', body: PAGE };
    case 'unavailable':
      return { ...outcome(503, 'transient', 'starting up'), headers: { 'retry-after': String(retryAfter) } };
    case 'gateway-timeout':
      return { status: 504, type: 'text/html', body: PAGE };
    case 'html':
      return { status: 200, type: 'text/html', body: PAGE };
    case TOO_LARGE:
      return outcome(413, 'too-long', 'the bundle has too many entries');
    default:
      return undefined;
  }
}

export function sendRefusal(response: ServerResponse, { status, headers, type, body }: Refusal): void {
  response.writeHead(status, { 'content-type': type ?? 'application/fhir+json', ...headers });
  response.end(body);
}

function outcome(status: number, code: string, diagnostics: string): Refusal {
  const body = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] };
  return { status, body: JSON.stringify(body) };
}

/** A date of HTTP, which has whole seconds: never sooner than it should be. */
function dateIn(seconds: number): string {
  return new Date((Math.floor(Date.now() / 1000) + seconds + 1) * 1000).toUTCString();
}

/** A number from 0 until before 1 for each place of a sequence: the same for the same seed (the mixing of SplitMix32). */
export function drawAt(seed: number, place: number): number {
  let mixed = (Math.imul(place + 1, 0x9e3779b9) + seed) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}
