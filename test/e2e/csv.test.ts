import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rowsOfFile } from '../support/csv-tables.ts';
import { anamnesis, filesBelow, hashes, ONLY_FIXTURES, testFolder } from './cli.ts';

async function generated(...args: readonly string[]): Promise<string> {
  const folder = testFolder();
  const { code, err } = await anamnesis([...ONLY_FIXTURES, '-s', 'one', '-p', '8', ...args], { folder });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return join(folder, 'output');
}

describe('tables as CSV', () => {
  it('stand beside the FHIR, are counted and hashed in the manifest, which says what is empty', async () => {
    const out = await generated('--format', 'csv,fhir');
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
    const { csv, fhir } = manifest.counts.written;
    for (const [table, rows] of Object.entries(csv)) {
      expect([table, [...rowsOfFile(join(out, `csv/${table}.csv`))].length]).toEqual([table, rows]);
    }
    expect(csv).toMatchObject({
      patients: fhir.Patient,
      encounters: fhir.Encounter,
      conditions: fhir.Condition,
      organizations: fhir.Organization,
      providers: fhir.Practitioner,
    });
    expect(manifest.notes.csv).toContainEqual({
      text: expect.stringMatching(/^costs, .* encounters\.PAYER, /),
      count: null,
    });
    const listed = new Map(manifest.files.map(({ path, sha256 }: { path: string; sha256: string }) => [path, sha256]));
    const { size } = hashes(out);
    expect(listed.size).toBe(size - 1);
    for (const [path, hash] of hashes(out))
      if (path !== 'manifest.json') expect([path, listed.get(path)]).toEqual([path, hash]);
  });

  it('are the same bytes on every run, with and without the FHIR', async () => {
    const first = await generated('--format', 'csv');
    expect(filesBelow(first)).toHaveLength(14 + 3);
    // Tables are no documents of FHIR: nothing was there to be judged.
    expect(JSON.parse(readFileSync(join(first, 'manifest.json'), 'utf8')).validation).toBeNull();
    expect(hashes(await generated('--format', 'csv'))).toEqual(hashes(first));
    const beside = hashes(join(await generated('--format', 'fhir,csv'), 'csv'));
    expect(beside).toEqual(hashes(join(first, 'csv')));
  });

  it('of ranges of slots are parts of the whole', async () => {
    const rows = (out: string) => readFileSync(join(out, 'csv/observations.csv'), 'utf8').split('\n');
    const whole = rows(await generated('--format', 'csv'));
    const parts = [
      await generated('--format', 'csv', '--slots', '0-2'),
      await generated('--format', 'csv', '--slots', '3-7'),
    ];
    const [first = [], second = []] = parts.map(rows);
    expect([...first.slice(0, -1), ...second.slice(1)]).toEqual(whole);
  });
});
