import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCommandLine } from '../../../src/cli/command-line.ts';
import type { Host } from '../../../src/cli/host.ts';
import { pullFrom } from '../../../src/cli/pull/pull.ts';
import { FhirConnection } from '../../../src/client/fhir-connection.ts';
import type { RetryPolicy } from '../../../src/client/retry.ts';
import { startServer } from '../../../src/serve/server.ts';
import type { Loose } from '../../support/bundles.ts';
import { type ChaosOptions, startChaosProxy } from '../../support/chaos-proxy.ts';
import { clientOf, putAll } from '../serve/http-client.ts';

const refers = (to: string): Loose => ({ reference: to });

const ANN = {
  resourceType: 'Patient',
  id: 'ann',
  identifier: [{ system: 'urn:mrn', value: 'A-1' }],
  name: [{ family: 'Ames', given: ['Ann'] }],
  birthDate: '1980-03-01',
  generalPractitioner: [refers('Practitioner/doc')],
};

const VISITS = Array.from({ length: 30 }, (_, i) => ({
  resourceType: 'Encounter',
  id: `visit-${i}`,
  subject: refers('Patient/ann'),
  serviceProvider: refers('Organization/hospital'),
  type: [{ text: `Visit number ${i}` }],
  period: { start: `2020-01-${String(i + 1).padStart(2, '0')}T09:00:00-05:00` },
}));

const SHARED = [
  { resourceType: 'Practitioner', id: 'doc' },
  { resourceType: 'Organization', id: 'hospital', partOf: refers('Organization/chain') },
  { resourceType: 'Organization', id: 'chain' },
];

const OTHERS = [
  { resourceType: 'Patient', id: 'bob', name: [{ family: 'Ames', given: ['Bob'] }], birthDate: '1975' },
  { resourceType: 'Encounter', id: 'bobs', subject: refers('Patient/bob') },
  { resourceType: 'Organization', id: 'other' },
];

const RECORD: readonly string[] = [ANN, ...VISITS, ...SHARED]
  .map(({ resourceType, id }) => `${resourceType}/${id}`)
  .sort();

async function server(): Promise<string> {
  const started = await startServer({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => started.close());
  await clientOf(started.url).ask('POST', '', putAll(ANN, ...VISITS, ...SHARED, ...OTHERS));
  return started.url;
}

/** What a server of our own is asked, and what it answers. */
async function fakeServer(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const fake = createServer(answer);
  await new Promise<void>((resolve) => fake.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    fake.closeAllConnections();
    fake.close();
  });
  return `http://127.0.0.1:${(fake.address() as AddressInfo).port}/fhir`;
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'anamnesis-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

interface Recorded extends Host {
  readonly written: { out: string; err: string };
}

function recorded(args: readonly string[], variables: Readonly<Record<string, string>> = {}): Recorded {
  const written = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    write: (text: string) => {
      written[name] += text;
    },
    isTerminal: false,
    hasColour: false,
    columns: 80,
  });
  return {
    args,
    written,
    out: stream('out'),
    err: stream('err'),
    input: Readable.from([]),
    environment: (name) => variables[name],
    processId: 1,
    isRunning: () => true,
    onInterrupt: () => () => {},
    exitNow: (code) => {
      throw new Error(`exit ${code}`);
    },
  };
}

/** Runs the command; gives what it ended with, and what it wrote. */
async function pull(args: readonly string[], variables?: Readonly<Record<string, string>>) {
  const host = recorded(['pull', ...args], variables);
  return { code: await runCommandLine(host), ...host.written };
}

const IMPATIENT: RetryPolicy = { tries: 8, jitter: () => 0, wait: async () => {} };

/** The same without pauses between tries. */
async function pullImpatiently(base: string, patient: string, output: string) {
  const host = recorded([]);
  const connection = new FhirConnection({ base, timeout: 20_000, connections: 1 });
  onTestFinished(() => connection.close());
  return { code: await pullFrom(host, connection, IMPATIENT, patient, { out: output }), ...host.written };
}

const namesIn = (bundle: Loose): readonly string[] =>
  bundle.entry.map(({ resource }: Loose) => `${resource.resourceType}/${resource.id}`);

const read = (file: string): Loose => JSON.parse(readFileSync(file, 'utf8'));

describe('pull', () => {
  it('writes all of a patient and what it refers to, each once, and nothing of others', async () => {
    const url = await server();
    const out = folder();
    const { code, err } = await pull([url, 'ann', '-o', out]);
    expect({ code, files: readdirSync(out) }).toEqual({ code: 0, files: ['Ames_Ann_ann.json'] });
    expect(err).toContain('Ames_Ann_ann.json, 34 resources\n');
    const bundle = read(join(out, 'Ames_Ann_ann.json'));
    expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'collection' });
    expect(bundle.entry[0].fullUrl).toBe(`${url}/Patient/ann`);
    expect([...namesIn(bundle)].sort()).toEqual(RECORD);
  });

  it.each([
    ['an id', 'ann'],
    ['a reference', 'Patient/ann'],
    ['a name', 'Ann'],
    ['the starts of names', 'am an'],
    ['a search', 'family=ames&birthdate=1980'],
    ['a search as an address', 'Patient?identifier=urn:mrn|A-1'],
  ])('finds a patient by %s', async (_, wanted) => {
    const { code, out } = await pull([await server(), wanted, '-o', '-']);
    expect(code).toBe(0);
    expect(namesIn(JSON.parse(out))[0]).toBe('Patient/ann');
  });

  it('writes to standard output nothing but the bundle', async () => {
    const { out, err } = await pull([await server(), 'ann', '-o', '-']);
    expect([...namesIn(JSON.parse(out))].sort()).toEqual(RECORD);
    expect(err).toBe('');
  });

  it('shows a timeline, and writes a file beside it only where one is named', async () => {
    const url = await server();
    const shown = await pull([url, 'ann', '--show']);
    expect(shown.code).toBe(0);
    expect(shown.out).toMatch(/^Ann Ames\nborn 1980-03-01\n/);
    expect(shown.out).toContain('What happened (30 encounters)');
    expect(shown.out).toContain('2020-01-30 09:00');
    const file = join(folder(), 'ann.json');
    expect((await pull([url, 'ann', '--show', '-o', file])).out).toBe(shown.out);
    expect(read(file).entry).toHaveLength(RECORD.length);
  });

  it('writes over nothing, and leaves nothing half-written', async () => {
    const url = await server();
    const out = folder();
    const file = join(out, 'mine.json');
    writeFileSync(file, 'mine');
    const refused = await pull([url, 'ann', '-o', file]);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining(`error: ${file} is there already\n`) });
    expect(readFileSync(file, 'utf8')).toBe('mine');
    const nowhere = await pull([url, 'ann', '-o', join(out, 'none/ann.json')]);
    expect(nowhere).toMatchObject({ code: 3, err: expect.stringContaining('the folder does not exist') });
    expect(readdirSync(out)).toEqual(['mine.json']);
  });

  it('reads all from a server that gives a hundred and no more to who asks it to keep nothing', async () => {
    const behind = await server();
    const visits = Array.from({ length: 150 }, (_, i) => ({ ...VISITS[0], id: `more-${i}` }));
    await clientOf(behind).ask('POST', '', putAll(...(visits as Loose[])));
    const likeHapi = await fakeServer(async (request, response) => {
      const isCapped = request.headers['cache-control']?.includes('no-store') && request.url?.includes('_count');
      const headers = { host: request.headers.host ?? '' };
      const answer = await fetch(new URL(request.url ?? '', behind), { headers });
      const json: Loose = await answer.json();
      const capped = isCapped ? { ...json, link: [], entry: json.entry.slice(0, 100) } : json;
      response.writeHead(answer.status, { 'content-type': 'application/fhir+json' });
      response.end(JSON.stringify(capped));
    });
    const { out } = await pull([likeHapi, 'ann', '-o', '-']);
    expect(namesIn(JSON.parse(out))).toHaveLength(RECORD.length + visits.length);
  });

  it('reads through trouble to the same record', async () => {
    const url = await server();
    const clean = join(folder(), 'clean.json');
    await pullImpatiently(url, 'ann', clean);
    const kinds: ChaosOptions['kinds'] = [
      'too-many-requests',
      'unavailable',
      'html',
      'reset',
      'half-response',
      'reset-after',
    ];
    let faults = 0;
    for (let seed = 1; seed <= 5; seed++) {
      const proxy = await startChaosProxy({ target: url, seed, share: 0.4, kinds });
      onTestFinished(() => proxy.close());
      const file = join(folder(), 'pulled.json');
      expect((await pullImpatiently(proxy.url, 'ann', file)).code).toBe(0);
      const names = read(file).entry.map(({ resource }: Loose) => resource);
      expect(names).toEqual(read(clean).entry.map(({ resource }: Loose) => resource));
      faults += [...proxy.faults.values()].reduce((a, b) => a + b, 0);
    }
    expect(faults).toBeGreaterThan(0);
  });
});

describe('pull from a server without $everything', () => {
  /** Passes on what it is asked, but for the operation. */
  async function withoutEverything(target: string, status: number): Promise<string> {
    return fakeServer(async (request, response) => {
      if (request.url?.includes('everything')) {
        response.writeHead(status, { 'content-type': 'application/fhir+json' });
        response.end(
          JSON.stringify({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-supported' }] }),
        );
        return;
      }
      const answer = await fetch(new URL(request.url ?? '', target), { headers: { host: request.headers.host ?? '' } });
      response.writeHead(answer.status, { 'content-type': 'application/fhir+json' });
      response.end(await answer.text());
    });
  }

  it.each([400, 404, 405, 501])('that says %i searches each type, and says so', async (status) => {
    const file = join(folder(), 'ann.json');
    const { code, err } = await pull([await withoutEverything(await server(), status), 'ann', '-o', file]);
    expect(code).toBe(0);
    expect(err).toContain('the server has no $everything');
    expect([...namesIn(read(file))].sort()).toEqual(RECORD);
  });

  it('asks it once what it is', async () => {
    const behind = await server();
    const asked: string[] = [];
    const counting = await fakeServer(async (request, response) => {
      asked.push(request.url ?? '');
      const isOperation = request.url?.includes('everything') === true;
      const answer = isOperation ? undefined : await fetch(new URL(request.url ?? '', behind));
      response.writeHead(answer?.status ?? 404, { 'content-type': 'application/fhir+json' });
      response.end(answer ? await answer.text() : '{"resourceType":"OperationOutcome","issue":[]}');
    });
    expect((await pull([counting, 'ann', '-o', '-'])).code).toBe(0);
    expect(asked.filter((url) => url.endsWith('/metadata'))).toHaveLength(1);
  });

  it('does not take a server that fails for one without it', async () => {
    const url = await withoutEverything(await server(), 401);
    expect(await pull([url, 'ann', '-o', '-'])).toMatchObject({ code: 3, out: '' });
  });
});

describe('pull from a server that lacks a type', () => {
  it.each([400, 403, 404])('goes on without it, and says so: status %i', async (status) => {
    const behind = await server();
    const lacking = await fakeServer(async (request, response) => {
      // An $everything would bring along what is shared.
      const isLacking = /\/Organization\?|everything/.test(request.url ?? '');
      const answer = isLacking ? undefined : await fetch(new URL(request.url ?? '', behind));
      response.writeHead(answer?.status ?? status, { 'content-type': 'application/fhir+json' });
      const issue = [{ severity: 'error', code: 'not-supported', diagnostics: 'no such type here' }];
      response.end(answer ? await answer.text() : JSON.stringify({ resourceType: 'OperationOutcome', issue }));
    });
    const { code, out, err } = await pull([lacking, 'ann', '-o', '-']);
    expect(code).toBe(0);
    expect([...namesIn(JSON.parse(out))].sort()).toEqual(RECORD.filter((name) => !name.startsWith('Organization/')));
    expect(err).toContain('warning: without 1 resource of type Organization that the record refers to');
    expect(err).toContain('no such type here');
  });
});

describe('pull is refused', () => {
  it.each([
    ['an id that nobody has', 'carl', 'has no patient "carl"'],
    ['a reference that leads nowhere', 'Patient/carl', 'has no patient "Patient/carl"'],
    ['another type', 'Encounter/bobs', 'has no patient "Encounter/bobs"'],
    ['a search that finds nobody', 'family=Nobody', 'has no patient "family=Nobody"'],
    ['nothing', ' ', 'has no patient " "'],
    [
      'a name of several',
      'Ames',
      '"Ames" may be any of 2 patients:\n  ann  Ann Ames born 1980-03-01\n  bob  Bob Ames born 1975',
    ],
  ])('for %s', async (_, wanted, text) => {
    const { code, out, err } = await pull([await server(), wanted]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(text);
  });

  it('for a patient who was deleted', async () => {
    const url = await server();
    await clientOf(url).ask('DELETE', 'Patient/bob');
    expect((await pull([url, 'Patient/bob'])).err).toContain('has no patient "Patient/bob"');
  });

  it('for a search that the server does not understand, with its words', async () => {
    const { code, err } = await pull([await server(), 'famly=Ames']);
    expect(code).toBe(3);
    expect(err).toContain('did you mean "family"?');
  });

  it('for both a timeline and a bundle on standard output', async () => {
    expect(await pull([await server(), 'ann', '--show', '-o', '-'])).toMatchObject({ code: 2, out: '' });
  });

  it('for what is no FHIR server', async () => {
    const page = await fakeServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>hello</html>');
    });
    const { code, err } = await pullImpatiently(page, 'ann', '-').catch((error: Loose) => ({
      code: error.exitCode,
      err: error.message,
    }));
    expect(code).toBe(3);
    expect(err).toContain('web page');
    const old = await fakeServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/fhir+json' });
      response.end(JSON.stringify({ resourceType: 'CapabilityStatement', fhirVersion: '3.0.2' }));
    });
    expect((await pull([old, 'ann'])).err).toContain('FHIR 3.0.2');
    expect(await pull(['localhost:8080', 'ann'])).toMatchObject({ code: 2, out: '' });
  });

  it('where the server wants to know who asks, and not once it is told; the secret is never shown', async () => {
    const behind = await server();
    const guarded = await fakeServer(async (request, response) => {
      const isKnown = request.headers.authorization === 'Bearer s3cr3t';
      const answer = isKnown ? await fetch(new URL(request.url ?? '', behind)) : undefined;
      response.writeHead(answer?.status ?? 401, { 'content-type': 'application/fhir+json' });
      response.end(answer ? await answer.text() : JSON.stringify({ resourceType: 'OperationOutcome', issue: [] }));
    });
    const wrong = await pull([guarded, 'ann', '-o', '-'], { ANAMNESIS_TOKEN: 'wr0ng' });
    expect(wrong).toMatchObject({ code: 3, out: '', err: expect.stringContaining('401') });
    expect(wrong.err).not.toContain('wr0ng');
    const known = await pull([guarded, 'ann', '-o', '-'], { ANAMNESIS_TOKEN: 's3cr3t' });
    expect(known.code).toBe(0);
    expect(known.out + known.err).not.toContain('s3cr3t');
  });

  it('where pages lead round in a circle, or away from the server', async () => {
    const leading = (next: (host: string) => string) =>
      fakeServer((request, response) => {
        const isStatement = request.url?.endsWith('/metadata');
        const isPatient = request.url?.endsWith('/Patient/ann');
        const link = [{ relation: 'next', url: next(request.headers.host ?? '') }];
        const bundle = { resourceType: 'Bundle', type: 'searchset', link, entry: [] };
        const statement = { resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' };
        response.writeHead(200, { 'content-type': 'application/fhir+json' });
        response.end(JSON.stringify(isStatement ? statement : isPatient ? ANN : bundle));
      });
    const circle = await pull([await leading((host) => `http://${host}/fhir?page=2`), 'ann', '-o', '-']);
    expect(circle).toMatchObject({ code: 3, out: '', err: expect.stringContaining('circle') });
    const away = await pull([await leading(() => 'http://127.0.0.1:1/other/Patient?page=2'), 'ann', '-o', '-']);
    expect(away).toMatchObject({
      code: 3,
      out: '',
      err: expect.stringContaining('/other/Patient, which is not below it'),
    });
  });
});
