import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anamnesis, filesBelow, hashes, ONLY_FIXTURES, put, testFolder } from './cli.ts';

/** More lives than any test has the patience for. */
const ENDLESS = [...ONLY_FIXTURES, '-p', '1000000', '-s', '1'];

/** Says on the stream for messages when the first file is finished, so that the test knows when to interrupt. */
const ANNOUNCE = `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const rename = fs.renameSync;
  let told = false;
  fs.renameSync = (from, to) => {
    rename(from, to);
    if (!told) process.stderr.write('working\\n');
    told = true;
  };
  syncBuiltinESMExports();`;

describe.skipIf(process.platform === 'win32')('Ctrl-C', () => {
  it('keeps what is finished, says so in the manifest, and ends with 130', async () => {
    const folder = testFolder();
    const before = put(folder, 'announce.mjs', ANNOUNCE);
    let sent = false;
    const { code, out, err } = await anamnesis(ENDLESS, {
      folder,
      before,
      onMessage(text, signal) {
        if (sent || !text.includes('working')) return;
        sent = true;
        signal('SIGINT');
      },
    });
    expect(code).toBe(130);
    expect(err).toContain('stopping: finished lives are kept');
    expect(out).toMatch(/^Stopped after [\d,]+ of 1,000,000 lives\.\n/);
    const manifest = JSON.parse(readFileSync(join(folder, 'output/manifest.json'), 'utf8')) as {
      readonly complete: boolean;
      readonly counts: { readonly slots: number };
      readonly files: readonly { readonly path: string; readonly sha256: string }[];
    };
    expect(manifest.complete).toBe(false);
    const found = new Map(hashes(join(folder, 'output')));
    found.delete('manifest.json');
    expect(new Map(manifest.files.map(({ path, sha256 }) => [path, sha256]))).toEqual(found);
    const patients = [...found.keys()].filter((path) => !path.includes('shared-'));
    expect(patients).toHaveLength(manifest.counts.slots);
    expect([...found.keys()].some((path) => path.includes('shared-'))).toBe(true);
  });

  it('twice ends at once and leaves nothing', async () => {
    const folder = testFolder();
    // Both signals come while the run pauses, so that no life is finished between them.
    const before = put(
      folder,
      'twice.mjs',
      `import fs from 'node:fs';
       import { syncBuiltinESMExports } from 'node:module';
       import timers from 'node:timers';
       const rename = fs.renameSync;
       let told = false;
       fs.renameSync = (from, to) => {
         rename(from, to);
         if (!told) process.kill(process.pid, 'SIGINT');
         told = true;
       };
       const { setTimeout: sleep } = timers.promises;
       timers.promises.setImmediate = () => sleep(500);
       process.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
       syncBuiltinESMExports();`,
    );
    const { code, out } = await anamnesis(ENDLESS, { folder, before });
    expect({ code, out }).toEqual({ code: 130, out: '' });
    expect(filesBelow(folder)).toEqual(['twice.mjs']);
  });
});
