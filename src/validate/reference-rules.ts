import type { Tell } from './bundle-rules.ts';
import type { Document, Placed } from './document.ts';
import { isBefore } from './instants.ts';
import { allowedTargets, containedTypes, pathOf, targetOf, walk } from './references.ts';

/** Called with a reference that its document does not hold: `Type/id`, and where it stands. */
export type Unresolved = (name: string, placed: Placed, path: string) => void;

/** References of a resource, which must exist and be of an allowed type, and its periods, which must not run backwards. */
export function checkReferences(document: Document, placed: Placed, tell: Tell, unresolved: Unresolved): void {
  const { resource } = placed;
  walk(
    resource,
    (target, steps) => {
      const type = resolve(document, placed, target, () => pathOf(steps), tell, unresolved);
      const allowed = type === undefined ? undefined : allowedTargets(resource.resourceType, steps);
      if (type === undefined || allowed === undefined || allowed.includes(type)) return;
      const path = `${pathOf(steps)}.reference`;
      tell(placed, 'reference-type', path, `${target} is a ${type}; here stands a ${allowed.join(' or ')}`);
    },
    (start, end, steps) => {
      if (!isReversed(start, end)) return;
      tell(placed, 'period-reversed', pathOf(steps), `the period ends (${end}) before it starts (${start})`);
    },
  );
}

/** The type of what a reference names, as far as it can be known; tells what is wrong with it. */
function resolve(
  document: Document,
  placed: Placed,
  target: string,
  path: () => string,
  tell: Tell,
  unresolved: Unresolved,
): string | undefined {
  const known = document.byName.get(target) ?? document.byFullUrl.get(target);
  if (known !== undefined) return known.resource.resourceType;
  if (target.startsWith('#')) return resolveContained(placed, target, path, tell);
  if (target.startsWith('urn:')) {
    tell(placed, 'reference-unresolved', `${path()}.reference`, `nothing in this bundle has the fullUrl ${target}`);
    return undefined;
  }
  if (target.includes('?')) {
    const message = `${target} is a search, which only a server can resolve`;
    tell(placed, 'reference-by-search', `${path()}.reference`, message);
    return target.slice(0, target.indexOf('?'));
  }
  const named = targetOf(target);
  if (named === undefined) {
    tell(placed, 'reference-form', `${path()}.reference`, `${target} names no resource`);
    return undefined;
  }
  // A URL on another server than this bundle's cannot be looked up; its type can be judged.
  const isForeign = /^https?:/.test(target) && !document.byName.has(named.name);
  if (!isForeign && !document.byName.has(named.name)) unresolved(named.name, placed, `${path()}.reference`);
  return named.type;
}

function resolveContained(placed: Placed, target: string, path: () => string, tell: Tell): string | undefined {
  if (target === '#') return placed.resource.resourceType;
  const type = containedTypes(placed.resource).get(target.slice(1));
  if (type === undefined) {
    tell(placed, 'reference-unresolved', `${path()}.reference`, `no contained resource has the id ${target.slice(1)}`);
  }
  return type;
}

function isReversed(start: string, end: string): boolean {
  // Times of one form and one offset compare as text.
  if (start.length === end.length && start.slice(19) === end.slice(19)) return end < start;
  return isBefore(end, start);
}
