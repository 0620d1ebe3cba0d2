/**
 * Makes the golden population with other versions of Node, fetched from the package registry, and compares the manifests, which hold the
 * SHA-256 of every file: `npm run test:matrix [VERSION ...]`. Ends with 1 when any differs. Needs `npm run build`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const VERSIONS = ['20', '22', '24', '26'];
const GOLDEN = ['-p', '60', '-s', 'golden', '--format', 'fhir,states', '--quiet'];

function manifestOf(version: string, folder: string): string {
  const out = join(folder, version);
  const node = ['-y', '-p', `node@${version}`, '--', 'node'];
  const said = execFileSync('npx', [...node, '--version'], { encoding: 'utf8' }).trim();
  execFileSync('npx', [...node, MAIN, ...GOLDEN, '-o', out], { stdio: ['ignore', 'ignore', 'inherit'] });
  console.log(`Node ${said}: made`);
  return readFileSync(join(out, 'manifest.json'), 'utf8');
}

function main(versions: readonly string[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'matrix-'));
  try {
    const manifests = versions.map((version) => manifestOf(version, folder));
    const apart = versions.filter((_, i) => manifests[i] !== manifests[0]);
    console.log(
      apart.length === 0
        ? `the same bytes on Node ${versions.join(', ')}`
        : `other bytes on Node ${apart.join(', ')} than on ${versions[0]}`,
    );
    return apart.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const asked = process.argv.slice(2);
process.exitCode = main(asked.length > 0 ? asked : VERSIONS);
