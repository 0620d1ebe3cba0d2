import { describe, expect, it } from 'vitest';
import { RequestFailure } from '../../../src/client/request-failure.ts';
import { PATIENT, pauseAfter, type RetryPolicy, withRetries } from '../../../src/client/retry.ts';
import { retryAfterOf } from '../../../src/client/retry-after.ts';

const LONGEST_PAUSES: RetryPolicy = { tries: 8, jitter: (most) => most, wait: async () => {} };

const busy = () => new RequestFailure('status', 'busy', { status: 503 });

describe('pauses', () => {
  it('double from half a second to a minute, and are drawn below that', () => {
    const longest = Array.from({ length: 9 }, (_, i) => pauseAfter(i + 1, undefined, LONGEST_PAUSES));
    expect(longest).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    const drawn = Array.from({ length: 200 }, () => pauseAfter(3, undefined, PATIENT));
    expect(drawn.every((pause) => pause >= 0 && pause < 2000)).toBe(true);
    expect(new Set(drawn).size).toBeGreaterThan(10);
  });

  it('are what the server asks for', () => {
    expect(pauseAfter(1, 7000, PATIENT)).toBe(7000);
    expect(pauseAfter(1, 0, PATIENT)).toBe(0);
  });

  it('end when somebody wants to stop', async () => {
    const stop = new AbortController();
    const waited = PATIENT.wait(3_600_000, stop.signal);
    stop.abort();
    await expect(waited).resolves.toBeUndefined();
  });
});

describe('Retry-After', () => {
  const at = (value: string, date?: string) =>
    retryAfterOf(new Headers({ 'retry-after': value, ...(date !== undefined && { date }) }));

  it('is seconds, or a date by the clock of the server', () => {
    expect(at('120')).toBe(120_000);
    expect(at('Wed, 21 Oct 2015 07:28:10 GMT', 'Wed, 21 Oct 2015 07:28:00 GMT')).toBe(10_000);
    expect(at('Wed, 21 Oct 2015 07:28:00 GMT', 'Wed, 21 Oct 2015 07:28:10 GMT')).toBe(0);
    expect(at('Wed, 21 Oct 2015 07:28:00 GMT')).toBe(0);
  });

  it.each(['soon', '-5', '', '2015'.repeat(5)])('"%s" says nothing', (value) => {
    expect(at(value)).toBeUndefined();
  });
});

describe('trying again', () => {
  async function tries(
    failures: readonly Error[],
    policy = LONGEST_PAUSES,
  ): Promise<{ count: number; result: unknown }> {
    let count = 0;
    const action = async () => {
      const failure = failures[count++];
      if (failure) throw failure;
      return 'done';
    };
    const result = await withRetries(action, policy).catch((error: unknown) => error);
    return { count, result };
  }

  it('goes on until it succeeds', async () => {
    expect(await tries([busy(), busy()])).toEqual({ count: 3, result: 'done' });
  });

  it('ends after so many tries', async () => {
    const { count, result } = await tries(Array.from({ length: 20 }, busy));
    expect(count).toBe(8);
    expect(result).toBeInstanceOf(RequestFailure);
  });

  it.each([400, 401, 403, 404, 422])('does not help against %i', async (status) => {
    expect((await tries([new RequestFailure('status', '', { status })])).count).toBe(1);
  });

  it.each([408, 409, 425, 429, 500, 502, 503, 504])('may help against %i', async (status) => {
    expect((await tries([new RequestFailure('status', '', { status })])).count).toBe(2);
  });

  it('helps against throttling that calls itself 400', async () => {
    expect((await tries([new RequestFailure('status', 'ThrottlingException: slow', { status: 400 })])).count).toBe(2);
  });
});

describe('a failure', () => {
  it('says whether the work may be done all the same', () => {
    const kinds = (['unreachable', 'lost', 'timeout', 'not-fhir'] as const).map((kind) => new RequestFailure(kind, ''));
    expect(kinds.map(({ mayBeDone }) => mayBeDone)).toEqual([false, true, true, true]);
    const statuses = [400, 408, 409, 413, 429, 500, 502, 503, 504];
    const uncertain = statuses.filter((status) => new RequestFailure('status', '', { status }).mayBeDone);
    expect(uncertain).toEqual([408, 500, 502, 504]);
  });
});
