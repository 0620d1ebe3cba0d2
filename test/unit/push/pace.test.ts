import { describe, expect, it } from 'vitest';
import { stopwatch } from '../../../src/core/time.ts';
import { Pace } from '../../../src/push/send/pace.ts';

/** Actions that end when they are told to. */
function held(pace: Pace, count: number) {
  const ends: (() => void)[] = [];
  const runs = Array.from({ length: count }, () =>
    pace.run(() => new Promise<void>((resolve) => void ends.push(resolve))),
  );
  return { ends, all: Promise.all(runs) };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the pace', () => {
  it('begins with four at a time, and lets the next in when one is done', async () => {
    const pace = new Pace(16, async () => {});
    const { ends, all } = held(pace, 10);
    await settle();
    expect(ends).toHaveLength(4);
    ends[0]?.();
    await settle();
    expect(ends).toHaveLength(5);
    for (let i = 1; i < 10; i++) {
      ends[i]?.();
      await settle();
    }
    await all;
  });

  it('rises by one over as many successes as there are at a time, up to the most', () => {
    const pace = new Pace(6, async () => {});
    for (let i = 0; i < 5; i++) pace.succeeded();
    expect(pace.limit).toBe(5);
    for (let i = 0; i < 100; i++) pace.succeeded();
    expect(pace.limit).toBe(6);
  });

  it('is halved when the server asks for it, once for what was under way, never below one', async () => {
    const pace = new Pace(16, async () => {});
    const began = stopwatch();
    for (let i = 0; i < 4; i++) pace.throttled(began, undefined);
    expect(pace.limit).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 2));
    pace.throttled(stopwatch(), undefined);
    await new Promise((resolve) => setTimeout(resolve, 2));
    pace.throttled(stopwatch(), undefined);
    expect(pace.limit).toBe(1);
  });

  it('begins nothing while the server wants to be left alone', async () => {
    const waits: number[] = [];
    const pace = new Pace(4, async (milliseconds) => void waits.push(milliseconds));
    pace.throttled(stopwatch(), 60_000);
    await pace.run(async () => {});
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThan(50_000);
  });

  it('never is more than one request for one at a time, and goes on after a failure', async () => {
    const pace = new Pace(1, async () => {});
    await expect(
      pace.run(async () => {
        throw new Error('failed');
      }),
    ).rejects.toThrow('failed');
    const { ends } = held(pace, 3);
    await settle();
    expect(ends).toHaveLength(1);
  });
});
