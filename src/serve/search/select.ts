import {
  badRequest,
  type Filter,
  OperationOutcomeError,
  parseSearchRequest,
  type SearchRequest,
  splitSearchOnComma,
} from '@medplum/core';
import { isObject } from '../../core/json.ts';
import { withoutVersion } from '../../core/references.ts';
import { didYouMean } from '../../core/suggest.ts';
import { keyOf, type StoredResource } from '../resource.ts';
import type { ResourceStore } from '../store.ts';
import { dateRange } from './date-range.ts';
import { isFound, OPERATORS } from './match.ts';
import { isQuantityText } from './match-number.ts';
import type { SearchParameter, SearchParameters } from './parameters.ts';
import type { RecentSearches } from './recent-searches.ts';

/** Where resources are, and what they can be searched by. */
export interface Searchable {
  readonly store: ResourceStore;
  readonly parameters: SearchParameters;
  readonly recent: RecentSearches;
}

type Test = (resource: StoredResource) => boolean;

/** What a filter asks: a test, and where it is known, the few resources that can pass it. */
interface Question {
  readonly test: Test;
  readonly candidates?: Iterable<StoredResource>;
}

/**
 * The resources of a type that pass all filters, in the order of arrival.
 * @throws OperationOutcomeError for a parameter, modifier or value that the server does not understand.
 */
export function select(from: Searchable, type: string, filters: readonly Filter[]): readonly StoredResource[] {
  const questions = filters.map((filter) => questionOf(from, type, filter));
  const candidates = questions.find((question) => question.candidates)?.candidates ?? from.store.ofType(type);
  const found: StoredResource[] = [];
  for (const resource of candidates) {
    if (resource.resourceType === type && questions.every(({ test }) => test(resource))) found.push(resource);
  }
  return found;
}

/**
 * What a reference parameter of a resource leads to: `Type/id` for each.
 */
export function targetsOf(resource: StoredResource, parameter: SearchParameter): readonly string[] {
  return parameter.valuesOf(resource).flatMap((value) => {
    const reference = isObject(value) ? value['reference'] : undefined;
    return typeof reference === 'string' ? [withoutVersion(reference)] : [];
  });
}

/** @throws OperationOutcomeError for a parameter that resources of the type cannot be searched by. */
export function parameterOf(from: Searchable, type: string, code: string): SearchParameter {
  const known = from.parameters.of(type);
  const parameter = known.get(code);
  if (parameter) return parameter;
  const message = `${type} cannot be searched by "${code}"${didYouMean(code, [...known.keys()])}`;
  throw new OperationOutcomeError(badRequest(message));
}

function questionOf(from: Searchable, type: string, filter: Filter): Question {
  if (filter.code.startsWith('_has:')) return reverseChain(from, filter);
  if (filter.code.includes('.')) return chain(from, type, filter);
  const parameter = parameterOf(from, type, filter.code);
  const wanted = splitSearchOnComma(filter.value);
  judge(parameter, filter, wanted);
  const { comparison } = parameter;
  const candidates = candidatesOf(from, type, parameter, filter, wanted);
  return {
    test: (resource) => isFound(parameter.valuesOf(resource), comparison, filter.operator, wanted),
    ...(candidates ? { candidates } : {}),
  };
}

function judge({ code, comparison }: SearchParameter, { operator }: Filter, wanted: readonly string[]): void {
  if (!OPERATORS[comparison].includes(operator)) refuse(`the modifier "${operator}" is not supported for ${code}`);
  for (const text of wanted) {
    if (operator === 'missing') {
      if (text !== 'true' && text !== 'false') refuse(`${code}:missing takes true or false, not "${text}"`);
    } else if (comparison === 'date' && !dateRange(text, true)) {
      refuse(`"${text}" is no date that ${code} can be searched by`);
    } else if ((comparison === 'number' || comparison === 'quantity') && !isQuantityText(text)) {
      refuse(`"${text}" is no number that ${code} can be searched by`);
    }
  }
}

function refuse(message: string): never {
  throw new OperationOutcomeError(badRequest(message));
}

/** The few resources that can pass, by id or by whom they refer to; undefined where that is not known without looking at all. */
function candidatesOf(
  { store }: Searchable,
  type: string,
  parameter: SearchParameter,
  { operator }: Filter,
  wanted: readonly string[],
): Iterable<StoredResource> | undefined {
  if (operator !== 'eq') return undefined;
  if (parameter.code === '_id') return new Set(wanted.flatMap((id) => store.get(type, id) ?? []));
  if (parameter.comparison !== 'reference') return undefined;
  const references = wanted.flatMap((text) =>
    text.includes('/') ? [text] : parameter.targets.map((target) => `${target}/${text}`),
  );
  return new Set(references.flatMap((reference) => [...store.referrers(reference)]));
}

/** `patient.name=ann`, `subject:Patient.birthdate=1980`: those that refer to what is found there. */
function chain(from: Searchable, type: string, { code, value }: Filter): Question {
  const dot = code.indexOf('.');
  const [name = '', target] = code.slice(0, dot).split(':');
  const parameter = parameterOf(from, type, name);
  if (parameter.comparison !== 'reference') refuse(`${name} of ${type} leads to no other resource`);
  const rest = code.slice(dot + 1);
  const first = rest.split(/[.:]/)[0] ?? '';
  const targets = target === undefined ? parameter.targets : [target];
  const searched = targets.filter((each) => first === '_has' || from.parameters.of(each).has(first));
  if (searched.length === 0) refuse(`nothing that ${name} of ${type} leads to can be searched by "${first}"`);
  const found = searched.flatMap((each) => select(from, each, filtersOf(each, rest, value)));
  return referringTo(from, parameter, new Set(found.map(keyOf)));
}

function referringTo({ store }: Searchable, parameter: SearchParameter, keys: ReadonlySet<string>): Question {
  const candidates = new Set([...keys].flatMap((key) => [...store.referrers(key)]));
  return { candidates, test: (resource) => targetsOf(resource, parameter).some((key) => keys.has(key)) };
}

/** `_has:Observation:patient:code=1234-5`: those that something found there refers to. */
function reverseChain(from: Searchable, { code, value }: Filter): Question {
  const [, type = '', name = '', ...rest] = code.split(':');
  if (!from.parameters.types.has(type) || rest.length === 0) {
    refuse(`${code} should read _has:Type:reference:parameter`);
  }
  const parameter = parameterOf(from, type, name);
  const found = select(from, type, filtersOf(type, rest.join(':'), value));
  const keys = new Set(found.flatMap((resource) => targetsOf(resource, parameter)));
  return { test: (resource) => keys.has(keyOf(resource)) };
}

function filtersOf(type: string, code: string, value: string): readonly Filter[] {
  const request: SearchRequest = parseSearchRequest(type, { [code]: value });
  return request.filters ?? [];
}
