import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../../src/cli/generate/config.ts';

/** A configuration file with this text, gone after the test. */
function config(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'anamnesis-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'run.json');
  writeFileSync(file, text);
  return file;
}

describe('the configuration file', () => {
  it('says what flags say, as text or number', async () => {
    const text =
      '{ "population": 5, "seed": 12, "age": "20-30", "format": ["states"], "builtin": false, "independentRanges": true, "grain": "7d" }';
    expect(await readConfig(config(text))).toEqual({
      population: 5,
      seed: '12',
      age: { min: 20, max: 30 },
      format: ['states'],
      builtin: false,
      independentRanges: true,
      grain: 7,
    });
  });

  it('means folders from its own', async () => {
    const file = config('{ "out": "made", "modulesDir": ["a", "/b"] }');
    const folder = join(file, '..');
    expect(await readConfig(file)).toEqual({ out: join(folder, 'made'), modulesDir: [join(folder, 'a'), '/b'] });
  });

  it('tells every unknown key with its place, and the one that was meant', async () => {
    const file = config('{\n  "sead": 1,\n  "state": "Ohio",\n  "xyz": 2\n}');
    await expect(readConfig(file)).rejects.toMatchObject({
      exitCode: 2,
      message:
        'the configuration cannot be used\n' +
        `${file}:2:3: error: unknown option "sead"; did you mean "seed"? [unknown-option] at /sead\n` +
        `${file}:4:3: error: unknown option "xyz" [unknown-option] at /xyz`,
    });
  });

  it('refuses options of one run only', async () => {
    await expect(readConfig(config('{ "overwrite": true }'))).rejects.toThrow('unknown option "overwrite"');
    await expect(readConfig(config('{ "person": 3 }'))).rejects.toThrow('unknown option "person"');
  });

  it('names the place of a value that is not possible', async () => {
    const file = config('{ "seed": "1",\n  "validate": "ful" }');
    await expect(readConfig(file)).rejects.toThrow(`${file}:2:15: validate "ful" is not one of full, sample, off`);
  });

  it('may be absent where it is not named', async () => {
    expect(await readConfig(undefined)).toEqual({});
  });
});
