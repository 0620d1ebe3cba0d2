import { asAppError, type ServerDescription } from '../../client/capabilities.ts';
import type { FhirConnection } from '../../client/fhir-connection.ts';
import { RequestFailure } from '../../client/request-failure.ts';
import { type RetryPolicy, withRetries } from '../../client/retry.ts';
import { isObject, type JsonObject, listAt, objectAt, textAt } from '../../core/json.ts';
import { Stopped } from '../stopped.ts';
import { sideBySide } from './side-by-side.ts';

/** Ids of one search: its address stays shorter than what servers take. */
const IDS_A_SEARCH = 50;

/** Reads and searches side by side. */
const AT_ONCE = 4;

/** What a server says of the bundles that it takes. */
type TakesBundles = Pick<ServerDescription, 'takesBatches' | 'takesTransactions'>;

/** What a server holds, looked at without changing anything. */
export class ServerView {
  readonly #connection: FhirConnection;
  readonly #policy: RetryPolicy;
  readonly #signal: AbortSignal | undefined;
  /** Whether several reads can be sent together. */
  #batches: 'taken' | 'perhaps' | 'refused';

  /** Reads that are not begun when `signal` is aborted throw Stopped. */
  constructor(connection: FhirConnection, policy: RetryPolicy, server: TakesBundles, signal?: AbortSignal) {
    this.#connection = connection;
    this.#policy = policy;
    // HAPI takes batches, and its statement does not say so.
    this.#batches = server.takesBatches ? 'taken' : server.takesTransactions ? 'perhaps' : 'refused';
    this.#signal = signal;
  }

  /** How many resources of a type there are; undefined when the server does not count. */
  async count(type: string): Promise<number | undefined> {
    const answer = await this.#search(`${type}?_summary=count`);
    const total = answer?.['total'];
    return typeof total === 'number' ? total : undefined;
  }

  /** Those resources of `names` (`Type/id`) that are there. */
  async read(names: readonly string[]): Promise<ReadonlyMap<string, JsonObject>> {
    if (names.length === 0) return new Map();
    if (this.#batches !== 'refused') {
      const found = await this.#readTogether(names);
      if (found !== undefined) {
        this.#batches = 'taken';
        return found;
      }
      this.#batches = 'refused';
    }
    return this.#readEach(names);
  }

  /** The same, as long as any is there of a sample: the first of each type. */
  async readIfAny(names: readonly string[]): Promise<ReadonlyMap<string, JsonObject>> {
    const firsts = new Map(names.toReversed().map((name) => [name.slice(0, name.indexOf('/')), name]));
    const sample = new Set(firsts.values());
    const found = await this.read([...sample]);
    if (found.size === 0) return found;
    return new Map([...found, ...(await this.read(names.filter((name) => !sample.has(name))))]);
  }

  /** Which of some ids of a type are not there. */
  async missing(type: string, ids: readonly string[]): Promise<string[]> {
    const unseen: string[] = [];
    await sideBySide(slicesOf(ids, IDS_A_SEARCH), AT_ONCE, async (some) => {
      const answer = await this.#search(`${type}?_id=${some.join(',')}&_elements=id&_count=${some.length}`);
      const seen = new Set(listAt(answer, 'entry').map((entry) => textAt(objectAt(entry, 'resource'), 'id')));
      unseen.push(...some.filter((id) => !seen.has(id)));
    });
    // What a search did not show is read: indexes may lag behind, and pages be short.
    const lost: string[] = [];
    await sideBySide(slicesOf(unseen, IDS_A_SEARCH), AT_ONCE, async (some) => {
      const there = await this.read(some.map((id) => `${type}/${id}`));
      lost.push(...some.filter((id) => !there.has(`${type}/${id}`)));
    });
    return lost.sort();
  }

  /** The first resource that a search finds. */
  async find(query: string): Promise<JsonObject | undefined> {
    const answer = await this.#search(`${query}&_count=1`);
    const resource = objectAt(listAt(answer, 'entry')[0], 'resource');
    return textAt(resource, 'resourceType') === query.slice(0, query.indexOf('?')) ? resource : undefined;
  }

  /** Undefined when the server does not take the search. */
  #search(path: string): Promise<JsonObject | undefined> {
    return this.#unless4xx(() => this.#connection.get(path));
  }

  async #readTogether(names: readonly string[]): Promise<ReadonlyMap<string, JsonObject> | undefined> {
    const entry = names.map((url) => ({ request: { method: 'GET', url } }));
    const body = JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry });
    const post = () => this.#connection.postBundle(body);
    const answer = this.#batches === 'perhaps' ? await this.#once(post) : await this.#unless4xx(post);
    const entries = listAt(answer, 'entry');
    if (entries.length !== names.length) return undefined;
    const found = new Map<string, JsonObject>();
    const open: string[] = [];
    for (const [index, name] of names.entries()) {
      const status = Number.parseInt(textAt(objectAt(entries[index], 'response'), 'status') ?? '', 10);
      const resource = objectAt(entries[index], 'resource');
      const isIt = resource !== undefined && `${textAt(resource, 'resourceType')}/${textAt(resource, 'id')}` === name;
      if (isIt) found.set(name, resource);
      // Anything but "it is not there" is no answer to what was asked.
      else if (status !== 404 && status !== 410) open.push(name);
    }
    if (open.length === names.length) return undefined;
    return new Map([...found, ...(await this.#readEach(open))]);
  }

  async #readEach(names: readonly string[]): Promise<ReadonlyMap<string, JsonObject>> {
    const found = new Map<string, JsonObject>();
    await sideBySide(names, AT_ONCE, async (name) => {
      const resource = await this.#unless4xx(() => this.#connection.get(name), [404, 410]);
      if (isObject(resource)) found.set(name, resource);
    });
    return found;
  }

  /** Undefined when it fails, unless the server is only busy: there is another way. */
  async #once(action: () => Promise<JsonObject>): Promise<JsonObject | undefined> {
    this.#unlessStopped();
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      return error.isThrottling ? this.#unless4xx(action) : undefined;
    }
  }

  /** Undefined when the server answers that this cannot be had. */
  async #unless4xx(
    action: () => Promise<JsonObject>,
    expected: readonly number[] = [400, 404, 405, 410, 413, 422, 501],
  ): Promise<JsonObject | undefined> {
    this.#unlessStopped();
    try {
      return await withRetries(action, this.#policy, this.#signal);
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      if (expected.includes(error.status ?? 0)) return undefined;
      throw this.#signal?.aborted ? new Stopped() : asAppError(error, this.#connection.base);
    }
  }

  #unlessStopped(): void {
    if (this.#signal?.aborted) throw new Stopped();
  }
}

function* slicesOf<T>(items: readonly T[], most: number): Generator<T[]> {
  for (let from = 0; from < items.length; from += most) yield items.slice(from, from + most);
}
