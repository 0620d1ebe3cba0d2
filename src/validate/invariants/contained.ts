import { type JsonObject, listOf, type ResourceJson } from '../../core/json.ts';
import { has, objectsOf, visitDescendants } from './elements.ts';
import { type InvariantRule, rule } from './invariant.ts';

/** The texts inside a resource that may name a contained one: they start with `#`. */
function localNames(resource: JsonObject): ReadonlySet<string> {
  const names = new Set<string>();
  const note = (object: JsonObject) => {
    for (const value of Object.values(object)) {
      for (const item of Array.isArray(value) ? listOf(value) : [value]) {
        if (typeof item === 'string' && item.startsWith('#')) names.add(item);
      }
    }
  };
  note(resource);
  visitDescendants(resource, note);
  return names;
}

/** Whether every contained resource is referred to, or refers to its container. */
function areUsed(element: JsonObject, { resource }: { readonly resource: ResourceJson }): boolean {
  const contained = objectsOf(element, 'contained');
  if (contained.length === 0) return true;
  const names = localNames(resource);
  return contained.every((each) => {
    const { id } = each;
    return typeof id !== 'string' || names.has(`#${id}`) || localNames(each).has('#');
  });
}

/** Of resources in others. */
export const CONTAINED_RULES: readonly InvariantRule[] = [
  rule('dom-2', 'DomainResource', 'contained.contained.empty()', (e) =>
    objectsOf(e, 'contained').every((each) => !has(each, 'contained')),
  ),
  rule(
    'dom-3',
    'DomainResource',
    "contained.where((('#'+id in (%resource.descendants().reference | %resource.descendants().as(canonical) | %resource.descendants().as(uri) | %resource.descendants().as(url))) or descendants().where(reference = '#').exists() or descendants().where(as(canonical) = '#').exists() or descendants().where(as(canonical) = '#').exists()).not()).trace('unmatched', id).empty()",
    areUsed,
  ),
  rule(
    'dom-3',
    'SubscriptionStatus',
    "contained.where(((id.exists() and ('#'+id in (%resource.descendants().reference | %resource.descendants().as(canonical) | %resource.descendants().as(uri) | %resource.descendants().as(url)))) or descendants().where(reference = '#').exists() or descendants().where(as(canonical) = '#').exists() or descendants().where(as(uri) = '#').exists()).not()).trace('unmatched', id).empty()",
    areUsed,
  ),
  rule('dom-4', 'DomainResource', 'contained.meta.versionId.empty() and contained.meta.lastUpdated.empty()', (e) =>
    metas(e).every((meta) => !has(meta, 'versionId') && !has(meta, 'lastUpdated')),
  ),
  rule('dom-5', 'DomainResource', 'contained.meta.security.empty()', (e) =>
    metas(e).every((meta) => !has(meta, 'security')),
  ),
  rule('dom-6', 'DomainResource', 'text.`div`.exists()', (e) =>
    objectsOf(e, 'text').some((narrative) => has(narrative, 'div')),
  ),
];

function metas(element: JsonObject): readonly JsonObject[] {
  const contained = objectsOf(element, 'contained');
  return contained.length === 0 ? contained : contained.flatMap((each) => objectsOf(each, 'meta'));
}
