/**
 * Bodies of a simulated population against the survey and the growth charts: `npx tsx scripts/body-tables.ts [lives] [seed]`. Means and
 * standard deviations of height, weight and body mass index of the living by sex and band of age, shares of children below each charted
 * percentile of height, and how growth goes on.
 */
import { readFileSync } from 'node:fs';
import { normalCdf } from '../src/core/numeric.ts';
import { Draws } from '../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../src/core/random/keys.ts';
import { timeOf, YEAR } from '../src/core/time.ts';
import { backgroundDeath } from '../src/people/background-mortality.ts';
import { PersonDrawer } from '../src/people/draw-person.ts';
import { Body } from '../src/physiology/body.ts';
import type { Sex } from '../src/record/person.ts';
import { loadReference } from '../src/reference/data.ts';

/** LOINC, sex, first and last age, mean, standard deviation: NHANES 2009-2012, adults from 20. */
type Target = readonly [
  measure: 'height' | 'weight' | 'bmi',
  sex: Sex,
  from: number,
  to: number,
  mean: number,
  sd: number,
];
const TARGETS = JSON.parse(
  readFileSync(new URL('../test/support/body-targets.json', import.meta.url), 'utf8'),
) as readonly Target[];
const PERCENTILES = [0.03, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.97];

interface Sample {
  readonly sex: Sex;
  readonly age: number;
  readonly height: number;
  readonly weight: number;
  readonly bmi: number;
  /** Share of children of the age and sex who are shorter, by the chart. */
  readonly heightRank: number;
}

function main(): void {
  const lives = Number(process.argv[2] ?? 100_000);
  const samples = drawn(lives, process.argv[3] ?? 'body', timeOf(2026, 1, 1));
  console.log(`${samples.length} living; measure, sex, ages, mean, target, ratio, sd, target, ratio`);
  for (const [measure, sex, from, to, mean, sd] of TARGETS) {
    const values = samples.filter((s) => s.sex === sex && s.age >= from && s.age < to + 1).map((s) => s[measure]);
    const own = momentsOf(values);
    const isAdult = from >= 20;
    const isOut =
      Math.abs(own.mean / mean - 1) > (isAdult ? 0.02 : 0.04) || Math.abs(own.sd / sd - 1) > (isAdult ? 0.1 : 0.15);
    const cells = [
      own.mean.toFixed(2),
      mean,
      (own.mean / mean).toFixed(3),
      own.sd.toFixed(2),
      sd,
      (own.sd / sd).toFixed(3),
    ];
    console.log([measure, sex, `${from}-${to}`, ...cells, isOut ? 'OUT' : ''].join('\t'));
  }
  reportHeights(samples);
}

function drawn(lives: number, seed: string, at: number): Sample[] {
  const reference = loadReference();
  const keys = runKeys(seed);
  const drawer = new PersonDrawer(reference, keys, { referenceDate: at });
  const samples: Sample[] = [];
  for (let slot = 0; slot < lives; slot++) {
    const person = drawer.draw(slot, 0);
    const draws = new Draws(lifeKeys(keys, slot, 0).draws);
    if (backgroundDeath(reference, draws, person).time < at) continue;
    const body = new Body(reference, draws, person);
    const { sex } = person;
    const age = (at - person.birth) / YEAR;
    samples.push({
      sex,
      age,
      height: body.height(at),
      weight: body.weight(at),
      bmi: body.bodyMassIndex(at),
      heightRank: normalCdf(body.heightScore(at)),
    });
  }
  return samples;
}

function momentsOf(values: readonly number[]): { readonly mean: number; readonly sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { mean, sd: Math.sqrt(squares / (values.length - 1)) };
}

function reportHeights(samples: readonly Sample[]): void {
  console.log(`\nheight: share of children below the charted percentiles ${PERCENTILES.map((p) => 100 * p).join(' ')}`);
  for (const sex of ['F', 'M'] as const) {
    for (const [from, to] of [
      [2, 5],
      [6, 11],
      [12, 15],
      [16, 19],
    ] as const) {
      const own = samples.filter((s) => s.sex === sex && s.age >= from && s.age < to + 1);
      const shares = PERCENTILES.map((p) => own.filter((s) => s.heightRank < p).length / own.length);
      const isOut = shares.some((share, i) => Math.abs(share - Number(PERCENTILES[i])) > 0.03);
      const cells = shares.map((share) => (100 * share).toFixed(1));
      console.log([sex, `${from}-${to}`, own.length, ...cells, isOut ? 'OUT' : ''].join('\t'));
    }
  }
}

main();
