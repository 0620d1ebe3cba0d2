/**
 * Hardens the official FHIR R4 JSON schema. As published it lets through arrays where objects belong, empty arrays, missing required
 * primitives, two values of one choice, dates that do not exist, and integers that are none.
 */

/** A JSON schema, as far as it is looked into here. */
export interface Schema {
  $ref?: string;
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  required?: string[];
  description?: string;
  [keyword: string]: unknown;
}

/** What StructureDefinitions tell and the schema does not, by the name of the definition, e.g. `Observation_Component`. */
export interface ElementRules {
  /** Primitives that must be there. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  /** Choices (`value[x]`): the names of their members, and whether one must be there. */
  readonly choices: ReadonlyMap<string, readonly { names: readonly string[]; required: boolean }[]>;
}

const YEAR = '(?!0000)[0-9]{4}';
const LEAP_YEAR = '(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)';
const DAY_OF_MONTH =
  '(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))';
const FULL_DATE = `(?:${YEAR}-${DAY_OF_MONTH}|(?!0000)${LEAP_YEAR}-02-29)`;
const PARTIAL_DATE = `${YEAR}(?:-(?:0[1-9]|1[0-2]))?`;
const CLOCK = '(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?';
const ZONE = '(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))';
// Control characters are not for text (FHIR R4, datatypes, string); blanks alone are none.
const NOT_CONTROL = '[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f]';
const VISIBLE = '[^\\s\\u0000-\\u001f]';
const TEXT = `^${NOT_CONTROL}*${VISIBLE}${NOT_CONTROL}*$`;
const MAX_INTEGER = 2_147_483_647;

/** The primitives whose published definition is too loose. */
const PRIMITIVES: Readonly<Record<string, Schema>> = {
  string: { type: 'string', pattern: TEXT },
  markdown: { type: 'string', pattern: TEXT },
  date: { type: 'string', pattern: `^(?:${FULL_DATE}|${PARTIAL_DATE})$` },
  dateTime: { type: 'string', pattern: `^(?:${FULL_DATE}(?:T${CLOCK}${ZONE})?|${PARTIAL_DATE})$` },
  instant: { type: 'string', pattern: `^${FULL_DATE}T${CLOCK}${ZONE}$` },
  integer: { type: 'integer', minimum: -MAX_INTEGER - 1, maximum: MAX_INTEGER },
  positiveInt: { type: 'integer', minimum: 1, maximum: MAX_INTEGER },
  unsignedInt: { type: 'integer', minimum: 0, maximum: MAX_INTEGER },
  boolean: { type: 'boolean' },
  decimal: { type: 'number' },
  uri: { type: 'string', pattern: '^\\S+$' },
  url: { type: 'string', pattern: '^\\S+$' },
  canonical: { type: 'string', pattern: '^\\S+$' },
  base64Binary: {
    type: 'string',
    pattern: '^(?:\\s*[A-Za-z0-9+/]\\s*[A-Za-z0-9+/]\\s*[A-Za-z0-9+/=]\\s*[A-Za-z0-9+/=]\\s*)+$',
  },
  xhtml: {
    type: 'string',
    pattern: '^\\s*<div\\b[^>]*\\bxmlns="http://www\\.w3\\.org/1999/xhtml"(?:(?!<script\\b)[\\s\\S])*</div>\\s*$',
  },
};

/** The pattern of base64 where it is a member of a choice; the primitive itself is published without one. */
const BASE64_IN_CHOICES = '^(\\s*([0-9a-zA-Z\\+/=]){4}\\s*)+$';

/** A resource inside another is judged by the validator of its own type. */
const ANY_RESOURCE: Schema = {
  type: 'object',
  properties: { resourceType: { type: 'string' } },
  required: ['resourceType'],
};

/** The definitions that `types` need, hardened, without descriptions. */
export function hardened(
  published: Readonly<Record<string, Schema>>,
  types: readonly string[],
  rules: ElementRules,
): Record<string, Schema> {
  const definitions: Record<string, Schema> = {};
  const waiting = [...types];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (name in definitions) continue;
    const definition = harden(name, published, rules);
    definitions[name] = definition;
    waiting.push(...referencedNames(definition));
  }
  return Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function harden(name: string, published: Readonly<Record<string, Schema>>, rules: ElementRules): Schema {
  if (name === 'ResourceList') return ANY_RESOURCE;
  const primitive = PRIMITIVES[name];
  if (primitive) return primitive;
  const definition = published[name];
  if (!definition) throw new Error(`the schema does not define ${name}`);
  const result = withoutDescriptions(definition, primitiveByPattern(published));
  if (!result.properties) return result;
  result.type = 'object';
  addSiblings(result.properties);
  const given = rules.given.get(name);
  if (given) result['given'] = given;
  const choices = rules.choices.get(name);
  if (choices) result['choices'] = choices;
  return result;
}

/** Every primitive may carry extensions under `_name`; the schema forgot those of canonicals. */
function addSiblings(properties: Record<string, Schema>): void {
  for (const [name, property] of Object.entries(properties)) {
    const isList = property.items !== undefined;
    if ((isList ? property.items : property)?.$ref !== '#/definitions/canonical') continue;
    const element = { $ref: '#/definitions/Element' };
    properties[`_${name}`] ??= isList ? { type: 'array', minItems: 1, items: element } : element;
  }
}

/** The primitive of each published pattern: members of a choice repeat the pattern where others refer to the primitive. */
function primitiveByPattern(published: Readonly<Record<string, Schema>>): ReadonlyMap<unknown, string> {
  const primitives = Object.entries(published).filter(([name]) => /^[a-z]/.test(name));
  // Of primitives with one pattern (string and markdown, the kinds of uri) any will do: they are hardened alike.
  const byPattern = new Map<unknown, string>(primitives.map(([name, { pattern }]) => [pattern, name]));
  return byPattern.set(BASE64_IN_CHOICES, 'base64Binary');
}

function withoutDescriptions(schema: Schema, primitives: ReadonlyMap<unknown, string>): Schema {
  const { description: _, ...rest } = schema;
  const primitive = rest['pattern'] === undefined ? undefined : primitives.get(rest['pattern']);
  if (primitive !== undefined && primitive in PRIMITIVES) return { $ref: `#/definitions/${primitive}` };
  const result: Schema = rest;
  if (rest.properties) {
    result.properties = Object.fromEntries(
      Object.entries(rest.properties).map(([name, property]) => [name, withoutDescriptions(property, primitives)]),
    );
  }
  if (rest.items) {
    result.items = withoutDescriptions(rest.items, primitives);
    result['minItems'] = 1;
  }
  return result;
}

function referencedNames(schema: Schema): string[] {
  const nested = [...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : [])];
  const own = schema.$ref ? [schema.$ref.replace('#/definitions/', '')] : [];
  return [...own, ...nested.flatMap(referencedNames)];
}
