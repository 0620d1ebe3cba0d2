import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type RunningServer, startServer } from '../../../src/serve/server.ts';
import {
  type ChaosOptions,
  type ChaosProxy,
  FAULT_KINDS,
  type FaultKind,
  startChaosProxy,
} from '../../support/chaos-proxy.ts';

const JSON_TYPE = { 'content-type': 'application/fhir+json' };

/** Kinds after which the server behind has done what it was asked. */
const DONE: readonly FaultKind[] = ['reset-after', 'half-response', 'slow', 'entries-failed'];

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ host: '127.0.0.1', port: 0 });
});

afterAll(() => server.close());

async function proxy(options: Omit<ChaosOptions, 'target' | 'seed'> & { readonly seed?: number }): Promise<ChaosProxy> {
  const started = await startChaosProxy({ target: server.url, seed: 1, ...options });
  onTestFinished(() => started.close());
  return started;
}

function bundle(type: 'batch' | 'transaction', name: string, size = 4) {
  const entry = Array.from({ length: size }, (_, i) => {
    const resource = { resourceType: 'Patient', id: `${name}-${i}` };
    return { resource, request: { method: 'PUT', url: `Patient/${resource.id}` } };
  });
  return { resourceType: 'Bundle', type, entry };
}

function post(url: string, body: object): Promise<Response> {
  return fetch(url, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) });
}

/** The status of a response, and what was wrong with it or its body. */
async function outcomeOf(asked: Promise<Response>): Promise<string> {
  const response = await asked.catch(() => undefined);
  if (!response) return 'no response';
  const text = await response.text().catch(() => undefined);
  if (text === undefined) return `${response.status}, cut`;
  return `${response.status} ${response.headers.get('content-type')?.split(';')[0]}`;
}

function held(name: string): number {
  return [0, 1, 2, 3].filter((i) => patients.has(`${name}-${i}`)).length;
}

let patients: ReadonlySet<string> = new Set();

async function look(): Promise<void> {
  const response = await fetch(`${server.url}/Patient?_count=1000`);
  const { entry = [] } = (await response.json()) as { entry?: { resource: { id: string } }[] };
  patients = new Set(entry.map(({ resource }) => resource.id));
}

describe('the chaos proxy', () => {
  const expected: Readonly<Partial<Record<FaultKind, string>>> = {
    'too-many-requests': '429 application/fhir+json',
    'too-many-requests-date': '429 application/fhir+json',
    'request-timeout': '408 application/fhir+json',
    conflict: '409 application/fhir+json',
    'server-error': '500 application/fhir+json',
    'bad-gateway': '502 text/html',
    unavailable: '503 application/fhir+json',
    'gateway-timeout': '504 text/html',
    html: '200 text/html',
    reset: 'no response',
    'reset-after': 'no response',
    'half-response': '200, cut',
    slow: '200 application/fhir+json',
    'entries-refused': '200 application/fhir+json',
    'entries-failed': '200 application/fhir+json',
  };

  it.each(FAULT_KINDS)('does what %s says, and counts it', async (kind) => {
    const { url, faults, requests } = await proxy({ share: 1, kinds: [kind] });
    expect(await outcomeOf(post(url, bundle('batch', kind)))).toBe(expected[kind]);
    expect([...faults]).toEqual([[kind, 1]]);
    expect(requests()).toBe(1);
    await look();
    const isPartly = kind === 'entries-refused';
    if (isPartly) expect([0, 1, 2, 3]).toContain(held(kind));
    else expect(held(kind)).toBe(DONE.includes(kind) ? 4 : 0);
  });

  it.each(['batch', 'transaction'] as const)(
    'refuses entries of a %s, and says 429 of those that are not done alone',
    async (type) => {
      const { url } = await proxy({ share: 1, kinds: ['entries-refused'], seed: 5 });
      const name = `refused-${type}`;
      const { entry } = (await (await post(url, bundle(type, name, 30))).json()) as {
        entry: { response: { status: string } }[];
      };
      await look();
      expect(entry).toHaveLength(30);
      const refused = entry.filter(({ response }) => response.status.startsWith('429'));
      expect(refused.length).toBeGreaterThan(0);
      expect(refused.length).toBeLessThan(30);
      const isHeld = entry.map((_, i) => patients.has(`${name}-${i}`));
      expect(entry.map(({ response }) => response.status.startsWith('2'))).toEqual(isHeld);
    },
  );

  it('says 429 of all entries of a transaction that the server refuses without those it left out', async () => {
    const { url } = await proxy({ share: 1, kinds: ['entries-refused'] });
    const broken = bundle('transaction', 'broken', 12);
    const entry = broken.entry.map((each) => ({ ...each, resource: { ...each.resource, resourceType: 'Group' } }));
    const response = await post(url, { ...broken, entry });
    const told = (await response.json()) as { entry: { response: { status: string } }[] };
    expect(told.entry.map(({ response: { status } }) => status.slice(0, 3))).toEqual(Array(12).fill('429'));
  });

  it('says when to come back, in seconds and as a date', async () => {
    const seconds = await proxy({ share: 1, kinds: ['too-many-requests'], retryAfter: 3 });
    const date = await proxy({ share: 1, kinds: ['too-many-requests-date'], retryAfter: 3 });
    expect((await fetch(`${seconds.url}/Patient`)).headers.get('retry-after')).toBe('3');
    const before = Date.now();
    const at = Date.parse((await fetch(`${date.url}/Patient`)).headers.get('retry-after') ?? '');
    expect(at).toBeGreaterThanOrEqual(before + 3000);
  });

  it('refuses bundles of too many entries, always, and lets others through', async () => {
    const { url, faults } = await proxy({ share: 0, mostEntries: 3 });
    expect((await post(url, bundle('transaction', 'large', 4))).status).toBe(413);
    expect((await post(url, bundle('transaction', 'small', 3))).status).toBe(200);
    expect([...faults]).toEqual([['too-large', 1]]);
  });

  it('gives the same faults to the same requests under the same seed, and others under another', async () => {
    const told = async (seed: number) => {
      const { url, faults } = await proxy({ seed, share: 0.5, kinds: ['server-error', 'html', 'reset'] });
      const seen: string[] = [];
      for (let i = 0; i < 25; i++) seen.push(await outcomeOf(fetch(`${url}/Patient?_summary=count`)));
      return { seen, total: [...faults.values()].reduce((a, b) => a + b, 0) };
    };
    const [first, again, other] = [await told(7), await told(7), await told(8)];
    expect(again).toEqual(first);
    expect(other.seen).not.toEqual(first.seen);
    expect(first.seen.filter((each) => each !== '200 application/fhir+json')).toHaveLength(first.total);
    expect(first.total).toBeGreaterThan(0);
  });

  it('lets everything through at a share of 0, with links that lead through it', async () => {
    const { url, faults } = await proxy({ share: 0 });
    await post(url, bundle('transaction', 'through'));
    const response = await fetch(`${url}/Patient?_count=1`);
    expect(response.headers.get('content-type')).toContain('application/fhir+json');
    const { link } = (await response.json()) as { link: { url: string }[] };
    expect(link.every((each) => each.url.startsWith(url))).toBe(true);
    expect(faults.size).toBe(0);
  });

  it('spares what it shall spare', async () => {
    const spares = (_method: string, path: string) => path.endsWith('/metadata');
    const { url } = await proxy({ share: 1, kinds: ['server-error'], spares });
    expect((await fetch(`${url}/metadata`)).status).toBe(200);
    expect((await fetch(`${url}/Patient`)).status).toBe(500);
  });
});
