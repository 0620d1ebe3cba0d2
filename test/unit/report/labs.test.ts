import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../../src/core/numeric.ts';
import { Draws } from '../../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../../src/core/random/keys.ts';
import type { LabSurvey } from '../../../src/reference/lab-survey.ts';
import { loadLabSurvey } from '../../../src/reference/lab-survey.ts';
import { compareSignal } from '../../../src/report/labs/compare.ts';
import { closeness, correlate, farthest } from '../../../src/report/labs/correlate.ts';
import { publishedOf } from '../../../src/report/labs/published.ts';
import type { Readings } from '../../../src/report/labs/readings.ts';
import { correlation, errorOfQuantile, partial, quantile } from '../../../src/report/statistics.ts';
import { band, baseline, catalogue, derived, moments, percentiles } from '../../support/signals.ts';

const draws = new Draws(lifeKeys(runKeys('report'), 0, 0).draws);

function normal(stream: number, i: number): number {
  return normalQuantile(draws.uniform(stream, i, 0, 0));
}

const NOTHING: LabSurvey = { bands: [], pairs: [] };

/** People of 20 to 60 years, of either sex; values by signal. */
function readings(n: number, values: readonly ((i: number) => number)[]): Readings {
  const list = Array.from({ length: n }, (_, i) => i);
  return {
    sex: list.map((i) => (i % 2 === 0 ? 'F' : 'M')),
    age: Float64Array.from(list, (i) => 20 + (40 * i) / n),
    values: values.map((value) => Float64Array.from(list, value)),
  };
}

describe('statistics', () => {
  it('quantiles lie between order statistics', () => {
    const sorted = Float64Array.from([1, 2, 4, 8, 16]);
    expect([0, 0.25, 0.5, 0.625, 1].map((p) => quantile(sorted, p))).toEqual([1, 2, 4, 6, 16]);
  });

  it('the error of a median is that of theory', () => {
    const n = 40_000;
    const sorted = Float64Array.from({ length: n }, (_, i) => normal(1, i)).sort();
    const theory = Math.sqrt(Math.PI / 2 / n);
    // Some sqrt(n) values lie between the two ranks, so that their distance varies by a share of 1 / sqrt(sqrt(n)); 4.5 of these.
    expect(Math.abs(errorOfQuantile(sorted, 0.5) / theory - 1)).toBeLessThan(4.5 / Math.sqrt(Math.sqrt(n)));
  });

  it('correlation leaves out rows without a value, and says when there is none', () => {
    const a = Float64Array.from([1, 2, 3, Number.NaN, 5]);
    expect(correlation(a, Float64Array.from([2, 4, 6, 100, 10]))).toBeCloseTo(1, 12);
    expect(correlation(a, Float64Array.from([-1, -2, -3, 0, -5]))).toBeCloseTo(-1, 12);
    expect(correlation(a, Float64Array.from([7, 7, 7, 7, 7]))).toBeNaN();
    expect(correlation(a.slice(0, 2), a.slice(0, 2))).toBeNaN();
  });

  it('what two have by a third alone is nothing when it is taken out', () => {
    expect(partial(0.6 * 0.5, 0.6, 0.5)).toBeCloseTo(0, 12);
    expect(partial(0.5, 0, 0)).toBe(0.5);
  });
});

describe('what is published of a signal', () => {
  const { named } = catalogue([
    baseline('Mean', {}, { codes: [{ system: 'LOINC', code: '1-1', display: 'Mean' }] }),
    baseline('Points', { bands: [band(0, 39, percentiles(1, 2, 3, 4, 5, 6, 7)), band(40, 120, moments(5, 1))] }),
    derived('Sum', 'non-hdl-cholesterol', ['Mean', 'Points'], {
      codes: [{ system: 'LOINC', code: '2-2', display: 'Sum' }],
    }),
  ]);
  const survey: LabSurvey = {
    bands: [
      { loinc: '1-1', population: 'everybody', sex: 'F', from: 20, to: 39, values: [1, 2, 3, 4, 5, 6, 7] },
      { loinc: '2-2', population: 'healthy', sex: 'M', from: 20, to: 130, values: [1, 2, 3, 4, 5, 6, 7] },
    ],
    pairs: [],
  };

  it('is what its file declares, moments as percentiles', () => {
    const published = publishedOf(named('Points'), survey, false);
    expect(published?.source).toBe('file');
    expect(published?.bands.map(({ sex, from, to }) => [sex, from, to])).toEqual([
      ...[
        ['F', 0, 39],
        ['F', 40, 120],
        ['M', 0, 39],
        ['M', 40, 120],
      ],
    ]);
    expect(published?.bands[0]?.points.at(-1)).toEqual({ p: 0.95, value: 7 });
    const [, second] = published?.bands ?? [];
    expect(second?.points.map(({ p }) => p)).toEqual([0.05, 0.25, 0.5, 0.75, 0.95]);
    expect(second?.points.map(({ value }) => Number(value.toFixed(3)))).toEqual([3.355, 4.326, 5, 5.674, 6.645]);
  });

  it('is a survey of everybody where modules run, and of what is derived', () => {
    expect(publishedOf(named('Mean'), survey, false)?.source).toBe('survey of everybody');
    expect(publishedOf(named('Mean'), survey, true)?.source).toBe('file');
    expect(publishedOf(named('Sum'), survey, true)).toMatchObject({
      source: 'survey of healthy adults',
      bands: [{ sex: 'M', from: 20, to: 130, points: { length: 7 } }],
    });
    expect(publishedOf(named('Sum'), NOTHING, true)).toBeUndefined();
  });

  it('in the package, ascends, and has bands that do not overlap', () => {
    const { bands, pairs } = loadLabSurvey();
    expect(bands.length).toBeGreaterThan(100);
    expect(pairs).toHaveLength(525);
    for (const { values } of bands) expect([...values].sort((a, b) => a - b)).toEqual(values);
    const groups = new Map<string, { from: number; to: number }[]>();
    for (const { loinc, sex, from, to } of bands) {
      groups.set(`${loinc} ${sex}`, [...(groups.get(`${loinc} ${sex}`) ?? []), { from, to }]);
    }
    for (const list of groups.values()) {
      const sorted = list.sort((a, b) => a.from - b.from);
      expect(sorted.every(({ from }, i) => i === 0 || from > (sorted[i - 1]?.to ?? 0))).toBe(true);
    }
  });
});

describe('comparing', () => {
  const { named } = catalogue([
    baseline('Q', { bands: [band(0, 39, moments(100, 10)), band(40, 120, moments(100, 10))] }, { decimals: 1 }),
  ]);
  const signal = named('Q');
  const published = publishedOf(signal, NOTHING, true);
  if (!published) throw new Error('a baseline is published');

  it('finds near what is drawn from the published distribution', () => {
    const compared = compareSignal(signal, published, readings(4000, [(i) => 100 + 10 * normal(2, i)]));
    expect(compared).toMatchObject({ signal: 'Q', comparedWith: 'file', n: 4000, compared: 20, near: 20 });
    expect(compared.bands.map(({ n }) => n)).toEqual([1000, 1000, 1000, 1000]);
  });

  it('tells what is shifted, and where it is farthest', () => {
    const compared = compareSignal(
      signal,
      published,
      readings(4000, [(i) => 100 + 10 * normal(2, i) + (i % 2 === 0 && i >= 2000 ? 12 : 0)]),
    );
    expect(compared.near).toBe(15);
    expect(compared.worst).toMatchObject({ sex: 'F', from: 40, to: 120, near: false });
    // 12 of the 32.9 from the 5th to the 95th percentile; a standard error is 0.02 of them, the farthest of five is within 5.
    expect(Math.abs((compared.worst?.deviation ?? 0) - 12 / 32.9)).toBeLessThan(0.1);
  });

  it('says nothing of a band with few people', () => {
    const compared = compareSignal(signal, published, readings(100, [(i) => 100 + 10 * normal(2, i)]));
    expect(compared.bands.map(({ n, percentiles: { length } }) => [n, length])).toEqual([
      ...[
        [25, 0],
        [25, 0],
        [25, 0],
        [25, 0],
      ],
    ]);
    expect(compared).toMatchObject({ compared: 0, worst: null });
  });
});

describe('correlations', () => {
  const LOINC = (code: string) => [{ system: 'LOINC', code, display: code }];
  const { all } = catalogue([baseline('A', {}, { codes: LOINC('1-1') }), baseline('B', {}, { codes: LOINC('2-2') })]);
  const survey: LabSurvey = {
    bands: [],
    pairs: [
      { codes: ['age', '1-1'], scales: ['plain', 'plain'], r: 0.5, given: null },
      { codes: ['1-1', '2-2'], scales: ['plain', 'log'], r: 0.7, given: 0.1 },
      { codes: ['1-1', '9-9'], scales: ['plain', 'plain'], r: 0.9, given: 0.9 },
    ],
  };

  it('are those of the pairs that the program has, and of what age and sex leave', () => {
    const n = 20_000;
    // Both follow age and sex, and have nothing else in common.
    const common = (i: number) => (40 * i) / n / 10 + (i % 2);
    const found = correlate(
      all,
      survey,
      readings(n, [(i) => common(i) + normal(3, i), (i) => Math.exp(common(i) + normal(4, i))]),
    );
    expect(found.quantities).toEqual(['Age', 'A', 'B']);
    expect(found.adults).toBe(n);
    expect(found.plain.map(({ between, published }) => [...between, published])).toEqual([
      [0, 1, 0.5],
      [1, 2, 0.7],
    ]);
    const [given] = found.given;
    expect(found.given).toHaveLength(1);
    // 4.5 standard errors of a correlation of 0.
    expect(Math.abs(given?.ours ?? 1)).toBeLessThan(4.5 / Math.sqrt(n));
    expect(found.plain[1]?.ours).toBeGreaterThan(0.5);
  });

  it('are as close as they are', () => {
    const pairs = [
      { between: [0, 1], published: 0.5, ours: 0.45 },
      { between: [0, 2], published: 0.5, ours: 0.2 },
    ] as const;
    expect(closeness(pairs)).toEqual({ mean: (0.3 + 0.05) / 2, near: 0.5 });
    expect(closeness([])).toBeNull();
    expect(farthest(pairs, 1)).toEqual([pairs[1]]);
  });
});
