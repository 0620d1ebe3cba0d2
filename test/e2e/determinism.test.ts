import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anamnesis, hashes, ONLY_FIXTURES, testFolder } from './cli.ts';

/** Hashes of what a run writes, by path below its output folder. */
async function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ReadonlyMap<string, string>> {
  const folder = testFolder();
  const { code, err } = await anamnesis([...ONLY_FIXTURES, '-s', 'one', ...args], { folder, environment });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return hashes(join(folder, 'output'));
}

/** The files that are a patient's, apart from those of all. */
function patients(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...files].filter(([path]) => /^fhir\/(?!shared-)/.test(path)));
}

describe('the same command gives the same bytes', () => {
  const args = ['-p', '10', '--format', 'fhir,states'];

  it('twice, in three time zones, in three languages, and from two working directories', async () => {
    const first = await run(args);
    expect(patients(first).size).toBe(10);
    for (const [TZ, LANG] of [
      ['UTC', 'C'],
      ['Asia/Kolkata', 'de_DE.UTF-8'],
      ['America/St_Johns', 'tr_TR.UTF-8'],
    ] as const) {
      expect(await run(args, { TZ, LANG, LC_ALL: LANG })).toEqual(first);
    }
  });

  it('wherever the output goes', async () => {
    const folder = testFolder();
    await anamnesis([...ONLY_FIXTURES, '-s', 'one', ...args, '-o', join(folder, 'deep/down')], { folder });
    expect(hashes(join(folder, 'deep/down'))).toEqual(await run(args));
  });

  it('and another seed others', async () => {
    const other = await run([...args, '-s', 'two']);
    expect([...other.keys()].filter((path) => patients(other).has(path))).not.toEqual([
      ...patients(await run(args)).keys(),
    ]);
  });
});

describe('a life does not depend on how many others are made', () => {
  it('the first five of twenty are the five of a run of five', async () => {
    const five = patients(await run(['-p', '5']));
    const twenty = patients(await run(['-p', '20']));
    expect(five.size).toBe(5);
    expect(twenty.size).toBe(20);
    for (const [path, hash] of five) expect(twenty.get(path)).toBe(hash);
  });

  it('ranges of slots are parts of the whole, and one person is one of them', async () => {
    const whole = patients(await run(['-p', '20']));
    const parts = [
      await run(['-p', '20', '--slots', '0-6']),
      await run(['--slots', '7-18']),
      await run(['-p', '20', '--person', '19']),
    ];
    expect(parts.map((part) => patients(part).size)).toEqual([7, 12, 1]);
    const together = parts.flatMap((part) => [...patients(part)]);
    expect(new Map(together)).toEqual(whole);
  });

  it('also when lives are drawn again', async () => {
    const whole = patients(await run(['-p', '8', '--only', 'dead']));
    const part = patients(await run(['-p', '8', '--only', 'dead', '--slots', '5-5']));
    expect(part.size).toBe(1);
    for (const [path, hash] of part) expect(whole.get(path)).toBe(hash);
  });
});
