import { asAppError, type ServerDescription } from '../../client/capabilities.ts';
import { RequestFailure } from '../../client/request-failure.ts';
import { isObject, type Json, nameOf, type ResourceJson, textAt } from '../../core/json.ts';
import { SHARED_TYPES } from '../../push/plan/type-order.ts';
import { compartmentSearches } from './compartment.ts';
import type { Server } from './server.ts';

/** Resources that a page is asked for. */
const PAGE = 500;

/** Ids that one search asks for. */
const IDS = 50;

/** Statuses by which servers say that they do not do what is asked: have no $everything, no such type, or not for this client. */
const NOT_DONE: ReadonlySet<number> = new Set([400, 403, 404, 405, 422, 501]);

/** Types that patients share: what a record refers to belongs to it. */
const SHARED: ReadonlySet<string> = new Set(SHARED_TYPES);

/** All that a server holds of one patient. */
export interface PulledRecord {
  /** The patient first; no resource twice. */
  readonly resources: readonly ResourceJson[];
  /** Whether the server has $everything; otherwise each type was searched for. */
  readonly byOperation: boolean;
  /** Types that the record refers to and the server would not search. */
  readonly refused: readonly RefusedType[];
}

/** A type of which shared resources are missing. */
export interface RefusedType {
  readonly type: string;
  /** How many of it the record refers to. */
  readonly count: number;
  /** What the server said. */
  readonly reason: string;
}

/**
 * Reads the record of a patient with $everything, or by searching each type of the patient compartment where the server has not got it.
 * `onResources` is told how many have come.
 * @throws AppError when the server fails.
 */
export async function pullRecord(
  server: Server,
  patient: ResourceJson,
  searchParameters: ServerDescription['searchParameters'],
  onResources: (count: number) => void = () => {},
): Promise<PulledRecord> {
  const id = textAt(patient, 'id') ?? '';
  const record = new Map([[nameOf(patient), patient]]);
  const add = (resources: readonly ResourceJson[]): void => {
    for (const resource of resources) record.set(nameOf(resource), resource);
    onResources(record.size);
  };
  const everything = await everythingOf(server, id);
  if (everything) for await (const page of server.pages(everything)) add(page);
  else for await (const page of compartmentSearches(server, searchParameters, id, PAGE)) add(page);
  const refused = await addShared(server, record, add);
  return { resources: [...record.values()], byOperation: everything !== undefined, refused };
}

async function everythingOf(server: Server, id: string): Promise<ResourceJson | undefined> {
  const found = await unlessNotDone(server, `Patient/${id}/$everything?_count=${PAGE}`);
  return found instanceof RequestFailure ? undefined : found;
}

/** What is at a path, or that the server does not do this. @throws AppError for any other failure. */
async function unlessNotDone(server: Server, path: string): Promise<ResourceJson | RequestFailure> {
  try {
    return await server.ask(path);
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    if (NOT_DONE.has(error.status ?? 0)) return error;
    throw asAppError(error, server.base);
  }
}

/** Fetches what the record refers to and does not hold, and what that refers to. What the server has not got stays away; what it would not search for is told. */
async function addShared(
  server: Server,
  record: ReadonlyMap<string, ResourceJson>,
  add: (resources: readonly ResourceJson[]) => void,
): Promise<RefusedType[]> {
  const asked = new Set<string>();
  const refused = new Map<string, RefusedType>();
  // What came last is alone in naming anything new.
  for (let seen = 0; ; ) {
    const latest = [...record.values()].slice(seen);
    seen = record.size;
    const wanted = latest.flatMap((resource) => [...sharedIn(resource)]);
    const missing = [...new Set(wanted)].filter((name) => !record.has(name) && !asked.has(name));
    if (missing.length === 0) return [...refused.values()];
    for (const name of missing) asked.add(name);
    for (const [type, ids] of byType(missing)) {
      const known = refused.get(type);
      const reason = known?.reason ?? (await addOfType(server, type, ids, add));
      if (reason !== undefined) refused.set(type, { type, count: (known?.count ?? 0) + ids.length, reason });
    }
  }
}

/** What the server says when it does not search the type; undefined when it does. */
async function addOfType(
  server: Server,
  type: string,
  ids: readonly string[],
  add: (resources: readonly ResourceJson[]) => void,
): Promise<string | undefined> {
  for (let at = 0; at < ids.length; at += IDS) {
    const path = `${type}?_id=${ids.slice(at, at + IDS).join(',')}&_count=${IDS}`;
    const found = await unlessNotDone(server, path);
    if (found instanceof RequestFailure) return found.message;
    for await (const page of server.pages(found)) add(page);
  }
  return undefined;
}

/** `Type/id` of each shared resource that a resource refers to. */
function* sharedIn(value: Json | undefined): Generator<string> {
  if (Array.isArray(value)) {
    for (const item of value) yield* sharedIn(item);
    return;
  }
  if (!isObject(value)) return;
  const [type = '', id] = (textAt(value, 'reference') ?? '').split('/');
  if (id !== undefined && SHARED.has(type)) yield `${type}/${id}`;
  for (const child of Object.values(value)) yield* sharedIn(child);
}

function byType(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const types = new Map<string, string[]>();
  for (const name of names) {
    const [type = '', id = ''] = name.split('/');
    const ids = types.get(type);
    if (ids) ids.push(id);
    else types.set(type, [id]);
  }
  return types;
}
