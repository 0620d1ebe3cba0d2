import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ExitCode } from '../../../src/core/app-error.ts';
import { isWhole } from '../../../src/push/report.ts';
import { bundle, lifeOf, population, put, SHARED } from './examples.ts';
import { answer, fakeServer, isWrite, outcome, responses, STATEMENT } from './fake-server.ts';
import { folderOf, IMPATIENT, pushTo } from './pushing.ts';

const ENVIRONMENT = { exitCode: ExitCode.environment };

/** One bundle of shared resources and one of a patient. */
const SMALL = {
  'a.json': bundle(SHARED.map(put)),
  'b.json': bundle(lifeOf('pat-1', 2).map(put)),
};

function rejectsIn(folder: string): { resource: string; reason: string; status?: number }[] {
  const [state = ''] = readdirSync(join(folder, '.push'));
  const text = readFileSync(join(folder, '.push', state, 'rejects.ndjson'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { resource: string; reason: string });
}

describe('a server that cannot be used', () => {
  it('is down', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => free.once('listening', resolve));
    const { port } = free.address() as { port: number };
    await new Promise((resolve) => free.close(resolve));
    const { run } = pushTo(`http://127.0.0.1:${port}/fhir`, folderOf(SMALL));
    await expect(run()).rejects.toMatchObject({
      ...ENVIRONMENT,
      message: `http://127.0.0.1:${port}/fhir: nothing listens there`,
      hint: 'see that the server runs and that address and port are right',
    });
  });

  it('does not answer in time', async () => {
    const { url } = await fakeServer(({ path }) => (path === 'metadata' ? undefined : 'done'));
    const { run } = pushTo(url, folderOf(SMALL), { timeout: 50, policy: { ...IMPATIENT, tries: 2 } });
    await expect(run()).rejects.toMatchObject({ ...ENVIRONMENT, message: `${url}: no answer within 0.05 s` });
  });

  it('speaks another version', async () => {
    const { url } = await fakeServer(({ path }, response) =>
      path === 'metadata' ? answer(response, 200, { ...STATEMENT, fhirVersion: '5.0.0' }) : undefined,
    );
    await expect(pushTo(url, folderOf(SMALL)).run()).rejects.toMatchObject({
      ...ENVIRONMENT,
      message: `${url} speaks FHIR 5.0.0, and the data is R4 (4.0.1)`,
    });
  });

  it('has no /metadata', async () => {
    const { url } = await fakeServer((_, response) => answer(response, 404, 'nothing here'));
    await expect(pushTo(url, folderOf(SMALL)).run()).rejects.toMatchObject({
      ...ENVIRONMENT,
      message: `${url}: status 404: nothing here`,
      hint: expect.stringContaining('base address') as string,
    });
  });

  it('answers with a page', async () => {
    const page = '<!DOCTYPE html><html><body>Welcome</body></html>';
    const { url } = await fakeServer((_, response) => answer(response, 200, page, { 'content-type': 'text/html' }));
    await expect(pushTo(url, folderOf(SMALL)).run()).rejects.toMatchObject({
      ...ENVIRONMENT,
      message: `${url}: the server answered with a web page (HTML) in place of FHIR`,
    });
  });

  it('points elsewhere', async () => {
    const { url } = await fakeServer((_, response) =>
      answer(response, 302, '', { location: 'https://elsewhere.example.org/login?key=secret' }),
    );
    await expect(pushTo(url, folderOf(SMALL)).run()).rejects.toMatchObject({
      ...ENVIRONMENT,
      message: `${url}: status 302: it points to https://elsewhere.example.org/login`,
    });
  });

  it.each([401, 403])('refuses who asks (%i), and is asked no more', async (status) => {
    const { url, asked } = await fakeServer((one, response) =>
      isWrite(one) ? answer(response, status, outcome('no')) : undefined,
    );
    await expect(pushTo(url, folderOf(population(5, 1)), { maxEntries: 3 }).run()).rejects.toMatchObject({
      ...ENVIRONMENT,
      message: `${url}: status ${status}: no`,
    });
    expect(asked.filter(isWrite)).toHaveLength(1);
  });

  it('fails at everything', async () => {
    const { url, asked } = await fakeServer((one, response) =>
      isWrite(one) ? answer(response, 500, outcome('broken')) : undefined,
    );
    await expect(pushTo(url, folderOf(population(20, 3))).run()).rejects.toMatchObject(ENVIRONMENT);
    expect(asked.filter(isWrite).length).toBeLessThan(400);
  });

  it('takes no bundles', async () => {
    const { url, asked } = await fakeServer((one, response) =>
      isWrite(one) ? answer(response, 405, 'no') : undefined,
    );
    await expect(pushTo(url, folderOf(SMALL)).run()).rejects.toMatchObject({
      ...ENVIRONMENT,
      message: `${url}: status 405: no`,
    });
    expect(asked.filter(isWrite)).toHaveLength(1);
  });
});

describe('a server that is busy', () => {
  it('is left alone as long as it asks', async () => {
    const waits: number[] = [];
    let times = 0;
    const { url } = await fakeServer((one, response) => {
      if (!isWrite(one) || times++ > 1) return undefined;
      const later = times === 1 ? '7' : 'Sun, 06 Nov 1994 08:49:47 GMT';
      return answer(response, 429, outcome('slow down'), {
        'retry-after': later,
        date: 'Sun, 06 Nov 1994 08:49:37 GMT',
      });
    });
    const policy = {
      ...IMPATIENT,
      wait: async (milliseconds: number) => void waits.push(Math.round(milliseconds / 1000)),
    };
    const report = await pushTo(url, folderOf(SMALL), { policy }).run();
    expect(isWhole(report)).toBe(true);
    expect(report.retries).toBe(2);
    expect(waits.filter((seconds) => seconds === 7 || seconds === 10)).toEqual(expect.arrayContaining([7, 10]));
  });

  it('says so with status 400', async () => {
    let times = 0;
    const { url } = await fakeServer((one, response) =>
      isWrite(one) && times++ < 3 ? answer(response, 400, { __type: 'ThrottlingException' }) : undefined,
    );
    expect(isWhole(await pushTo(url, folderOf(SMALL)).run())).toBe(true);
  });

  it('is given up after so many tries', async () => {
    const { url, asked } = await fakeServer((one, response) =>
      isWrite(one) ? answer(response, 503, outcome('later')) : undefined,
    );
    const { run } = pushTo(url, folderOf(SMALL), { policy: { ...IMPATIENT, tries: 4 } });
    await expect(run()).rejects.toMatchObject({ ...ENVIRONMENT, message: `${url}: status 503: later` });
    expect(asked.filter(isWrite)).toHaveLength(4);
  });

  it('refuses some entries of a bundle for now: those alone are sent again', async () => {
    let times = 0;
    const { url, asked } = await fakeServer((one, response) => {
      if (!isWrite(one) || times++ > 0) return undefined;
      return answer(
        response,
        200,
        responses(one.urls.map((_, index) => (index === 0 ? '429 Too Many Requests' : '201'))),
      );
    });
    const report = await pushTo(
      url,
      folderOf({
        'a.json': bundle(
          SHARED.slice(0, 1)
            .concat(SHARED[2] ?? [])
            .map(put),
        ),
      }),
      { verify: 'off' },
    ).run();
    expect(asked.filter(isWrite).map(({ urls }) => urls)).toEqual([
      ['Organization/org-1', 'Practitioner/prac-1'],
      ['Organization/org-1'],
    ]);
    expect(isWhole(report)).toBe(true);
  });

  it('takes only small bundles: they are halved', async () => {
    const { url, names } = await fakeServer((one, response) =>
      isWrite(one) && one.urls.length > 3 ? answer(response, 413, 'too large') : undefined,
    );
    const report = await pushTo(url, folderOf(SMALL)).run();
    expect(isWhole(report)).toBe(true);
    expect(names.size).toBe(report.resources);
  });

  it('breaks off in the middle of an answer', async () => {
    let times = 0;
    const { url, names } = await fakeServer((one, response) => {
      if (!isWrite(one) || times++ > 2) return undefined;
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"resourceType":"Bund');
      response.destroy();
      return 'done';
    });
    const report = await pushTo(url, folderOf(SMALL)).run();
    expect(isWhole(report)).toBe(true);
    expect(names.size).toBe(report.resources);
  });
});

describe('a server that does not like a resource', () => {
  it('says so in a bundle that it takes otherwise', async () => {
    const { url } = await fakeServer((one, response) => {
      if (!isWrite(one)) return undefined;
      const statuses = one.urls.map((name) => (name === 'Condition/pat-1-c1' ? '422 Unprocessable Entity' : '201'));
      return answer(response, 200, responses(statuses, 'no such code'));
    });
    const folder = folderOf(SMALL);
    const report = await pushTo(url, folder, { verify: 'off' }).run();
    expect(isWhole(report)).toBe(false);
    expect(report.types['Condition']).toMatchObject({ created: 1, rejected: 1 });
    expect(rejectsIn(folder)).toMatchObject([
      { resource: 'Condition/pat-1-c1', reason: 'status 422: no such code', status: 422 },
    ]);
  });

  it('refuses the whole transaction: the one is found, what refers to it is told, the rest is loaded', async () => {
    const { url, names } = await fakeServer((one, response) =>
      isWrite(one) && one.urls.includes('Observation/pat-1-o2')
        ? answer(response, 422, outcome('bad value'))
        : undefined,
    );
    const folder = folderOf(SMALL);
    const report = await pushTo(url, folder, { verify: 'off' }).run();
    const lost = ['Observation/pat-1-o2', 'DiagnosticReport/pat-1-r2', 'Provenance/pat-1-p'];
    expect(names.size).toBe(report.resources - lost.length);
    expect(rejectsIn(folder).map(({ resource }) => resource)).toEqual(lost);
    expect(rejectsIn(folder)[1]?.reason).toBe('refers to Observation/pat-1-o2, which the server did not take');
    expect(isWhole(report)).toBe(false);
  });

  it('is asked again when it is mended', async () => {
    let isMended = false;
    const { url, names } = await fakeServer((one, response) =>
      isWrite(one) && !isMended && one.urls.includes('Patient/pat-1')
        ? answer(response, 422, outcome('no patients'))
        : undefined,
    );
    const folder = folderOf(SMALL);
    expect(isWhole(await pushTo(url, folder).run())).toBe(false);
    expect(names.size).toBe(SHARED.length);
    isMended = true;
    const report = await pushTo(url, folder).run();
    expect(isWhole(report)).toBe(true);
    expect(names.size).toBe(report.resources);
    expect(rejectsIn(folder)).toEqual([]);
  });
});

describe('a server that says one thing and does another', () => {
  it('loses what it took: that is told', async () => {
    const { url, names } = await fakeServer((one, response) => {
      if (!isWrite(one)) return undefined;
      for (const name of one.urls) if (name !== 'Encounter/pat-1-e2') names.add(name);
      return answer(response, 200, responses(one.urls.map(() => '201')));
    });
    const report = await pushTo(url, folderOf(SMALL)).run();
    expect(isWhole(report)).toBe(false);
    expect(report.checks.filter(({ missing }) => missing.length > 0)).toMatchObject([
      { type: 'Encounter', missing: ['pat-1-e2'], fault: '1 are there, fewer than the 2 that should be' },
    ]);
  });

  it('answers for fewer entries than it was sent, always', async () => {
    const { url } = await fakeServer((one, response) =>
      isWrite(one) ? answer(response, 200, responses(['201'])) : undefined,
    );
    await expect(pushTo(url, folderOf(SMALL), { policy: { ...IMPATIENT, tries: 2 } }).run()).rejects.toMatchObject({
      ...ENVIRONMENT,
      message: `${url}: the server answered for 1 of 2 entries`,
    });
  });

  it('takes no transactions: batches are sent, in which nothing refers to its own bundle', async () => {
    const sent: string[][] = [];
    const { url } = await fakeServer((one, response) => {
      if (one.path === 'metadata')
        return answer(response, 200, { ...STATEMENT, rest: [{ mode: 'server', interaction: [{ code: 'batch' }] }] });
      if (isWrite(one)) sent.push([...one.urls]);
      return undefined;
    });
    const report = await pushTo(url, folderOf(SMALL)).run();
    expect([report.interaction, isWhole(report)]).toEqual(['batch', true]);
    const order = new Map(sent.flatMap((names, index) => names.map((name) => [name, index] as const)));
    for (const { resource } of [...SHARED, ...lifeOf('pat-1', 2)].map(put)) {
      const text = JSON.stringify(resource);
      const own = order.get(`${resource.resourceType}/${resource.id}`) ?? -1;
      for (const [, name = ''] of text.matchAll(/"reference":"([^"]+)"/g)) expect(order.get(name)).toBeLessThan(own);
    }
  });
});

describe('a stop', () => {
  it('lets the bundle under way through, sends no more, and goes on later', async () => {
    const folder = folderOf(population(6, 4));
    const { url, names } = await fakeServer();
    let chunks = 0;
    const first = pushTo(url, folder, {
      concurrency: 1,
      maxEntries: 5,
      events: { chunk: () => void (++chunks === 3 && first.push.stop()) },
    });
    const report = await first.run();
    expect({ complete: report.complete, chunks, checks: report.checks }).toEqual({
      complete: false,
      chunks: 3,
      checks: [],
    });
    const second = await pushTo(url, folder, { maxEntries: 5 }).run();
    expect(isWhole(second)).toBe(true);
    expect(names.size).toBe(second.resources);
  });

  it('ends the waiting', async () => {
    const { url } = await fakeServer((one, response) =>
      isWrite(one) ? answer(response, 429, outcome('later'), { 'retry-after': '3600' }) : undefined,
    );
    const { PATIENT } = await import('../../../src/client/retry.ts');
    const it = pushTo(url, folderOf(SMALL), { policy: PATIENT, events: { retry: () => it.push.stop() } });
    onTestFinished(() => it.push.stop());
    expect((await it.run()).complete).toBe(false);
  });
});
