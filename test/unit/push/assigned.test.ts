import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isWhole, type PushReport } from '../../../src/push/report.ts';
import { FAULT_KINDS, startChaosProxy } from '../../support/chaos-proxy.ts';
import { bundle, type Resource } from './examples.ts';
import { emptyServer, folderOf, heldAll, pushTo } from './pushing.ts';

const urn = (number: number) => `urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

function post(number: number, resource: Resource, more: Record<string, unknown> = {}) {
  return { fullUrl: urn(number), resource, request: { method: 'POST', url: resource.resourceType, ...more } };
}

const identifier = (value: string) => [{ system: 'urn:test', value }];

/** As other generators write it: everything is posted, and calls the rest by urn:uuid. */
function posted(first: number, visits: number, withIdentifier = true) {
  const patient = urn(first);
  const hospital = post(
    1,
    { resourceType: 'Organization', name: 'A', identifier: identifier('org') },
    { ifNoneExist: 'identifier=urn:test|org' },
  );
  const entries = [
    hospital,
    post(first, { resourceType: 'Patient', ...(withIdentifier && { identifier: identifier(`pat-${first}`) }) }),
  ];
  for (let visit = 0; visit < visits; visit++) {
    const number = first + 10 + visit * 2;
    entries.push(
      post(number, {
        resourceType: 'Encounter',
        status: 'finished',
        subject: { reference: patient },
        serviceProvider: { reference: urn(1) },
      }),
      post(number + 1, {
        resourceType: 'Condition',
        subject: { reference: patient },
        encounter: { reference: urn(number) },
      }),
    );
  }
  return bundle(entries);
}

const TYPES = ['Organization', 'Patient', 'Encounter', 'Condition'];

function rejected(report: PushReport): number {
  return Object.values(report.types).reduce((sum, counts) => sum + counts.rejected, 0);
}

/** Whether every reference of what a server holds leads to something that it holds. */
async function isClosed(url: string): Promise<boolean> {
  const all = await heldAll(url, TYPES);
  const references = [...JSON.stringify([...all.values()]).matchAll(/"reference":"([^"]+)"/g)].map(
    ([, name = '']) => name,
  );
  return references.length > 0 && references.every((name) => all.has(name));
}

describe('resources that the server gives ids to', () => {
  it('are sent once, whole, however often they are pushed', async () => {
    const server = await emptyServer();
    const folder = folderOf({ 'a.json': posted(100, 3), 'b.json': posted(200, 2) });
    expect(isWhole(await pushTo(server.url, folder).run())).toBe(true);
    const counts = { Organization: 1, Patient: 2, Encounter: 5, Condition: 5 };
    expect(server.counts()).toEqual(counts);
    expect(await isClosed(server.url)).toBe(true);
    const before = await heldAll(server.url, TYPES);
    expect(isWhole(await pushTo(server.url, folder).run())).toBe(true);
    // Also without what is remembered: the patients are found by their identifiers.
    expect(rejected(await pushTo(server.url, folder, { fresh: true }).run())).toBe(0);
    expect(await heldAll(server.url, TYPES)).toEqual(before);
  });

  it('call each other by the right ids over several bundles', async () => {
    const server = await emptyServer();
    const report = await pushTo(server.url, folderOf({ 'a.json': posted(100, 6) }), { maxEntries: 3 }).run();
    expect(isWhole(report)).toBe(true);
    expect(server.counts()).toEqual({ Organization: 1, Patient: 1, Encounter: 6, Condition: 6 });
    expect(await isClosed(server.url)).toBe(true);
  });

  it('are not sent twice when a run was ended between two bundles', async () => {
    for (const after of [1, 2, 3, 4]) {
      const server = await emptyServer();
      const folder = folderOf({ 'a.json': posted(100, 4) });
      let chunks = 0;
      const end = () => {
        if (++chunks === after) throw new Error('the end');
      };
      await expect(pushTo(server.url, folder, { maxEntries: 3, events: { chunk: end } }).run()).rejects.toThrow(
        'the end',
      );
      expect(isWhole(await pushTo(server.url, folder).run())).toBe(true);
      expect(server.counts()).toEqual({ Organization: 1, Patient: 1, Encounter: 4, Condition: 4 });
      expect(await isClosed(server.url)).toBe(true);
    }
  });

  it('are not sent twice when a run was ended before it wrote down that a bundle was done', async () => {
    const server = await emptyServer();
    const folder = folderOf({ 'a.json': posted(100, 4) });
    await pushTo(server.url, folder, { maxEntries: 3 }).run();
    const before = await heldAll(server.url, TYPES);
    const [state = ''] = readdirSync(join(folder, '.push'));
    const journal = join(folder, '.push', state, 'journal.jsonl');
    const lines = readFileSync(journal, 'utf8').trimEnd().split('\n');
    expect(lines.at(-2)).toMatch(/^\{"ids"/);
    writeFileSync(journal, `${lines.slice(0, -1).join('\n')}\n`);
    expect(isWhole(await pushTo(server.url, folder).run())).toBe(true);
    expect(await heldAll(server.url, TYPES)).toEqual(before);
  });

  it.each([1, 2, 3, 4])('are there once through a bad network (seed %i)', async (seed) => {
    const server = await emptyServer();
    const proxy = await startChaosProxy({
      target: server.url,
      seed,
      share: 0.3,
      // All but what no server does to a transaction: to say of entries that they failed although they did not.
      kinds: FAULT_KINDS.filter((kind) => !kind.startsWith('entries-')),
      spares: (_, path) => path.endsWith('/metadata'),
    });
    const files = Object.fromEntries([100, 200, 300, 400, 500].map((first) => [`p${first}.json`, posted(first, 3)]));
    const report = await pushTo(proxy.url, folderOf(files)).run();
    await proxy.close();
    expect(rejected(report)).toBe(0);
    expect(server.counts()).toEqual({ Organization: 1, Patient: 5, Encounter: 15, Condition: 15 });
    expect(await isClosed(server.url)).toBe(true);
  });

  it('are not sent again when nobody can tell whether they arrived: that is told', async () => {
    const server = await emptyServer();
    const proxy = await startChaosProxy({
      target: server.url,
      seed: 1,
      share: 1,
      kinds: ['reset-after'],
      spares: (method) => method !== 'POST',
    });
    const folder = folderOf({ 'a.json': bundle([post(7, { resourceType: 'Patient', active: true })]) });
    const report = await pushTo(proxy.url, folder).run();
    await proxy.close();
    expect(server.counts()).toEqual({ Patient: 1 });
    expect([isWhole(report), rejected(report)]).toEqual([false, 1]);
    expect(readFileSync(report.rejects ?? '', 'utf8')).toContain('nothing in it tells whether that was done');
  });
});
