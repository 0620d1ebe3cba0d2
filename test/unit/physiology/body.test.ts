import { describe, expect, it } from 'vitest';
import { normalCdf } from '../../../src/core/numeric.ts';
import { Draws } from '../../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../../src/core/random/keys.ts';
import { DAY, timeOf, YEAR } from '../../../src/core/time.ts';
import { Body } from '../../../src/physiology/body.ts';
import type { Ethnicity, Sex } from '../../../src/record/person.ts';
import { Births } from '../../../src/reference/births.ts';
import { loadReference } from '../../../src/reference/data.ts';
import { expectMean, expectShare } from '../../support/tolerance.ts';

const reference = loadReference();
const run = runKeys('body');
const BIRTH = timeOf(2004, 3, 9);
const N = 3_000;

function body(slot: number, sex: Sex, birth = BIRTH, ethnicity: Ethnicity = 'nonhispanic'): Body {
  return new Body(reference, new Draws(lifeKeys(run, slot, 0).draws), { sex, birth, ethnicity });
}

function bodies(sex: Sex, birth = BIRTH): readonly Body[] {
  return Array.from({ length: N }, (_, slot) => body(slot, sex, birth));
}

describe('a body', () => {
  it('begins at its weight at birth', () => {
    for (let slot = 0; slot < 200; slot++) {
      const one = body(slot, slot % 2 === 0 ? 'F' : 'M');
      expect(Math.abs(one.weight(BIRTH) - one.birth.weightGrams / 1000)).toBeLessThanOrEqual(0.0501);
      expect(one.birth.gestationalWeeks).toBeGreaterThanOrEqual(17);
      expect(one.birth.gestationalWeeks).toBeLessThanOrEqual(47);
    }
  });

  it('is no longer than newborns are, however heavy it is', () => {
    const groups = [false, true].flatMap((hispanic) => (['F', 'M'] as const).map((sex) => [hispanic, sex] as const));
    const births = new Births(groups.map(([hispanic, sex]) => [hispanic, sex, 40, 1, 8_100, [1]]));
    for (let slot = 0; slot < N; slot++) {
      const draws = new Draws(lifeKeys(run, slot, 0).draws);
      const one = new Body({ body: reference.body, births }, draws, { sex: 'M', birth: BIRTH });
      expect(one.weight(BIRTH)).toBeGreaterThan(8);
      expect(one.height(BIRTH)).toBeGreaterThan(50);
      expect(one.height(BIRTH + 30 * DAY)).toBeLessThan(70);
    }
  });

  it('is born light as often as others: 8.3 % of babies below 2,500 g in the births of the data', () => {
    const light = bodies('F').filter((one) => one.birth.weightGrams < 2500).length;
    const rows = reference.births.at(false, 'F', 0.5, 0.5, 0.5);
    expect(rows.weightGrams).toBeGreaterThan(3000);
    // Girls of mothers who are not Hispanic, by the inverse of their distribution.
    const n = 20_000;
    let expected = 0;
    for (let i = 0; i < n; i++) {
      const u = (i + 0.5) / n;
      if (reference.births.at(false, 'F', u, ((i * 7919) % n) / n + 0.5 / n, 0.5).weightGrams < 2500) expected++;
    }
    expectShare(light, N, expected / n);
  });

  it('varies in weight from day to day around the usual weight', () => {
    const one = body(3, 'M');
    const t = BIRTH + 40 * YEAR;
    const ratios = Array.from(
      { length: 400 },
      (_, day) => one.weight(t + day * DAY) / one.usualWeight(t + day * DAY) - 1,
    );
    const sd = Math.sqrt(ratios.reduce((sum, ratio) => sum + ratio * ratio, 0) / ratios.length);
    // 1 % as published, more where a population is wider above the median than the 25 % behind that.
    expect(sd).toBeGreaterThan(0.005);
    expect(sd).toBeLessThan(0.02);
    expect(one.usualWeight(t + DAY)).toBeCloseTo(one.usualWeight(t), 0);
  });

  it('never shrinks before twenty, and no infant loses weight over a month', () => {
    for (let slot = 0; slot < 300; slot++) {
      const one = body(slot, slot % 2 === 0 ? 'F' : 'M');
      let [height, weight] = [0, 0];
      for (let month = 0; month < 234; month++) {
        const t = BIRTH + (month / 12) * YEAR;
        expect(one.height(t)).toBeGreaterThanOrEqual(height - 0.11);
        height = one.height(t);
        // From day to day weight varies by about 1 %.
        if (month < 12) expect(one.weight(t)).toBeGreaterThan(weight * 0.96);
        weight = one.weight(t);
      }
    }
  });

  it.each([2.5, 8, 12, 14, 18])('has the height of its growth chart at %d years', (age) => {
    for (const sex of ['F', 'M'] as const) {
      const t = BIRTH + age * YEAR;
      const scores = bodies(sex).map((one) => one.heightScore(t));
      for (const z of [-1.645, -0.675, 0, 0.675, 1.645]) {
        // Heights are read to 0.1 cm, at most 0.02 of a standard deviation.
        const below = scores.filter((score) => score < z).length;
        const p = normalCdf(z);
        expect(Math.abs(below / N - p)).toBeLessThanOrEqual(4.5 * Math.sqrt((p * (1 - p)) / N) + 0.008);
      }
    }
  });

  it('moves on its chart through puberty and comes back', () => {
    const moved = bodies('M').map((one) => {
      const score = (age: number) => one.heightScore(BIRTH + age * YEAR);
      return [score(13.5) - score(6), score(19.5) - score(6)] as const;
    });
    const spread = (values: readonly number[]) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / N);
    // sqrt(0.42^2 + (1 - sqrt(1 - 0.42^2))^2) of a standard deviation.
    expect(spread(moved.map(([at]) => at))).toBeGreaterThan(0.4);
    expect(spread(moved.map(([at]) => at))).toBeLessThan(0.46);
    expect(spread(moved.map(([, after]) => after))).toBeLessThan(0.05);
  });

  it('keeps much of its place in body mass index, and less over a longer time', () => {
    const scores = bodies('F').map((one) => [7, 17, 40, 50].map((age) => one.massScore(age)));
    const r = (a: number, b: number) => scores.reduce((sum, row) => sum + Number(row[a]) * Number(row[b]), 0) / N;
    for (const age of [0, 1, 2, 3])
      expectMean(
        scores.map((row) => Number(row[age])),
        0,
        1,
      );
    expect(r(2, 3)).toBeGreaterThan(0.85);
    expect(r(0, 3)).toBeLessThan(r(1, 3));
    expect(r(0, 3)).toBeGreaterThan(0.15);
  });

  it('was lighter sixty years ago: 25.1 and 24.9 kg/m2 in 1960-62 (Advance Data 347)', () => {
    for (const [sex, mean, sd] of [
      ['M', 25.1, 4],
      ['F', 24.9, 5.5],
    ] as const) {
      const years = [25, 35, 45, 55, 65, 74];
      const values = years.flatMap((age) =>
        Array.from({ length: 500 }, (_, i) => body(i, sex, timeOf(1961 - age, 1, 1)).bodyMassIndex(timeOf(1961, 1, 1))),
      );
      const average = values.reduce((sum, value) => sum + value, 0) / values.length;
      // The same 500 people at six ages count as 500; 3 % for what the shift leaves out.
      expect(Math.abs(average - mean)).toBeLessThan(0.03 * mean + (4.5 * sd) / Math.sqrt(500));
    }
  });

  it('is on the charts of body mass index from 2 to 19 only', () => {
    const one = body(5, 'M');
    expect(one.indexScore(BIRTH + 1.9 * YEAR)).toBeUndefined();
    expect(one.indexScore(BIRTH + 20.01 * YEAR)).toBeUndefined();
    const t = BIRTH + 10 * YEAR;
    expect(one.indexScore(t)).toBe(reference.growth.chart('bmi', 'M').scoreOf(120, one.bodyMassIndex(t)));
  });
});
