import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf } from '../../src/core/numeric.ts';
import { DAY, HOUR, YEAR } from '../../src/core/time.ts';
import type { ActingEffect } from '../../src/physiology/effect.ts';
import type { Signal, VariationTime } from '../../src/physiology/signal.ts';
import {
  atAge,
  band,
  baseline,
  catalogue,
  correlationOf,
  derived,
  grown,
  meanOf,
  percentiles,
  sdOf,
  somebody,
} from '../support/signals.ts';
import { expectDistribution, expectMean } from '../support/tolerance.ts';

/** Standard errors either side: one false alarm in 150,000 tests. */
const Z = 4.5;
const PEOPLE = 4_000;
const TIMES: readonly VariationTime[] = ['hours', 'days', 'weeks', 'months'];

const { all, named } = catalogue(
  [
    grown('Body Height', 'height'),
    grown('Body Weight', 'weight'),
    grown('Body Mass Index', 'body mass index', { decimals: 2 }),
    baseline('A', { drift: 0.3 }, { variation: { within: 0.04, time: 'weeks' }, analyticVariation: 0.02 }),
    baseline('B', { drift: 0.1 }, { variation: { within: 0.06, time: 'days' } }),
    baseline(
      'C',
      { drift: 0.6, season: { amplitude: 0.05, peakMonth: 8 } },
      { follows: [{ signal: 'A', perUnit: 1 }] },
    ),
    baseline(
      'D',
      { shape: 'lognormal', bands: [band(0, 120, percentiles(20, 25, 40, 62, 96, 150, 190))] },
      {
        variation: { within: 0.2, time: 'weeks' },
        analyticVariation: 0.05,
        specimen: 'serum',
      },
    ),
    ...TIMES.map((time) => baseline(`By ${time}`, {}, { variation: { within: 0.06, time }, decimals: 6 })),
    derived('E', 'non-hdl-cholesterol', ['A', 'D'], { limits: { low: -1e6, high: 1e6 } }),
  ],
  [
    { between: ['A', 'B'], r: 0.5 },
    { between: ['A', 'C'], r: -0.4 },
    { between: ['B', 'Body Mass Index'], r: 0.35 },
    { between: ['A', 'Body Height'], r: 0.2 },
  ],
);

/** A reading of each of many people at one age. */
function readings(name: string, age: number, n = PEOPLE): number[] {
  const t = atAge(age);
  return Array.from({ length: n }, (_, slot) => somebody(all, slot).signals.reading(named(name), t));
}

/** r of single readings is within what n of them allow, and what straight percentiles take from it (0.01). */
function expectCorrelation(found: number, r: number, n = PEOPLE): void {
  expect(Math.abs(found - r), `${found} for ${r}`).toBeLessThan((Z * (1 - r * r)) / Math.sqrt(n) + 0.01);
}

describe('signals', () => {
  const anyTime = fc.integer({ min: atAge(0), max: atAge(90) });
  const anySignal = fc.constantFrom(...all.signals);

  it('read the same whatever else was read before, and in whatever order', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 5000 }),
        fc.array(fc.tuple(anySignal, anyTime), { minLength: 1, maxLength: 12 }),
        fc.array(fc.tuple(anySignal, anyTime), { maxLength: 12 }),
        (slot, asked, others) => {
          const read = (list: readonly (readonly [Signal, number])[]) => {
            const { signals } = somebody(all, slot);
            return new Map(list.map(([signal, t]) => [`${signal.name} ${t}`, signals.measure(signal, t)]));
          };
          const alone = read(asked);
          const after = read([...others, ...asked].reverse());
          for (const [key, value] of alone) expect(after.get(key), key).toEqual(value);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('come back to their path when an effect is gone, whatever it was', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 5000 }),
        fc.constantFrom<ActingEffect['change']>('add', 'multiply', 'add-per-year'),
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        fc.nat({ max: 400 }),
        fc.nat({ max: 30 }),
        fc.nat({ max: 30 }),
        (slot, change, size, lasts, buildUp, wearOff) => {
          const from = atAge(40);
          const until = from + lasts * DAY;
          const [twin, own] = [somebody(all, slot).signals, somebody(all, slot).signals];
          const times = { from, buildUp: buildUp * DAY, wearOff: wearOff * DAY };
          own.act({ signal: named('A'), change, size, cause: 'test', until: () => until, ...times });
          for (const name of ['A', 'C', 'E']) {
            for (const t of [from - DAY, until + 13 * wearOff * DAY + DAY]) {
              expect(own.latent(named(name), t)).toBe(twin.latent(named(name), t));
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('correlate as declared among single readings of people of an age and sex, and not at all where nothing is declared', () => {
    // Signals have the same distribution at any age and in both sexes, body measures do not: their scores count.
    for (const age of [35, 71.5]) {
      const [a, b, c, d] = ['A', 'B', 'C', 'D'].map((name) => readings(name, age)) as [
        number[],
        number[],
        number[],
        number[],
      ];
      expectCorrelation(correlationOf(a, b), 0.5);
      expectCorrelation(correlationOf(a, c), -0.4);
      expectCorrelation(correlationOf(b, c), 0);
      const whole = d.flatMap((value, slot) => (Number.isNaN(value) ? [] : [[value, Number(a[slot])] as const]));
      expectCorrelation(
        correlationOf(
          whole.map(([value]) => Math.log(value)),
          whole.map(([, other]) => other),
        ),
        0,
        whole.length,
      );
      const bodies = Array.from({ length: PEOPLE }, (_, slot) => somebody(all, slot).body);
      expectCorrelation(
        correlationOf(
          b,
          bodies.map((body) => body.massScore(age)),
        ),
        0.35,
      );
      expectCorrelation(
        correlationOf(
          a,
          bodies.map((body) => body.heightLevel),
        ),
        0.2,
      );
      expectCorrelation(
        correlationOf(
          c,
          bodies.map((body) => body.massScore(age)),
        ),
        0,
      );
    }
  });

  it('have the published distribution among single readings, at a knot of drift and between two', () => {
    for (const age of [40, 44.99]) {
      // Straight between percentiles, a normal distribution is off by 0.004 at most.
      const off = 0.004;
      const values = readings('A', age);
      const sorted = [...values].sort((x, y) => x - y);
      const distance = Math.max(
        ...sorted.map((value, i) => Math.abs((i + 0.5) / PEOPLE - normalCdf((value - 100) / 10))),
      );
      expect(distance).toBeLessThan(2.47 / Math.sqrt(PEOPLE) + off);
      expectMean(values, 100, 10);
    }
  });

  it.each(TIMES)('vary within a person over %s as declared, at a knot of the grid and between two', (time) => {
    const signal = named(`By ${time}`);
    // Far enough apart that no two share a knot.
    const apart = { hours: 3, days: 21, weeks: 90, months: 360 }[time] * DAY;
    for (const offset of [0, 0.5 * HOUR, 12 * HOUR, 3.5 * DAY, 15 * DAY]) {
      const n = 40;
      const deviations: number[] = [];
      for (let slot = 0; slot < 60; slot++) {
        const { signals } = somebody(all, slot);
        const values = Array.from({ length: n }, (_, i) => signals.reading(signal, atAge(30) + offset + i * apart));
        const mean = meanOf(values);
        // Level does not drift here; n - 1 of n are free.
        for (const value of values) deviations.push(((value - mean) / 6) * Math.sqrt(n / (n - 1)));
      }
      const variance = meanOf(deviations.map((value) => value * value));
      expect(Math.abs(variance - 1)).toBeLessThan(Z * Math.sqrt(2 / deviations.length) + 0.02);
    }
  });

  it('keep the variance of people through the drift of decades, and lose as much of their place as is declared', () => {
    const [young, later] = [readings('C', 30), readings('C', 75)];
    // Season is in the readings of a day for all alike.
    for (const values of [young, later]) {
      const share = named('C').origin;
      if (share.kind !== 'baseline') throw new Error('C is a baseline');
      const sd = 10 * Math.sqrt(share.between);
      expect(Math.abs(sdOf(values) / sd - 1)).toBeLessThan(Z / Math.sqrt(2 * PEOPLE) + 0.05);
    }
    expectCorrelation(correlationOf(young, later), 0.4);
    const near = correlationOf(readings('C', 30), readings('C', 32));
    expect(near).toBeGreaterThan(0.8);
  });

  it('are never beyond their limits without being told', () => {
    const narrow = catalogue([baseline('Narrow', {}, { limits: { low: 80, high: 120 } })]);
    const signal = narrow.named('Narrow');
    for (let slot = 0; slot < 2_000; slot++) {
      const { signals, beyond } = somebody(narrow.all, slot);
      const t = atAge(20 + (slot % 60));
      const size = (slot % 7) * 10 - 30;
      signals.act({
        signal,
        change: 'add',
        size,
        from: t - YEAR,
        buildUp: 0,
        wearOff: 0,
        cause: 'test',
        until: () => Number.POSITIVE_INFINITY,
      });
      const value = signals.latent(signal, t);
      expect(value >= 80 && value <= 120).toBe(true);
      expect(beyond.length).toBe(value === 80 || value === 120 ? 1 : 0);
    }
  });

  it('give each reading its place among people of the age and sex', () => {
    const ranks = Array.from({ length: PEOPLE }, (_, slot) => somebody(all, slot).signals.rank(named('A'), atAge(50)));
    expectDistribution(ranks as number[], (p) => p);
  });

  it.each(['E', 'Body Weight', 'Body Mass Index'])(
    'give %s, which has no distribution of its own, a place among peers',
    (name) => {
      const n = 1_000;
      const ranks = Array.from(
        { length: n },
        (_, slot) => somebody(all, slot).signals.rank(named(name), atAge(50)) ?? -1,
      );
      const sorted = ranks.filter((rank) => rank >= 0).sort((a, b) => a - b);
      expect(sorted.length).toBeGreaterThan(0.98 * n);
      const distance = Math.max(...sorted.map((rank, i) => Math.abs(rank - (i + 0.5) / sorted.length)));
      // Kolmogorov-Smirnov of two samples, one of them 150 peers: passed by chance once in 100,000.
      expect(distance).toBeLessThan(2.47 * Math.sqrt(1 / 150 + 1 / sorted.length));
    },
  );
});
