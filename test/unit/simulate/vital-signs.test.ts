import { describe, expect, it } from 'vitest';
import { roundTo } from '../../../src/core/numeric.ts';
import { Draws } from '../../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../../src/core/random/keys.ts';
import { DAY, timeOf, YEAR } from '../../../src/core/time.ts';
import { VITAL_SIGN_NAMES } from '../../../src/language/vital-sign-names.ts';
import type { Sex } from '../../../src/record/person.ts';
import { loadReference } from '../../../src/reference/data.ts';
import { Distribution } from '../../../src/reference/norms.ts';
import { VitalSigns } from '../../../src/simulate/vital-signs.ts';

const reference = loadReference();
const run = runKeys('vital signs');
const birth = timeOf(1960, 5, 17);
const N = 4000;
/** A share of n is off by more with a probability of 7e-6. */
const Z = 4.5;

/** Signs with published percentiles: LOINC, smallest step that is read. */
const PUBLISHED: readonly (readonly [sign: string, loinc: string, step: number])[] = [
  ['Systolic Blood Pressure', '8480-6', 1],
  ['Diastolic Blood Pressure', '8462-4', 1],
  ['Heart Rate', '8867-4', 1],
  ['Blood Glucose', '4548-4', 0.01],
  ['Glucose', '2345-7', 0.01],
  ['Urea Nitrogen', '3094-0', 0.01],
  ['Creatinine', '2160-0', 0.01],
  ['Calcium', '17861-6', 0.01],
  ['Sodium', '2951-2', 0.01],
  ['Potassium', '2823-3', 0.01],
  ['Chloride', '2075-0', 0.01],
  ['Carbon Dioxide', '2028-9', 0.01],
  ['Total Cholesterol', '2093-3', 0.01],
  ['Triglycerides', '2571-8', 0.01],
  ['LDL', '13457-7', 0.01],
  ['HDL', '2085-9', 0.01],
  ['Height', '8302-2', 0.1],
];

function body(slot: number, sex: Sex): VitalSigns {
  return new VitalSigns(reference, new Draws(lifeKeys(run, slot, 0).draws), { sex, birth });
}

function readAll(sign: string, sex: Sex, age: number, n = N): number[] {
  return Array.from({ length: n }, (_, i) => body(i, sex).read(sign, birth + age * YEAR, 1, 2, 3, 4) ?? Number.NaN);
}

/** Values below `limit`, and half of those that read as it: a reading at the limit may have been rounded up or down. */
function expectBelow(values: readonly number[], limit: number, step: number, p: number): void {
  const tied = values.filter((value) => Math.abs(value - limit) < step * 0.501).length;
  const below = values.filter((value) => value < limit - step * 0.501).length;
  const allowance = Z * Math.sqrt((p * (1 - p)) / values.length) + tied / 2 / values.length;
  expect(Math.abs((below + tied / 2) / values.length - p)).toBeLessThanOrEqual(allowance);
}

describe('vital signs', () => {
  it.each(PUBLISHED)('%s has the published quartiles at every age of adults', (sign, loinc, step) => {
    for (const sex of ['F', 'M'] as const) {
      for (const { age, percentiles } of reference.norms.of(loinc).points[sex].filter((point) => point.age > 20)) {
        const values = readAll(sign, sex, age);
        for (const [i, p] of [
          [2, 0.25],
          [3, 0.5],
          [5, 0.9],
        ] as const) {
          expectBelow(values, percentiles[i] ?? Number.NaN, step, p);
        }
      }
    }
  });

  it('vary within a person as much as published', () => {
    const { withinShare, points } = reference.norms.of('2093-3');
    const distribution = new Distribution(points.M);
    const pairs = Array.from({ length: N }, (_, i) => {
      const person = body(i, 'M');
      return [1, 2].map((visit) =>
        distribution.scoreOf(30, person.read('Total Cholesterol', birth + 30 * YEAR, 1, 2, visit, 4) ?? Number.NaN),
      );
    });
    const r = 1 - Number(withinShare);
    const found = pairs.reduce((sum, [a = 0, b = 0]) => sum + a * b, 0) / N;
    // The mean of products of two standard normal scores of correlation r has variance (1 + r^2) / n.
    expect(Math.abs(found - r)).toBeLessThanOrEqual(Z * Math.sqrt((1 + r * r) / N));
  });

  it('follow one another as published', () => {
    const score = (sign: string, loinc: string) => {
      const distribution = new Distribution(reference.norms.of(loinc).points.F);
      return readAll(sign, 'F', 30).map((value) => distribution.scoreOf(30, value));
    };
    const total = score('Total Cholesterol', '2093-3');
    const ldl = score('LDL', '13457-7');
    const found = total.reduce((sum, z, i) => sum + z * (ldl[i] ?? 0), 0) / N;
    // 0.917 between readings of one sample; here the two readings vary apart, which leaves 0.99 of their levels.
    const r =
      0.99 *
      Math.sqrt(
        (1 - Number(reference.norms.of('2093-3').withinShare)) *
          (1 - Number(reference.norms.of('13457-7').withinShare)),
      );
    expect(Math.abs(found - r)).toBeLessThanOrEqual(Z * Math.sqrt((1 + r * r) / N));
  });

  it.each([2, 6, 12, 16])('put half of the children of %d years under the median of the growth chart', (age) => {
    for (const sex of ['F', 'M'] as const) {
      const median = reference.growth.chart('height', sex).at(age * 12, 0);
      expectBelow(readAll('Height', sex, age), median, 0.1, 0.5);
    }
  });

  it('make body mass index exactly of the height and weight of the day', () => {
    for (const age of [0.3, 4, 15, 24, 50, 88]) {
      for (let i = 0; i < 50; i++) {
        const person = body(i, 'F');
        const read = (sign: string, purpose: number) =>
          person.read(sign, birth + age * YEAR, 9, 9, 9, purpose) ?? Number.NaN;
        const metres = read('Height', 1) / 100;
        expect(read('BMI', 3)).toBe(roundTo(read('Weight', 2) / (metres * metres), 2));
      }
    }
  });

  it('let nobody jump at two or at twenty years', () => {
    for (let i = 0; i < 300; i++) {
      for (const age of [2, 20]) {
        const person = body(i, 'M');
        const at = (sign: string, days: number) =>
          person.read(sign, birth + age * YEAR + days * DAY, 1, 1, 1, 1) ?? Number.NaN;
        expect(Math.abs(at('Height', 1) - at('Height', -1))).toBeLessThan(0.3);
        // From day to day by about 1 % of weight: the difference of two days is within 4.5 times 1.5 %.
        expect(Math.abs(at('Weight', 1) / at('Weight', -1) - 1)).toBeLessThan(0.07);
      }
    }
  });

  it('are real and above 0 for every sign, age and reader', () => {
    for (let i = 0; i < 200; i++) {
      const person = body(i, i % 2 === 0 ? 'F' : 'M');
      for (const age of [0, 0.01, 1, 2, 7, 19.99, 20, 45, 79, 104]) {
        for (const sign of VITAL_SIGN_NAMES) {
          const value = person.read(sign, birth + age * YEAR, i, 5, 6, 7);
          if (value === undefined) continue;
          expect(Number.isFinite(value) && value >= 0, `${sign} ${value} at ${age}`).toBe(true);
        }
        expect(person.read('Oxygen Saturation', birth + age * YEAR, i, 5, 6, 7)).toBeLessThanOrEqual(100);
      }
    }
  });

  it('read the same to one reader and differently to two', () => {
    const t = birth + 40 * YEAR;
    const person = body(1, 'F');
    const first = person.read('Glucose', t, 1, 2, 3, 4);
    expect(person.read('Glucose', t, 1, 2, 3, 4)).toBe(first);
    expect(body(1, 'F').read('Glucose', t, 1, 2, 3, 4)).toBe(first);
    expect(new Set([first, person.read('Glucose', t, 2, 2, 3, 4), person.read('Glucose', t, 1, 2, 4, 4)]).size).toBe(3);
  });

  it('are rounded as modules expect', () => {
    const person = body(2, 'M');
    const t = birth + 40 * YEAR;
    for (const [sign, decimals] of [
      ['Systolic Blood Pressure', 0],
      ['Heart Rate', 0],
      ['Weight', 1],
      ['HDL', 2],
    ] as const) {
      const value = person.read(sign, t, 1, 2, 3, 4) ?? Number.NaN;
      expect(roundTo(value, decimals)).toBe(value);
    }
  });

  it('have a filtration rate that falls with creatinine and age', () => {
    const rates = (age: number) => readAll('EGFR', 'F', age, 1000).sort((a, b) => a - b);
    const [young, old] = [rates(30), rates(75)];
    // Healthy women of the survey have 118.1 at 20 to 39; there were 438, so that itself is right within about 1.
    expectBelow(readAll('EGFR', 'F', 30), 118.1, 2, 0.5);
    expect(Number(old[500])).toBeLessThan(Number(young[500]) - 25);
  });

  it('give nothing for what is not supplied', () => {
    const person = body(0, 'F');
    expect(person.read('Left ventricular Ejection fraction', birth + 50 * YEAR, 1, 1, 1, 1)).toBeUndefined();
    expect(person.read('Head Circumference', birth + 4 * YEAR, 1, 1, 1, 1)).toBeUndefined();
    expect(person.read('Head Circumference', birth + YEAR, 1, 1, 1, 1)).toBeGreaterThan(40);
    expect(person.read('Shoe Size', birth + 50 * YEAR, 1, 1, 1, 1)).toBeUndefined();
  });
});
