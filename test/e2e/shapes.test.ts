import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anamnesis, filesBelow, hashes, ONLY_FIXTURES, put, testFolder } from './cli.ts';

const FIVE = [...ONLY_FIXTURES, '-s', 'shapes', '-p', '5'];

/** What a run leaves in its output folder, which must find nothing wrong with it. */
async function made(args: readonly string[], folder = testFolder()): Promise<string> {
  const { code, err } = await anamnesis([...FIVE, '--quiet', ...args], { folder });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return join(folder, 'output');
}

interface Entry {
  readonly fullUrl: string;
  readonly resource: { readonly resourceType: string; readonly id?: string; readonly meta?: { profile: string[] } };
  readonly request?: { readonly method: string; readonly ifNoneExist?: string };
}

interface Bundle {
  readonly type: string;
  readonly entry: readonly Entry[];
}

function bundles(output: string): Bundle[] {
  return filesBelow(output)
    .filter((path) => path.startsWith('fhir/'))
    .map((path) => JSON.parse(readFileSync(join(output, path), 'utf8')) as Bundle);
}

function profiles(output: string): string[] {
  return bundles(output).flatMap(({ entry }) => entry.flatMap(({ resource }) => resource.meta?.profile ?? []));
}

describe('the form of bundles', () => {
  it('is collections, batches or transactions', async () => {
    for (const type of ['transaction', 'collection', 'batch']) {
      const all = bundles(await made(['--bundle', type]));
      expect(all.length).toBeGreaterThanOrEqual(5);
      expect(new Set(all.map((bundle) => bundle.type))).toEqual(new Set([type]));
    }
  });

  it('lets a server give ids', async () => {
    const output = await made(['--ids', 'urn']);
    expect(filesBelow(output).filter((path) => path.includes('shared-'))).toEqual(['fhir/shared-1-providers.json']);
    for (const { fullUrl, resource, request } of bundles(output).flatMap(({ entry }) => entry)) {
      expect(fullUrl).toMatch(/^urn:uuid:/);
      expect(resource.id).toBeUndefined();
      expect(request?.method).toBe('POST');
    }
    const { code, out } = await anamnesis(['validate', 'output'], { folder: join(output, '..') });
    expect({ code, out }).toMatchObject({ code: 0 });
  });

  it('divides what is larger than asked, and says so', async () => {
    const folder = testFolder();
    const whole = bundles(await made([]));
    const { code, out } = await anamnesis([...FIVE, '--max-entries', '12', '--max-bytes', '20k'], { folder });
    expect(code).toBe(0);
    expect(out).toContain('patient larger than the limits: written as several bundles');
    const output = join(folder, 'output');
    const parts = bundles(output);
    expect(parts.length).toBeGreaterThan(whole.length);
    expect(Math.max(...parts.map(({ entry }) => entry.length))).toBeLessThanOrEqual(12);
    for (const path of filesBelow(output).filter((name) => name.startsWith('fhir/'))) {
      expect(readFileSync(join(output, path)).length).toBeLessThanOrEqual(20 * 1024);
    }
    const urls = (all: readonly Bundle[]) => all.flatMap(({ entry }) => entry.map(({ fullUrl }) => fullUrl)).sort();
    expect(urls(parts)).toEqual(urls(whole));
    expect((await anamnesis(['validate', 'output'], { folder })).code).toBe(0);
  });

  it('is refused where no bundle is small enough, and nothing is left', async () => {
    const folder = testFolder();
    const { code, err } = await anamnesis([...FIVE, '--max-bytes', '600'], { folder });
    expect(code).toBe(2);
    expect(err).toMatch(/^error: Patient\/\S+ cannot be divided and take \d+ bytes .*, more than --max-bytes 600\n/);
    expect(err).toMatch(/allow \d+ bytes or more/);
    expect(filesBelow(folder)).toEqual([]);
  });

  it('comes from a configuration, too', async () => {
    const folder = testFolder();
    put(folder, 'anamnesis.json', { bundle: 'collection', profile: '7.0.0', maxEntries: 40, maxBytes: '1M' });
    const output = await made([], folder);
    expect(new Set(bundles(output).map(({ type }) => type))).toEqual(new Set(['collection']));
    const manifest = JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8'));
    expect(manifest.options).toMatchObject({ bundle: 'collection', profile: 'us-core-7.0.0', maxEntries: 40 });
  });

  it.each([
    [['--bundle', 'message'], 'error: --bundle "message" is not one of transaction, collection, batch'],
    [['--ids', 'url'], 'error: --ids "url" is not one of fixed, urn; did you mean "urn"?'],
    [['--ids', 'urn', '--bundle', 'batch'], 'error: --ids urn and --bundle batch do not go together'],
    [['--ids', 'urn', '--max-bytes', '1M'], 'error: --ids urn and --max-bytes do not go together'],
    [['--max-entries', '0'], 'error: --max-entries "0" is not a number of entries'],
    [['--max-bytes', '1 MB'], 'error: --max-bytes "1 MB" is not a number of bytes such as 500000, 500k or 4M'],
    [['--profile', '5.0.1'], 'error: --profile "5.0.1" is not one of us-core-3.1.1, us-core-6.1.0'],
    [['--profile', 'us-core-6.1'], 'did you mean "us-core-6.1.0"?'],
    [['--import-base', 'files'], 'error: --import-base "files" is not an address such as https://'],
    [['--import-base', 'https://a:b@c.example'], 'error: --import-base holds a password'],
  ])('%j', async (args, message) => {
    const folder = testFolder();
    const { code, err, out } = await anamnesis([...FIVE, ...args], { folder });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(filesBelow(folder)).toEqual([]);
  });
});

describe('the versions of US Core', () => {
  it('are claimed by their number, the default without', async () => {
    for (const version of ['3.1.1', '7.0.0', '8.0.0']) {
      const claimed = profiles(await made(['--profile', `us-core-${version}`]));
      expect(claimed.length).toBeGreaterThan(20);
      for (const url of claimed.filter((profile) => profile.includes('/us/core/'))) {
        expect(url.endsWith(`|${version}`)).toBe(true);
      }
    }
    expect(profiles(await made([])).filter((url) => url.includes('|'))).toEqual([]);
  });

  it('are claimed by nothing in plain R4', async () => {
    expect(profiles(await made(['--profile', 'none']))).toEqual([]);
  });
});

describe('Bulk Data', () => {
  const NDJSON = ['--format', 'ndjson', '--import-base', 'https://files.example.org/run-1/'];

  it('are written alone or beside bundles, the same', async () => {
    const alone = hashes(await made(NDJSON));
    const beside = hashes(await made(['--format', 'fhir,ndjson', ...NDJSON.slice(2), '--ids', 'urn']));
    const lines = [...alone].filter(([path]) => path.startsWith('ndjson/'));
    expect(lines.length).toBeGreaterThan(8);
    for (const [path, hash] of lines) expect(beside.get(path)).toBe(hash);
    expect([...alone.keys()].filter((path) => !path.startsWith('ndjson/'))).toEqual(['manifest.json']);
  });

  it('are told truly by their manifest, and judged', async () => {
    const output = await made(NDJSON);
    const bulk = JSON.parse(readFileSync(join(output, 'ndjson/manifest.json'), 'utf8'));
    for (const { type, url, count } of bulk.output) {
      expect(url).toBe(`https://files.example.org/run-1/${type}.ndjson`);
      const lines = readFileSync(join(output, `ndjson/${type}.ndjson`), 'utf8').split('\n');
      expect(lines.length - 1).toBe(count);
    }
    const manifest = JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8'));
    expect(manifest.validation.resources).toBeGreaterThan(50);
    const listed = manifest.files.map(({ path }: { path: string }) => path);
    expect(['manifest.json', ...listed].sort()).toEqual([...filesBelow(output)].sort());
    expect((await anamnesis(['validate', 'output'], { folder: join(output, '..') })).code).toBe(0);
  });

  it('of ranges of slots are the parts of the whole, line by line', async () => {
    const lines = (output: string, type: string) => readFileSync(join(output, `ndjson/${type}.ndjson`), 'utf8');
    const whole = await made(NDJSON);
    const first = await made([...NDJSON, '--slots', '0-1']);
    const second = await made([...NDJSON, '--slots', '2-4']);
    for (const type of ['Patient', 'Encounter', 'Condition', 'Observation']) {
      expect(lines(first, type) + lines(second, type)).toBe(lines(whole, type));
    }
  });

  it('of one run are replaced by the next', async () => {
    const folder = testFolder();
    await made(NDJSON, folder);
    await made(['--overwrite'], folder);
    expect(filesBelow(folder).filter((path) => path.includes('ndjson'))).toEqual([]);
  });
});
