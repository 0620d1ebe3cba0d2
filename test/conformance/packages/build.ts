/**
 * Makes the packages beside this file from the published ones: what a judge of instances needs of US Core, and no more.
 * `npx tsx test/conformance/packages/build.ts`, with US_CORE_PACKAGES naming the folder of us_core_311.tgz and the like. Needs GNU tar.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { GUIDES, type Guide, versionOf } from '../../../src/reference/guides.ts';

type Json = Record<string, unknown>;

const KINDS: ReadonlySet<unknown> = new Set(['StructureDefinition', 'ValueSet', 'CodeSystem']);
/** Prose, and what only an author's tools read. */
const RESOURCE_PROSE = ['text', 'differential', 'mapping', 'contact', 'description', 'purpose'];
const ELEMENT_PROSE = [
  ...['short', 'definition', 'comment', 'requirements', 'alias', 'mapping', 'example'],
  ...['meaningWhenMissing', 'orderMeaning', 'isModifierReason'],
];

const SOURCE = process.env['US_CORE_PACKAGES'] ?? '../shared/us-core';
const TARGET = fileURLToPath(new URL('.', import.meta.url));

function without(json: Json, keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries(json).filter(([key]) => !keys.includes(key)));
}

function pruned(resource: Json): Json {
  const kept = without(resource, RESOURCE_PROSE);
  const snapshot = kept['snapshot'] as { readonly element: readonly Json[] } | undefined;
  if (!snapshot) return kept;
  return { ...kept, snapshot: { element: snapshot.element.map((element) => without(element, ELEMENT_PROSE)) } };
}

function build(guide: Guide): void {
  const version = versionOf(guide);
  const work = mkdtempSync(join(tmpdir(), 'us-core-'));
  try {
    const [from, to] = [join(work, 'from'), join(work, 'to')];
    mkdirSync(from);
    mkdirSync(join(to, 'package'), { recursive: true });
    execFileSync('tar', ['-xzf', join(SOURCE, `us_core_${version.replaceAll('.', '')}.tgz`), '-C', from]);
    let count = 0;
    for (const name of readdirSync(join(from, 'package')).filter((file) => file.endsWith('.json'))) {
      const resource = JSON.parse(readFileSync(join(from, 'package', name), 'utf8')) as Json;
      if (name !== 'package.json' && !KINDS.has(resource['resourceType'])) continue;
      writeFileSync(join(to, 'package', name), JSON.stringify(pruned(resource)));
      count += 1;
    }
    const tar = execFileSync(
      'tar',
      [
        '--sort=name',
        '--mtime=@0',
        '--owner=0',
        '--group=0',
        '--numeric-owner',
        '--mode=644',
        '-cf',
        '-',
        '-C',
        to,
      ].concat(
        readdirSync(join(to, 'package'))
          .sort()
          .map((name) => `package/${name}`),
      ),
      { maxBuffer: 1 << 28 },
    );
    const name = `hl7.fhir.us.core-${version}.tgz`;
    const zipped = gzipSync(tar, { level: 9 });
    writeFileSync(join(TARGET, name), zipped);
    console.log(`${name}: ${count} files, ${zipped.length} bytes`);
  } finally {
    rmSync(work, { recursive: true });
  }
}

for (const guide of GUIDES) build(guide);
