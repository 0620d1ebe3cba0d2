import { isObject, type Json, type JsonObject, listOf, type ResourceJson, textOf } from '../../core/json.ts';
import { type Guide, versionOf } from '../../reference/guides.ts';
import type { ValueSet } from '../terminology/value-set.ts';
import type { Host } from './host.ts';
import type { CheckValue } from './judgement.ts';
import type { BindingTable, DefinitionTable, InvariantTable } from './tables.ts';

/** Whose demand a check judges: the code of its findings, and the profile that they name. */
export interface Demand {
  readonly source: string | undefined;
  readonly guide: Guide | undefined;
}

/** An element that holds to an invariant; undefined where the invariant is not known in code. */
export function invariantCheck(
  host: Host,
  key: string,
  table: InvariantTable,
  { source }: Demand,
): CheckValue | undefined {
  const holds = host.invariantOf(key, table.expression);
  if (holds === undefined) return undefined;
  const { judgement } = host;
  return (value, depth, name) => {
    // A profile's are asked of resources of the right structure only; a type's, where its object has it.
    if ((source !== undefined && judgement.faults > 0) || holds(value, judgement.context)) return;
    judgement.tell('invariant', table.severity, depth, name, `${key}: ${table.human}`, source, key);
  };
}

/** A code, Coding, CodeableConcept or Quantity that is bound to a value set; undefined where nothing can be judged. */
export function bindingCheck(host: Host, binding: BindingTable, { source, guide }: Demand): CheckValue | undefined {
  const { judgement } = host;
  const { strength, valueSet: url, max } = binding;
  const set = strength === 'preferred' ? undefined : valueSetOf(host, url, guide);
  const limit = max === undefined ? undefined : valueSetOf(host, max, guide);
  if (set === undefined && limit === undefined) return undefined;
  const isRequired = strength === 'required';
  return (value, depth, key) => {
    if (judgement.passesBindings) return;
    if (set && standing(set, value, isRequired) === false && (isRequired || isOfItsSystems(set, value))) {
      const severity = isRequired ? 'error' : 'warning';
      const text = `${codesOf(value)} not in the ${isRequired ? '' : 'extensible '}value set ${url}`;
      judgement.tell('binding', severity, depth, key, text, source);
    }
    if (limit && max !== undefined && standing(limit, value, false) === false) {
      judgement.tell('binding', 'error', depth, key, `${codesOf(value)} not in the value set ${max}`, source);
    }
  };
}

/** A value set as a guide means it, whose versions hold different codes of some. */
export function valueSetOf(host: Host, url: string, guide: Guide | undefined): ValueSet | undefined {
  return host.valueSet(guide === undefined || url.includes('|') ? url : `${url}|${versionOf(guide)}`);
}

/** Whether a value has a code of a set; undefined where that cannot be said, or where it has no code and needs none. */
function standing(set: ValueSet, value: Json, needsCode: boolean): boolean | undefined {
  if (typeof value === 'string') return set.has(undefined, value);
  if (!isObject(value)) return undefined;
  const { coding } = value;
  if (coding === undefined) {
    if (value['code'] !== undefined) return ofCoding(set, value);
    return needsCode && (value['text'] !== undefined || value['display'] !== undefined) ? false : undefined;
  }
  let known: boolean | undefined = false;
  let hasCode = false;
  for (const item of listOf(coding)) {
    if (!isObject(item) || item['code'] === undefined) continue;
    hasCode = true;
    const found = ofCoding(set, item);
    if (found === true) return true;
    if (found === undefined) known = undefined;
  }
  return hasCode || needsCode ? known : undefined;
}

function ofCoding(set: ValueSet, { system, code }: JsonObject): boolean | undefined {
  if (typeof code !== 'string') return undefined;
  // A code without system means nothing, and so is in no set.
  return typeof system === 'string' ? set.has(system, code) : false;
}

/** A code of another system may stand where an extensible set has none for the thing; one of the same system should be in the set. */
function isOfItsSystems(set: ValueSet, value: Json): boolean {
  if (!isObject(value)) return true;
  const codings = value['coding'] === undefined ? [value] : listOf(value['coding']).filter(isObject);
  return codings.some(({ system }) => typeof system === 'string' && set.holdsSystem(system));
}

function codesOf(value: Json): string {
  if (typeof value === 'string') return `"${value}" is`;
  const object = isObject(value) ? value : {};
  const codings = object['coding'] === undefined ? [object] : listOf(object['coding']).filter(isObject);
  const codes = codings
    .filter(({ code }) => code !== undefined)
    .map(({ system, code }) => `${textOf(system) ?? '(no system)'}#${code}`);
  return codes.length === 0
    ? 'it has no code, and so is'
    : codes.length === 1
      ? `${codes[0]} is`
      : `none of ${codes.join(', ')} is`;
}

/** A Reference that leads to a resource of the named types, or of the types of the named profiles; undefined when any may be. */
export function referenceCheck(
  host: Host,
  targets: readonly string[],
  { source, guide }: Demand,
): CheckValue | undefined {
  const types = targets.map((target) => (host.base(target) ? target : typeOfProfile(host, target, guide)));
  if (types.includes(undefined)) return undefined;
  const allowed = new Set(types);
  const hasProfile = targets.some((target) => target.includes('/'));
  const { judgement } = host;
  const starts = [...allowed].map((type) => `${type}/`);
  return (value, depth, key) => {
    if (!isObject(value)) return;
    const wantsTarget = hasProfile && judgement.onTarget !== undefined;
    if (!wantsTarget && value['type'] === undefined && isPlain(value['reference'], starts)) return;
    const type = referredType(host, value);
    const path = key === undefined ? 'reference' : `${key}.reference`;
    if (wantsTarget) {
      const reference = textOf(value['reference']);
      if (reference !== undefined) judgement.target(reference, targets, depth, path);
    }
    if (source === undefined) typeAgrees(host, value, type, depth, key);
    if (type === undefined || allowed.has(type) || host.base(type) === undefined) return;
    const name = textOf(value['reference']) ?? 'this';
    const text = `${name} is a ${type}; here stands a ${[...allowed].join(' or ')}`;
    judgement.tell('reference-type', 'error', depth, path, text, source);
  };
}

/** Whether a reference reads `Type/id` with one of the types, which is most of them. */
function isPlain(reference: Json | undefined, starts: readonly string[]): boolean {
  if (typeof reference !== 'string') return false;
  for (const start of starts) {
    if (reference.startsWith(start)) return !reference.includes('/', start.length);
  }
  return false;
}

/** The type that a Reference names beside its text must be that of what it leads to. */
function typeAgrees(
  host: Host,
  value: JsonObject,
  type: string | undefined,
  depth: number,
  key: string | undefined,
): void {
  const named = textOf(value['type']);
  if (named === undefined || type === undefined || named === type || named.endsWith(`/${type}`)) return;
  const path = key === undefined ? 'type' : `${key}.type`;
  host.judgement.tell('reference-type', 'error', depth, path, `it says ${named}, and leads to a ${type}`);
}

function typeOfProfile(host: Host, url: string, guide: Guide | undefined): string | undefined {
  const table = host.definition(url, guide) ?? host.definition(`http://hl7.org/fhir/StructureDefinition/${url}`, guide);
  return table?.type;
}

/** The type of what a Reference leads to, as far as its text says; undefined otherwise. */
export function referredType({ judgement }: Host, value: JsonObject): string | undefined {
  const reference = textOf(value['reference']);
  if (reference === undefined) return textOf(value['type']);
  if (reference.startsWith('#')) return containedType(judgement.context, reference.slice(1));
  const question = reference.indexOf('?');
  if (question > 0) return /^[A-Z][A-Za-z]+$/.exec(reference.slice(0, question))?.[0];
  return literalType(reference) ?? judgement.typeOf?.(reference);
}

/** The type in `Type/id`, at the end of a URL or alone, with or without a version. */
function literalType(reference: string): string | undefined {
  const version = reference.lastIndexOf('/_history/');
  const slash = reference.lastIndexOf('/', version === -1 ? reference.length : version - 1);
  if (slash <= 0) return undefined;
  const type = reference.slice(reference.lastIndexOf('/', slash - 1) + 1, slash);
  return /^[A-Z][A-Za-z]+$/.test(type) ? type : undefined;
}

function containedType({ root }: { readonly root: ResourceJson }, id: string): string | undefined {
  if (id === '') return root.resourceType;
  const contained = listOf(root['contained']).find((resource) => isObject(resource) && resource['id'] === id);
  return isObject(contained) ? textOf(contained['resourceType']) : undefined;
}

/** The last part of a URL: what a reader knows a profile by. */
export function shortName({ url }: DefinitionTable): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
