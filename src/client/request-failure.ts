import type { JsonObject } from '../core/json.ts';

/**
 * How a request failed: `unreachable` (it did not get there), `lost` (the connection broke before the answer was whole), `timeout`,
 * `not-fhir` (the answer is something else, such as a page for people), `status` (the server says what is wrong).
 */
export type FailureKind = 'unreachable' | 'lost' | 'timeout' | 'not-fhir' | 'status';

export interface FailureDetails {
  /** Of HTTP; undefined when no answer came. */
  readonly status?: number;
  /** Milliseconds that the server asks to wait. */
  readonly retryAfter?: number;
  /** The OperationOutcome that came with it. */
  readonly outcome?: JsonObject;
  /** False where trying again cannot help, such as at a certificate that is not trusted. */
  readonly mayPass?: boolean;
  readonly cause?: unknown;
}

/** Statuses that come and go by themselves. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Statuses after which the work may be done all the same. */
const UNCERTAIN: ReadonlySet<number> = new Set([408, 500, 502, 504]);

/** A request that did not bring what was asked for. Its message holds no secret: it names the answer, never the request's headers. */
export class RequestFailure extends Error {
  readonly kind: FailureKind;
  readonly status: number | undefined;
  readonly retryAfter: number | undefined;
  readonly outcome: JsonObject | undefined;
  /** Whether another try may succeed. */
  readonly mayPass: boolean;

  constructor(kind: FailureKind, message: string, details: FailureDetails = {}) {
    super(message, { cause: details.cause });
    this.name = 'RequestFailure';
    this.kind = kind;
    this.status = details.status;
    this.retryAfter = details.retryAfter;
    this.outcome = details.outcome;
    this.mayPass = details.mayPass ?? (kind === 'status' ? isPassing(details.status ?? 0, message) : true);
  }

  /** Whether the server may have done what was asked, though it did not say so. */
  get mayBeDone(): boolean {
    if (this.kind === 'status') return UNCERTAIN.has(this.status ?? 0);
    return this.kind !== 'unreachable';
  }

  /** Whether the server asks to be left alone for a while. */
  get isThrottling(): boolean {
    return this.kind === 'timeout' || this.status === 429 || this.status === 503 || isThrottled(this.message);
  }
}

/** Whether a status (of an answer or of an entry in it) with what was said may pass by itself. */
export function isPassing(status: number, said: string): boolean {
  return PASSING.has(status) || (status === 400 && isThrottled(said));
}

/** Some servers say so with status 400. */
function isThrottled(text: string): boolean {
  return /ThrottlingException|ThrottledException/.test(text);
}
