import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { timeOf } from '../../../src/core/time.ts';
import { createWorld, exportersOf, LifeWriter, OutputFolder, simulate } from '../../../src/index.ts';
import { compileProgram } from '../../../src/language/compile.ts';
import { discoverModules } from '../../../src/language/discover.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const { program } = compileProgram(discoverModules([]));

function rows(
  slots: { from: number; to: number },
  options: Parameters<typeof createWorld>[1] = {},
): Record<string, string>[] {
  const folder = mkdtempSync(join(tmpdir(), 'persons-'));
  folders.push(folder);
  const writer = new LifeWriter(new OutputFolder(folder), exportersOf(['persons']));
  const world = createWorld(program, { referenceDate: '2020-01-01', personsOnly: true, ...options });
  for (const life of simulate(world, slots)) writer.add(life);
  expect(writer.close().get('persons')?.counts).toEqual({ persons: slots.to - slots.from + 1 });
  const [header = '', ...lines] = readFileSync(join(folder, 'persons/persons.csv'), 'utf8').trim().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const values = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)?.map((value) => value.replace(/,$/, '')) ?? [];
    return Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']));
  });
}

describe('persons.csv', () => {
  const all = rows({ from: 0, to: 199 });

  it('has a row a life, with a value for every column that everybody has', () => {
    expect(all).toHaveLength(200);
    for (const [slot, row] of all.entries()) {
      expect(row['slot']).toBe(String(slot));
      for (const name of ['id', 'medical_record_number', 'sex', 'birth', 'race', 'group', 'language', 'county_fips']) {
        expect(row[name]).not.toBe('');
      }
      expect(row['county_fips']).toMatch(/^\d{5}$/);
      expect(row['birth']).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it("gives no driver's license to whom died as a child", () => {
    const lives = rows({ from: 0, to: 599 }, { wanted: 'dead', minAge: 16, maxAge: 90 });
    const [children, others] = [
      lives.filter(({ age }) => Number(age) < 16),
      lives.filter(({ age }) => Number(age) >= 16),
    ];
    expect(children.length).toBeGreaterThan(20);
    expect(children.every((row) => row['drivers_license'] === '')).toBe(true);
    expect(others.some((row) => row['drivers_license'] !== '')).toBe(true);
  });

  it('says of what the dead died, and at which age', () => {
    const dead = all.filter((row) => row['death'] !== '');
    expect(dead.length).toBeGreaterThan(20);
    for (const row of dead) {
      expect(row['cause_of_death']).toMatch(/^\d+$/);
      const lived = Number(row['death']?.slice(0, 4)) - Number(row['birth']?.slice(0, 4));
      expect([lived, lived - 1]).toContain(Number(row['age']));
    }
    for (const row of all.filter((each) => each['death'] === '')) expect(row['cause_of_death']).toBe('');
  });

  it('has traits of adults that children lack', () => {
    const adults = all.filter((row) => Number(row['age']) >= 25);
    const children = all.filter((row) => Number(row['age']) < 14);
    for (const row of adults) {
      expect(row['education']).not.toBe('');
      expect(row['marital_status']).not.toBe('');
    }
    for (const row of children) expect(row['marital_status']).toBe('');
  });

  it('is the same of a slot in any range, and whether or not lives are simulated', () => {
    expect(rows({ from: 70, to: 72 })).toEqual(all.slice(70, 73));
    expect(rows({ from: 70, to: 72 }, { personsOnly: false })).toEqual(all.slice(70, 73));
  });

  it('has nobody dead where only modules cause death', () => {
    for (const row of rows({ from: 0, to: 50 }, { backgroundMortality: false })) expect(row['death']).toBe('');
  });
});

describe('a program without modules', () => {
  it('lets people live, visit and die', () => {
    const world = createWorld(program, { referenceDate: '2020-01-01' });
    const lives = [...simulate(world, { from: 0, to: 39 })].flatMap((life) => (life.kind === 'life' ? [life] : []));
    expect(lives).toHaveLength(40);
    expect(lives.some(({ record }) => record.death !== null)).toBe(true);
    for (const { record } of lives) {
      if (record.person.birth > timeOf(2019, 1, 1) || record.end - record.person.birth < 1e11) continue;
      expect(record.entries.filter(({ kind }) => kind === 'encounter').length).toBeGreaterThan(0);
    }
  });
});
