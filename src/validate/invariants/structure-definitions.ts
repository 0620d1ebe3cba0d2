import { isObject, type JsonObject } from '../../core/json.ts';
import { equals, has, hasChoice, objectsAt, objectsOf, text } from './elements.ts';
import { type InvariantRule, rule } from './invariant.ts';
import { areDistinct, implies, negated } from './logic.ts';

const AT = 'StructureDefinition';
const PUBLISHED = 'http://hl7.org/fhir/StructureDefinition';
const SYSTEM_TYPE = /^http:\/\/hl7\.org\/fhirpath\/System\.[A-Z][A-Za-z]+$/;

function elementsOf(definition: JsonObject, part: 'snapshot' | 'differential'): readonly JsonObject[] {
  return objectsAt(definition, part, 'element');
}

function isRoot(element: JsonObject): boolean {
  return text(element, 'path')?.includes('.') === false;
}

function haveIds(elements: readonly JsonObject[]): boolean {
  return elements.every((element) => has(element, 'id'));
}

function haveDistinct(elements: readonly JsonObject[], name: string): boolean {
  return areDistinct(elements.flatMap((element) => element[name] ?? []));
}

function isLogical(definition: JsonObject): boolean | undefined {
  return equals(definition, 'kind', 'logical');
}

function isPublished(definition: JsonObject): boolean | undefined {
  return text(definition, 'url')?.startsWith(PUBLISHED);
}

function haveTypes(elements: readonly JsonObject[], form: RegExp): boolean {
  return elements
    .flatMap((element) => objectsOf(element, 'type'))
    .flatMap(({ code }) => code ?? [])
    .every((code) => typeof code === 'string' && (form.test(code) || SYSTEM_TYPE.test(code)));
}

/** Whether the elements after the first are below a path. */
function areBelow(elements: readonly JsonObject[], root = ''): boolean {
  return elements.slice(1).every((element) => text(element, 'path')?.startsWith(`${root}.`) === true);
}

const WHOLE = [
  rule(
    'sdf-1',
    AT,
    "derivation = 'constraint' or snapshot.element.select(path).isDistinct()",
    (e) => e['derivation'] === 'constraint' || haveDistinct(elementsOf(e, 'snapshot'), 'path'),
  ),
  rule(
    'sdf-4',
    AT,
    'abstract = true or baseDefinition.exists()',
    (e) => e['abstract'] === true || has(e, 'baseDefinition'),
  ),
  rule(
    'sdf-5',
    AT,
    "type != 'Extension' or derivation = 'specialization' or (context.exists())",
    (e) => equals(e, 'type', 'Extension') === false || e['derivation'] === 'specialization' || has(e, 'context'),
  ),
  rule('sdf-6', AT, 'snapshot.exists() or differential.exists()', (e) => has(e, 'snapshot') || has(e, 'differential')),
  rule(
    'sdf-9',
    AT,
    "children().element.where(path.contains('.').not()).label.empty() and children().element.where(path.contains('.').not()).code.empty() and children().element.where(path.contains('.').not()).requirements.empty()",
    (e) =>
      [...elementsOf(e, 'snapshot'), ...elementsOf(e, 'differential')]
        .filter(isRoot)
        .every((root) => !has(root, 'label') && !has(root, 'code') && !has(root, 'requirements')),
  ),
  rule('sdf-11', AT, "kind != 'logical' implies snapshot.empty() or snapshot.element.first().path = type", (e) =>
    implies(
      negated(isLogical(e)),
      !has(e, 'snapshot') || (has(e, 'type') && elementsOf(e, 'snapshot')[0]?.['path'] === e['type']),
    ),
  ),
  rule(
    'sdf-14',
    AT,
    'snapshot.element.all(id.exists()) and differential.element.all(id.exists())',
    (e) => haveIds(elementsOf(e, 'snapshot')) && haveIds(elementsOf(e, 'differential')),
  ),
  rule('sdf-15', AT, "kind!='logical' implies snapshot.element.first().type.empty()", (e) =>
    implies(negated(isLogical(e)), !has(elementsOf(e, 'snapshot')[0] ?? {}, 'type')),
  ),
  rule(
    'sdf-15a',
    AT,
    "(kind!='logical'  and differential.element.first().path.contains('.').not()) implies differential.element.first().type.empty()",
    (e) => {
      const [first = {}] = elementsOf(e, 'differential');
      return isLogical(e) === true || text(first, 'path')?.includes('.') === true || !has(first, 'type');
    },
  ),
  rule(
    'sdf-16',
    AT,
    "snapshot.element.all(id.exists()) and snapshot.element.id.trace('ids').isDistinct()",
    (e) => haveIds(elementsOf(e, 'snapshot')) && haveDistinct(elementsOf(e, 'snapshot'), 'id'),
  ),
  rule(
    'sdf-17',
    AT,
    "differential.element.all(id.exists()) and differential.element.id.trace('ids').isDistinct()",
    (e) => haveIds(elementsOf(e, 'differential')) && haveDistinct(elementsOf(e, 'differential'), 'id'),
  ),
  rule(
    'sdf-18',
    AT,
    "contextInvariant.exists() implies type = 'Extension'",
    (e) => !has(e, 'contextInvariant') || e['type'] === 'Extension',
  ),
  rule(
    'sdf-19',
    AT,
    "url.startsWith('http://hl7.org/fhir/StructureDefinition') implies (differential.element.type.code.all(matches('^[a-zA-Z0-9]+$') or matches('^http:\\\\/\\\\/hl7\\\\.org\\\\/fhirpath\\\\/System\\\\.[A-Z][A-Za-z]+$')) and snapshot.element.type.code.all(matches('^[a-zA-Z0-9\\\\.]+$') or matches('^http:\\\\/\\\\/hl7\\\\.org\\\\/fhirpath\\\\/System\\\\.[A-Z][A-Za-z]+$')))",
    (e) =>
      implies(
        isPublished(e),
        haveTypes(elementsOf(e, 'differential'), /^[a-zA-Z0-9]+$/) &&
          haveTypes(elementsOf(e, 'snapshot'), /^[a-zA-Z0-9.]+$/),
      ),
  ),
  rule(
    'sdf-21',
    AT,
    "differential.element.defaultValue.exists() implies (derivation = 'specialization')",
    (e) =>
      e['derivation'] === 'specialization' ||
      elementsOf(e, 'differential').every((element) => !hasChoice(element, 'defaultValue')),
  ),
  rule(
    'sdf-22',
    AT,
    "url.startsWith('http://hl7.org/fhir/StructureDefinition') implies (snapshot.element.defaultValue.empty() and differential.element.defaultValue.empty())",
    (e) =>
      implies(
        isPublished(e),
        [...elementsOf(e, 'snapshot'), ...elementsOf(e, 'differential')].every(
          (element) => !hasChoice(element, 'defaultValue'),
        ),
      ),
  ),
  rule('sdf-23', AT, "(snapshot | differential).element.all(path.contains('.').not() implies sliceName.empty())", (e) =>
    [...elementsOf(e, 'snapshot'), ...elementsOf(e, 'differential')].every((element) =>
      implies(text(element, 'path') === undefined ? undefined : isRoot(element), !has(element, 'sliceName')),
    ),
  ),
];

/** Of structure definitions, their parts and their elements. */
export const STRUCTURE_DEFINITION_RULES: readonly InvariantRule[] = [
  ...WHOLE,
  rule('sdf-2', `${AT}.mapping`, 'name.exists() or uri.exists()', (e) => has(e, 'name') || has(e, 'uri')),
  rule('sdf-3', `${AT}.snapshot`, 'element.all(definition.exists() and min.exists() and max.exists())', (e) =>
    objectsOf(e, 'element').every(
      (element) => has(element, 'definition') && has(element, 'min') && has(element, 'max'),
    ),
  ),
  rule(
    'sdf-8',
    `${AT}.snapshot`,
    "(%resource.kind = 'logical' or element.first().path = %resource.type) and element.tail().all(path.startsWith(%resource.snapshot.element.first().path&'.'))",
    (e, { resource }) => {
      const elements = objectsOf(e, 'element');
      const root = text(elements[0] ?? {}, 'path');
      return (
        (resource['kind'] === 'logical' || (root !== undefined && root === resource['type'])) &&
        areBelow(elements, root)
      );
    },
  ),
  rule(
    'sdf-8a',
    `${AT}.differential`,
    "(%resource.kind = 'logical' or element.first().path.startsWith(%resource.type)) and (element.tail().empty() or element.tail().all(path.startsWith(%resource.differential.element.first().path.replaceMatches('\\\\..*','')&'.')))",
    (e, { resource }) => {
      const elements = objectsOf(e, 'element');
      const root = text(elements[0] ?? {}, 'path');
      const type = text(resource, 'type');
      const isOfType = resource['kind'] === 'logical' || (type !== undefined && root?.startsWith(type) === true);
      return isOfType && areBelow(elements, root?.replace(/\..*/, ''));
    },
  ),
  rule('sdf-8b', `${AT}.snapshot`, 'element.all(base.exists())', (e) =>
    objectsOf(e, 'element').every((element) => has(element, 'base')),
  ),
  rule(
    'sdf-10',
    `${AT}.snapshot.element`,
    'binding.empty() or binding.valueSet.exists() or binding.description.exists()',
    (e) =>
      !has(e, 'binding') ||
      (isObject(e['binding']) && (has(e['binding'], 'valueSet') || has(e['binding'], 'description'))),
  ),
  rule('sdf-20', `${AT}.differential`, "element.where(path.contains('.').not()).slicing.empty()", (e) =>
    objectsOf(e, 'element').every((element) => !isRoot(element) || !has(element, 'slicing')),
  ),
];
