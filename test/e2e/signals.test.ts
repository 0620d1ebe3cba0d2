import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { baselineSignal, type Json, signalsText } from '../support/signal-files.ts';
import { anamnesis, filesBelow, ONLY_FIXTURES, put, testFolder } from './cli.ts';

/** A folder with one file of signals, `mine/body/vitamins.json`. */
function folderWith(signal: Json): string {
  const folder = testFolder();
  put(folder, 'mine/body/vitamins.json', JSON.parse(signalsText({ 'Vitamin K': signal })));
  return folder;
}

const BROKEN = baselineSignal({ limits: { low: 9, high: 1 } });

describe('files of signals on the command line', () => {
  it('are checked and counted', async () => {
    const folder = folderWith(baselineSignal());
    const { code, out } = await anamnesis(['check', '--no-builtin', 'mine'], { folder });
    expect({ code, out }).toEqual({ code: 0, out: '1 file of signals checked: 0 errors, 0 warnings\n' });
    const json = await anamnesis(['check', '--no-builtin', '--json', 'mine'], { folder });
    expect(JSON.parse(json.out)).toMatchObject({ modules: 0, cohorts: 0, signals: 1, tables: 0, errors: 0 });
  });

  it('replace a file of the program also where they are checked by themselves', async () => {
    const folder = testFolder();
    const lipids = readFileSync(new URL('../../modules/physiology/lipids.json', import.meta.url), 'utf8');
    put(folder, 'mine/physiology/lipids.json', lipids);
    const { code, out } = await anamnesis(['check', 'mine/physiology/lipids.json'], { folder });
    expect(code).toBe(0);
    expect(out).toContain('1 file of signals checked: 0 errors');
    // Under another path its names are taken.
    put(folder, 'other/fats.json', lipids);
    const other = await anamnesis(['check', 'other/fats.json'], { folder });
    expect(other.code).toBe(1);
    expect(other.out).toContain('[duplicate-signal] at /signals/LDL Cholesterol');
  });

  it('are told with line and column', async () => {
    const { code, out } = await anamnesis(['check', 'mine'], { folder: folderWith(BROKEN) });
    expect(code).toBe(1);
    expect(out).toMatch(
      /^mine\/body\/vitamins\.json:\d+:\d+: error: .* \[upside-down\] at \/signals\/Vitamin K\/limits\/high/m,
    );
  });

  it('are in the manifest, with those of the program, and are no modules', async () => {
    const folder = folderWith(baselineSignal());
    const { code, err } = await anamnesis([...ONLY_FIXTURES, '-d', 'mine', '-p', '2'], { folder });
    expect({ code, err }).toMatchObject({ code: 0 });
    const manifest = JSON.parse(readFileSync(join(folder, 'output/manifest.json'), 'utf8')) as {
      readonly modules: readonly { readonly path: string }[];
      readonly signals: readonly { readonly path: string; readonly sha256: string }[];
    };
    expect(manifest.modules.map(({ path }) => path)).toEqual(['care/syrup.json', 'cough.json']);
    expect(manifest.signals.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['body/vitamins.json', 'physiology/lipids.json']),
    );
    for (const { sha256 } of manifest.signals) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('end a run when something is wrong with them, whatever modules run', async () => {
    const folder = folderWith(BROKEN);
    for (const filter of [[], ['-m', 'cough']]) {
      const { code, err } = await anamnesis([...ONLY_FIXTURES, '-d', 'mine', '-p', '2', ...filter], { folder });
      expect(code).toBe(1);
      expect(err).toContain('[upside-down]');
      expect(err).toContain('nothing was made');
    }
    expect(filesBelow(folder)).toEqual(['mine/body/vitamins.json']);
  });

  it('are not traced', async () => {
    const { code, err } = await anamnesis(['trace', 'physiology/lipids'], { folder: testFolder() });
    expect(code).toBe(2);
    expect(err).toContain('physiology/lipids is a file of signals, which has no states to trace');
  });
});
