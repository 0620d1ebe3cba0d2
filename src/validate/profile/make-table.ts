import { isObject, type Json, type JsonObject, listOf, textOf } from '../../core/json.ts';
import { type BaseTypes, inheritedInvariants } from './base-types.ts';
import { differenceOf } from './difference.ts';
import { isChoice, lastStep, parentOf, pathWithoutSlices } from './element-id.ts';
import type {
  BindingTable,
  DefinitionTable,
  DiscriminatorTable,
  ElementTable,
  InvariantTable,
  SlicingTable,
  TypeTable,
} from './tables.ts';

/** Where R4's own definitions are found: `.../StructureDefinition/Patient`. */
export const R4_DEFINITIONS = 'http://hl7.org/fhir/StructureDefinition/';

const FHIR_TYPE = `${R4_DEFINITIONS}structuredefinition-fhir-type`;
const BEST_PRACTICE = `${R4_DEFINITIONS}elementdefinition-bestpractice`;
const MAX_VALUE_SET = `${R4_DEFINITIONS}elementdefinition-maxValueSet`;
const SYSTEM_TYPE = 'http://hl7.org/fhirpath/System.';

/** Asked of every element, and judged with its structure (ele-1); or mere advice (dom-6). */
const LEFT_OUT: ReadonlySet<string> = new Set(['ele-1', 'dom-6']);

/**
 * The table of a StructureDefinition with a snapshot. Of a profile it holds what the profile asks beyond its base type, which
 * `baseTypes` must know.
 */
export function makeTable(definition: JsonObject, baseTypes: BaseTypes): DefinitionTable {
  const elements = listOf(objectOf(definition['snapshot'])['element']).filter(isObject);
  const type = textOf(definition['type']) ?? '';
  const isBase = definition['derivation'] !== 'constraint';
  const invariants: Record<string, InvariantTable> = {};
  const whole = elements.map((element) => elementTable(element, definition, invariants));
  const parent = textOf(definition['baseDefinition']);
  const table: DefinitionTable = {
    url: textOf(definition['url']) ?? '',
    version: textOf(definition['version']) ?? '',
    type,
    kind: textOf(definition['kind']) as DefinitionTable['kind'],
    ...(isBase && { base: true as const }),
    ...(definition['abstract'] === true && { abstract: true as const }),
    ...(parent !== undefined && { parent }),
    ...contextOf(definition),
    elements: whole,
  };
  const kept = isBase ? ownElements(table, baseTypes) : differenceOf(spelled(whole, type, baseTypes), type, baseTypes);
  const named = new Set(kept.flatMap((element) => element.invariants ?? []));
  const asked = Object.entries(invariants).filter(([key]) => named.has(key));
  return { ...table, ...(asked.length > 0 && { invariants: Object.fromEntries(asked) }), elements: kept };
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function contextOf(definition: JsonObject): { context?: readonly string[] } {
  if (definition['type'] !== 'Extension') return {};
  const contexts = listOf(definition['context']).filter(isObject);
  const expressions = contexts.map(({ expression }) => textOf(expression) ?? 'Element');
  // Where a context is no path of elements, or is any element, the place cannot or need not be judged.
  const isPlain =
    contexts.every(({ type }) => type === 'element') && expressions.every((text) => /^[\w.[\]]+$/.test(text));
  return isPlain && expressions.length > 0 && !expressions.includes('Element') ? { context: expressions } : {};
}

/** Without the invariants that a base type inherits: its ancestors have them. */
function ownElements(table: DefinitionTable, baseTypes: BaseTypes): ElementTable[] {
  const inherited = inheritedInvariants(table, baseTypes);
  return table.elements.map((element) => {
    const { invariants = [], ...rest } = element;
    const own = element.id === '' ? invariants.filter((key) => !inherited.has(key)) : invariants;
    return own.length > 0 ? { ...rest, invariants: own } : rest;
  });
}

/** Type slices in one spelling: what stands as `valueQuantity` is `value[x]:valueQuantity`. */
function spelled(elements: readonly ElementTable[], type: string, baseTypes: BaseTypes): ElementTable[] {
  const choices = (baseTypes(type)?.elements ?? []).filter(({ id }) => isChoice(id));
  const names = new Map<string, string>();
  for (const { id, types = [] } of choices) {
    const stem = id.slice(0, -'[x]'.length);
    for (const { code } of types) names.set(stem + capital(code), `${id}:${lastStep(stem)}${capital(code)}`);
  }
  return elements.map((element) => {
    const steps = element.id.split('.');
    for (let end = 1; end <= steps.length; end++) {
      const whole = names.get(pathWithoutSlices(steps.slice(0, end).join('.')));
      if (whole === undefined) continue;
      const head = parentOf(steps.slice(0, end).join('.'));
      steps[end - 1] = lastStep(whole);
      return { ...element, id: [...(head === '' ? [] : [head]), ...steps.slice(end - 1)].join('.') };
    }
    return element;
  });
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function elementTable(
  element: JsonObject,
  definition: JsonObject,
  invariants: Record<string, InvariantTable>,
): ElementTable {
  const type = textOf(definition['type']) ?? '';
  const path = textOf(element['id']) ?? textOf(element['path']) ?? '';
  const id = path === type ? '' : path.slice(type.length + 1);
  const base = objectOf(element['base']);
  const min = Number(element['min'] ?? 0);
  const max = element['max'];
  const isList = (textOf(base['max']) ?? max) !== '1' && id !== '';
  const content = textOf(element['contentReference']);
  const types = typesOf(element, definition['kind'] === 'resource' && id === 'id');
  const keys = invariantsOf(element, invariants, id === '' && type === 'Extension');
  const binding = bindingOf(element['binding']);
  const slicing = slicingOf(element['slicing']);
  const maxLength = element['maxLength'];
  return {
    id,
    ...(min > 0 && { min }),
    ...(typeof max === 'string' && max !== '*' && !(max === '1' && !isList) && id !== '' && { max: Number(max) }),
    ...(isList && { list: true as const }),
    ...(types.length > 0 && { types }),
    ...givenValue(element, 'fixed'),
    ...givenValue(element, 'pattern'),
    ...(binding && { binding }),
    ...(keys.length > 0 && { invariants: keys }),
    ...(slicing && { slicing }),
    ...(content !== undefined && { content: content.slice(content.indexOf('#') + 1).slice(type.length + 1) }),
    ...(typeof maxLength === 'number' && { maxLength }),
  };
}

function typesOf(element: JsonObject, isResourceId: boolean): TypeTable[] {
  return listOf(element['type'])
    .filter(isObject)
    .map((type) => {
      const profiles = listOf(type['profile']).filter((url) => typeof url === 'string');
      const targets = listOf(type['targetProfile']).filter((url) => typeof url === 'string');
      const names = targets.map((url) => (url.startsWith(R4_DEFINITIONS) ? url.slice(R4_DEFINITIONS.length) : url));
      const code = codeOf(type, isResourceId);
      const isReference = code === 'Reference';
      return {
        code,
        ...(profiles.length > 0 && { profiles }),
        ...(isReference && names.length > 0 && !names.includes('Resource') && { targets: names }),
      };
    });
}

function codeOf(type: JsonObject, isResourceId: boolean): string {
  const code = textOf(type['code']) ?? '';
  if (!code.startsWith(SYSTEM_TYPE)) return code.startsWith(R4_DEFINITIONS) ? code.slice(R4_DEFINITIONS.length) : code;
  // The id of a resource is declared a string, though only what an id may be is allowed (resource.html#id).
  if (isResourceId) return 'id';
  const extension = listOf(type['extension']).filter(isObject);
  return textOf(extension.find(({ url }) => url === FHIR_TYPE)?.['valueUrl']) ?? 'string';
}

function invariantsOf(element: JsonObject, invariants: Record<string, InvariantTable>, isExtension: boolean): string[] {
  const keys: string[] = [];
  for (const constraint of listOf(element['constraint']).filter(isObject)) {
    const key = textOf(constraint['key']) ?? '';
    const expression = textOf(constraint['expression']);
    const isAdvice = listOf(constraint['extension']).some(
      (extension) => isObject(extension) && extension['url'] === BEST_PRACTICE && extension['valueBoolean'] === true,
    );
    if (expression === undefined || isAdvice || LEFT_OUT.has(key)) continue;
    // Every element that is an extension repeats what its type asks.
    if (key === 'ext-1' && !isExtension) continue;
    const severity = constraint['severity'] === 'warning' ? 'warning' : 'error';
    invariants[key] = { severity, expression, human: textOf(constraint['human']) ?? '' };
    keys.push(key);
  }
  return keys;
}

function bindingOf(value: Json | undefined): BindingTable | undefined {
  if (!isObject(value)) return undefined;
  const extension = listOf(value['extension']).filter(isObject);
  const max = textOf(extension.find(({ url }) => url === MAX_VALUE_SET)?.['valueCanonical']);
  const valueSet = textOf(value['valueSet']);
  const strength = textOf(value['strength']);
  if (valueSet === undefined || strength === 'example' || strength === undefined) return undefined;
  return { strength: strength as BindingTable['strength'], valueSet, ...(max !== undefined && { max }) };
}

function slicingOf(value: Json | undefined): SlicingTable | undefined {
  if (!isObject(value)) return undefined;
  const by = listOf(value['discriminator'])
    .filter(isObject)
    .map(
      ({ type, path }): DiscriminatorTable => ({
        type: textOf(type) as DiscriminatorTable['type'],
        path: textOf(path) ?? '$this',
      }),
    );
  const rules = textOf(value['rules']) as SlicingTable['rules'];
  return { by, rules, ...(value['ordered'] === true && { ordered: true as const }) };
}

/** `fixed` or `pattern` of an element, whatever its type. */
function givenValue(element: JsonObject, name: 'fixed' | 'pattern'): { fixed?: Json; pattern?: Json } {
  for (const key in element) {
    const value = element[key];
    if (value !== undefined && key.startsWith(name) && /^[A-Z]/.test(key.slice(name.length))) return { [name]: value };
  }
  return {};
}
