import { listAt, type ResourceJson, textAt } from '../../core/json.ts';
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
  patient: string,
  count: number,
): AsyncGenerator<readonly ResourceJson[]> {
  const statement = await server.get('metadata');
  for (const rest of listAt(statement, 'rest')) {
    for (const resource of listAt(rest, 'resource')) {
      const type = textAt(resource, 'type') ?? '';
      const known = new Set(listAt(resource, 'searchParam').map((parameter) => textAt(parameter, 'name')));
      const parameter = PARAMETERS.find((name) => known.has(name));
      if (parameter === undefined || LEFT_OUT.has(type)) continue;
      const first = await server.get(`${type}?${parameter}=Patient/${patient}&_count=${count}`);
      yield* server.pages(first);
    }
  }
}
