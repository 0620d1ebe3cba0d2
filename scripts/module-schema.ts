import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { cohortShape, eventPattern } from '../src/cohort/schema.ts';
import { windowShape } from '../src/cohort/window.ts';
import { OPERATORS, operator } from '../src/language/conditions/operator.ts';
import { code, distribution, scalar } from '../src/language/fields.ts';
import { languageSchema } from '../src/language/schema.ts';
import { signalsFile } from '../src/language/signals/shape.ts';
import { FORMULAS } from '../src/physiology/formulas/index.ts';
import { caseFile } from '../src/trace/case-schema.ts';

/** A JSON Schema, or a part of one. */
export type SchemaJson = { [key: string]: unknown };

/** What the top level of a module holds, for the tooltips of editors. */
const HEADER: Readonly<Record<string, string>> = {
  $schema: 'Where editors find this schema.',
  name: 'Display name.',
  kind: 'What the file is for. A file that says it is native: it may use extensions, and declares its attributes.',
  strict: 'Whether every oddity is an error. The modules of this library all say true.',
  gmf_version: 'Version of the module format that plain files are written in: 1 or 2.',
  specialty: 'Speciality of the clinicians of its encounters, upper case.',
  remarks: 'Free notes for people.',
  title: 'Name of the module in lists and pages.',
  summary: 'What it tells, in a sentence or two.',
  sources: 'Publications that its numbers and rules are taken from, named by id wherever they are used.',
  attributes: 'The attributes of a person that this file writes. Other files may read them.',
  parameters: 'What a caller of this submodule gives.',
  targets: 'Published figures that the module must reproduce.',
  causes_of_death: 'Causes of death whose deaths this module tells: background mortality leaves them to it.',
  states: 'The states by name. A person begins in "Initial".',
};

/** What the top level of a cohort holds. */
const COHORT: Readonly<Record<string, string>> = {
  $schema: 'Where editors find this schema.',
  name: 'Display name.',
  kind: 'What the file is for.',
  strict:
    'Whether codes must stand in value sets and definitions name their sources. The cohorts of this library all say true.',
  title: 'Who the members are, in a line.',
  question: 'What could be asked of them.',
  remarks: 'Notes for readers: assumptions, and what the definition leaves out.',
  sources: 'Publications that the definitions are taken from, named by id wherever they are used.',
  modules: 'Paths of the modules without which there are no members, or no outcomes.',
  events: 'What is looked for in charts, by name. An event is a list of ways in which it can happen.',
  index: 'The event that makes a person a candidate; its date is the index date.',
  inclusion: 'What must hold of a member at the index date, in the order in which it is asked.',
  exclusion: 'What must not hold of a member, asked after all inclusions.',
  follow_up: 'How long a member is followed from the index date on.',
  outcomes: 'What is worth counting among the members. They choose nobody.',
  exports: 'Formats that a run writes where none is asked for.',
};

/** The JSON Schema of module files: native ones and, in their proper form, plain ones. */
export function moduleFileSchema(): SchemaJson {
  const docs = documentation();
  const { file, condition, states } = languageSchema();
  const named = z.registry<{ id: string; description?: string; enum?: readonly string[] }>();
  named.add(code, { id: 'code', description: 'A code of a terminology, with its official display.' });
  named.add(scalar, { id: 'scalar', description: 'A text, a number, true or false.' });
  named.add(distribution, { id: 'distribution', description: 'A distribution of numbers, by kind.' });
  named.add(operator, { id: 'operator', description: 'How two values are compared.', enum: OPERATORS });
  named.add(condition, { id: 'condition', description: 'Something that holds for a person, or does not.' });
  for (const [type, { shape }] of states) {
    const description = docs.get(type);
    named.add(shape, { id: `state.${type}`, ...(description !== undefined && { description }) });
  }
  const json = toJson(file, named);
  describeHeader(json, HEADER);
  shareTransitions(json, docs);
  describeConditions(json, docs);
  return titled('Module of anamnesis', json);
}

/** The JSON Schema of `*.cases.json`: scripted lives and conditions, and what must come of them. */
export function caseFileSchema(): SchemaJson {
  return titled('Cases of modules of anamnesis', toJson(caseFile, z.registry()));
}

/** The JSON Schema of cohort files. */
export function cohortFileSchema(): SchemaJson {
  const { file, condition } = cohortShape();
  const named = z.registry<{ id: string; description?: string; enum?: readonly string[] }>();
  named.add(code, { id: 'code', description: 'A code of a terminology, with its official display.' });
  named.add(scalar, { id: 'scalar', description: 'A text, a number, true or false.' });
  named.add(operator, { id: 'operator', description: 'How two values are compared.', enum: OPERATORS });
  named.add(eventPattern, { id: 'event', description: 'Something that begins on a chart, or death.' });
  named.add(windowShape, {
    id: 'window',
    description: 'Days around the index date, both ends included: a name, or from and to; day 0 is the index date.',
  });
  named.add(condition, { id: 'condition', description: 'Something that holds at the index date, or does not.' });
  const json = toJson(file, named);
  describeHeader(json, COHORT);
  describeConditions(json, documentation());
  return titled('Cohort of anamnesis', json);
}

/** The JSON Schema of files of signals. What each field is stands in their shape. */
export function signalsFileSchema(): SchemaJson {
  const json = toJson(signalsFile, z.globalRegistry);
  const signal = part(part(part(json, 'properties'), 'signals'), 'additionalProperties');
  signal['oneOf'] = ['baseline', 'derivation', 'growth'].map((origin) => ({
    properties: { [origin]: true },
    required: [origin],
  }));
  const derivation = part(part(signal, 'properties'), 'derivation');
  part(part(derivation, 'properties'), 'formula')['enum'] = FORMULAS.map(({ name }) => name);
  return titled('Signals of anamnesis', json);
}

function toJson(schema: z.ZodType, metadata: z.core.$ZodRegistry<Record<string, unknown>>): SchemaJson {
  return z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    // What fields are read as, not what is taken for it: a number is a number, although its text is understood.
    io: 'output',
    metadata,
    override: ({ jsonSchema }) => {
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      delete jsonSchema.propertyNames;
    },
  }) as SchemaJson;
}

function titled(title: string, { $schema, ...rest }: SchemaJson): SchemaJson {
  return { $schema, title, ...rest };
}

function describeHeader(json: SchemaJson, docs: Readonly<Record<string, string>>): void {
  const properties = part(json, 'properties');
  for (const [field, description] of Object.entries(docs)) {
    properties[field] = { description, ...part(properties, field) };
  }
}

/** Every state type has the same transitions: each is written once. */
function shareTransitions(json: SchemaJson, docs: ReadonlyMap<string, string>): void {
  const definitions = part(json, '$defs');
  for (const [name, definition] of Object.entries(definitions)) {
    if (!name.startsWith('state.')) continue;
    const properties = part(definition as SchemaJson, 'properties');
    for (const [field, shape] of Object.entries(properties)) {
      const description = docs.get(field);
      if (description === undefined) continue;
      definitions[field] ??= { description, ...(shape as SchemaJson) };
      properties[field] = { $ref: `#/$defs/${field}` };
    }
  }
}

function describeConditions(json: SchemaJson, docs: ReadonlyMap<string, string>): void {
  const members = part(part(json, '$defs'), 'condition')['oneOf'] as SchemaJson[];
  for (const member of members) {
    const type = part(part(member, 'properties'), 'condition_type')['const'] as string;
    const description = docs.get(type);
    if (description !== undefined) member['description'] = description;
  }
}

function part(json: SchemaJson, key: string): SchemaJson {
  const value = json[key];
  if (typeof value !== 'object' || value === null) throw new Error(`the schema has no "${key}"`);
  return value as SchemaJson;
}

const DOCUMENTED =
  /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export const \w+ = define(?:State|Condition|Transition)\(\{\s*(?:type|field): '([^']+)'/g;

/** The doc comments of state types, conditions and transitions, by the word that files use. */
function documentation(): ReadonlyMap<string, string> {
  const docs = new Map<string, string>();
  for (const path of ['language/states', 'language/conditions', 'language/transitions', 'cohort']) {
    const folder = new URL(`../src/${path}/`, import.meta.url);
    for (const name of readdirSync(folder)) {
      for (const [, comment = '', word = ''] of readFileSync(new URL(name, folder), 'utf8').matchAll(DOCUMENTED)) {
        docs.set(word, comment.replaceAll(/\s*\n\s*\*?\s*/g, ' ').trim());
      }
    }
  }
  return docs;
}
