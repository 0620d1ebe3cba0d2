import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/app-error.ts';
import { validateFolder } from '../../../src/validate/folder.ts';
import { NameTable } from '../../../src/validate/name-table.ts';
import { ResourceJudge } from '../../../src/validate/resource-judge.ts';
import { ValidationSession } from '../../../src/validate/session.ts';
import { bundleOf, type Loose, sharedOf } from '../../support/bundles.ts';
import { everyKind } from '../../support/every-kind.ts';
import { site } from '../../support/records.ts';

const judge = new ResourceJudge();
const PATIENTS = [7, 12].map((slot) => [`p${slot}.json`, bundleOf(everyKind(slot))] as const);
const SHARED = [...sharedOf([site(2)])];

function bundles(): (readonly [string, Loose])[] {
  return structuredClone([...PATIENTS, ...SHARED]);
}

describe('ValidationSession', () => {
  it.each([true, false])('finds nothing over whole exports (across files: %s)', (acrossFiles) => {
    const session = new ValidationSession({ judge, acrossFiles });
    for (const [file, bundle] of bundles()) session.addFile(file, JSON.stringify(bundle));
    const report = session.finish();
    // Goals of the two patients have one id each, which only one of the modes may notice.
    const found = report.findings.filter(
      ({ severity, resource }) => severity === 'error' && !resource.startsWith('Goal/'),
    );
    expect(found).toEqual([]);
    expect(report.files).toBe(6);
    expect(report.resources).toBe(bundles().reduce((sum, [, bundle]) => sum + bundle.entry.length, 0));
  });

  it.each([true, false])('names a shared resource that is missing, once (across files: %s)', (acrossFiles) => {
    const session = new ValidationSession({ judge, acrossFiles });
    for (const [file, bundle] of bundles())
      if (!file.includes('locations')) session.addFile(file, JSON.stringify(bundle));
    const { findings } = session.finish();
    const missing = findings.filter(({ code }) => code === 'reference-unresolved');
    expect(missing).toHaveLength(1);
    expect(missing[0]).toMatchObject({
      severity: 'error',
      file: 'p7.json',
      message: `Location/${site(2).location.id} is in no file`,
    });
  });

  it('finds an id that two files use', () => {
    const session = new ValidationSession({ judge });
    for (const [file, bundle] of bundles().slice(0, 1)) {
      session.addFile(file, JSON.stringify(bundle));
      session.addFile('again.json', JSON.stringify(bundle));
    }
    expect(session.finish().countsByCode['id-elsewhere']).toBe(PATIENTS[0]?.[1].entry.length);
  });

  it('counts every finding but keeps a hundred of a rule', () => {
    const session = new ValidationSession({ judge });
    for (let i = 0; i < 150; i++) session.addFile(`${i}.json`, '{');
    const { findings, counts, countsByCode } = session.finish();
    expect(findings).toHaveLength(100);
    expect(counts.error).toBe(150);
    expect(countsByCode).toEqual({ 'not-json': 150 });
  });
});

describe('NameTable', () => {
  it('tells names apart that a 32-bit hash would not, and keeps the number of each', () => {
    const names = new NameTable();
    const count = 200_000;
    const name = (i: number) => `Observation/00000000-0000-8000-8000-${String(i).padStart(12, '0')}`;
    for (let i = 0; i < count; i++) expect(names.add(name(i), i)).toBeUndefined();
    expect(names.size).toBe(count);
    for (const i of [0, 7, 1023, 1024, count - 1]) expect(names.get(name(i))).toBe(i);
    expect(names.has('Observation/00000000-0000-8000-8000-00000000000x')).toBe(false);
    expect(names.add(name(7), 8)).toBe(7);
    expect(names.get(name(7))).toBe(7);
    names.clear();
    expect(names.has(name(7))).toBe(false);
    expect(names.add(name(7), 9)).toBeUndefined();
  });
});

describe('validateFolder', () => {
  const folders: string[] = [];
  const folder = (files: Readonly<Record<string, string>>): string => {
    const root = mkdtempSync(join(tmpdir(), 'validate-'));
    folders.push(root);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return root;
  };
  afterEach(() => {
    for (const root of folders.splice(0)) rmSync(root, { recursive: true });
  });

  it('judges bundles and lines in folders, and passes over what is no FHIR', async () => {
    const [name, bundle] = bundles()[0] as readonly [string, Loose];
    const lines = bundles()
      .slice(2)
      .flatMap(([, shared]) => shared.entry.map(({ resource }: Loose) => JSON.stringify(resource)));
    const root = folder({
      [`fhir/${name}`]: JSON.stringify(bundle),
      'ndjson/all.ndjson': `${lines.join('\n')}\n`,
      'manifest.json': '{"seed":"1"}',
      '.unfinished/x.json': '{',
      'other.json': '{}',
      'states/states.csv': 'file,state\n',
    });
    const seen: string[] = [];
    const report = await validateFolder(root, { judge, onFile: (file) => seen.push(file) });
    expect(seen).toEqual([`fhir/${name}`, 'ndjson/all.ndjson', 'other.json']);
    expect(report.findings.filter(({ severity }) => severity !== 'warning').map(({ code }) => code)).toEqual([
      'not-fhir',
    ]);
    expect(report.counts.error).toBe(0);
    expect(report.resources).toBe(bundle.entry.length + lines.length);
  });

  it('follows links to files', async () => {
    const root = folder({ 'a/x.json': '{"resourceType":"Patient"}', 'b/y.txt': '' });
    symlinkSync(join(root, 'a/x.json'), join(root, 'b/link.json'));
    expect((await validateFolder(join(root, 'b'), { judge })).resources).toBe(1);
  });

  it('tells the line of a fault', async () => {
    const root = folder({
      'x.ndjson': '{"resourceType":"Patient","id":"a"}\n\n{"resourceType":"Patient","gender":"F"}',
    });
    expect((await validateFolder(root, { judge })).findings).toMatchObject([
      { severity: 'error', file: 'x.ndjson', line: 3, expression: 'Patient.gender' },
    ]);
  });

  it('reads a line longer than a piece of the file', async () => {
    const text = JSON.stringify({ resourceType: 'Patient', id: 'a', name: [{ text: 'é'.repeat(1_500_000) }] });
    const report = await validateFolder(folder({ 'x.ndjson': `${text}\n${text.replace('"a"', '"b"')}` }));
    expect(report).toMatchObject({ resources: 2, counts: { error: 0 } });
  });

  it('says what is wrong with a folder that is not there or holds nothing', async () => {
    await expect(validateFolder('/no/such/folder')).rejects.toThrow(AppError);
    await expect(validateFolder(folder({ 'x.txt': '' }))).rejects.toThrow(/nothing to validate/);
  });
});
