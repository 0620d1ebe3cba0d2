import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { countsOf, population, TYPES } from '../unit/push/examples.ts';
import { type Asked, answer, fakeServer, isWrite, outcome } from '../unit/push/fake-server.ts';
import { emptyServer, folderOf, heldAll } from '../unit/push/pushing.ts';
import { anamnesis, filesBelow } from './cli.ts';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

const SECRET = 's3cret-token';

function push(folder: string, url: string, args: readonly string[] = [], environment: Record<string, string> = {}) {
  return anamnesis(['push', '.', '--to', url, ...args], { folder, environment });
}

/** Runs a push that is to be ended from outside; gives its exit code, or the signal. */
function startPush(
  folder: string,
  url: string,
  args: readonly string[],
): { child: ChildProcess; end: Promise<number | string | null>; text(): string } {
  const child = spawn(process.execPath, [MAIN, 'push', '.', '--to', url, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  const end = new Promise<number | string | null>((resolve) =>
    child.on('close', (code, signal) => resolve(code ?? signal)),
  );
  return { child, end, text: () => text };
}

describe('anamnesis push', () => {
  it('loads a folder, says what it did, and does nothing the second time', async () => {
    const server = await emptyServer();
    const folder = folderOf(population(3, 4));
    const first = await push(folder, server.url);
    expect(first.err).toBe('');
    expect(first.code).toBe(0);
    expect(first.out).toMatch(/^61 resources to http:\/\/127\.0\.0\.1:\d+\/fhir in [\d.]+ s, [\d,]+ a second\.\n/);
    expect(first.out).toContain('Verified: every id was found, and the counts are right.');
    expect(server.counts()).toEqual(countsOf(3, 4));
    const before = await heldAll(server.url, TYPES);
    const second = await push(folder, server.url);
    expect(second.out).toMatch(/^Nothing to send: all 61 resources were loaded into /);
    expect([second.code, second.err]).toEqual([0, '']);
    const third = await push(folder, server.url, ['--fresh', '--json']);
    expect(JSON.parse(third.out)).toMatchObject({ complete: true, types: { Patient: { created: 0, unchanged: 3 } } });
    expect(await heldAll(server.url, TYPES)).toEqual(before);
  });

  it('tells what it would do, and does nothing', async () => {
    const { url, asked } = await fakeServer();
    const folder = folderOf(population(2, 2));
    const { code, out, err } = await push(folder, url, ['--dry-run', '--max-entries', '6']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('a server that does not say its name, of which no limits are known');
    expect(out).toContain('2 patients with what is theirs: 4 bundles, one after the other for each of 2');
    expect(asked.map(({ path }) => path)).toEqual(['metadata']);
    expect(filesBelow(folder).filter((path) => path.includes('.push'))).toEqual([]);
  });

  it('is silent when asked to', async () => {
    const { url } = await fakeServer();
    expect(await push(folderOf(population(1, 1)), url, ['-q'])).toEqual({ code: 0, out: '', err: '' });
  });

  it('ends with 1 when something is rejected, and says where to read what', async () => {
    const { url } = await fakeServer((one, response) =>
      isWrite(one) && one.urls.includes('Condition/pat-1-c1')
        ? answer(response, 422, outcome('no such code'))
        : undefined,
    );
    const folder = folderOf(population(1, 1));
    const { code, out } = await push(folder, url);
    expect(code).toBe(1);
    const [, file = ''] = /2 resources rejected: see (\S+)/.exec(out) ?? [];
    const [first = '', second = ''] = readFileSync(join(folder, file), 'utf8').split('\n');
    expect(JSON.parse(first)).toMatchObject({
      resource: 'Condition/pat-1-c1',
      status: 422,
      reason: 'status 422: no such code',
    });
    expect(JSON.parse(second)).toMatchObject({ resource: 'Provenance/pat-1-p' });
  });

  it.each<[string, readonly string[], string]>([
    ['no address', ['push', '.'], "required option '--to <url>' not specified"],
    [
      'an address that is none',
      ['push', '.', '--to', 'fhir.example.org'],
      '"fhir.example.org" is no address of a server',
    ],
    [
      'a password in the address',
      ['push', '.', '--to', `http://u:${SECRET}@127.0.0.1/fhir`],
      'holds a user name or password',
    ],
    [
      'a token in the address',
      ['push', '.', '--to', `http://127.0.0.1/fhir?token=${SECRET}`],
      'holds a query or a fragment',
    ],
    ['no such folder', ['push', 'none', '--to', 'http://127.0.0.1:9'], 'there is no file or folder none'],
    [
      'no number',
      ['push', '.', '--to', 'http://127.0.0.1:9', '--max-entries', '0'],
      '--max-entries "0" is not a whole number from 1',
    ],
    [
      'an unknown choice',
      ['push', '.', '--to', 'http://127.0.0.1:9', '--ids', 'fixd'],
      '--ids "fixd" is not one of given, fixed; did you mean "fixed"?',
    ],
    [
      'a header with its value',
      ['push', '.', '--to', 'http://127.0.0.1:9', '--header', `x-key: ${SECRET}`],
      '--header takes a name and the variable that holds its value',
    ],
    [
      'a variable that is not set',
      ['push', '.', '--to', 'http://127.0.0.1:9', '--token-env', 'NOT_SET'],
      '--token-env names the variable NOT_SET, which is not set or empty',
    ],
  ])('ends with 2 at %s', async (_, args, message) => {
    const { code, out, err } = await anamnesis(args, { folder: folderOf(population(1, 1)) });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err).not.toContain(SECRET);
  });

  it('ends with 3 when the server refuses who asks; no secret is told or kept anywhere', async () => {
    const seen: Asked['headers'][] = [];
    const { url } = await fakeServer((one, response) => {
      seen.push(one.headers);
      return isWrite(one) ? answer(response, 403, outcome('not you')) : undefined;
    });
    const folder = folderOf(population(1, 1));
    const environment = { ANAMNESIS_TOKEN: `${SECRET}\n`, MY_KEY: `${SECRET}-key`, DEBUG: '*' };
    const { code, out, err } = await push(folder, url, ['--header', 'x-api-key: env:MY_KEY'], environment);
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain(`error: ${url}: status 403: not you`);
    expect(
      seen.every((headers) => headers.authorization === `Bearer ${SECRET}` && headers['x-api-key'] === `${SECRET}-key`),
    ).toBe(true);
    expect(err).not.toContain(SECRET);
    const kept = filesBelow(folder).map((path) => readFileSync(join(folder, path), 'utf8'));
    expect(kept.some((text) => text.includes(SECRET))).toBe(false);
  });

  it('asks with user name and password', async () => {
    const seen = new Set<string | undefined>();
    const { url } = await fakeServer(({ headers }) => {
      seen.add(headers.authorization);
      return undefined;
    });
    const environment = { ANAMNESIS_USER: 'me', ANAMNESIS_PASSWORD: 'a:b' };
    expect((await push(folderOf(population(1, 1)), url, [], environment)).code).toBe(0);
    expect([...seen]).toEqual([`Basic ${Buffer.from('me:a:b').toString('base64')}`]);
    const half = await push(folderOf(population(1, 1)), url, [], { ANAMNESIS_USER: 'me' });
    expect([half.code, half.err]).toEqual([2, 'error: ANAMNESIS_USER is set and ANAMNESIS_PASSWORD is not\n']);
  });
});

describe.skipIf(process.platform === 'win32')('a push that is ended', () => {
  const ARGS = ['--max-entries', '5', '--concurrency', '2'];

  it.each([1, 4, 9, 14])('by kill -9 while bundle %i is on its way goes on to the same end', async (at) => {
    const folder = folderOf(population(3, 4));
    const whole = await fakeServer();
    await push(folder, whole.url, ARGS);
    let writes = 0;
    let started: ReturnType<typeof startPush> | undefined;
    const { url, names, asked } = await fakeServer((one, response) => {
      if (!isWrite(one) || ++writes !== at) return undefined;
      started?.child.kill('SIGKILL');
      // Every second time the server had taken it.
      if (at % 2 === 0) return undefined;
      response.destroy();
      return 'done';
    });
    started = startPush(folder, url, ARGS);
    expect(await started.end).toBe('SIGKILL');
    const again = await push(folder, url, ARGS);
    expect([again.code, again.err]).toEqual([0, '']);
    expect([...names].sort()).toEqual([...whole.names].sort());
    // What was answered before the end was not sent again: at most the two bundles under way were.
    const sent = asked.filter(isWrite).flatMap(({ urls }) => urls);
    expect(sent.length - names.size).toBeLessThanOrEqual(2 * 5);
  });

  it('by Ctrl-C lets through what is under way, ends with 130, and goes on later', async () => {
    const folder = folderOf(population(3, 4));
    let writes = 0;
    let started: ReturnType<typeof startPush> | undefined;
    const { url, names, asked } = await fakeServer((one, response) => {
      if (!isWrite(one) || ++writes !== 3) return undefined;
      started?.child.kill('SIGINT');
      setTimeout(() => {
        for (const name of one.urls) names.add(name);
        answer(response, 200, { resourceType: 'Bundle', entry: one.urls.map(() => ({ response: { status: '201' } })) });
      }, 300);
      return 'done';
    });
    started = startPush(folder, url, ARGS);
    expect(await started.end).toBe(130);
    expect(started.text()).toContain('stopping when the bundles under way are through');
    expect(started.text()).toMatch(/Stopped with \d+ of 61 resources done; the same command goes on from there\./);
    expect((await push(folder, url, ARGS)).code).toBe(0);
    const sent = asked.filter(isWrite).flatMap(({ urls }) => urls);
    expect(sent).toHaveLength(61);
    expect(new Set(sent).size).toBe(61);
  });
});
