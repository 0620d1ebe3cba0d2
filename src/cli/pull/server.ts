import { asAppError } from '../../client/capabilities.ts';
import type { FhirConnection } from '../../client/fhir-connection.ts';
import { RequestFailure } from '../../client/request-failure.ts';
import { type RetryPolicy, withRetries } from '../../client/retry.ts';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { isResource, listAt, objectAt, type ResourceJson, textAt } from '../../core/json.ts';

/** Statuses by which a server says that there is no such resource, or no longer. */
const ABSENT: ReadonlySet<number> = new Set([404, 410]);

/** A server that is read from: what fails for a while is asked again. */
export class Server {
  readonly base: string;
  readonly #connection: FhirConnection;
  readonly #policy: RetryPolicy;

  constructor(connection: FhirConnection, policy: RetryPolicy) {
    this.base = connection.base;
    this.#connection = connection;
    this.#policy = policy;
  }

  /** What is at a path below the base. @throws RequestFailure */
  ask(path: string): Promise<ResourceJson> {
    return withRetries(() => this.#connection.getPage(path), this.#policy);
  }

  /** The same. @throws AppError that ends the command. */
  async get(path: string): Promise<ResourceJson> {
    return this.ask(path).catch((error: unknown) => {
      throw error instanceof RequestFailure ? asAppError(error, this.base) : error;
    });
  }

  /** The same; undefined where the server says that there is nothing. */
  async find(path: string): Promise<ResourceJson | undefined> {
    try {
      return await this.ask(path);
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      if (ABSENT.has(error.status ?? 0)) return undefined;
      throw asAppError(error, this.base);
    }
  }

  /** The resources of a search or of $everything, page by page, `first` being the first. */
  async *pages(first: ResourceJson): AsyncGenerator<readonly ResourceJson[]> {
    const seen = new Set<string>();
    for (let page = first; ; ) {
      yield resourcesOf(page, this.base);
      const next = this.#nextOf(page);
      if (next === undefined) return;
      if (seen.has(next)) {
        throw new AppError(ExitCode.environment, `${this.base}: the pages of the answer lead round in a circle`);
      }
      seen.add(next);
      page = await this.get(next);
    }
  }

  /**
   * The path of the page after this one. Servers may know themselves by another name than the one they are asked by; what they point to
   * is asked at the address that was given, so that secrets go nowhere else.
   */
  #nextOf(page: ResourceJson): string | undefined {
    const link = listAt(page, 'link').find((each) => textAt(each, 'relation') === 'next');
    const text = textAt(link, 'url');
    if (text === undefined) return undefined;
    const { pathname, search } = new URL(text, `${this.base}/`);
    const own = new URL(this.base).pathname.replace(/\/$/, '');
    if (pathname === own) return search;
    if (pathname.startsWith(`${own}/`)) return pathname.slice(own.length + 1) + search;
    const hint = 'the server may know itself by another address: give the one that its CapabilityStatement names';
    throw new AppError(ExitCode.environment, `${this.base}: the next page is at ${pathname}, which is not below it`, {
      hint,
    });
  }
}

/** The resources in a page; what the server has to say about the search is left out. */
function resourcesOf(page: ResourceJson, base: string): readonly ResourceJson[] {
  if (page.resourceType !== 'Bundle') {
    throw new AppError(ExitCode.environment, `${base} answered with a ${page.resourceType} in place of a Bundle`);
  }
  const entries = listAt(page, 'entry').filter((entry) => textAt(objectAt(entry, 'search'), 'mode') !== 'outcome');
  return entries.map((entry) => objectAt(entry, 'resource')).filter(isResource);
}
