import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { YEAR } from '../../src/core/time.ts';
import { compileProgram } from '../../src/language/compile.ts';
import { modulesInMemory } from '../../src/language/in-memory.ts';
import type { ActingEffect } from '../../src/physiology/effect.ts';
import type { Signal } from '../../src/physiology/signal.ts';
import { atAge, somebody } from '../support/signals.ts';

const all = compileProgram(modulesInMemory({})).program.signals;
const bounded = all.signals.filter(({ ceiling }) => ceiling !== null);
/** What has a ceiling, what gives one, and what these are worked out from or follow: all that can move the two against each other. */
const concerned = all.signals.filter(
  (signal) =>
    bounded.includes(signal) || bounded.some(({ ceiling }) => ceiling?.terms.some((term) => term.signal === signal)),
);
const movable = concerned.filter(({ origin }) => origin.kind === 'baseline');

/** Rounding of sums of decimals. */
const TINY = 1e-9;

describe('the ceilings of the signals of the program', () => {
  it('are there', () => {
    expect(bounded.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Albumin', 'Diastolic Blood Pressure', 'Iron', 'Basophils Share']),
    );
  });

  it('hold at any age, whatever acts, for what is true and for what is measured, within the limits of life', () => {
    const anyEffect = fc.record({
      signal: fc.constantFrom(...movable),
      change: fc.constantFrom<ActingEffect['change']>('add', 'multiply', 'add-per-year'),
      share: fc.double({ min: -1, max: 1, noNaN: true }),
      since: fc.double({ min: 0, max: 20, noNaN: true }),
    });
    let held = 0;
    fc.assert(
      fc.property(
        fc.nat({ max: 5000 }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.array(anyEffect, { maxLength: 8 }),
        (slot, age, effects) => {
          const { signals, above } = somebody(all, slot);
          const t = atAge(age);
          for (const { signal, change, share, since } of effects) {
            signals.act({
              signal,
              change,
              size: change === 'multiply' ? 3 * Math.abs(share) : share * sizeOf(signal, signals.usual(signal, t)),
              from: t - Math.round(since * YEAR),
              until: () => Number.POSITIVE_INFINITY,
              buildUp: 0,
              wearOff: 0,
              cause: 'test',
            });
          }
          for (const read of ['latent', 'usual', 'reading'] as const) {
            for (const signal of bounded) {
              const value = signals[read](signal, t);
              if (Number.isNaN(value)) continue;
              const { terms, plus } = signal.ceiling ?? { terms: [], plus: 0 };
              const top = terms.reduce((sum, term) => sum + term.times * signals[read](term.signal, t), plus);
              expect(value > top + TINY, `${read} of ${signal.name}: ${value} over ${top}`).toBe(false);
              expect(value).toBeGreaterThanOrEqual(signal.limits.low - 0.5 / 10 ** signal.decimals);
              expect(value).toBeLessThanOrEqual(signal.limits.high + TINY);
            }
          }
          held += above.length;
        },
      ),
      { numRuns: 1000 },
    );
    // Effects were strong enough to be held.
    expect(held).toBeGreaterThan(100);
  });
});

/** As large as the value or the room to the upper limit, whichever is nearer: from nothing to far beyond what is known. */
function sizeOf({ limits }: Signal, value: number): number {
  return Math.min(limits.high - limits.low, 3 * Math.abs(value) + 1);
}
