import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createWorld, exportersOf, LifeWriter, OutputFolder, simulate } from '../../../src/index.ts';
import { compileProgram } from '../../../src/language/compile.ts';
import { discoverModules } from '../../../src/language/discover.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

type Row = Readonly<Record<string, string>>;

/** The rows of a file of the persons in some slots; no value of these files holds a comma. */
function rowsOf(format: 'persons' | 'relatives', from: number, to: number): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'relatives-'));
  folders.push(folder);
  const { program } = compileProgram(discoverModules([]));
  const writer = new LifeWriter(new OutputFolder(folder), exportersOf([format]));
  const world = createWorld(program, { referenceDate: '2020-01-01', personsOnly: true });
  for (const life of simulate(world, { from, to })) writer.add(life);
  writer.close();
  const [header = '', ...lines] = readFileSync(join(folder, `${format}/${format}.csv`), 'utf8')
    .trim()
    .split('\n');
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [names[i] ?? '', value])));
}

describe('relatives.csv', () => {
  const relatives = rowsOf('relatives', 0, 255);

  it('agrees with what persons.csv counts', () => {
    for (const person of rowsOf('persons', 0, 255)) {
      const own = relatives.filter(({ slot }) => slot === person['slot']);
      expect(String(own.length)).toBe(person['relatives']);
      const size = 1 + own.filter((row) => row['shares_home'] === 'true').length;
      expect(String(size)).toBe(person['family_size']);
      const spouse = own.filter((row) => row['relationship'] === 'spouse' && row['relative_slot'] !== '');
      expect(spouse.map((row) => row['relative_slot']).join(';')).toBe(person['spouse']);
    }
  });

  it('lists persons of the population from both sides', () => {
    const inside = relatives.filter((row) => row['relative_slot'] !== '');
    expect(inside.length).toBeGreaterThan(50);
    for (const row of inside) {
      expect(
        relatives.some((other) => other['slot'] === row['relative_slot'] && other['relative_slot'] === row['slot']),
      ).toBe(true);
      expect(row['medical_record_number']).not.toBe('');
    }
  });

  it('is the same for a person however many are asked for', () => {
    expect(rowsOf('relatives', 100, 101)).toEqual(relatives.filter(({ slot }) => slot === '100' || slot === '101'));
  });

  it('has an address and a telephone number where the home is shared', () => {
    for (const row of relatives.filter((each) => each['shares_home'] === 'true')) {
      for (const name of ['line', 'city', 'state', 'postal_code', 'phone']) expect(row[name]).not.toBe('');
      expect(row['death']).toBe('');
    }
  });
});
