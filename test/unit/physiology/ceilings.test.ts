import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/core/time.ts';
import type { SignalDeclaration } from '../../../src/physiology/declaration.ts';
import { atAge, band, baseline, catalogue, derived, grown, moments, somebody } from '../../support/signals.ts';

const T = atAge(45);
const under = (signal: string, plus: number, times = 1): SignalDeclaration['ceiling'] => ({
  terms: [{ signal, times }],
  plus,
});

const { all, named } = catalogue([
  baseline('Whole', {}, { decimals: 1, analyticVariation: 0.05 }),
  baseline(
    'Part',
    { bands: [band(0, 120, moments(90, 10))] },
    { decimals: 0, analyticVariation: 0.05, ceiling: under('Whole', -0.25) },
  ),
  baseline('Smaller', { bands: [band(0, 120, moments(90, 10))] }, { ceiling: under('Part', 0) }),
  baseline('Of men', {}, { sex: 'M', limits: { low: -1000, high: 1000 } }),
  baseline('Under that of men', {}, { ceiling: under('Of men', -500), limits: { low: -1000, high: 1000 } }),
  baseline('Serum', {}, { specimen: 'serum' }),
  baseline('Under serum', {}, { ceiling: under('Serum', -90), limits: { low: 0, high: 1000 } }),
  grown('Height', 'height'),
  baseline('Waist', { bands: [band(0, 120, moments(100, 10))] }, { ceiling: under('Height', 0, 0.5) }),
  derived('Rest', 'non-hdl-cholesterol', ['Whole', 'Part'], { limits: { low: -1e6, high: 1e6 } }),
]);

/** Many people at one time each, of whom the means of part and whole differ by one standard deviation: a quarter is at the ceiling. */
function people(take: (signals: ReturnType<typeof somebody>['signals'], above: readonly string[]) => void): void {
  for (let slot = 0; slot < 400; slot++) {
    const { signals, above } = somebody(all, slot);
    take(signals, above);
  }
}

describe('a ceiling', () => {
  it('holds a true value below the true values that give it, and that is told', () => {
    let held = 0;
    people((signals, above) => {
      const [whole, part] = [signals.latent(named('Whole'), T), signals.latent(named('Part'), T)];
      expect(part).toBeLessThanOrEqual(whole - 0.25);
      if (part === whole - 0.25) held++;
      expect(above).toEqual(part === whole - 0.25 ? ['Part'] : []);
    });
    expect(held).toBeGreaterThan(40);
    expect(held).toBeLessThan(200);
  });

  it('holds what is measured below what was measured, at the last decimal below it', () => {
    let held = 0;
    people((signals, above) => {
      const whole = signals.reading(named('Whole'), T);
      signals.latent(named('Part'), T);
      const told = above.length;
      const part = signals.reading(named('Part'), T);
      expect(part).toBeLessThanOrEqual(whole - 0.25);
      expect(Number.isInteger(part)).toBe(true);
      if (above.length > told) {
        expect(part).toBe(Math.floor(whole - 0.25));
        held++;
      }
    });
    expect(held).toBeGreaterThan(40);
  });

  it('hangs on signals that have ceilings themselves, and what is derived hangs on it', () => {
    people((signals) => {
      const [whole, part, smaller, rest] = ['Whole', 'Part', 'Smaller', 'Rest'].map((name) =>
        signals.latent(named(name), T),
      );
      expect(smaller).toBeLessThanOrEqual(part as number);
      expect(rest).toBe((whole as number) - (part as number));
      expect(signals.reading(named('Rest'), T)).toBeGreaterThanOrEqual(0.25);
    });
  });

  it('holds whatever acts, and is gone when that is gone', () => {
    const [twin, own] = [somebody(all, 3).signals, somebody(all, 3).signals];
    const until = T + 10 * DAY;
    const effect = { from: T, buildUp: 0, wearOff: 0, cause: 'test', until: () => until } as const;
    own.act({ ...effect, signal: named('Whole'), change: 'add', size: -60 });
    own.act({ ...effect, signal: named('Part'), change: 'multiply', size: 1.5 });
    expect(own.latent(named('Part'), T + DAY)).toBe(own.latent(named('Whole'), T + DAY) - 0.25);
    expect(own.usual(named('Part'), T + DAY)).toBe(own.usual(named('Whole'), T + DAY) - 0.25);
    expect(own.reading(named('Part'), T + DAY)).toBeLessThanOrEqual(own.reading(named('Whole'), T + DAY) - 0.25);
    expect(own.latent(named('Part'), until + DAY)).toBe(twin.latent(named('Part'), until + DAY));
  });

  it('counts the values that give it by their factors', () => {
    people((signals) => {
      expect(signals.latent(named('Waist'), T)).toBeLessThanOrEqual(0.5 * signals.latent(named('Height'), T));
    });
  });

  it('is none where one of the values that give it is missing', () => {
    const { signals: ofWoman, above } = somebody(all, 2);
    expect(ofWoman.latent(named('Under that of men'), T)).toBeGreaterThan(0);
    expect(above).toEqual([]);
    expect(somebody(all, 3).signals.latent(named('Under that of men'), T)).toBeLessThan(0);
    const { signals } = somebody(all, 5);
    const missing = Array.from({ length: 2000 }, (_, i) => T + i * DAY).find((t) =>
      Number.isNaN(signals.reading(named('Serum'), t)),
    );
    if (missing === undefined) throw new Error('no specimen was too little in 2000 days');
    // The true value is known all the same.
    expect(signals.reading(named('Under serum'), missing)).toBeCloseTo(
      signals.latent(named('Under serum'), missing),
      2,
    );
  });
});
