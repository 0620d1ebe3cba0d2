import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { anamnesis, filesBelow, ONLY_FIXTURES, put, testFolder } from './cli.ts';

const hasTerminal = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

const COMMANDS = ['generate', 'show', 'validate', 'push', 'pull', 'serve', 'check', 'trace', 'graph', 'report'];

describe('help', () => {
  it.each(['', ...COMMANDS])('anamnesis %s --help', async (command) => {
    const args = command === '' ? ['--help'] : [command, '--help'];
    const { code, out, err } = await anamnesis(args, { folder: testFolder() });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    await expect(out).toMatchFileSnapshot(`golden/help${command && `-${command}`}.txt`);
  });

  it('is the same by the command help', async () => {
    const folder = testFolder();
    const option = await anamnesis(['check', '--help'], { folder });
    expect(await anamnesis(['help', 'check'], { folder })).toEqual(option);
  });

  it('names the commands when asked about another', async () => {
    const { code, out, err } = await anamnesis(['help', 'chekc'], { folder: testFolder() });
    expect(err).toContain(
      'error: there is no command "chekc"; did you mean "check"?\n  commands are generate, cohort, show,',
    );
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it('loads neither the parsers of modules nor anything else that takes long', async () => {
    const folder = testFolder();
    const before = put(
      folder,
      'loaded.mjs',
      `import { register } from 'node:module';
       register('data:text/javascript,' + encodeURIComponent(\`
         export async function resolve(name, context, next) {
           if (/^(zod|ajv|@viz-js|@lhncbc|@medplum|undici|jose|nanotar|fhir-kit-client|seedrandom)/.test(name)) throw new Error('loads ' + name);
           return next(name, context);
         }\`));`,
    );
    const { code, err } = await anamnesis(['--help'], { folder, before });
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('the version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      readonly version: string;
    };
    const { out } = await anamnesis(['--version'], { folder: testFolder() });
    expect(out).toBe(`anamnesis ${version}\n`);
  });
});

describe('the streams', () => {
  it('a fault of the program is told as such, with the life that shows it', async () => {
    const folder = testFolder();
    const before = put(
      folder,
      'fault.mjs',
      `import fs from 'node:fs';
       import { syncBuiltinESMExports } from 'node:module';
       const open = fs.openSync;
       let patients = 0;
       fs.openSync = (path, flags) => {
         if (String(path).includes('/fhir/') && ++patients === 3) throw new TypeError('something impossible');
         return open(path, flags);
       };
       syncBuiltinESMExports();`,
    );
    const { code, out, err } = await anamnesis([...ONLY_FIXTURES, '-p', '20', '-s', 'x'], { folder, before });
    expect({ code, out }).toEqual({ code: 70, out: '' });
    expect(err).toMatch(/^error: this is a fault of the program, not yours: the life in slot 2 of seed "x" could not/);
    expect(err).toMatch(/\n {2}to see it again: --person 2 --seed "x" and otherwise the same options\n/);
    expect(err).toContain('TypeError: something impossible\n    at ');
    expect(filesBelow(folder)).toEqual(['fault.mjs']);
  });

  it.skipIf(process.platform === 'win32')('a reader that has seen enough is no fault', () => {
    const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
    const script = `"${process.execPath}" "${main}" help generate | true; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' });
  });

  it.skipIf(process.platform !== 'linux')('a full disk behind standard output is told', () => {
    const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
    const script = `"${process.execPath}" "${main}" --help > /dev/full`;
    const { status, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
    expect(status).toBe(3);
    expect(stderr).toMatch(/^error: cannot write the output: ENOSPC/);
  });

  it('there is neither bar nor colour where nobody sees them', async () => {
    const { out, err } = await anamnesis([...ONLY_FIXTURES, '-p', '3'], { folder: testFolder() });
    expect(err).toBe('');
    expect(out).not.toContain('\u001b');
  });

  it.skipIf(!hasTerminal)('there are both on a terminal, and no colour where it is not wanted', () => {
    const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
    const onTerminal = (args: string, noColor: string): string => {
      const command = `cd ${testFolder()} && ${process.execPath} ${main} ${args}`;
      const env = { ...process.env, NO_COLOR: noColor, TERM: 'xterm' };
      return spawnSync('script', ['-qec', command, '/dev/null'], { encoding: 'utf8', env }).stdout;
    };
    expect(onTerminal(`-p 3 ${ONLY_FIXTURES.join(' ')}`, '')).toContain('3 of 3 lives');
    expect(onTerminal('-p 0', '')).toContain('\u001b[31merror:\u001b[0m --population');
    expect(onTerminal('-p 0', '1')).toContain('error: --population');
  });
});
