import {
  badRequest,
  type IncludeTarget,
  OperationOutcomeError,
  type SearchRequest,
  type SortRule,
} from '@medplum/core';
import { isObject } from '../../core/json.ts';
import type { Page } from '../bundle.ts';
import { keyOf, type StoredResource } from '../resource.ts';
import { textsOf, tokensOf } from './match.ts';
import { startOf } from './match-date.ts';
import { parameterOf, type Searchable, select, targetsOf } from './select.ts';

/** Matches on a page when a search does not say how many it wants. */
const PAGE = 50;

/** Matches on a page at most. */
const LARGEST_PAGE = 1000;

/**
 * Runs a search.
 * @throws OperationOutcomeError for what the server does not understand.
 */
export function search(from: Searchable, request: SearchRequest): Page {
  const types = request.types ?? [request.resourceType];
  const { filters = [], sortRules = [] } = request;
  const sorted = from.recent.found(JSON.stringify([types, filters, sortRules]), () => {
    const all = types.flatMap((type) => select(from, type, filters));
    return sortRules.reduceRight((list, rule) => sortedBy(from, list, rule), all);
  });
  const offset = wholeNumber('_offset', request.offset) ?? 0;
  const count = Math.min(wholeNumber('_count', request.count) ?? PAGE, LARGEST_PAGE);
  const matches = sorted.slice(offset, offset + count);
  return { total: sorted.length, matches, included: includedWith(from, request, matches), offset, count };
}

function wholeNumber(name: string, value: number | undefined): number | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= 0)) return value;
  throw new OperationOutcomeError(badRequest(`${name} takes a whole number from 0 on`));
}

type SortKey = number | string | undefined;

function sortedBy(
  from: Searchable,
  resources: readonly StoredResource[],
  { code, descending }: SortRule,
): StoredResource[] {
  const keys = new Map<StoredResource, SortKey>();
  for (const resource of resources) keys.set(resource, sortKey(from, resource, code));
  const sign = descending ? -1 : 1;
  return [...resources].sort((a, b) => compare(keys.get(a), keys.get(b), sign));
}

/** What has no value comes last, in both directions. */
function compare(a: SortKey, b: SortKey, sign: number): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return (a < b ? -1 : 1) * sign;
}

function sortKey(from: Searchable, resource: StoredResource, code: string): SortKey {
  const parameter = parameterOf(from, resource.resourceType, code);
  const [value] = parameter.valuesOf(resource);
  if (value === undefined) return undefined;
  switch (parameter.comparison) {
    case 'date':
      return startOf(value);
    case 'number':
      return typeof value === 'number' ? value : undefined;
    case 'quantity':
      return isObject(value) && typeof value['value'] === 'number' ? value['value'] : undefined;
    case 'token':
      return tokensOf(value)[0]?.code?.toLowerCase();
    case 'string':
      return textsOf(value)[0]?.toLowerCase();
    case 'reference':
      return isObject(value) && typeof value['reference'] === 'string' ? value['reference'] : undefined;
    case 'uri':
      return typeof value === 'string' ? value : undefined;
  }
}

function includedWith(
  from: Searchable,
  { include = [], revInclude = [] }: SearchRequest,
  matches: readonly StoredResource[],
): readonly StoredResource[] {
  const known = new Set(matches);
  let latest: readonly StoredResource[] = matches;
  for (let round = 0; latest.length > 0; round++) {
    const rules = { include: inRound(include, round), revInclude: inRound(revInclude, round) };
    latest = latest
      .flatMap((resource) => aroundOf(from, resource, rules))
      .filter((resource) => isNewTo(known, resource));
  }
  for (const match of matches) known.delete(match);
  return [...known];
}

/** Only what says `:iterate` looks at what was itself included. */
function inRound(targets: readonly IncludeTarget[], round: number): readonly IncludeTarget[] {
  return round === 0 ? targets : targets.filter(({ modifier }) => modifier === 'iterate');
}

function isNewTo(known: Set<StoredResource>, resource: StoredResource): boolean {
  if (known.has(resource)) return false;
  known.add(resource);
  return true;
}

function aroundOf(
  from: Searchable,
  resource: StoredResource,
  rules: { readonly include: readonly IncludeTarget[]; readonly revInclude: readonly IncludeTarget[] },
): readonly StoredResource[] {
  const forward = rules.include.flatMap((rule) => {
    if (rule.resourceType !== resource.resourceType) return [];
    const keys = targetsOf(resource, parameterOf(from, rule.resourceType, rule.searchParam));
    return keys.flatMap((key) => resolved(from, key, rule.targetType));
  });
  const backward = rules.revInclude.flatMap((rule) => {
    const parameter = parameterOf(from, rule.resourceType, rule.searchParam);
    const referrers = [...from.store.referrers(keyOf(resource))];
    return referrers.filter(
      (referrer) =>
        referrer.resourceType === rule.resourceType && targetsOf(referrer, parameter).includes(keyOf(resource)),
    );
  });
  return [...forward, ...backward];
}

function resolved({ store }: Searchable, key: string, targetType: string | undefined): readonly StoredResource[] {
  const [type = '', id = ''] = key.split('/');
  const resource = targetType === undefined || targetType === type ? store.get(type, id) : undefined;
  return resource ? [resource] : [];
}
