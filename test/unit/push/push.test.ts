import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isWhole, type PushReport } from '../../../src/push/report.ts';
import { startChaosProxy } from '../../support/chaos-proxy.ts';
import { bundle, countsOf, lifeOf, population, put, SHARED, TYPES } from './examples.ts';
import { emptyServer, folderOf, held, heldAll, pushTo } from './pushing.ts';

function sum(report: PushReport, what: 'created' | 'updated' | 'unchanged' | 'earlier' | 'rejected'): number {
  return Object.values(report.types).reduce((total, counts) => total + counts[what], 0);
}

/** The folder that plan and journal are in. */
function stateOf(folder: string): string {
  const [name = ''] = readdirSync(join(folder, '.push'));
  return join(folder, '.push', name);
}

describe('a push', () => {
  it('loads all of it, and nothing else than FHIR', async () => {
    const server = await emptyServer();
    const report = await pushTo(server.url, folderOf(population(3, 5))).run();
    expect(isWhole(report)).toBe(true);
    expect(server.counts()).toEqual(countsOf(3, 5));
    expect(sum(report, 'created')).toBe(report.resources);
    expect(report.checks.map(({ type }) => type)).toEqual([...TYPES]);
  });

  it('a second time sends nothing', async () => {
    const server = await emptyServer();
    const folder = folderOf(population(2, 3));
    await pushTo(server.url, folder).run();
    const before = await heldAll(server.url, TYPES);
    const report = await pushTo(server.url, folder).run();
    expect({ whole: isWhole(report), earlier: sum(report, 'earlier') }).toEqual({
      whole: true,
      earlier: report.resources,
    });
    expect(await heldAll(server.url, TYPES)).toEqual(before);
  });

  it('without what it remembers rewrites nothing that is there and equal', async () => {
    const server = await emptyServer();
    const folder = folderOf(population(2, 3));
    await pushTo(server.url, folder).run();
    const before = await heldAll(server.url, TYPES);
    const report = await pushTo(server.url, folder, { fresh: true }).run();
    expect({ whole: isWhole(report), unchanged: sum(report, 'unchanged') }).toEqual({
      whole: true,
      unchanged: report.resources,
    });
    expect(await heldAll(server.url, TYPES)).toEqual(before);
  });

  it('rewrites what is there and different, and only that', async () => {
    const server = await emptyServer();
    await pushTo(server.url, folderOf(population(1, 2))).run();
    const before = await heldAll(server.url, TYPES);
    const changed = lifeOf('pat-1', 2).map((resource) =>
      resource.resourceType === 'Patient' ? { ...resource, gender: 'male' } : resource,
    );
    const report = await pushTo(server.url, folderOf({ 'a.json': bundle(changed.map(put)) })).run();
    expect([sum(report, 'updated'), sum(report, 'unchanged')]).toEqual([1, changed.length - 1]);
    const after = await heldAll(server.url, TYPES);
    const different = [...after].filter(([name, { versionId }]) => before.get(name)?.versionId !== versionId);
    expect(different.map(([name]) => name)).toEqual(['Patient/pat-1']);
    expect((await held(server.url, 'Patient/pat-1'))['gender']).toBe('male');
  });

  it('keeps to the limits of a bundle', async () => {
    const server = await emptyServer();
    const sizes: number[] = [];
    const events = { chunk: ({ entries }: { entries: readonly unknown[] }) => sizes.push(entries.length) };
    const report = await pushTo(server.url, folderOf(population(2, 6)), { maxEntries: 7, events }).run();
    expect(Math.max(...sizes)).toBeLessThanOrEqual(7);
    expect(isWhole(report)).toBe(true);
    expect(server.counts()).toEqual(countsOf(2, 6));
  });

  it('loads NDJSON as it loads bundles', async () => {
    const server = await emptyServer();
    const files = new Map<string, string>();
    for (const resource of [...SHARED, ...lifeOf('pat-1', 4), ...lifeOf('pat-2', 4)]) {
      const path = `ndjson/${resource.resourceType}.ndjson`;
      files.set(path, `${files.get(path) ?? ''}${JSON.stringify(resource)}\n`);
    }
    const report = await pushTo(server.url, folderOf(Object.fromEntries(files)), { maxEntries: 9 }).run();
    expect(isWhole(report)).toBe(true);
    expect(server.counts()).toEqual(countsOf(2, 4));
  });

  it('tells a plan and sends nothing', async () => {
    const server = await emptyServer();
    const folder = folderOf(population(2, 2));
    const plan = await pushTo(server.url, folder).push.plan();
    expect(plan.passedBy).toEqual(['manifest.json']);
    expect(server.counts()).toEqual({});
    expect(readdirSync(folder)).not.toContain('.push');
  });
});

describe('what a push remembers', () => {
  it('is enough to go on from wherever it was ended', async () => {
    const whole = await emptyServer();
    const folder = folderOf(population(2, 3));
    await pushTo(whole.url, folder, { maxEntries: 6 }).run();
    const end = await heldAll(whole.url, TYPES);
    const server = await emptyServer();
    await pushTo(server.url, folder, { maxEntries: 6 }).run();
    const states = readdirSync(join(folder, '.push'));
    const port = new URL(server.url).port;
    const journal = join(folder, '.push', states.find((name) => name.includes(port)) ?? '', 'journal.jsonl');
    const text = readFileSync(journal, 'utf8');
    for (const length of [10, text.indexOf('\n') + 1, Math.floor(text.length / 2), text.length - 1]) {
      writeFileSync(journal, text.slice(0, length));
      const report = await pushTo(server.url, folder, { maxEntries: 6 }).run();
      expect(isWhole(report)).toBe(true);
      expect(await heldAll(server.url, TYPES)).toEqual(end);
    }
  });

  it('does not count when the server has lost what it held', async () => {
    const first = await emptyServer();
    const folder = folderOf(population(1, 2));
    await pushTo(first.url, folder, { state: join(folder, '.state') }).run();
    const second = await emptyServer();
    // The state of the first server, as if the second one were the first begun anew.
    const [name = ''] = readdirSync(join(folder, '.state'));
    const plan = join(folder, '.state', name, 'plan.jsonl');
    const notes: string[] = [];
    await pushTo(second.url, folder, { state: join(folder, '.state') }).push.plan();
    writeFileSync(plan, readFileSync(plan, 'utf8').replaceAll(first.url, second.url));
    const report = await pushTo(second.url, folder, { events: { note: (text) => notes.push(text) } }).run();
    expect(isWhole(report)).toBe(true);
    expect(second.counts()).toEqual(countsOf(1, 2));
  });

  it('is not used for files that were changed, added or taken away', async () => {
    const server = await emptyServer();
    const files = population(2, 2);
    const folder = folderOf(files);
    await pushTo(server.url, folder).run();
    appendFileSync(join(folder, 'fhir/patient-1.json'), '\n');
    await expect(pushTo(server.url, folder).run()).rejects.toThrow(
      'an earlier push to this server was of something else: fhir/patient-1.json was changed since',
    );
    writeFileSync(join(folder, 'fhir/patient-1.json'), JSON.stringify(files['fhir/patient-1.json']));
    writeFileSync(join(folder, 'fhir/zz.json'), JSON.stringify({ resourceType: 'Patient', id: 'new' }));
    await expect(pushTo(server.url, folder).run()).rejects.toThrow('fhir/zz.json was not there');
    const report = await pushTo(server.url, folder, { fresh: true }).run();
    expect(sum(report, 'created')).toBe(1);
  });

  it('is of one push at a time', async () => {
    const server = await emptyServer();
    const folder = folderOf(population(1, 1));
    await pushTo(server.url, folder).run();
    writeFileSync(join(stateOf(folder), 'lock'), '4711');
    const busy = { processId: 1, isRunning: (id: number) => id === 4711 };
    await expect(pushTo(server.url, folder, { holder: busy }).run()).rejects.toThrow('another push (process 4711)');
    // A holder that is gone holds nothing.
    expect(isWhole(await pushTo(server.url, folder).run())).toBe(true);
  });
});

describe('through a bad network', () => {
  it.each([1, 2, 3])('the end is the same, with nothing lost and nothing double (seed %i)', async (seed) => {
    const server = await emptyServer();
    const proxy = await startChaosProxy({
      target: server.url,
      seed,
      share: 0.2,
      mostEntries: 15,
      spares: (_, path) => path.endsWith('/metadata'),
    });
    const report = await pushTo(proxy.url, folderOf(population(6, 8)), { maxEntries: 20 }).run();
    await proxy.close();
    expect(report.checks.filter(({ missing, fault }) => missing.length > 0 || fault !== undefined)).toEqual([]);
    expect(sum(report, 'rejected')).toBe(0);
    expect(server.counts()).toEqual(countsOf(6, 8));
    expect(report.retries).toBeGreaterThan(0);
    expect([...(await heldAll(server.url, TYPES)).values()].map(({ versionId }) => versionId)).toEqual(
      Array.from({ length: report.resources }, () => '1'),
    );
  });
});
