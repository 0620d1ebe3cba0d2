import { isObject, type Json, type JsonObject } from '../../src/core/json.ts';
import { childrenOf, isResourceType } from './fhir-shapes.ts';
import type { Place } from './oracle.ts';

/** The elements at a definition's path (`Patient.contact`, `Observation.value[x]`) inside a value of the type that the path starts with. */
export function elementsAt(whole: JsonObject, at: string): readonly Place[] {
  const [start = at, ...steps] = at.replace('[x]', '').split('.');
  const resource = isResourceType(start) ? whole : { resourceType: 'Basic' };
  let found: readonly (Place & { readonly path: string })[] = [
    { element: whole, parent: whole, path: start, resource, root: resource },
  ];
  for (const step of steps) {
    found = found.flatMap(({ element, path }) => {
      if (!isObject(element)) return [];
      return childrenOf(path)
        .filter(({ name }) => name === step)
        .flatMap(({ key, path: next }) =>
          itemsOf(element[key]).map((item) => ({
            element: item,
            parent: element,
            path: next,
            resource,
            root: resource,
          })),
        );
    });
  }
  return found;
}

/** The elements of every type inside a resource, those of contained resources too; `path` is where their children are defined. */
export function elementsIn(whole: JsonObject): readonly (Place & { readonly path: string })[] {
  const found: (Place & { readonly path: string })[] = [];
  const visit = (element: Json, parent: JsonObject, path: string, resource: JsonObject, root: JsonObject) => {
    found.push({ element, parent, path, resource, root });
    if (!isObject(element)) return;
    for (const child of childrenOf(path)) {
      for (const item of itemsOf(element[child.key])) {
        if (child.type !== 'Resource') visit(item, element, child.path, resource, root);
        else if (isObject(item))
          visit(item, element, String(item['resourceType']), item, path === 'Bundle.entry' ? item : root);
      }
    }
  };
  visit(whole, whole, String(whole['resourceType']), whole, whole);
  return found;
}

function itemsOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}
