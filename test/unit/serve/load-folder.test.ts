import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startServer } from '../../../src/serve/server.ts';
import { served } from './http-client.ts';

const ANN = { resourceType: 'Patient', id: 'ann' };
const VISIT = { resourceType: 'Encounter', id: 'visit', subject: { reference: 'Patient/ann' } };

/** A folder with these files; what is no text is written as JSON. */
function folderOf(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'anamnesis-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

const bundle = (type: string, ...resources: readonly object[]) => ({
  resourceType: 'Bundle',
  type,
  entry: resources.map((resource) => ({ resource })),
});

const lines = (...resources: readonly object[]) =>
  resources.map((resource) => `${JSON.stringify(resource)}\n`).join('');

const starting = (folder: string) => startServer({ folder, host: '127.0.0.1', port: 0 });

describe('a folder that is served', () => {
  it.each([
    [
      'a run of bundles',
      { 'manifest.json': {}, 'fhir/a.json': bundle('transaction', ANN), 'fhir/b.json': bundle('batch', VISIT) },
    ],
    [
      'a run of NDJSON',
      { 'manifest.json': {}, 'ndjson/Patient.ndjson': lines(ANN), 'ndjson/Encounter.ndjson': lines(VISIT) },
    ],
    [
      'both, of which bundles count',
      { 'fhir/a.json': bundle('collection', ANN, VISIT), 'ndjson/Patient.ndjson': lines({ ...ANN, id: 'x' }) },
    ],
    ['bundles', { 'a.json': bundle('collection', ANN, VISIT), 'notes.txt': 'nothing' }],
    ['resources', { 'a.json': ANN, 'b.json': VISIT }],
    ['NDJSON with blank lines', { 'all.ndjson': `${lines(ANN)}\n${JSON.stringify(VISIT)}` }],
  ])('may be %s', async (_, files) => {
    const { server, ids } = await served({ folder: folderOf(files) });
    expect(server.loaded).toBe(2);
    expect(server.patient).toBe('ann');
    expect(server.counts()).toEqual(
      new Map([
        ['Encounter', 1],
        ['Patient', 1],
      ]),
    );
    expect(await ids('Encounter?patient=ann')).toEqual(['visit']);
  });

  it('may be one file', async () => {
    const { server } = await served({ folder: join(folderOf({ 'a.json': bundle('collection', ANN) }), 'a.json') });
    expect(server.loaded).toBe(1);
  });

  it('gives ids to what is called urn:uuid, in what refers to it too', async () => {
    const [patient, visit] = ['11111111-0000-4000-8000-000000000000', '22222222-0000-4000-8000-000000000000'];
    const entry = [
      {
        fullUrl: `urn:uuid:${visit}`,
        resource: { resourceType: 'Encounter', subject: { reference: `urn:uuid:${patient}` } },
        request: { method: 'POST', url: 'Encounter' },
      },
      {
        fullUrl: `urn:uuid:${patient}`,
        resource: { resourceType: 'Patient' },
        request: { method: 'POST', url: 'Patient' },
      },
    ];
    const { get } = await served({
      folder: folderOf({ 'a.json': { resourceType: 'Bundle', type: 'transaction', entry } }),
    });
    expect(await get(`Encounter/${visit}`)).toMatchObject({ subject: { reference: `Patient/${patient}` } });
  });

  it('is told while it is read', async () => {
    const told: number[] = [];
    await served({
      folder: folderOf({ 'a.json': bundle('batch', ANN, VISIT) }),
      onLoaded: (count) => told.push(count),
    });
    expect(told).toEqual([1, 2]);
  });

  it('keeps of a resource that comes twice the last, and of an equal one no version', async () => {
    const folder = folderOf({
      'shared.json': bundle('transaction', ANN, VISIT),
      'z.json': bundle('transaction', ANN, { ...VISIT, status: 'finished' }),
    });
    const { get, server } = await served({ folder });
    expect((await get('Patient/ann')).meta.versionId).toBe('1');
    expect(await get('Encounter/visit')).toMatchObject({ status: 'finished', meta: { versionId: '2' } });
    expect(server.loaded).toBe(2);
  });

  it('puts ids also where a reference is a whole address', async () => {
    const at = 'http://example.org/r4/Patient/ann';
    const entry = [{ fullUrl: at, resource: ANN }, { resource: { ...VISIT, subject: { reference: at } } }];
    const { get } = await served({ folder: folderOf({ 'a.json': { resourceType: 'Bundle', type: 'batch', entry } }) });
    expect(await get('Encounter/visit')).toMatchObject({ subject: { reference: 'Patient/ann' } });
  });

  it('is searched for FHIR, among what is none', async () => {
    const folder = folderOf({
      'ndjson/Patient.ndjson': lines(ANN),
      'ndjson/import.json': { resourceType: 'Parameters', parameter: [] },
      'ndjson/manifest.json': { transactionTime: '2026-01-01T00:00:00Z', output: [] },
      'ndjson/deeper/Encounter.ndjson': lines(VISIT),
      'ndjson/.hidden/Encounter.ndjson': 'nothing',
    });
    expect((await served({ folder })).server.loaded).toBe(2);
  });

  it.each([
    ['nothing in it', { 'notes.txt': '' }, 2, 'there is no FHIR in'],
    ['nothing but a manifest', { 'manifest.json': { files: [] } }, 2, 'there is no FHIR in'],
    ['a file that breaks off', { 'fhir/a.json': '{"resourceType": "Bundle", "en' }, 2, 'a.json:1:'],
    ['a line that breaks off', { 'a.ndjson': `${lines(ANN)}{"resourceType": "Enc` }, 2, 'a.ndjson:2:'],
    ['a line of another kind', { 'a.ndjson': `${lines(ANN)}[]` }, 2, 'a.ndjson, line 2 is no FHIR resource'],
    [
      'an entry of another kind',
      { 'a.json': bundle('batch', ANN, { name: 'x' }) },
      2,
      'a.json, entry[1] is no FHIR resource',
    ],
    [
      'a resource without an id',
      { 'a.json': bundle('batch', { resourceType: 'Patient' }) },
      2,
      'a Patient without an id',
    ],
  ])('with %s is refused, and no port is taken', async (_, files, exitCode, text) => {
    await expect(starting(folderOf(files))).rejects.toMatchObject({ exitCode, message: expect.stringContaining(text) });
  });

  it('that is not there is told', async () => {
    await expect(starting('/nowhere/at/all')).rejects.toMatchObject({
      exitCode: 2,
      message: 'there is no file or folder /nowhere/at/all',
    });
  });
});
