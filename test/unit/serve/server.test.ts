import { request as requestOf } from 'node:http';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startServer } from '../../../src/serve/server.ts';
import type { Loose } from '../../support/bundles.ts';
import { putAll, served } from './http-client.ts';

const ANN = { resourceType: 'Patient', id: 'ann', name: [{ family: '<b>Ames</b>', given: ['Ann'] }], gender: 'female' };

describe('the address', () => {
  it('is free again after closing', async () => {
    const first = await startServer({ host: '127.0.0.1', port: 0 });
    const port = Number(new URL(first.url).port);
    await first.close();
    const second = await startServer({ host: '127.0.0.1', port });
    expect(second.url).toBe(first.url);
    await second.close();
  });

  it('that is taken is told, with what to do', async () => {
    const { server } = await served();
    const port = Number(new URL(server.url).port);
    await expect(startServer({ host: '127.0.0.1', port })).rejects.toMatchObject({
      exitCode: 3,
      message: `port ${port} of 127.0.0.1 is taken by another program`,
      hint: expect.stringContaining('--port 0'),
    });
  });

  it('that is no address of the machine is told', async () => {
    await expect(startServer({ host: '192.0.2.1', port: 0 })).rejects.toMatchObject({
      exitCode: 2,
      message: '192.0.2.1 is no address of this machine',
    });
  });

  it('closes though clients hold connections open', async () => {
    const server = await startServer({ host: '127.0.0.1', port: 0 });
    const socket = requestOf(`${server.url}/Patient`, { method: 'POST', headers: { 'content-length': '100' } });
    const isCut = new Promise((resolve) => socket.on('error', resolve));
    socket.write('{');
    await fetch(`${server.url}/metadata`);
    await server.close();
    await isCut;
    await expect(fetch(`${server.url}/metadata`)).rejects.toThrow('fetch failed');
  });
});

describe('what the server says of itself', () => {
  it('is a CapabilityStatement of R4 that says what it is for', async () => {
    const { get, url } = await served({ software: { name: 'anamnesis', version: '1.2.3' } });
    const statement = await get('metadata');
    expect(statement).toMatchObject({
      resourceType: 'CapabilityStatement',
      fhirVersion: '4.0.1',
      kind: 'instance',
      status: 'active',
      software: { name: 'anamnesis', version: '1.2.3' },
      implementation: { url },
      format: ['application/fhir+json', 'json'],
    });
    expect(statement.implementation.description).toContain('not for production');
    const [rest] = statement.rest;
    expect(rest.interaction.map((each: Loose) => each.code)).toEqual(['search-system', 'transaction', 'batch']);
    const patient = rest.resource.find((each: Loose) => each.type === 'Patient');
    expect(patient.interaction.map((each: Loose) => each.code)).toEqual(
      expect.arrayContaining(['read', 'vread', 'update', 'create', 'delete', 'search-type']),
    );
    expect(patient.searchParam).toContainEqual({ name: 'birthdate', type: 'date' });
    expect(patient.operation[0].name).toBe('everything');
  });

  it('names only parameters that it can search by', async () => {
    const { get, ask } = await served();
    const { resource } = (await get('metadata')).rest[0];
    const shown = ['Patient', 'Observation', 'Encounter', 'Claim', 'Provenance', 'Location', 'Medication'];
    const wanted: Readonly<Record<string, string>> = { date: '2020', number: '1', quantity: '1' };
    for (const { type, searchParam } of resource.filter((each: Loose) => shown.includes(each.type))) {
      expect(searchParam.length).toBeGreaterThan(5);
      for (const { name, type: kind } of searchParam) {
        const { status } = await ask('GET', `${type}?${name}=${wanted[kind] ?? 'x'}`);
        expect([type, name, status]).toEqual([type, name, 200]);
      }
    }
  });

  it('is a page for people, which shows no markup of others', async () => {
    const { ask, url } = await served();
    const page = async () => (await fetch(url.replace(/fhir$/, ''))).text();
    expect(await page()).toContain('anamnesis push');
    await ask('POST', '', putAll(ANN));
    const text = await page();
    expect(text).toContain('not for production');
    expect(text).toContain('<a href="/fhir/Patient/ann">Ann &#60;b&#62;Ames&#60;/b&#62;</a>');
    expect(text).toContain('/fhir/Patient/ann/$everything');
    expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });
});

describe('HTTP', () => {
  it('HEAD gives the headers of GET and no body', async () => {
    const { ask } = await served();
    await ask('PUT', 'Patient/ann', ANN);
    const [get, head] = [await ask('GET', 'Patient/ann'), await ask('HEAD', 'Patient/ann')];
    expect(head.json).toBeUndefined();
    for (const name of ['etag', 'content-length', 'content-type', 'last-modified']) {
      expect([name, head.headers.get(name)]).toEqual([name, get.headers.get(name)]);
    }
    expect((await ask('HEAD', 'Patient/bob')).status).toBe(404);
  });

  it.each([
    ['application/fhir+json', 200],
    ['application/json', 200],
    ['*/*', 200],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 200],
    ['application/fhir+xml, application/fhir+json;q=0.5', 200],
    ['application/fhir+xml', 406],
    ['text/html', 406],
  ])('for %s answers %i', async (accept, status) => {
    const { ask } = await served();
    const got = await ask('GET', 'Patient', undefined, { accept });
    expect(got.status).toBe(status);
    expect(got.json.resourceType).toBe(status === 200 ? 'Bundle' : 'OperationOutcome');
  });

  it('lets _format decide over Accept', async () => {
    const { ask } = await served();
    expect((await ask('GET', 'Patient?_format=json', undefined, { accept: 'application/fhir+xml' })).status).toBe(200);
    expect((await ask('GET', 'Patient?_format=xml')).status).toBe(406);
  });

  it('shows browsers JSON that they do not offer for download', async () => {
    const { ask } = await served();
    const got = await ask('GET', 'metadata', undefined, { accept: 'text/html,*/*;q=0.8' });
    expect(got.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect((await ask('GET', 'metadata')).headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
  });

  it('takes JSON alone, so that no web page can write by a form', async () => {
    const { ask, server } = await served();
    const types = ['text/plain', 'application/fhir+xml', 'multipart/form-data'];
    for (const type of types) {
      const { status, json } = await ask('POST', 'Patient', JSON.stringify(ANN), { 'content-type': type });
      expect(status).toBe(415);
      expect(json.issue[0].details.text).toContain(type);
    }
    const form = await ask('POST', 'Patient', 'resourceType=Patient', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(form.status).toBe(415);
    expect(server.counts().size).toBe(0);
  });

  it('refuses a body that is too large, and answers the next request', async () => {
    const { ask } = await served();
    const text = 'x'.repeat(1_000_000);
    const note = Array.from({ length: 65 }, () => ({ text }));
    const { status, json } = await ask('PUT', 'Patient/ann', { ...ANN, note });
    expect(status).toBe(413);
    expect(json.issue[0].code).toBe('too-long');
    expect((await ask('PUT', 'Patient/ann', ANN)).status).toBe(201);
  });

  it.each([
    ['GET', 'nothing', 404],
    ['GET', 'Patient/ann/x/y/z', 404],
    ['POST', 'Patient/ann/$merge', 404],
    ['POST', '$graphql', 404],
    ['GET', '$export', 404],
    ['OPTIONS', 'Patient', 204],
    ['TRACE', 'Patient', 405],
  ])('%s of %s is answered with %i', async (method, path, status) => {
    const { url } = await served();
    const answered = await new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/fhir+json' };
      const request = requestOf(`${url}/${path}`, { method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject);
      request.end(method === 'POST' ? '{}' : undefined);
    });
    expect(answered).toBe(status);
  });

  it('says what is not there above the base', async () => {
    const { url } = await served();
    const response = await fetch(url.replace(/fhir$/, 'favicon.ico'));
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  it('survives what is no HTTP, and clients that go away', async () => {
    const { url, ask } = await served();
    const { port } = new URL(url);
    const { connect } = await import('node:net');
    for (const bytes of ['hello\r\n\r\n', 'POST /fhir/Patient HTTP/1.1\r\nhost: x\r\ncontent-length: 50\r\n\r\n{']) {
      const socket = connect(Number(port), '127.0.0.1');
      socket.on('error', () => {});
      await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
      socket.destroy();
    }
    expect((await ask('GET', 'metadata')).status).toBe(200);
  });
});

describe('apps in a browser', () => {
  it.each([
    ['http://localhost:3000', true],
    ['http://127.0.0.1:5173', true],
    ['https://app.localhost', true],
    ['http://[::1]:3000', true],
    ['https://example.org', false],
    ['http://localhost.example.org', false],
    ['null', false],
  ])('from %s may read: %s', async (origin, mayRead) => {
    const { ask, url } = await served();
    const { headers } = await ask('GET', 'Patient', undefined, { origin });
    expect(headers.get('access-control-allow-origin')).toBe(mayRead ? origin : null);
    expect(headers.get('vary')).toBe('origin');
    const preflight = {
      origin,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'content-type',
    };
    const response = await fetch(`${url}/Patient/ann`, { method: 'OPTIONS', headers: preflight });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe(mayRead ? origin : null);
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type');
  });
});

describe('a server that takes no writes', () => {
  it('refuses each kind of them, and reads on', async () => {
    const { ask, get } = await served({ readOnly: true });
    const writes: readonly [string, string, unknown][] = [
      ['PUT', 'Patient/ann', ANN],
      ['POST', 'Patient', ANN],
      ['PATCH', 'Patient/ann', []],
      ['DELETE', 'Patient/ann', undefined],
      ['POST', '', putAll(ANN)],
    ];
    for (const [method, path, body] of writes) {
      const { status, json } = await ask(method, path, body);
      expect([method, path, status]).toEqual([method, path, 405]);
      expect(json.issue[0].details.text).toContain('--read-only');
    }
    const reads = { resourceType: 'Bundle', type: 'batch', entry: [{ request: { method: 'GET', url: 'Patient' } }] };
    expect((await ask('POST', '', reads)).status).toBe(200);
    expect((await get('metadata')).rest[0].interaction).toEqual([{ code: 'search-system' }]);
    expect((await get('Patient')).total).toBe(0);
  });
});

describe('port 0', () => {
  it('takes one that is free beside one that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => {
      other.close();
    });
    const { url, get } = await served();
    expect(Number(new URL(url).port)).toBeGreaterThan(0);
    expect((await get('metadata')).resourceType).toBe('CapabilityStatement');
  });
});
