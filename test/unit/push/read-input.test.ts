import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ExitCode } from '../../../src/core/app-error.ts';
import { findFiles } from '../../../src/push/input/find-files.ts';
import type { IdChoice } from '../../../src/push/input/interpret.ts';
import { readInput } from '../../../src/push/input/read-input.ts';
import { makePlan } from '../../../src/push/plan/make-plan.ts';
import { EntrySource, entryText, resourceOf } from '../../../src/push/send/entry-source.ts';
import { bundle, put } from './examples.ts';
import { folderOf } from './pushing.ts';

const PATIENT = { resourceType: 'Patient', id: 'p1', name: [{ family: 'Müller "x" \\ {[' }] };

/** What would be sent of files: the texts of the entries, and what is known of them. */
async function loaded(paths: readonly string[], ids: IdChoice) {
  const found = findFiles(paths);
  const input = await readInput(found, ids);
  const limits = { entries: 100, bytes: 100_000 };
  const plan = makePlan(input, { server: 'http://x', interaction: 'transaction', limits, ids });
  const source = new EntrySource(
    found.root,
    input.files.map(({ path }) => path),
  );
  const entries = plan.chunks.flatMap((chunk) => chunk.entries.map((entry) => source.load(entry)));
  source.close();
  const known = (key: string) => (key.includes('#') || key.startsWith('urn:') ? undefined : key);
  return { input, entries, texts: entries.map((entry) => entryText(entry, known, new Set())) };
}

async function textsOf(folder: string): Promise<string[]> {
  return (await loaded([folder], 'given')).texts;
}

async function sent(files: Record<string, unknown>, ids: IdChoice = 'given', paths?: (folder: string) => string[]) {
  const folder = folderOf(files);
  const { input, entries, texts } = await loaded(paths?.(folder) ?? [folder], ids);
  return {
    input,
    texts: texts.map((text) => JSON.parse(text) as Record<string, unknown>),
    resources: entries.map(resourceOf),
    keys: entries.map(({ key }) => key),
  };
}

describe('the input of a push', () => {
  it('is sent as it stands where that can be', async () => {
    const { texts } = await sent({ 'a.json': `\uFEFF${JSON.stringify(bundle([put(PATIENT)]), null, 2)}` });
    expect(texts).toEqual([put(PATIENT)]);
  });

  it('is a resource in a file, whatever stands around it', async () => {
    const { texts } = await sent({ 'a.json': `\uFEFF \n${JSON.stringify(PATIENT, null, 2)}\n\n` });
    expect(texts).toEqual([{ resource: PATIENT, request: { method: 'PUT', url: 'Patient/p1' } }]);
  });

  it('is lines, empty ones and the last without an end among them', async () => {
    const text = `${JSON.stringify(PATIENT)}\r\n\n${JSON.stringify({ ...PATIENT, id: 'p2' })}`;
    const { resources, keys } = await sent({ 'a.ndjson': text });
    expect(keys).toEqual(['Patient/p1', 'Patient/p2']);
    expect(resources).toEqual([PATIENT, { ...PATIENT, id: 'p2' }]);
  });

  it('is a collection whose members call each other by urn:uuid', async () => {
    const [a, b] = ['urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0', 'urn:uuid:7d3151bd-1cbf-4d64-b04d-cd9187a4c6e1'];
    const observation = { resourceType: 'Observation', id: 'o1', subject: { reference: a } };
    const { texts } = await sent({
      'a.json': bundle(
        [
          { fullUrl: b, resource: observation },
          { fullUrl: a, resource: { resourceType: 'Patient', active: true } },
        ],
        'collection',
      ),
    });
    const id = '0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0';
    expect(texts).toEqual([
      { resource: { resourceType: 'Patient', active: true, id }, request: { method: 'PUT', url: `Patient/${id}` } },
      {
        resource: { ...observation, subject: { reference: `Patient/${id}` } },
        request: { method: 'PUT', url: 'Observation/o1' },
      },
    ]);
  });

  it('calls things by what they are called on the server', async () => {
    const observation = {
      resourceType: 'Observation',
      id: 'o1',
      subject: { reference: 'https://example.org/fhir/Patient/p1/_history/3' },
    };
    const { resources, texts } = await sent({ 'a.json': bundle([put(PATIENT), put(observation)]) });
    expect(resources[1]).toEqual(observation);
    expect(texts[1]?.['resource']).toEqual({ ...observation, subject: { reference: 'Patient/p1' } });
  });

  it('keeps every digit of a number, also where references change', async () => {
    const text = JSON.stringify(PATIENT).slice(0, -1);
    const folder = folderOf({
      'a.json': `{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"http://x.org/Patient/p1","resource":${text},"multipleBirthInteger":1.50}},
        {"fullUrl":"http://x.org/Observation/o1","resource":{"valueQuantity":{"value":98.60},"note":[{"text":"\\"reference\\": \\"http://x.org/Patient/p1\\""}],
         "subject":{"reference": "http:\\/\\/x.org/Patient/p1"},"id":"o1","resourceType":"Observation"}}]}`,
      'b.json': '{"id":"o2","valueQuantity":{"value":1.0e2},"resourceType":"Observation"}',
    });
    const texts = await textsOf(folder);
    expect(texts).toHaveLength(3);
    expect(texts.some((one) => one.includes('"multipleBirthInteger":1.50}'))).toBe(true);
    const observation = texts.find((one) => one.includes('98.60')) ?? '';
    expect(observation).toContain('"subject":{"reference": "Patient/p1"}');
    expect(observation).toContain(String.raw`"text":"\"reference\": \"http://x.org/Patient/p1\""`);
    expect(texts.find((one) => one.includes('1.0e2'))).toBe(
      '{"resource":{"id":"o2","valueQuantity":{"value":1.0e2},"resourceType":"Observation"},"request":{"method":"PUT","url":"Observation/o2"}}',
    );
  });

  it('is put under fixed ids in place of being posted, where that is wanted', async () => {
    const posted = (id: string) => ({
      fullUrl: `urn:uuid:${id}`,
      resource: PATIENT,
      request: { method: 'POST', url: 'Patient', ifNoneExist: 'identifier=x' },
    });
    const given = await sent({ 'a.json': bundle([posted('1')]) });
    expect(given.texts).toEqual([posted('1')]);
    const fixed = await sent({ 'a.json': bundle([posted('1')]) }, 'fixed');
    expect(fixed.texts).toEqual([{ resource: PATIENT, request: { method: 'PUT', url: 'Patient/p1' } }]);
  });

  it('has each resource once', async () => {
    const { keys } = await sent({
      'a.json': bundle([put(PATIENT)]),
      'b.json': JSON.stringify(bundle([put(PATIENT)]), null, 1),
      'c.ndjson': `${JSON.stringify(PATIENT)}\n`,
    });
    expect(keys).toEqual(['Patient/p1']);
  });

  it('is looked for in folders, but not in hidden ones, and only the FHIR in them', async () => {
    const { input } = await sent({
      'deep/er/a.json': bundle([put(PATIENT)]),
      '.push/x/rejects.ndjson': '{"chunk":0}\n',
      '.hidden.json': '{',
      'states.json': '[1, 2, 3]',
      'counts.json': { resources: 3 },
      'outcome.json': { resourceType: 'OperationOutcome', issue: [] },
      'lines.ndjson': '{"a":1}\n',
      'table.csv': 'a\n',
    });
    expect(input.files.map(({ path }) => path)).toEqual(['deep/er/a.json']);
    expect(input.passedBy).toEqual(['counts.json', 'lines.ndjson', 'outcome.json', 'states.json']);
  });

  it('may be several files, a link among them', async () => {
    const { keys } = await sent(
      { 'x/a.json': bundle([put(PATIENT)]), 'y/b.json': bundle([put({ ...PATIENT, id: 'p2' })]) },
      'given',
      (folder) => {
        symlinkSync(join(folder, 'y/b.json'), join(folder, 'link.json'));
        return [join(folder, 'x'), join(folder, 'link.json')];
      },
    );
    expect(keys.sort()).toEqual(['Patient/p1', 'Patient/p2']);
  });
});

describe('what cannot be pushed', () => {
  const refused = (message: string) =>
    expect.objectContaining({
      exitCode: ExitCode.usage,
      message: expect.stringContaining(message) as string,
    }) as unknown;

  it.each<[string, Record<string, unknown>, string]>([
    ['a bundle that breaks off', { 'a.json': JSON.stringify(bundle([put(PATIENT)])).slice(0, -10) }, 'a.json:1:'],
    ['an empty file', { 'a.json': '' }, 'a.json: it is empty'],
    ['a line that breaks off', { 'a.ndjson': `${JSON.stringify(PATIENT)}\n{"resourceType":"Pat` }, 'a.ndjson:2:'],
    [
      'a line that is no resource',
      { 'a.ndjson': `${JSON.stringify(PATIENT)}\n{"a":1}\n` },
      'a.ndjson:2 is no FHIR resource',
    ],
    [
      'a bundle on a line',
      { 'a.ndjson': `${JSON.stringify(bundle([put(PATIENT)]))}\n` },
      'a.ndjson:1 is a bundle on a line',
    ],
    [
      'a bundle without a type',
      { 'a.json': { resourceType: 'Bundle', entry: [] } },
      'a.json is a bundle without a type',
    ],
    ['a document', { 'a.json': bundle([put(PATIENT)], 'document') }, 'a.json is a bundle of type "document"'],
    [
      'a deletion',
      { 'a.json': bundle([{ request: { method: 'DELETE', url: 'Patient/p1' } }]) },
      'a.json /entry/0 asks for DELETE',
    ],
    [
      'an entry that is empty',
      { 'a.json': bundle([put(PATIENT), { request: { method: 'POST', url: 'Patient' } }]) },
      'a.json /entry/1 has no resource',
    ],
    ['an entry that is none', { 'a.json': bundle([7]) }, 'a.json /entry/0 is no entry of a bundle'],
    [
      'another id',
      { 'a.json': bundle([{ resource: PATIENT, request: { method: 'PUT', url: 'Patient/p2' } }]) },
      'is Patient/p1 and to be put under "Patient/p2"',
    ],
    [
      'no id',
      { 'a.json': bundle([{ resource: { resourceType: 'Patient' }, request: { method: 'PUT', url: 'Patient/p2' } }]) },
      'is to be put and has no id',
    ],
    [
      'two resources of one name',
      { 'a.json': bundle([put(PATIENT)]), 'b.json': bundle([put({ ...PATIENT, active: true })]) },
      'Patient/p1 is in a.json (byte',
    ],
  ])('is %s', async (_, files, message) => {
    await expect(sent(files)).rejects.toEqual(refused(message));
  });

  it('is what is named and no FHIR', async () => {
    await expect(sent({ 'a.json': { a: 1 } }, 'given', (folder) => [join(folder, 'a.json')])).rejects.toEqual(
      refused('a.json holds no FHIR'),
    );
    await expect(sent({ 'a.txt': 'x' })).rejects.toEqual(refused('there is nothing to push in'));
    await expect(sent({}, 'given', (folder) => [join(folder, 'none')])).rejects.toEqual(
      refused('there is no file or folder'),
    );
  });
});
