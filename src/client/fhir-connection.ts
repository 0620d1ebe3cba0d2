import { Client } from 'fhir-kit-client';
import { Agent } from 'undici';
import { isObject, isResource, type JsonObject, type ResourceJson } from '../core/json.ts';
import { ANONYMOUS, type Authentication } from './authentication.ts';
import { outcomeText, shortened } from './operation-outcome.ts';
import { RequestFailure } from './request-failure.ts';
import { retryAfterOf } from './retry-after.ts';

const FHIR_JSON = 'application/fhir+json';

export interface ConnectionOptions {
  /** As `readServerUrl` gives it. */
  readonly base: string;
  readonly authentication?: Authentication;
  /** Further headers of every request; they may hold secrets. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds until a request without an answer is given up; where it is not said, that depends on what is asked. */
  readonly timeout: number | undefined;
  /** Most connections at a time. */
  readonly connections: number;
}

/** What fhir-kit-client throws for an answer that is no success, or no JSON. */
interface AnswerError extends Error {
  readonly response: { readonly status: number; readonly data: unknown };
  readonly config: { readonly headers: Headers };
}

/** Milliseconds until an answer is given up: to a bundle or a page, */
const BUNDLE = 300_000;

/** to a read, a count or a search of a few ids, where a lost answer should not cost minutes, */
const LOOK_UP = 60_000;

/** and to the question what the server is: some put their statement together when they are asked for it the first time. */
const STATEMENT = 120_000;

/**
 * One FHIR server, asked over connections that are kept open. What goes wrong with a request is thrown as a RequestFailure; that there is no
 * token to be had, as an AppError.
 */
export class FhirConnection {
  readonly base: string;
  readonly #options: ConnectionOptions;
  #client: Client;
  /** None where the fetch of this Node takes no agent of ours. */
  #agent: Agent | undefined;
  readonly #authentication: Authentication;
  readonly #timeout: number | undefined;

  constructor(options: ConnectionOptions) {
    this.base = options.base;
    this.#authentication = options.authentication ?? ANONYMOUS;
    this.#timeout = options.timeout;
    this.#options = options;
    // The time limit of a request is its signal's; the agent's own would end long transactions.
    this.#agent = new Agent({ connections: options.connections, headersTimeout: 0, bodyTimeout: 0 });
    this.#client = clientOf(options, this.#agent);
  }

  /** The resource at a path below the base, such as `Patient/1` or a search; never one that the server remembers from before, or would keep for later. */
  get(path: string): Promise<ResourceJson> {
    return this.#get(path, { 'cache-control': 'no-cache, no-store' }, LOOK_UP);
  }

  /** What the server says of itself. One that it remembers will do: HAPI needs seconds for another. */
  statement(): Promise<ResourceJson> {
    return this.#get('metadata', {}, STATEMENT);
  }

  /**
   * What is at a path below the base and may have more pages. The server may keep what it found: asked to keep nothing, HAPI gives a hundred
   * and no way to the rest.
   */
  getPage(path: string): Promise<ResourceJson> {
    return this.#get(path, { 'cache-control': 'no-cache' }, BUNDLE);
  }

  /** Sends a bundle, given as JSON text, to the base. */
  postBundle(body: string): Promise<ResourceJson> {
    const headers = { 'content-type': FHIR_JSON, prefer: 'return=minimal' };
    return this.#request('POST', this.base, body, headers, this.#timeout ?? BUNDLE);
  }

  /** Gives up every connection. */
  async close(): Promise<void> {
    await this.#agent?.destroy();
  }

  #get(path: string, headers: Readonly<Record<string, string>>, timeout: number): Promise<ResourceJson> {
    return this.#request('GET', `${this.base}/${path}`, undefined, headers, this.#timeout ?? timeout);
  }

  async #request(
    method: 'GET' | 'POST',
    url: string,
    body: string | undefined,
    headers: Readonly<Record<string, string>>,
    timeout: number,
  ): Promise<ResourceJson> {
    let secret: Readonly<Record<string, string>> = {};
    const send = async (): Promise<JsonObject> => {
      secret = await this.#authentication.headers();
      const options = { headers: { ...headers, ...secret }, signal: AbortSignal.timeout(timeout) };
      return this.#answer(() => this.#client.request(url, { method, body, options }), timeout);
    };
    const answer = await send().catch(async (error: unknown) => {
      const isRefused = error instanceof RequestFailure && error.status === 401;
      if (!isRefused || !(await this.#authentication.renew(secret))) throw error;
      return send();
    });
    if (isResource(answer) && answer.resourceType !== '') return answer;
    throw new RequestFailure('not-fhir', 'the server answered with JSON that is no FHIR resource');
  }

  /**
   * Whether fetch did not take the agent, which is made for that of Node 20 to 24: then nothing was sent, and the one that Node brings
   * is used from now on. It gives up an answer after five minutes.
   */
  #isMisfit(error: unknown): boolean {
    if (this.#agent === undefined || !(error instanceof Error) || codeOf(error) !== 'UND_ERR_INVALID_ARG') return false;
    this.#agent = undefined;
    this.#client = clientOf(this.#options, undefined);
    return true;
  }

  async #answer(action: () => Promise<unknown>, timeout: number): Promise<JsonObject> {
    try {
      const answer = await action();
      return isObject(answer) ? answer : {};
    } catch (error) {
      if (error instanceof RequestFailure) throw error;
      if (this.#isMisfit(error)) return this.#answer(action, timeout);
      throw isAnswer(error) ? failedAnswer(error, this.base) : failedRequest(error, timeout);
    }
  }
}

function clientOf(options: ConnectionOptions, agent: Agent | undefined): Client {
  return new Client({
    baseUrl: options.base,
    customHeaders: { accept: FHIR_JSON, ...options.headers },
    // Redirects are not followed: secrets in headers are for the address that was named.
    requestOptions: { redirect: 'manual', ...(agent && { dispatcher: agent }) },
  });
}

function isAnswer(error: unknown): error is AnswerError {
  return error instanceof Error && 'response' in error && 'config' in error;
}

function failedAnswer(error: AnswerError, base: string): RequestFailure {
  const { status, data } = error.response;
  const { headers } = error.config;
  const retryAfter = retryAfterOf(headers);
  const wait = retryAfter === undefined ? {} : { retryAfter };
  if (status >= 200 && status < 300) {
    return new RequestFailure('not-fhir', `the server answered with ${whatOf(data)} in place of FHIR`, { status });
  }
  const outcome = isObject(data) ? { outcome: data } : {};
  const said = outcomeText(data) || whatSaid(data);
  const target = headers.get('location');
  const where = status >= 300 && status < 400 && target !== null ? `: it points to ${addressOf(target, base)}` : '';
  const message = `status ${status}${where}${said === '' ? '' : `: ${said}`}`;
  return new RequestFailure('status', message, { status, ...wait, ...outcome });
}

/** An address without what may be secret in it. */
function addressOf(target: string, base: string): string {
  if (!URL.canParse(target, base)) return 'another address';
  const { origin, pathname } = new URL(target, base);
  return origin + pathname;
}

function whatOf(data: unknown): string {
  const text = String(data).trimStart();
  if (/^<(!doctype html|html)/i.test(text)) return 'a web page (HTML)';
  return text.startsWith('{') || text.startsWith('[') ? 'JSON that breaks off' : 'something that is not JSON';
}

/** What a server says that does not say it in FHIR. */
function whatSaid(data: unknown): string {
  if (typeof data === 'string') return /^\s*</.test(data) ? whatOf(data) : shortened(data);
  return isObject(data) && Object.keys(data).length > 0 ? shortened(JSON.stringify(data)) : '';
}

/** Codes of Node, undici and TLS: the request did not get there. */
const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up now',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no way to the host',
  ETIMEDOUT: 'the host does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'the host does not answer',
};

function failedRequest(error: unknown, timeout: number): RequestFailure {
  if (!(error instanceof Error)) throw error;
  if (error.name === 'TimeoutError' || error.name === 'AbortError') {
    return new RequestFailure('timeout', `no answer within ${timeout / 1000} s`, { cause: error });
  }
  const code = codeOf(error);
  if (code === undefined) throw error;
  const known = UNREACHABLE[code];
  if (known !== undefined) return new RequestFailure('unreachable', known, { cause: error });
  if (/CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO/.test(code)) {
    const message = `no encrypted connection that can be trusted (${code})`;
    return new RequestFailure('unreachable', message, { cause: error, mayPass: false });
  }
  return new RequestFailure('lost', `the connection broke (${code})`, { cause: error });
}

/** The code of an error or of what caused it; of errors that fetch makes of a connection. */
function codeOf(error: Error): string | undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === 'string') return code;
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return codeOf(error.errors[0]);
  if (error.cause instanceof Error) return codeOf(error.cause) ?? 'ERR_NETWORK';
  return error instanceof TypeError && /^(fetch failed|terminated)$/.test(error.message) ? 'ERR_NETWORK' : undefined;
}
