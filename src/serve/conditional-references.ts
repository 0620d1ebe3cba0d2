import { badRequest, OperationOutcomeError, parseSearchRequest } from '@medplum/core';
import { isObject } from '../core/json.ts';
import { keyOf } from './resource.ts';
import { type Searchable, select } from './search/select.ts';

/**
 * Puts `Type/id` where entries of a transaction refer by a search (`Practitioner?identifier=...`), in place.
 * @throws OperationOutcomeError where a search finds nothing, or several.
 */
export function resolveConditionalReferences(from: Searchable, entries: readonly unknown[]): void {
  const known = new Map<string, string>();
  for (const entry of entries) if (isObject(entry)) resolve(from, entry['resource'], known);
}

function resolve(from: Searchable, value: unknown, known: Map<string, string>): void {
  if (Array.isArray(value)) {
    for (const item of value) resolve(from, item, known);
    return;
  }
  if (!isObject(value)) return;
  for (const [key, child] of Object.entries(value)) {
    if (typeof child === 'object') resolve(from, child, known);
    else if (key === 'reference' && typeof child === 'string' && /^[A-Za-z]+\?/.test(child)) {
      const target = known.get(child) ?? onlyMatch(from, child);
      known.set(child, target);
      (value as Record<string, unknown>)[key] = target;
    }
  }
}

function onlyMatch(from: Searchable, search: string): string {
  const { resourceType, filters = [] } = parseSearchRequest(search);
  const [only, another] = filters.length === 0 ? [] : select(from, resourceType, filters);
  if (only && !another) return keyOf(only);
  const found = only ? 'several resources' : 'nothing';
  throw new OperationOutcomeError(badRequest(`the reference "${search}" finds ${found}`));
}
