import { describe, expect, it } from 'vitest';
import { BUILT_IN_MODULES } from '../../../src/index.ts';
import { compileProgram } from '../../../src/language/compile.ts';
import { discoverModules } from '../../../src/language/discover.ts';
import { meanOfPeers } from '../../../src/physiology/peer-mean.ts';
import type { Signal } from '../../../src/physiology/signal.ts';
import { loadReference } from '../../../src/reference/data.ts';

const { signals } = compileProgram(discoverModules([BUILT_IN_MODULES])).program;
const reference = loadReference();
const mean = (name: string, age: number, year: number, of: (value: number) => number, sex: 'F' | 'M' = 'F') =>
  meanOfPeers(signals.named(name) as Signal, sex, age, year, reference, of);

/** The integral by hundredths of a standard deviation. */
function finely(of: (score: number) => number): number {
  let [sum, whole] = [0, 0];
  for (let score = -6; score <= 6; score += 0.01) {
    const density = Math.exp((-score * score) / 2);
    sum += density * of(score);
    whole += density;
  }
  return sum / whole;
}

describe('the mean of a function of what is usual among people of an age', () => {
  it.each([
    ['F', 50, 2015],
    ['M', 30, 1980],
    ['F', 75, 2020],
  ] as const)('is the integral over the body mass index: %s, %d years, %d', (sex, age, year) => {
    const ratio = (value: number) => 1.72 ** (value / 5);
    const { body } = reference;
    const within = Math.sqrt(1 - body.weightWithinShare);
    const exact = finely((score) => ratio(body.bodyMassIndex(sex, age, year, within * score)));
    expect(Math.abs(mean('Body Mass Index', age, year, ratio, sex) / exact - 1)).toBeLessThan(0.01);
  });

  it('is the integral over a baseline, without what varies within a person', () => {
    const signal = signals.named('Hemoglobin A1c') as Signal;
    const { origin } = signal;
    if (origin.kind !== 'baseline') throw new Error('it has no baseline');
    const ratio = (value: number) => 2.16 ** (value / 0.5);
    const exact = finely((score) => ratio(origin.distribution.M.at(45, Math.sqrt(origin.between) * score)));
    expect(Math.abs(mean('Hemoglobin A1c', 45, 2000, ratio, 'M') / exact - 1)).toBeLessThan(0.01);
  });

  it('rises with the years in which people became heavier', () => {
    const value = (given: number) => given;
    expect(mean('Body Mass Index', 45, 2015, value)).toBeGreaterThan(mean('Body Mass Index', 45, 1970, value) + 1);
    expect(mean('Hemoglobin A1c', 45, 2015, value)).toBe(mean('Hemoglobin A1c', 45, 1970, value));
  });

  it('is nothing of what is derived', () => {
    expect(mean('Creatinine', 45, 2015, (value) => value)).toBeNaN();
  });
});
