import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anamnesis, filesBelow, hashes, MODULES, ONLY_FIXTURES, put, testFolder } from './cli.ts';

const FIVE = [...ONLY_FIXTURES, '-p', '5', '-s', '1'];

describe('generate', () => {
  it('runs without its name, with the habits of Synthea, and tells what it made', async () => {
    const folder = testFolder();
    const args = ['-p', '10', '-s', '1', '-r', '20200101', '-g', 'f', '-a', '20-60', 'Massachusetts', 'Boston'];
    const { code, out, err } = await anamnesis([...ONLY_FIXTURES, ...args], { folder });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^10 lives: \d+ living, \d+ dead\nSeed 1, reference date 2020-01-01\n/);
    expect(out).toContain('Acute bronchitis (disorder)');
    expect(out).toContain('anamnesis show output NAME');
    const patients = filesBelow(join(folder, 'output/fhir')).filter((path) => !path.startsWith('shared-'));
    expect(patients).toHaveLength(10);
    for (const path of patients) {
      const text = readFileSync(join(folder, 'output/fhir', path), 'utf8');
      expect(text).toContain('"gender":"female"');
      expect(text).toContain('"city":"Boston"');
    }
  });

  it('leaves a manifest that lists every file with its hash, and says nothing of machine or day', async () => {
    const folder = testFolder();
    await anamnesis([...FIVE, '--format', 'fhir,states'], { folder });
    const text = readFileSync(join(folder, 'output/manifest.json'), 'utf8');
    const manifest = JSON.parse(text) as {
      readonly complete: boolean;
      readonly seed: string;
      readonly counts: { readonly slots: number };
      readonly modules: readonly { readonly path: string; readonly sha256: string }[];
      readonly tables: readonly { readonly path: string; readonly sha256: string }[];
      readonly files: readonly { readonly path: string; readonly sha256: string }[];
    };
    expect(manifest).toMatchObject({ complete: true, seed: '1', counts: { slots: 5 } });
    const found = new Map(hashes(join(folder, 'output')));
    found.delete('manifest.json');
    expect(new Map(manifest.files.map(({ path, sha256 }) => [path, sha256]))).toEqual(found);
    const modules = hashes(MODULES);
    expect(manifest.modules.map(({ path }) => path)).toEqual(['care/syrup.json', 'cough.json']);
    for (const { path, sha256 } of [...manifest.modules, ...manifest.tables]) expect(sha256).toBe(modules.get(path));
    expect(text).not.toContain(folder);
    expect(text).not.toContain(MODULES);
    expect(text).not.toMatch(/T\d\d:\d\d/);
  });

  it('lists only the modules that ran', async () => {
    const folder = testFolder();
    put(folder, 'm/one.json', lonely('One'));
    put(folder, 'm/two.json', lonely('Two'));
    await anamnesis(['--no-builtin', '-d', 'm', '-m', 'tw*', '-p', '2'], { folder });
    const manifest = readFileSync(join(folder, 'output/manifest.json'), 'utf8');
    expect(manifest).toContain('"two.json"');
    expect(manifest).not.toContain('"one.json"');
  });

  it('runs what a filter leaves, also where another module is broken, and says so', async () => {
    const folder = testFolder();
    put(folder, 'm/one.json', lonely('One'));
    put(folder, 'm/two.json', '{');
    const args = ['--no-builtin', '-d', 'm', '-p', '1'];
    const all = await anamnesis(args, { folder });
    expect(all.code).toBe(1);
    const filtered = await anamnesis([...args, '-m', 'one'], { folder });
    expect(filtered.err).toBe('warning: 1 error in 1 file of modules that do not run\n');
    expect(filtered.code).toBe(0);
    const broken = await anamnesis([...args, '-m', 'two', '-o', 'other'], { folder });
    expect(broken.code).toBe(1);
    expect(broken.err).toMatch(/^m\/two\.json:1:2: error: /);
  });

  it('warns when a module gives a disease that a built-in one gives, too', async () => {
    const folder = testFolder();
    const codes = [{ system: 'SNOMED-CT', code: '195967001', display: 'Asthma' }];
    put(folder, 'm/wheeze.json', {
      name: 'Wheeze',
      states: {
        Initial: { type: 'Initial', direct_transition: 'Asthma' },
        Asthma: { type: 'ConditionOnset', codes, direct_transition: 'End' },
        End: { type: 'Terminal' },
      },
    });
    const { code, err } = await anamnesis(['-d', 'm', '-p', '1'], { folder });
    expect(code).toBe(0);
    expect(err).toMatch(/^warning: SNOMED-CT 195967001 \(Asthma\) is given by "wheeze" and by the built-in module "/);
    expect(err).toContain('--no-builtin leaves the built-in modules out');
  });

  it('writes the formats that are asked for', async () => {
    const folder = testFolder();
    const { code } = await anamnesis([...FIVE, '--format', 'states'], { folder });
    expect(code).toBe(0);
    const files = filesBelow(join(folder, 'output'));
    expect(files.some((path) => path.startsWith('fhir/'))).toBe(false);
    expect(files.filter((path) => path.endsWith('.csv'))).toHaveLength(2);
  });

  it('gives its summary as JSON', async () => {
    const folder = testFolder();
    const { out } = await anamnesis([...FIVE, '--json'], { folder });
    const summary = JSON.parse(out) as Record<string, unknown>;
    expect(summary).toMatchObject({ complete: true, out: 'output', seed: '1', slots: { from: 0, to: 4 } });
    expect(summary['counts']).toMatchObject({ slots: 5 });
  });

  it('says nothing when it is asked to be quiet', async () => {
    const folder = testFolder();
    expect(await anamnesis([...FIVE, '-q'], { folder })).toEqual({ code: 0, out: '', err: '' });
  });

  it('keeps only the living, or only the dead, and counts the others', async () => {
    const folder = testFolder();
    const { out } = await anamnesis([...FIVE, '--only', 'dead', '--json'], { folder });
    const summary = JSON.parse(out) as {
      readonly counts: { living: number; dead: number };
      readonly turnedDown: number;
    };
    expect(summary.counts).toMatchObject({ living: 0, dead: 5 });
    expect(summary.turnedDown).toBeGreaterThan(0);
  });

  it('lets nobody die of what no module causes when that is asked for', async () => {
    const folder = testFolder();
    put(folder, 'm/one.json', lonely('One'));
    const args = ['--no-builtin', '-d', 'm', '-p', '50', '-a', '90-105', '--json'];
    const full = await anamnesis([...args, '-o', 'full'], { folder });
    const modulesOnly = await anamnesis([...args, '-o', 'modules', '--mortality', 'modules-only'], { folder });
    expect(dead(full.out)).toBeGreaterThan(0);
    expect(dead(modulesOnly.out)).toBe(0);
  });

  it('ends records at the end date, later than the day on which ages are meant', async () => {
    const folder = testFolder();
    await anamnesis([...FIVE, '-r', '2000-01-01', '-e', '2020-01-01'], { folder });
    const texts = filesBelow(join(folder, 'output/fhir')).map((path) =>
      readFileSync(join(folder, 'output/fhir', path), 'utf8'),
    );
    const births = texts.flatMap((text) => [...text.matchAll(/"birthDate":"(\d{4})/g)].map(([, year]) => Number(year)));
    const visits = texts.flatMap((text) => [...text.matchAll(/"start":"(\d{4})/g)].map(([, year]) => Number(year)));
    expect(Math.max(...births)).toBeLessThanOrEqual(2000);
    expect(Math.max(...visits)).toBeGreaterThan(2005);
    expect(Math.max(...visits)).toBeLessThan(2020);
  });
});

describe('--overwrite', () => {
  it('replaces the files of the earlier run and no others', async () => {
    const folder = testFolder();
    await anamnesis([...FIVE, '--format', 'fhir,states'], { folder });
    put(folder, 'output/notes.txt', 'mine');
    put(folder, 'output/fhir/mine.json', '{}');
    const { code } = await anamnesis([...FIVE, '-s', '2', '--overwrite'], { folder });
    expect(code).toBe(0);
    const files = filesBelow(join(folder, 'output'));
    expect(files).toContain('notes.txt');
    expect(files).toContain('fhir/mine.json');
    expect(files.filter((path) => path.endsWith('.csv'))).toEqual([]);
    const fresh = testFolder();
    await anamnesis([...FIVE, '-s', '2'], { folder: fresh });
    const wanted = [...filesBelow(join(fresh, 'output')), 'fhir/mine.json', 'notes.txt'];
    expect(files).toEqual(wanted.sort());
  });

  it('keeps the earlier run when the new one fails', async () => {
    const folder = testFolder();
    await anamnesis(FIVE, { folder });
    const before = hashes(join(folder, 'output'));
    put(folder, 'm/broken.json', '{');
    const { code } = await anamnesis(['--no-builtin', '-d', 'm', '--overwrite'], { folder });
    expect(code).toBe(1);
    expect(hashes(join(folder, 'output'))).toEqual(before);
  });

  it('takes away what is left of a run that was cut off, at whatever point', async () => {
    const folder = testFolder();
    await anamnesis(FIVE, { folder });
    const whole = hashes(join(folder, 'output'));
    // As if the power had failed while the files got their names.
    const manifest = readFileSync(join(folder, 'output/manifest.json'), 'utf8');
    put(folder, 'output/.unfinished/manifest.json', manifest);
    put(folder, 'output/.unfinished/fhir/half.json.tmp', '{');
    rmSync(join(folder, 'output/manifest.json'));
    const refused = await anamnesis(FIVE, { folder });
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/^error: the output folder output holds a run that was cut off\n/);
    expect((await anamnesis([...FIVE, '--overwrite'], { folder })).code).toBe(0);
    expect(hashes(join(folder, 'output'))).toEqual(whole);
  });

  it('removes nothing where no manifest says whose the files are', async () => {
    const folder = testFolder();
    put(folder, 'output/precious.txt', 'mine');
    const { code, err } = await anamnesis([...FIVE, '--overwrite'], { folder });
    expect(code).toBe(2);
    expect(err).toContain('no manifest in output says which files are an earlier run');
    expect(filesBelow(join(folder, 'output'))).toEqual(['precious.txt']);
  });

  it('follows no path of a manifest out of the folder', async () => {
    const folder = testFolder();
    put(folder, 'precious.txt', 'mine');
    put(folder, 'output/manifest.json', {
      format: 'anamnesis-manifest-1',
      files: [{ path: '../precious.txt', bytes: 4, sha256: '' }],
    });
    const { code } = await anamnesis([...FIVE, '--overwrite'], { folder });
    expect(code).toBe(2);
    expect(filesBelow(folder)).toEqual(['output/manifest.json', 'precious.txt']);
  });
});

describe('the configuration file', () => {
  it('is read from the working directory, and flags win over it', async () => {
    const folder = testFolder();
    const config = { population: 3, seed: 7, builtin: false, modulesDir: [MODULES], out: 'made', state: 'Ohio' };
    put(folder, 'anamnesis.json', config);
    const plain = await anamnesis(['--json'], { folder });
    expect(JSON.parse(plain.out)).toMatchObject({ seed: '7', out: 'made', counts: { slots: 3 } });
    const flagged = await anamnesis(['--json', '-s', '8', '-o', 'other', 'Texas', 'Houston'], { folder });
    expect(JSON.parse(flagged.out)).toMatchObject({ seed: '8', out: 'other', counts: { slots: 3 } });
    const manifest = readFileSync(join(folder, 'other/manifest.json'), 'utf8');
    expect(manifest).toContain('"state": "Texas"');
  });

  it('may stand elsewhere; paths in it are meant from there', async () => {
    const folder = testFolder();
    put(folder, 'conf/mods/one.json', lonely('One'));
    put(folder, 'conf/run.json', { population: 1, builtin: false, modulesDir: 'mods', out: '../made' });
    const { code, err } = await anamnesis(['-c', 'conf/run.json'], { folder });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(filesBelow(join(folder, 'made'))).toContain('manifest.json');
  });
});

function lonely(name: string) {
  return { name, states: { Initial: { type: 'Initial', direct_transition: 'End' }, End: { type: 'Terminal' } } };
}

function dead(json: string): number {
  return (JSON.parse(json) as { readonly counts: { readonly dead: number } }).counts.dead;
}
