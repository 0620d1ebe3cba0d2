import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { RequestFailure } from './request-failure.ts';

/** How often and after which time something is tried again. */
export interface RetryPolicy {
  /** All in all, the first one included. */
  readonly tries: number;
  /** Milliseconds, at random from 0 to `most`: clients that were turned away together do not come back together. */
  jitter(most: number): number;
  /** Resolves after a time, or earlier when the signal says that nothing more is wanted. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

const FIRST = 500;
const LONGEST = 60_000;

/** Servers that ask for more than this are asked again after it. */
const LONGEST_ASKED = 600_000;

/** Eight tries; the pauses between them are drawn up to half a second, then up to twice as much each time, a minute at most. */
export const PATIENT: RetryPolicy = {
  tries: 8,
  jitter: (most) => randomInt(Math.max(1, Math.round(most))),
  async wait(milliseconds, signal) {
    try {
      await sleep(milliseconds, undefined, signal && { signal });
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
    }
  },
};

/** How long to wait after the `failed`-th failure, counted from 1: what the server asks for, or else what chance says. */
export function pauseAfter(failed: number, retryAfter: number | undefined, policy: RetryPolicy): number {
  if (retryAfter !== undefined) return Math.min(retryAfter, LONGEST_ASKED);
  // Doubling ends at the longest pause; a shift further than this would overflow.
  return policy.jitter(Math.min(LONGEST, FIRST * (1 << Math.min(failed - 1, 10))));
}

/**
 * Does something until it succeeds, cannot, or was tried often enough; the last failure is thrown. For what may be done twice without
 * harm.
 */
export async function withRetries<T>(action: () => Promise<T>, policy: RetryPolicy, signal?: AbortSignal): Promise<T> {
  for (let failed = 1; ; failed++) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof RequestFailure) || !mayPass(error) || failed >= policy.tries || signal?.aborted)
        throw error;
      await policy.wait(pauseAfter(failed, error.retryAfter, policy), signal);
    }
  }
}

/** Of what may be done twice, a conflict with somebody else passes as well. */
function mayPass({ mayPass, status }: RequestFailure): boolean {
  return mayPass || status === 409;
}
