import { describe, expect, it } from 'vitest';
import { isWhole } from '../../../src/push/report.ts';
import { bundle, countsOf, lifeOf, population, put, SHARED, TYPES } from './examples.ts';
import { type Asked, answer, fakeServer, isWrite, outcome, STATEMENT } from './fake-server.ts';
import { emptyServer, folderOf, held, pushTo } from './pushing.ts';

/** A statement of a server that takes transactions and says nothing of batches, as HAPI's. */
const LIKE_HAPI = { ...STATEMENT, rest: [{ mode: 'server', interaction: [{ code: 'transaction' }] }] };

/** What bundles of reads asked for. */
function readTogether(asked: readonly Asked[]): string[] {
  return asked.filter((one) => one.method === 'POST' && !isWrite(one)).flatMap(({ urls }) => urls);
}

/** What was read one by one. */
function readAlone(asked: readonly Asked[]): string[] {
  return asked
    .filter(({ method, path }) => method === 'GET' && /^[A-Z]\w+\/[\w-]+$/.test(path))
    .map(({ path }) => path);
}

describe('what a server holds', () => {
  it('is looked for by a sample of each patient where it holds others of the types', async () => {
    const { url, asked, names } = await fakeServer();
    for (const type of TYPES) names.add(`${type}/other`);
    const report = await pushTo(url, folderOf(population(3, 6)), { verify: 'off' }).run();
    const read = readTogether(asked);
    const ofPatients = TYPES.filter(
      (type) => type in countsOf(1, 1) && !SHARED.some((one) => one.resourceType === type),
    );
    expect(read.filter((name) => name.includes('pat-'))).toHaveLength(3 * ofPatients.length);
    // What patients share may have come with any of them: it is looked for one by one.
    expect(read.filter((name) => !name.includes('pat-'))).toHaveLength(SHARED.length);
    expect(report.types['Condition']).toMatchObject({ created: 18, updated: 0, unchanged: 0 });
  });

  it('is looked for one by one where the sample is there', async () => {
    const server = await emptyServer();
    await pushTo(server.url, folderOf(population(2, 3))).run();
    const changed = lifeOf('pat-1', 3).map((resource) =>
      resource.id === 'pat-1-c2' ? { ...resource, code: { text: 'Flu' } } : resource,
    );
    const report = await pushTo(server.url, folderOf({ 'a.json': bundle(changed.map(put)) })).run();
    expect(report.types['Condition']).toMatchObject({ created: 0, updated: 1, unchanged: 2 });
    expect(await held(server.url, 'Condition/pat-1-c2')).toMatchObject({ code: { text: 'Flu' } });
  });

  it('is read together also from a server that takes transactions and says nothing of batches', async () => {
    const { url, asked, names } = await fakeServer(({ path }, response) =>
      path === 'metadata' ? answer(response, 200, LIKE_HAPI) : undefined,
    );
    for (const type of TYPES) names.add(`${type}/other`);
    await pushTo(url, folderOf(population(2, 2)), { verify: 'off' }).run();
    expect(readTogether(asked)).not.toEqual([]);
    expect(readAlone(asked)).toEqual([]);
  });

  it.each([400, 500, 501])('is read one by one from a server that does not take them: status %i', async (status) => {
    const { url, asked, names } = await fakeServer((one, response) => {
      if (one.path === 'metadata') return answer(response, 200, LIKE_HAPI);
      return one.method === 'POST' && !isWrite(one) ? answer(response, status, outcome('no batches')) : undefined;
    });
    for (const type of TYPES) names.add(`${type}/other`);
    const report = await pushTo(url, folderOf(population(2, 2)), { concurrency: 1 }).run();
    expect(isWhole(report)).toBe(true);
    expect(asked.filter((one) => one.method === 'POST' && !isWrite(one))).toHaveLength(1);
    expect(readAlone(asked)).not.toEqual([]);
  });

  it('may be what it said of itself before: that alone', async () => {
    const { url, asked } = await fakeServer();
    await pushTo(url, folderOf(population(1, 1))).run();
    const control = (path: string) => asked.find((one) => one.path.startsWith(path))?.headers['cache-control'];
    expect(control('metadata') ?? '').not.toContain('no-');
    expect(control('Patient?')).toBe('no-cache, no-store');
  });
});

describe('a stop', () => {
  it('ends a push that only compares', async () => {
    const server = await emptyServer();
    const folder = folderOf(population(4, 3));
    await pushTo(server.url, folder, { verify: 'off' }).run();
    let chunks = 0;
    const again = pushTo(server.url, folder, {
      fresh: true,
      concurrency: 1,
      maxEntries: 5,
      events: { chunk: () => void (++chunks === 2 && again.push.stop()) },
    });
    const report = await again.run();
    expect({ complete: report.complete, chunks }).toEqual({ complete: false, chunks: 2 });
    expect(Object.values(report.types).every(({ created, updated }) => created + updated === 0)).toBe(true);
  });

  it('while it is looked what is there is told, and nothing was sent', async () => {
    const { url, asked } = await fakeServer((one) => {
      if (one.path.includes('_summary')) stop();
      return undefined;
    });
    const { push, run } = pushTo(url, folderOf(population(1, 30)));
    const stop = () => push.stop();
    await expect(run()).rejects.toThrow('stopped before anything was sent');
    expect(asked.filter(isWrite)).toEqual([]);
  });

  it('may be waited for by many, without a warning of Node', async () => {
    const warnings: string[] = [];
    const onWarning = ({ name }: Error) => warnings.push(name);
    process.on('warning', onWarning);
    const { url } = await fakeServer((one, response) =>
      isWrite(one) && one.urls.some((name) => name.startsWith('Patient/'))
        ? answer(response, 503, outcome('later'))
        : undefined,
    );
    const { PATIENT } = await import('../../../src/client/retry.ts');
    // More than the ten listeners that Node takes for a leak.
    let waiting = 0;
    const it = pushTo(url, folderOf(population(16, 1)), {
      concurrency: 16,
      policy: { ...PATIENT, jitter: () => 3_600_000 },
      events: { retry: () => void (++waiting === 14 && setTimeout(() => it.push.stop(), 50)) },
    });
    expect((await it.run()).complete).toBe(false);
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });
});
