import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  compileProgram,
  createWorld,
  discoverModules,
  exportersOf,
  LifeWriter,
  OutputFolder,
  type PatientRecord,
  type Program,
  simulate,
  ValidationSession,
  type WorldOptions,
} from '../../src/index.ts';

const MODULES = fileURLToPath(new URL('../e2e/fixtures/modules', import.meta.url));

let program: Program;

beforeAll(() => {
  ({ program } = compileProgram(discoverModules([{ path: MODULES, builtIn: false }])));
});

function records(options: WorldOptions, from: number, to: number): readonly PatientRecord[] {
  return [...simulate(createWorld(program, options), { from, to })].flatMap((life) =>
    life.kind === 'life' ? [life.record] : [],
  );
}

describe('the library', () => {
  it('simulates a range of slots, each as in any other range', () => {
    const some = records({ seed: 'x' }, 0, 9);
    expect(some.map(({ person }) => person.slot)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(records({ seed: 'x' }, 7, 7)).toEqual([some[7]]);
  });

  it('takes all options of a world', () => {
    const options = {
      state: 'Ohio',
      city: 'Akron',
      sex: 'F',
      minAge: 30,
      maxAge: 30,
      referenceDate: '2020-06-30',
    } as const;
    for (const { person } of records(options, 0, 4)) {
      expect(person).toMatchObject({ sex: 'F', address: { city: 'Akron', state: 'OH' } });
      expect(new Set([1989, 1990])).toContain(Number(new Intl.DateTimeFormat('en', yearOnly).format(person.birth)));
    }
    expect(records({ wanted: 'dead' }, 0, 2).every(({ death }) => death !== null)).toBe(true);
  });

  it('refuses what cannot be', () => {
    expect(() => createWorld(program, { seed: '' })).toThrow('the seed is empty');
    expect(() => createWorld(program, { referenceDate: 'today' })).toThrow('"today" is not a date');
    expect(() => createWorld(program, { state: 'Ohoi' })).toThrow('did you mean "Ohio"?');
    expect(() => createWorld(program, { endDate: '2020-01-01' })).toThrow('before the reference date');
  });

  it('hands out records that nobody can change', () => {
    const [record] = records({}, 0, 0);
    expect(Object.isFrozen(record)).toBe(true);
    expect(Object.isFrozen(record?.entries)).toBe(true);
    expect(record?.entries.every((entry) => Object.isFrozen(entry) && Object.isFrozen(entry.codes))).toBe(true);
  });

  it('writes frozen records as it writes others, and judges what it wrote', () => {
    const write = (lives: ReturnType<typeof simulate>) => {
      const folder = mkdtempSync(join(tmpdir(), 'anamnesis-'));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      const session = new ValidationSession({ acrossFiles: false });
      const writer = new LifeWriter(new OutputFolder(folder), exportersOf(['fhir']), {
        inspect: (path, bytes) => session.addFile(path, bytes),
      });
      for (const life of lives) writer.add(life);
      const { files = [], counts } = writer.close().get('fhir') ?? {};
      expect(session.finish()).toMatchObject({ files: files.length, counts: { error: 0 } });
      expect(counts).toMatchObject({ Patient: 3 });
      return files.map(({ path }) => readFileSync(join(folder, path), 'utf8'));
    };
    const world = createWorld(program);
    expect(write(simulate(world, { from: 0, to: 2 }))).toEqual(write(simulate(world, { from: 0, to: 2 })));
  });
});

const yearOnly = { year: 'numeric', timeZone: 'UTC' } as const;
