import type { ExportOptions } from '../exporter.ts';
import { siblingId } from './sibling-id.ts';
import { BASE_URL } from './systems.ts';

/** How a server finds a resource that it may have already. */
export interface KnownBy {
  readonly system: string;
  readonly value: string;
}

/** The JSON of a bundle's entry, of a resource given as JSON. */
export type EntryForm = (type: string, id: string, resource: string, knownBy?: KnownBy) => string;

/** The form of entries, and the name by which other entries refer to one. */
export interface Entries {
  readonly entry: EntryForm;
  readonly key: (type: string, id: string) => string;
}

/**
 * Entries with the ids that resources have: PUT, so that loading them again changes nothing. References are plain `Type/id`, and
 * `fullUrl` is `<base>/Type/id`: a relative reference is resolved against the base of the fullUrl of the entry it stands in (FHIR R4,
 * bundle.html#references), which makes the bundle closed for a validator, while a server takes id and reference as they are. A
 * `urn:uuid:` fullUrl would contradict both the PUT and the references.
 *
 * Entries whose ids a server gives: POST, named by `urn:uuid:`, which the server replaces in the references of the transaction. What
 * it may have already is made only where no resource has the identifier (http.html#ccreate).
 */
export function entriesOf({ bundle, ids }: Pick<ExportOptions, 'bundle' | 'ids'>): Entries {
  if (ids === 'urn') return { entry: bundle === 'collection' ? namedByUrn : posted, key: urnOf };
  return { entry: bundle === 'collection' ? collected : put, key: (type, id) => `${type}/${id}` };
}

const put: EntryForm = (type, id, resource) => {
  const path = `${type}/${id}`;
  return `{"fullUrl":"${BASE_URL}/${path}","resource":${resource},"request":{"method":"PUT","url":"${path}"}}`;
};

const collected: EntryForm = (type, id, resource) => `{"fullUrl":"${BASE_URL}/${type}/${id}","resource":${resource}}`;

const namedByUrn: EntryForm = (type, id, resource) =>
  `{"fullUrl":"${urnOf(type, id)}","resource":${withUrns(id, resource)}}`;

const posted: EntryForm = (type, id, resource, knownBy) => {
  const condition = knownBy ? `,"ifNoneExist":"identifier=${knownBy.system}|${knownBy.value}"` : '';
  const request = `{"method":"POST","url":"${type}"${condition}}`;
  return `{"fullUrl":"${urnOf(type, id)}","resource":${withUrns(id, resource)},"request":${request}}`;
};

/** Types whose resources share the id of one of another type: the document of an observation. */
const SIBLINGS: Readonly<Record<string, number>> = { Media: 0x8000 };

/** Ids are UUIDs; `Type/id` names one resource, a urn must do so without the type. */
function urnOf(type: string, id: string): string {
  const n = SIBLINGS[type];
  return `urn:uuid:${n === undefined ? id : siblingId(id, n)}`;
}

// Quotes inside of a JSON string are escaped, so that nobody's text looks like this.
const REFERENCE = /"reference":"([A-Za-z]+)\/([^"]+)"/g;

/** The resource without its id, its references by urn. Writers put the id behind the type. */
function withUrns(id: string, resource: string): string {
  const named = resource.replace(
    REFERENCE,
    (_, type: string, target: string) => `"reference":"${urnOf(type, target)}"`,
  );
  return named.replace(`,"id":"${id}"`, '');
}
