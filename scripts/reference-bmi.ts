/**
 * Body mass index at single ages, so that over the bands of the survey the published percentiles come out, for
 * src/reference/body-norms.ts.
 */
import { between, normalCdf, normalQuantile } from '../src/core/numeric.ts';
import { Distribution, type DistributionPoint, KNOTS } from '../src/reference/distribution.ts';
import { GrowthChart, type GrowthRow } from '../src/reference/growth.ts';
import type { PublishedBand } from './published-bands.ts';

type Sex = 'F' | 'M';

/** Ages at which the distribution is given. */
const AGES = [
  2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 22, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80,
  85, 90,
];
/** Bands of the survey (NHANES 2009-2012) and the ages that each is weighed by: even in children, as in the population of 2010 in adults. The
 * 95th percentile sets the tail beyond it: in children it is moved by `top`, so that the standard deviation comes out. */
const BANDS = [
  { from: 2, to: 5, centre: 4, top: { F: 1.02, M: 1.04 } },
  { from: 6, to: 11, centre: 9, top: { F: 0.99, M: 0.98 } },
  { from: 12, to: 17, centre: 15, top: { F: 0.965, M: 0.98 } },
  { from: 18, to: 39, centre: 29, top: { F: 1, M: 1 } },
  { from: 40, to: 59, centre: 50, top: { F: 1, M: 1 } },
  { from: 60, to: 80, centre: 70, top: { F: 1, M: 1 } },
] as const;
/**
 * How mean body mass index goes with age in adults, kg/m2: gain to about sixty, then loss. NHANES 2007-2010 (Fryar and others, Vital
 * Health Stat 11(252), by decades), smoothed; above 80 a judgement. Rounded, not re-read in the source; only its shape within a band matters.
 */
const ADULT_MEANS: Readonly<Record<Sex, readonly (readonly [age: number, mean: number])[]>> = {
  F: [
    [20, 26],
    [25, 27.3],
    [30, 28.2],
    [40, 28.9],
    [50, 29.3],
    [60, 29.6],
    [70, 29.2],
    [80, 27.9],
    [90, 26],
  ],
  M: [
    [20, 25.9],
    [25, 27.2],
    [30, 28.1],
    [40, 29],
    [50, 29.4],
    [60, 29.3],
    [70, 28.7],
    [80, 27.4],
    [90, 25.8],
  ],
};
/** Adults in 1960-1962: mean 25.1 (men) and 24.9 (women), standard deviation about 4, against 28.6 and 6 (Ogden and others, Advance Data 347). */
const PAST = { floor: 18, share: 0.67 } as const;
const LAST_CHILD = 20;
const ROUNDS = 60;

/** sex, `past` (about 1960) or `present`, age in years, percentiles 5, 10, 25, 50, 75, 90, 95. */
export function bmiRows(labsJson: string, growth: unknown[]): unknown[] {
  const { labs } = JSON.parse(labsJson) as {
    labs: readonly { loinc: string; distribution: readonly PublishedBand[] }[];
  };
  const bands = labs.find(({ loinc }) => loinc === '39156-5')?.distribution ?? [];
  return (['F', 'M'] as const).flatMap((sex) => {
    const chart = new GrowthChart((growth as GrowthRow[]).filter((row) => row[0] === 'bmi' && row[1] === sex));
    const present = fitted(
      sex,
      chart,
      bands.filter((band) => band.sex === sex),
    );
    const past = present.map(({ age, percentiles }) => ({ age, percentiles: pastOf(chart, age, percentiles) }));
    const rows = (era: string, points: readonly DistributionPoint[]) =>
      points.map(({ age, percentiles }) => [sex, era, age, percentiles.map((value) => Math.round(value * 100) / 100)]);
    return [...rows('past', past), ...rows('present', present)];
  });
}

/** The profile by age times a ratio for each percentile, which is linear between the centres of bands. */
function fitted(sex: Sex, chart: GrowthChart, bands: readonly PublishedBand[]): readonly DistributionPoint[] {
  const targets = BANDS.map(({ from, to, top }) => {
    const band = bands.find((b) => b.ageMin === from && b.ageMax === to);
    return band ? [band.p05, band.p10, band.p25, band.p50, band.p75, band.p90, band.p95 * top[sex]] : [];
  });
  const ratios = BANDS.map(({ centre }, i) => (targets[i] ?? []).map((value) => value / profile(sex, chart, centre)));
  for (let round = 0; round < ROUNDS; round++) {
    const distribution = new Distribution(points(sex, chart, ratios));
    for (const [i, { from, to }] of BANDS.entries()) {
      const values = sample(distribution, from, to);
      for (const [k, z] of KNOTS.entries()) {
        const is = quantile(values, normalCdf(z));
        const row = ratios[i] as number[];
        row[k] = Number(row[k]) * Math.sqrt((targets[i]?.[k] ?? is) / is);
      }
    }
  }
  return points(sex, chart, ratios);
}

function points(sex: Sex, chart: GrowthChart, ratios: readonly (readonly number[])[]): readonly DistributionPoint[] {
  return AGES.map((age) => ({
    age,
    percentiles: Array.from(KNOTS, (_, k) => {
      const ys = ratios.map((row) => Number(row[k]));
      return (
        profile(sex, chart, age) *
        between(
          BANDS.map(({ centre }, i) => [centre, Number(ys[i])]),
          age,
        )
      );
    }),
  }));
}

function profile(sex: Sex, chart: GrowthChart, age: number): number {
  if (age <= LAST_CHILD) return chart.at(age * 12, 0);
  const means = ADULT_MEANS[sex];
  return (chart.at(LAST_CHILD * 12, 0) * between(means, age)) / between(means, LAST_CHILD);
}

/** Children about 1960 are those of the chart; adults lie nearer to a floor. */
function pastOf(chart: GrowthChart, age: number, present: readonly number[]): number[] {
  const adult = (value: number) => PAST.floor + PAST.share * (value - PAST.floor);
  const grown = present.map(adult);
  if (age > LAST_CHILD) return grown;
  const weight = Math.max(0, (age - 16) / 4);
  return Array.from(KNOTS, (z, k) => (1 - weight) * chart.at(age * 12, z) + weight * Number(grown[k]));
}

/** Values of a band at even ages and even quantiles, ascending; the old are fewer. */
function sample(distribution: Distribution, from: number, to: number): number[] {
  const values: number[] = [];
  for (let age = from + 0.125; age < to + 1; age += 0.25) {
    // From 60 to 80 the number of people falls by half (Census Bureau, 2010).
    const n = from === 60 ? 120 - 60 * ((age - 60) / 21) : 100;
    const count = Math.round(n);
    for (let i = 0; i < count; i++) values.push(distribution.at(age, normalQuantile((i + 0.5) / count)));
  }
  return values.sort((a, b) => a - b);
}

function quantile(sorted: readonly number[], p: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN;
}
