import { isObject } from '../core/json.ts';
import type { Outcome } from './outcome.ts';
import { keyOf, type StoredResource } from './resource.ts';

/** What the library's router answers to an entry of a bundle. */
export interface ResponseEntry {
  readonly response?: {
    readonly status: string;
    readonly location?: string;
    readonly outcome?: Outcome;
  };
  readonly resource?: StoredResource;
}

const STATUS_TEXT: Readonly<Record<string, string>> = {
  '200': 'OK',
  '201': 'Created',
  '400': 'Bad Request',
  '404': 'Not Found',
  '409': 'Conflict',
  '410': 'Gone',
  '412': 'Precondition Failed',
};

/** An entry of a response with what a client wants to know: status, version, place; its resource where `withResource`. */
export function plainEntry(entry: ResponseEntry, withResource: boolean): object {
  const { response, resource } = entry;
  const status = response?.status ?? '500';
  const text = STATUS_TEXT[status];
  const version = resource?.meta?.versionId;
  const isFine = status.startsWith('2');
  return {
    ...(withResource && resource ? { resource } : {}),
    response: {
      status: text === undefined ? status : `${status} ${text}`,
      ...(resource && version !== undefined
        ? {
            location: `${keyOf(resource)}/_history/${version}`,
            etag: `W/"${version}"`,
            lastModified: resource.meta.lastUpdated,
          }
        : {}),
      ...(isFine || !response?.outcome ? {} : { outcome: response.outcome }),
    },
  };
}

/** The `Type/id` that two entries of a bundle would write; undefined where each stands for itself. */
export function repeatedIdentity(entries: readonly unknown[]): string | undefined {
  const seen = new Set<string>();
  for (const entry of entries) {
    const request = isObject(entry) && isObject(entry['request']) ? entry['request'] : {};
    const { method, url } = request;
    if (typeof url !== 'string' || url.includes('?') || (method !== 'PUT' && method !== 'DELETE')) continue;
    if (seen.has(url)) return url;
    seen.add(url);
  }
  return undefined;
}

/** A transaction that has an entry which could not be done; nothing of it stands. */
export class TransactionRefused extends Error {
  readonly status: number;
  readonly outcome: Outcome;

  private constructor(status: number, outcome: Outcome) {
    super('a transaction was refused');
    this.status = status;
    this.outcome = outcome;
  }

  /** Throws where an entry of the response failed, saying which. */
  static throwFor(bundle: unknown): void {
    const entries = isObject(bundle) && Array.isArray(bundle['entry']) ? (bundle['entry'] as ResponseEntry[]) : [];
    for (const [index, { response }] of entries.entries()) {
      if (response === undefined || response.status.startsWith('2')) continue;
      const issue = (response.outcome?.issue ?? []).map((each) => ({
        ...each,
        expression: [`Bundle.entry[${index}]`],
      }));
      throw new TransactionRefused(Number.parseInt(response.status, 10), { resourceType: 'OperationOutcome', issue });
    }
  }
}
