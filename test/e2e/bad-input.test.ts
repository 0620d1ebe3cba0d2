import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anamnesis, filesBelow, hashes, ONLY_FIXTURES, put, testFolder } from './cli.ts';

/** Expects a refusal: this exit code, this sentence, and nothing on the disk or on standard output. */
async function refused(args: readonly string[], code: number, message: string | RegExp, folder = testFolder()) {
  const before = hashes(folder);
  const finished = await anamnesis(args, { folder });
  expect(finished.err).toMatch(message);
  expect(finished.err).not.toContain('    at ');
  expect({ code: finished.code, out: finished.out }).toEqual({ code, out: '' });
  expect(hashes(folder)).toEqual(before);
}

describe('flags and values', () => {
  it.each([
    [['--popluation', '5'], `error: unknown option '--popluation'; did you mean --population?`],
    [['-p'], `error: option '-p, --population <n>' argument missing`],
    [['a', 'b', 'c'], 'too many arguments'],
    [['-p', '0'], 'error: --population "0" is not a number of lives from 1 to 100,000,000'],
    [['-p', '-1'], 'error: --population "-1" is not a number of lives from 1 to 100,000,000'],
    [['-p', '1000000000'], 'error: --population "1000000000" is not a number of lives from 1 to 100,000,000'],
    [['-p', '1e9'], 'error: --population "1e9" is not a number of lives'],
    [['-p', 'many'], 'error: --population "many" is not a number of lives'],
    [['-p', '2.5'], 'error: --population "2.5" is not a number of lives'],
    [['-s', ''], 'error: --seed "" is empty; any other text is a seed'],
    [['-r', '2026-02-30'], 'error: --reference-date "2026-02-30" is not a date such as 2026-01-01 or 20260101'],
    [['-r', '1492-01-01'], 'error: --reference-date "1492-01-01" is not between'],
    [['-r', '20200101', '-e', '20190101'], 'error: --end-date 2019-01-01 is before the reference date 2020-01-01'],
    [['-g', 'X'], 'error: --gender "X" is not F or M'],
    [['-a', '50-40'], 'error: --age "50-40" is not a range of ages such as 30-65'],
    [['-a', '120-140'], 'error: --age "120-140" leaves nobody'],
    [['--only', 'ded'], 'error: --only "ded" is not one of alive, dead; did you mean "dead"?'],
    [['--mortality', 'none'], 'error: --mortality "none" is not one of full, modules-only'],
    [['--validate', 'ful'], 'error: --validate "ful" is not one of full, sample, off; did you mean "full"?'],
    [['--format', 'fhri'], 'error: --format "fhri" has the unknown format "fhri"; did you mean "fhir"?'],
    [['--grain', '7'], 'error: --grain "7" is not 0 (exact times) or a number of days such as 7d'],
    [['--slots', '5-3'], 'error: --slots "5-3" is not a range of slots such as 0-99'],
    [['--slots', '0-5', '-p', '5'], 'error: slot 5 is beyond a population of 5'],
    [['--slots', '0-5', '--person', '3'], 'error: --slots and --person do not go together'],
    [['--person', '100000000'], 'error: --person "100000000" is not a slot from 0 to 99,999,999'],
    [['-m', ' '], 'error: --modules " " has no pattern'],
    [['-o', ''], 'error: --out "" is empty: name a folder'],
    [['--state', 'Ohio', 'Texas'], 'error: the state is given twice'],
  ])('%j', async (args, message) => {
    await refused([...ONLY_FIXTURES, ...args], 2, message);
  });

  it.each([
    [['Masachusetts'], 'error: unknown state "Masachusetts"; did you mean "Massachusetts"?'],
    [['Boston'], 'error: unknown state "Boston"; "Boston" is a city: Massachusetts Boston'],
    [['chekc'], 'error: unknown state "chekc"; did you mean the command "check"?'],
    [['MA', 'Bostn'], 'error: unknown city of Massachusetts "Bostn"; did you mean "Boston"?'],
    [['US', 'Boston'], 'error: the city "Boston" needs its state'],
    [['-m', 'couhg'], 'error: no module matches "couhg"; did you mean "cough"?'],
  ])('%j', async (args, message) => {
    await refused([...ONLY_FIXTURES, ...args], 2, message);
  });

  it('modules that are nowhere', async () => {
    await refused(['--no-builtin', '-m', 'x'], 2, 'error: there are no modules without the built-in ones');
    await refused(['--no-builtin', '-d', 'nowhere'], 2, 'error: there is no folder nowhere');
    const folder = testFolder();
    mkdirSync(join(folder, 'empty'));
    await refused(['--no-builtin', '-d', 'empty'], 2, 'error: there is no module in empty', folder);
  });
});

/** A module whose states are these and an `End`. */
function module(states: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) {
  return { name: 'M', ...more, states: { ...states, End: { type: 'Terminal' } } };
}

const START = { type: 'Initial', direct_transition: 'End' };

describe('modules', () => {
  const cases: readonly (readonly [string, unknown, RegExp])[] = [
    ['JSON without a comma', '{\n  "name": "M"\n  "states": {}\n}', /^m\/x\.json:3:3: error: a comma is missing/m],
    ['JSON that ends too early', '{ "name": "M",', /^m\/x\.json:1:\d+: error: /m],
    ['an empty file', '', /^m\/x\.json:1:1: error: the file is empty/m],
    ['JSON that is no module', '[]', /^m\/x\.json:1:1: error: a module is a JSON object/m],
    [
      'an unknown type of state',
      module({ Initial: START, A: { type: 'Delai', direct_transition: 'End' } }),
      /^m\/x\.json:\d+:\d+: error: unknown state type "Delai"; did you mean "Delay"\?/m,
    ],
    [
      'a transition to a state that is not there',
      module({ Initial: { type: 'Initial', direct_transition: 'Edn' } }),
      /^m\/x\.json:\d+:\d+: error: .*"Edn".*did you mean "End"\?/m,
    ],
    [
      'a state without a transition',
      module({ Initial: START, A: { type: 'Simple' } }),
      /^m\/x\.json:\d+:\d+: error: state "A" has no transition/m,
    ],
    [
      'a distribution that sums to 0.84 in a strict file',
      module(
        {
          Initial: {
            type: 'Initial',
            distributed_transition: [
              { distribution: 0.5, transition: 'End' },
              { distribution: 0.34, transition: 'End' },
            ],
          },
        },
        { kind: 'module', strict: true },
      ),
      /^m\/x\.json:\d+:\d+: error: .*0\.84/m,
    ],
    [
      'a submodule that is not there',
      module({ Initial: START, A: { type: 'CallSubmodule', submodule: 'care/y', direct_transition: 'End' } }),
      /^m\/x\.json:\d+:\d+: error: submodule "care\/y" does not exist/m,
    ],
    [
      'a lookup table that is not there',
      module({
        Initial: {
          type: 'Initial',
          lookup_table_transition: [{ transition: 'End', default_probability: 1, lookup_table_name: 'ages.csv' }],
        },
      }),
      /^m\/x\.json:\d+:\d+: error: table "ages\.csv" does not exist/m,
    ],
  ];

  it.each(cases)('%s', async (_, content, message) => {
    const folder = testFolder();
    put(folder, 'm/x.json', content);
    await refused(['--no-builtin', '-d', 'm', '-p', '1'], 1, message, folder);
    const { err } = await anamnesis(['--no-builtin', '-d', 'm', '-p', '1'], { folder });
    expect(err).toMatch(/\nerror: \d+ errors? in 1 file; nothing was made\n/);
  });

  it('a distribution that sums to 0.84 in a foreign file is a warning, and runs', async () => {
    const folder = testFolder();
    const options = [
      { distribution: 0.5, transition: 'End' },
      { distribution: 0.34, transition: 'End' },
    ];
    put(folder, 'm/x.json', module({ Initial: { type: 'Initial', distributed_transition: options } }));
    const { code, err } = await anamnesis(['--no-builtin', '-d', 'm', '-p', '1'], { folder });
    expect({ code, err }).toEqual({
      code: 0,
      err: 'warning: the modules have 1 warning; anamnesis check lists them\n',
    });
    const check = await anamnesis(['check', '--no-builtin', 'm'], { folder });
    expect(check.code).toBe(0);
    expect(check.out).toMatch(/^m\/x\.json:\d+:\d+: warning: .*0\.84/);
  });

  it('modules that wake each other for ever: the life is left out, named, and the run ends with findings', async () => {
    const folder = testFolder();
    // Nobody is so old, but to see that one has to run it.
    const old = { condition_type: 'Age', operator: '>', quantity: 200, unit: 'years' };
    const loop = module({
      Initial: { type: 'Initial', direct_transition: 'A' },
      A: { type: 'Simple', direct_transition: 'B' },
      B: { type: 'Simple', conditional_transition: [{ transition: 'End', condition: old }, { transition: 'A' }] },
    });
    put(folder, 'm/x.json', loop);
    const { code, out } = await anamnesis(['--no-builtin', '-d', 'm', '-p', '2'], { folder });
    expect(code).toBe(1);
    expect(out).toMatch(/Left out: 2 lives/);
    expect(out).toMatch(/x, state [AB]: .*\(2 lives, slot 0 first\)/);
    expect(filesBelow(join(folder, 'output'))).toContain('manifest.json');
  });
});

describe('the output folder', () => {
  it('is not empty', async () => {
    const folder = testFolder();
    put(folder, 'output/mine.txt', 'mine');
    await refused([...ONLY_FIXTURES, '-p', '1'], 2, 'error: the output folder output is not empty', folder);
  });

  it('is a file, or below one', async () => {
    const folder = testFolder();
    put(folder, 'mine.txt', 'mine');
    const message = 'it, or a part of its path, is a file';
    await refused([...ONLY_FIXTURES, '-p', '1', '-o', 'mine.txt'], 3, message, folder);
    await refused([...ONLY_FIXTURES, '-p', '1', '-o', 'mine.txt/below'], 3, message, folder);
  });

  it.skipIf(process.platform === 'win32')('cannot be written', async () => {
    const folder = testFolder();
    mkdirSync(join(folder, 'locked'));
    chmodSync(join(folder, 'locked'), 0o555);
    // No permission keeps the superuser out of a folder, but nobody makes a folder in sysfs.
    const out = process.getuid?.() === 0 ? '/sys/anamnesis' : 'locked/out';
    await refused([...ONLY_FIXTURES, '-p', '1', '-o', out], 3, `error: cannot write to ${out} (E`, folder);
  });

  it.skipIf(process.platform !== 'linux')('lies where no folder can be made', async () => {
    const message = 'error: cannot write to /proc/anamnesis (ENOENT)';
    await refused([...ONLY_FIXTURES, '-p', '1', '-o', '/proc/anamnesis'], 3, message);
  });

  it('lies on a disk that is full in the middle of the run', async () => {
    const folder = testFolder();
    // Behaves as a disk does: some bytes are taken, then none.
    const before = put(
      folder,
      'full-disk.mjs',
      `import fs from 'node:fs';
       import { syncBuiltinESMExports } from 'node:module';
       const write = fs.writeSync;
       let room = 60_000;
       fs.writeSync = (descriptor, bytes, offset = 0) => {
         if (room <= 0) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
         const some = bytes.subarray(offset, offset + Math.min(room, bytes.length - offset));
         room -= some.length;
         return write(descriptor, some);
       };
       syncBuiltinESMExports();`,
    );
    const { code, out, err } = await anamnesis([...ONLY_FIXTURES, '-p', '50'], { folder, before });
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toMatch(/^error: cannot write .*: the disk is full\n/);
    expect(filesBelow(folder)).toEqual(['full-disk.mjs']);
  });
});

describe('the configuration file', () => {
  const config = (content: unknown): string => {
    const folder = testFolder();
    put(folder, 'anamnesis.json', content);
    return folder;
  };

  it('is not there', async () => {
    await refused(['-c', 'nowhere.json'], 2, 'error: there is no configuration file nowhere.json');
  });

  it('has a misspelt key', async () => {
    const folder = config('{\n  "seed": "1",\n  "popluation": 5\n}\n');
    await refused([], 2, 'anamnesis.json:3:3: error: unknown option "popluation"; did you mean "population"?', folder);
  });

  it('is no JSON', async () => {
    await refused([], 2, /^anamnesis\.json:2:3: error: a comma is missing/m, config('{ "seed": "1"\n  "out": "x" }'));
  });

  it('is no object', async () => {
    await refused([], 2, 'anamnesis.json:1:1: error: a configuration is a JSON object', config('[]'));
  });

  it('has a value of another kind', async () => {
    const folder = config('{\n  "population": [5]\n}');
    await refused([], 2, 'anamnesis.json:2:17: error: "population" is a text or a number', folder);
  });

  it('has a value that is not possible', async () => {
    const folder = config('{\n  "population": 0\n}');
    await refused([], 2, 'error: anamnesis.json:2:17: population "0" is not a number of lives from 1', folder);
  });
});
