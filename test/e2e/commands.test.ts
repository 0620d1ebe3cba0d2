import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { anamnesis, filesBelow, MODULES, ONLY_FIXTURES, put, testFolder } from './cli.ts';

/** The modules that come with the program. */
const BUILT_IN = fileURLToPath(new URL('../../modules', import.meta.url));

/** A folder in which a run of three has been made. */
async function madeFolder(): Promise<string> {
  const folder = testFolder();
  await anamnesis([...ONLY_FIXTURES, '-p', '3', '-s', '1'], { folder });
  return folder;
}

function patientsIn(folder: string): readonly string[] {
  return filesBelow(join(folder, 'output/fhir')).filter((path) => !path.startsWith('shared-'));
}

describe('check', () => {
  const BROKEN = {
    name: 'Broken',
    states: { Initial: { type: 'Initial', direct_transition: 'Nowhere' }, End: { type: 'Terminal' } },
  };

  it('finds nothing wrong with sound modules', async () => {
    const { code, out } = await anamnesis(['check', '--no-builtin', MODULES], { folder: testFolder() });
    expect({ code, out }).toEqual({ code: 0, out: '2 modules and 1 table checked: 0 errors, 0 warnings\n' });
  });

  it('checks the built-in modules when nothing is named', async () => {
    const { code, out } = await anamnesis(['check'], { folder: testFolder() });
    expect(code).toBe(0);
    expect(out).toMatch(/\d+ modules, \d+ cohorts, \d+ files of signals and \d+ tables checked: 0 errors/);
  });

  it('checks the built-in modules as such where they, or some of them, are named', async () => {
    const folder = testFolder();
    const plain = await anamnesis(['check'], { folder });
    const named = await anamnesis(['check', BUILT_IN], { folder });
    expect(named).toEqual(plain);
    const some = await anamnesis(['check', join(BUILT_IN, 'respiratory')], { folder });
    expect(some.code).toBe(0);
    expect(some.out).toMatch(/\d+ modules? and \d+ tables? checked: 0 errors, 0 warnings/);
  });

  it('names file, line and column, and ends with 1', async () => {
    const folder = testFolder();
    put(folder, 'm/broken.json', BROKEN);
    const { code, out } = await anamnesis(['check', '--no-builtin', 'm'], { folder });
    expect(code).toBe(1);
    expect(out).toMatch(/^m\/broken\.json:\d+:\d+: error: .*"Nowhere"/);
    expect(out).toMatch(/1 module checked: 1 error, \d+ warning/);
  });

  it('gives its findings as JSON', async () => {
    const folder = testFolder();
    put(folder, 'm/broken.json', BROKEN);
    const { code, out } = await anamnesis(['check', '--no-builtin', '--json', 'm'], { folder });
    expect(code).toBe(1);
    const result = JSON.parse(out) as { readonly findings: readonly unknown[] };
    expect(result).toMatchObject({ modules: 1, tables: 0, errors: 1 });
    expect(result.findings).toContainEqual(
      expect.objectContaining({ severity: 'error', file: 'm/broken.json', position: expect.anything() }),
    );
  });

  it('judges one file as part of the folder that it calls into, and says nothing of the others', async () => {
    const folder = testFolder();
    put(folder, 'm/broken.json', BROKEN);
    put(folder, 'm/care/called.json', {
      ...BROKEN,
      states: { Initial: { type: 'Initial', direct_transition: 'Initial' } },
    });
    const caller = { type: 'CallSubmodule', submodule: 'care/called', direct_transition: 'End' };
    put(folder, 'm/care/caller.json', {
      name: 'Caller',
      kind: 'module',
      states: {
        Initial: { type: 'Initial', direct_transition: 'Call' },
        Call: caller,
        End: { type: 'Terminal' },
      },
    });
    const { out } = await anamnesis(['check', '--no-builtin', 'm/care/caller.json'], { folder });
    expect(out).not.toContain('does not exist');
    expect(out).not.toContain('broken.json');
    expect(out).toContain('1 module checked: 0 errors');
  });

  it('refuses what is not there, and what is no module', async () => {
    const folder = testFolder();
    put(folder, 'm/x.json', BROKEN);
    put(folder, 'm/x.cases.json', {});
    const nowhere = await anamnesis(['check', 'nowhere'], { folder });
    expect(nowhere).toEqual({ code: 2, out: '', err: 'error: there is no file or folder nowhere\n' });
    const cases = await anamnesis(['check', '--no-builtin', 'm/x.cases.json'], { folder });
    expect(cases.code).toBe(2);
    expect(cases.err).toContain('m/x.cases.json is not a file of modules');
  });
});

describe('graph', () => {
  it('draws a module of a folder to standard output', async () => {
    const { code, out } = await anamnesis(['graph', 'syrup', ...ONLY_FIXTURES], { folder: testFolder() });
    expect(code).toBe(0);
    expect(out).toMatch(/^<svg /);
  });

  it('draws a file, in the form that the name of the output asks for', async () => {
    const folder = testFolder();
    const { code, out } = await anamnesis(['graph', join(MODULES, 'cough.json'), '-o', 'made/cough.mmd'], { folder });
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(readFileSync(join(folder, 'made/cough.mmd'), 'utf8')).toMatch(/^flowchart TD/);
  });

  it('suggests the module that was meant', async () => {
    const { code, err } = await anamnesis(['graph', 'couhg', ...ONLY_FIXTURES], { folder: testFolder() });
    expect(code).toBe(2);
    expect(err).toMatch(/^error: there is no module "couhg"; did you mean "cough"\?/);
  });

  it('says that a cohort has nothing to draw', async () => {
    const { code, err } = await anamnesis(['graph', 'cohorts/childhood-asthma'], { folder: testFolder() });
    expect(code).toBe(2);
    expect(err).toContain('is a cohort, which has no states to draw');
    expect(err).toContain('anamnesis cohort show');
  });

  it('says that signals are nothing to draw', async () => {
    const { code, err } = await anamnesis(['graph', 'physiology/lipids'], { folder: testFolder() });
    expect(code).toBe(2);
    expect(err).toContain('is a file of signals, which has no states to draw');
  });

  it('refuses an unknown format and a file that is no JSON', async () => {
    const folder = testFolder();
    const format = await anamnesis(['graph', 'cough', ...ONLY_FIXTURES, '--format', 'sgv'], { folder });
    expect(format.code).toBe(2);
    expect(format.err).toMatch(/^error: --format "sgv" is not one of svg, mermaid; did you mean "svg"\?/);
    put(folder, 'x.json', '{');
    const device = await anamnesis(['graph', 'cough', ...ONLY_FIXTURES, '-o', '/dev/null'], { folder });
    expect(device).toMatchObject({ code: 2, err: expect.stringContaining('"/dev/null" is a device, not a file') });
    const picture = await anamnesis(['graph', 'cough', ...ONLY_FIXTURES, '-o', 'cough.png'], { folder });
    expect({ code: picture.code, err: picture.err }).toMatchObject({
      code: 2,
      err: expect.stringContaining('no flowchart is drawn as ".png"'),
    });
    const broken = await anamnesis(['graph', 'x.json'], { folder });
    expect(broken.code).toBe(1);
    expect(broken.err).toMatch(/^x\.json:1:2: error: /);
  });
});

describe('show', () => {
  it('tells the record of the patient that a part of a name means', async () => {
    const folder = await madeFolder();
    const [name = ''] = patientsIn(folder);
    const [family = '', given = ''] = name.split('_');
    const { code, out } = await anamnesis(['show', 'output', `${given} ${family}`.toUpperCase()], { folder });
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^${given} ${family}\\n(fe)?male, `));
    expect(out.split('\n').every((line) => line.length <= 100)).toBe(true);
  });

  it('takes an id, a file, and a record number', async () => {
    const folder = await madeFolder();
    const [name = ''] = patientsIn(folder);
    const byFile = await anamnesis(['show', 'output', name], { folder });
    const id = name.slice(name.lastIndexOf('_') + 1, -'.json'.length);
    const number = /record number (MRN-\d+)/.exec(byFile.out)?.[1] ?? '';
    expect(byFile.code).toBe(0);
    expect((await anamnesis(['show', 'output', id], { folder })).out).toBe(byFile.out);
    expect((await anamnesis(['show', 'output', number], { folder })).out).toBe(byFile.out);
    expect((await anamnesis(['show', `output/fhir/${name}`], { folder })).out).toBe(byFile.out);
  });

  it('lists whom an ambiguous name may mean', async () => {
    const folder = await madeFolder();
    const { code, out, err } = await anamnesis(['show', 'output', 'a'], { folder });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^error: "a" may be any of [23] patients:\n {2}\w/);
    const all = await anamnesis(['show', 'output'], { folder });
    expect(all.err).toBe(
      `error: whose record?\n${patientsIn(folder)
        .map((name) => `  ${name.slice(0, -5)}\n`)
        .join('')}`,
    );
  });

  it('refuses a name that nobody has, a folder without patients, and what is no bundle', async () => {
    const folder = await madeFolder();
    const nobody = await anamnesis(['show', 'output', 'Xyzzy'], { folder });
    expect(nobody).toEqual({ code: 2, out: '', err: 'error: nobody in output matches "Xyzzy"\n' });
    put(folder, 'none/manifest.json', {});
    expect((await anamnesis(['show', 'none', 'x'], { folder })).err).toMatch(
      /^error: there is no bundle of a patient in none/,
    );
    put(folder, 'x.json', { resourceType: 'Basic' });
    const basic = await anamnesis(['show', 'x.json'], { folder });
    expect(basic).toEqual({ code: 1, out: '', err: 'error: x.json is not a FHIR bundle of a patient\n' });
  });
});
