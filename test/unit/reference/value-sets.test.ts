import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { isKnownSystem } from '../../../src/core/code.ts';
import { formatDiagnostic } from '../../../src/core/diagnostic.ts';
import { loadValueSets } from '../../../src/reference/value-sets.ts';

const made: string[] = [];

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

const ASTHMA = {
  url: 'https://example.org/ValueSet/asthma',
  version: '1.0.0',
  title: 'Asthma',
  system: 'SNOMED-CT',
  codes: [
    { code: '195967001', display: 'Asthma' },
    { code: '233678006', display: 'Childhood asthma' },
  ],
  source: 'Global Patient Set',
  licence: 'CC BY 4.0',
};

function load(files: Readonly<Record<string, unknown>>) {
  const folder = mkdtempSync(join(tmpdir(), 'valuesets-'));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }
  return loadValueSets(folder);
}

describe('value sets', () => {
  it('a code is found by the short name of its system or its URI', async () => {
    const { valueSets, diagnostics } = await load({ 'asthma.json': ASTHMA, 'README.md': '#' });
    expect(diagnostics).toEqual([]);
    expect(valueSets.displayOf('SNOMED-CT', '195967001')).toBe('Asthma');
    expect(valueSets.displayOf('http://snomed.info/sct', '195967001')).toBe('Asthma');
    expect(valueSets.displayOf('SNOMED-CT', '1')).toBeUndefined();
    expect(valueSets.displayOf('LOINC', '195967001')).toBeUndefined();
    expect(valueSets.displayOf('toString', 'constructor')).toBeUndefined();
    expect(valueSets.valueSet(ASTHMA.url)?.title).toBe('Asthma');
    expect([...valueSets.codesOf('SNOMED-CT').keys()]).toEqual(['195967001', '233678006']);
    expect(valueSets.codesOf('CVX').size).toBe(0);
  });

  it.each([
    ['an unknown field', { ...ASTHMA, license: 'x' }, ''],
    ['a missing licence', { ...ASTHMA, licence: undefined }, '/licence'],
    ['no codes', { ...ASTHMA, codes: [] }, '/codes'],
    ['an empty display', { ...ASTHMA, codes: [{ code: '1', display: ' ' }] }, '/codes/0/display'],
    ['a numeric code', { ...ASTHMA, codes: [{ code: 1, display: 'x' }] }, '/codes/0/code'],
    ['a code twice', { ...ASTHMA, codes: [ASTHMA.codes[0], ASTHMA.codes[0]] }, '/codes/1/code'],
    ['codes out of order', { ...ASTHMA, codes: [...ASTHMA.codes].reverse() }, '/codes/1/code'],
    ['a list', [], ''],
    ['broken JSON', '{', ''],
  ])('%s is an error with its place, and the file is left out', async (_what, content, pointer) => {
    const { valueSets, diagnostics } = await load({
      'a.json': content,
      'b.json': { ...ASTHMA, url: 'https://b.org/' },
    });
    expect(valueSets.all.map(({ url }) => url)).toEqual(['https://b.org/']);
    expect(diagnostics[0]).toMatchObject({ severity: 'error', pointer, file: expect.stringMatching(/a\.json$/) });
    expect(diagnostics[0]?.position).toBeDefined();
  });

  it('a folder that cannot be read is a failure of the environment', async () => {
    await expect(loadValueSets(join(tmpdir(), 'no-such-folder'))).rejects.toMatchObject({ exitCode: 3 });
  });
});

describe('the value sets of this repository', async () => {
  const { valueSets, diagnostics } = await loadValueSets(fileURLToPath(new URL('../../../valuesets', import.meta.url)));

  it('are valid, without duplicate codes, sorted', () => {
    expect(diagnostics.map(formatDiagnostic)).toEqual([]);
  });

  it('have URLs of their own and known code systems', () => {
    const urls = valueSets.all.map(({ url }) => url);
    expect(new Set(urls).size).toBe(urls.length);
    expect(valueSets.all.filter(({ system }) => !isKnownSystem(system))).toEqual([]);
  });

  it('give each code one display', () => {
    const conflicts = valueSets.all.flatMap(({ url, system, codes }) =>
      codes
        .filter(({ code, display }) => valueSets.displayOf(system, code) !== display)
        .map(({ code }) => `${url} ${code}`),
    );
    expect(conflicts).toEqual([]);
  });
});
