/**
 * Makes a thousand patients and has them judged again, from what stands on disk: structure, references, times inside the life.
 * `npm run test:thousand`. Ends with 1 on any finding. Needs `npm run build`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const PATIENTS = '1000';

function anamnesis(...args: readonly string[]): string {
  return execFileSync(process.execPath, [MAIN, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

const folder = mkdtempSync(join(tmpdir(), 'thousand-'));
try {
  const out = join(folder, 'out');
  console.log(anamnesis('-p', PATIENTS, '-s', 'thousand', '-o', out, '--validate', 'off'));
  console.log(anamnesis('validate', out));
} finally {
  rmSync(folder, { recursive: true });
}
