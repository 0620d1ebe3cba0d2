import type { ServerDescription } from '../../client/capabilities.ts';
import type { ResourceJson } from '../../core/json.ts';
import type { Server } from './server.ts';

/** Search parameters by which a resource is said to be a patient's, the first that a server has being asked. */
const PARAMETERS = ['patient', 'subject', 'beneficiary', 'individual'] as const;

/** No part of a record, though it can be searched by patient. */
const LEFT_OUT: ReadonlySet<string> = new Set(['Patient', 'Person', 'Group', 'List', 'AuditEvent', 'MeasureReport']);

/**
 * The resources of a patient, by a search of each type that the server says can be searched by patient. For servers without $everything.
 */
export async function* compartmentSearches(
  server: Server,
  searchParameters: ServerDescription['searchParameters'],
  patient: string,
  count: number,
): AsyncGenerator<readonly ResourceJson[]> {
  for (const [type, known] of searchParameters) {
    const parameter = PARAMETERS.find((name) => known.includes(name));
    if (parameter === undefined || LEFT_OUT.has(type)) continue;
    const first = await server.get(`${type}?${parameter}=Patient/${patient}&_count=${count}`);
    yield* server.pages(first);
  }
}
