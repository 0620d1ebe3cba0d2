import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/core/time.ts';
import type { SignalDeclaration } from '../../../src/physiology/declaration.ts';
import { atAge, band, baseline, catalogue, derived, meanOf, moments, sdOf, somebody } from '../../support/signals.ts';
import { expectMean, expectShare } from '../../support/tolerance.ts';

const T = atAge(45);
const RANGES: SignalDeclaration['referenceRanges'] = [
  { sex: 'F', from: 18, below: 200, low: 90, high: null },
  { sex: null, from: 18, below: 200, low: 95, high: 110 },
];

const { all, named } = catalogue([
  baseline(
    'Potassium',
    {},
    {
      specimen: 'serum',
      decimals: 1,
      haemolysis: 0.12,
      analyticVariation: 0.02,
      referenceRanges: RANGES,
      critical: { low: 80, high: 125 },
    },
  ),
  baseline('Sodium', {}, { specimen: 'serum' }),
  baseline('Urine', {}, { specimen: 'urine' }),
  baseline('True', {}, { codes: [], decimals: 0 }),
  baseline('LDL', {}, { specimen: 'serum', decimals: 0 }),
  baseline('HDL', { bands: [band(0, 120, moments(40, 8))] }, { specimen: 'serum', decimals: 0 }),
  derived('Non-HDL', 'non-hdl-cholesterol', ['LDL', 'HDL'], { specimen: 'serum', decimals: 0 }),
  derived('From true', 'non-hdl-cholesterol', ['True', 'HDL'], { decimals: 6, limits: { low: -1e6, high: 1e6 } }),
  baseline('Of men', {}, { sex: 'M' }),
  baseline(
    'Saturated',
    { bands: [band(0, 120, moments(97, 1))] },
    { limits: { low: 50, high: 100 }, analyticVariation: 0.02, decimals: 0 },
  ),
]);

describe('measuring', () => {
  it('gives the same at the same time, and rounds', () => {
    const { signals } = somebody(all, 1);
    const first = signals.measure(named('Potassium'), T);
    expect(signals.measure(named('Potassium'), T)).toEqual(first);
    expect(somebody(all, 1).signals.measure(named('Potassium'), T)).toEqual(first);
    expect(Number(first.value?.toFixed(1))).toBe(first.value);
    expect(signals.measure(named('Potassium'), T + 1000).value).not.toBe(first.value);
  });

  it('is off the true value by the coefficient of variation of measuring', () => {
    const { signals } = somebody(all, 1);
    const usual: number[] = [];
    for (let i = 0; i < 4000; i++) {
      const { value, latent, haemolysed } = signals.measure(named('Potassium'), T + i * DAY);
      if (value !== null && !haemolysed) usual.push(value / latent - 1);
    }
    expectMean(usual, 0, 0.02);
    // Standard error of a standard deviation; rounding to 0.1 of 100 adds nothing that counts.
    expect(Math.abs(sdOf(usual) / 0.02 - 1)).toBeLessThan(4.5 / Math.sqrt(2 * usual.length) + 0.003);
  });

  it('finds one specimen of a type at a time: haemolysed in 2.5 %, too little in 0.3 %', () => {
    const n = 20_000;
    let [haemolysed, absent, urineAbsent] = [0, 0, 0];
    const { signals } = somebody(all, 2);
    for (let i = 0; i < n; i++) {
      const t = T + i * 3_600_000;
      const potassium = signals.measure(named('Potassium'), t);
      const sodium = signals.measure(named('Sodium'), t);
      expect(sodium.absent).toBe(potassium.absent);
      expect(sodium.haemolysed).toBe(potassium.haemolysed);
      const urine = signals.measure(named('Urine'), t);
      expect(urine.haemolysed).toBe(false);
      if (potassium.absent) {
        absent++;
        expect(potassium).toMatchObject({ value: null, interpretation: null, haemolysed: false });
        expect(signals.measure(named('Non-HDL'), t)).toMatchObject({ value: null, absent: 'insufficient' });
      }
      if (urine.absent) urineAbsent++;
      if (potassium.haemolysed) haemolysed++;
    }
    expectShare(absent, n, 0.003);
    expectShare(urineAbsent, n, 0.003);
    expectShare(haemolysed, n, 0.997 * 0.025);
  });

  it('reads more where a haemolysed specimen adds something', () => {
    const { signals } = somebody(all, 2);
    const ratios: number[] = [];
    for (let i = 0; i < 20_000; i++) {
      const { haemolysed, value, latent } = signals.measure(named('Potassium'), T + i * 3_600_000);
      if (haemolysed) ratios.push((value ?? Number.NaN) / latent);
    }
    expectMean(ratios, 1.12, 1.12 * 0.02);
  });

  it('works derived values out from what was measured at the time', () => {
    for (let slot = 0; slot < 50; slot++) {
      const { signals } = somebody(all, slot);
      const [ldl, hdl, rest] = ['LDL', 'HDL', 'Non-HDL'].map((name) => signals.measure(named(name), T).value);
      if (ldl === null) continue;
      expect(rest).toBe(Number(ldl) - Number(hdl));
    }
  });

  it('takes the true value of what nobody measures', () => {
    const { signals } = somebody(all, 11);
    const value = signals.latent(named('True'), T) - signals.reading(named('HDL'), T);
    expect(signals.reading(named('From true'), T)).toBeCloseTo(value, 5);
  });

  it('tells the first range that fits, and how the value stands to it', () => {
    const potassium = named('Potassium');
    const seen = new Set<string>();
    for (let slot = 0; slot < 400; slot++) {
      const { signals } = somebody(all, slot);
      const { value, range, interpretation } = signals.measure(potassium, T);
      if (value === null) continue;
      const [low, high] = slot % 2 === 0 ? [90, null] : [95, 110];
      expect(range).toMatchObject({ low, high });
      const expected =
        value <= 80 ? 'LL' : value >= 125 ? 'HH' : value < low ? 'L' : high !== null && value > high ? 'H' : 'N';
      expect(interpretation).toBe(expected);
      seen.add(expected);
    }
    expect([...seen].sort()).toEqual(['H', 'HH', 'L', 'LL', 'N']);
    const child = somebody(all, 1).signals.measure(potassium, atAge(10));
    expect(child.range).toBeNull();
  });

  it('says nothing of who has no such thing', () => {
    const ofMen = named('Of men');
    expect(somebody(all, 2).signals.measure(ofMen, T)).toMatchObject({ value: null, absent: null });
    expect(somebody(all, 2).signals.rank(ofMen, T)).toBeUndefined();
    expect(somebody(all, 3).signals.measure(ofMen, T).value).not.toBeNull();
  });

  it('ends where the scale of the instrument does, and the body within it', () => {
    const values: number[] = [];
    for (let slot = 0; slot < 500; slot++) {
      const { signals, beyond } = somebody(all, slot);
      values.push(signals.reading(named('Saturated'), T));
      expect(signals.latent(named('Saturated'), T)).toBeLessThanOrEqual(100);
      expect(beyond).toEqual([]);
    }
    expect(Math.max(...values)).toBe(100);
    expect(meanOf(values)).toBeLessThan(98);
  });
});
