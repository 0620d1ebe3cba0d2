import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parseTar } from 'nanotar';
import { type Guide, versionOf } from '../../src/reference/guides.ts';

/** Folder of the published packages of US Core; tests of their examples are skipped without it. */
export const US_CORE_PACKAGES =
  process.env['US_CORE_PACKAGES'] ?? fileURLToPath(new URL('../../../shared/us-core', import.meta.url));

/** The package of a version, us_core_610.tgz for us-core-6.1.0. */
export function packageOf(guide: Guide): string {
  return join(US_CORE_PACKAGES, `us_core_${versionOf(guide).replaceAll('.', '')}.tgz`);
}

export function hasPackage(guide: Guide): boolean {
  return existsSync(packageOf(guide));
}

/** The published examples of a version, by file name. */
export function examplesOf(guide: Guide): Map<string, { readonly resourceType: string }> {
  const examples = new Map<string, { readonly resourceType: string }>();
  for (const { name, data } of parseTar(gunzipSync(readFileSync(packageOf(guide))))) {
    const file = /^package\/example\/([^/.][^/]*\.json)$/.exec(name)?.[1];
    if (file === undefined || data === undefined) continue;
    const json = JSON.parse(Buffer.from(data).toString('utf8')) as { readonly resourceType?: string };
    if (json.resourceType !== undefined) examples.set(file, json as { readonly resourceType: string });
  }
  return examples;
}
