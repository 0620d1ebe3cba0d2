import { normalCdf, normalQuantile } from '../../../core/numeric.ts';
import { murmur3 } from '../../../core/random/murmur3.ts';
import type { Sex } from '../../../record/person.ts';
import type { GrowthChart } from '../../../reference/growth.ts';
import type { Chance } from './chance.ts';

const FIRST_AGE = murmur3('age of the first body mass index');
const FIRST_SCORE = murmur3('score of the first body mass index');
const NEXT_SCORE = murmur3('score of the next body mass index');

const P95 = normalQuantile(0.95);
const YOUNGEST = 24;
const STEP = 12;

/**
 * Score on the CDC chart at 24 to 35 months. The reference engine takes a child of NHANES; this is the normal distribution that has
 * 8.4 % above the 95th and 22.8 % above the 85th percentile, as children of 2 to 5 had in 2011-2012 (Ogden and others,
 * JAMA 2014;311:806, not re-read).
 */
const SCORE_AT_TWO = { mean: 0.32, sd: 0.96 } as const;

/** How a score follows from that of the year before, by the age reached, from 3 to 20: correlation and difference. Source: gmf.md 7.4.3. */
const FOLLOWS: readonly (readonly [correlation: number, difference: number])[] = [
  [0.773, 0.211],
  [0.836, 0.087],
  [0.866, 0.029],
  [0.889, 0.022],
  [0.907, 0.048],
  [0.925, 0.053],
  [0.936, 0.034],
  [0.944, 0.015],
  [0.947, 0.005],
  [0.946, 0.013],
  [0.944, 0.016],
  [0.945, 0.009],
  [0.945, 0.001],
  [0.947, -0.021],
  [0.946, -0.041],
  [0.944, -0.036],
  [0.935, -0.031],
  [0.945, -0.03],
];

/** A body mass index at an age in months. */
interface Point {
  readonly months: number;
  readonly bmi: number;
}

/** The body mass index of one person from the third to the twentieth year: one point a year, linear between. */
export class BmiTrajectory {
  readonly #chance: Chance;
  readonly #sex: Sex;
  readonly #chart: GrowthChart;
  readonly #points: Point[];

  constructor(chance: Chance, sex: Sex, chart: GrowthChart) {
    this.#chance = chance;
    this.#sex = sex;
    this.#chart = chart;
    const months = YOUNGEST + Math.floor(chance.uniform(FIRST_AGE) * STEP);
    const score = chance.normal(FIRST_SCORE, 0, SCORE_AT_TWO.mean, SCORE_AT_TWO.sd);
    this.#points = [{ months, bmi: this.#fromExtended(score, months) }];
  }

  /** Where it begins: an age in months, 24 to 35. */
  get first(): Point {
    return this.#points[0] as Point;
  }

  /** The index at an age in months, not before the first. */
  at(months: number): number {
    const points = this.#points;
    while ((points[points.length - 1] as Point).months < months) points.push(this.#next());
    let i = points.length - 1;
    while (i > 0 && (points[i - 1] as Point).months >= months) i--;
    const to = points[i] as Point;
    const from = points[i - 1] ?? to;
    if (to.months === from.months) return to.bmi;
    return from.bmi + ((months - from.months) / (to.months - from.months)) * (to.bmi - from.bmi);
  }

  /** The 95th percentile of the chart. */
  percentile95(months: number): number {
    return this.#chart.at(months, P95);
  }

  /** Share of children of the chart below the person's index, 0 to 1. */
  percentile(months: number): number {
    return normalCdf(this.#chart.scoreOf(months, this.at(months)));
  }

  /** From an age in months on, replaces what was to come: later points at shares of the chart. */
  replace(months: number, later: readonly { readonly months: number; readonly percentile: number }[]): void {
    const bmi = this.at(months);
    while ((this.#points[this.#points.length - 1] as Point).months >= months) this.#points.pop();
    this.#points.push({ months, bmi });
    for (const point of later) {
      const z = normalQuantile(Math.min(0.999, Math.max(0.001, point.percentile)));
      this.#points.push({ months: point.months, bmi: this.#chart.at(point.months, z) });
    }
  }

  #next(): Point {
    const last = this.#points[this.#points.length - 1] as Point;
    const months = last.months + STEP;
    const age = Math.min(20, Math.max(3, Math.floor(months / 12)));
    const [correlation, difference] = FOLLOWS[age - 3] as readonly [number, number];
    const mean = correlation * this.#extended(last.bmi, last.months) + difference;
    const sd = Math.sqrt(1 - correlation * correlation);
    return { months, bmi: this.#fromExtended(this.#chance.normal(NEXT_SCORE, age, mean, sd), months) };
  }

  /** Score on the chart; above the 95th percentile, where the chart has few children, on a half-normal tail. */
  #extended(bmi: number, months: number): number {
    const p95 = this.percentile95(months);
    if (bmi < p95) return this.#chart.scoreOf(months, bmi);
    const p = (90 + 10 * normalCdf((bmi - p95) / this.#spread(months))) / 100;
    return normalQuantile(Math.min(p, 1 - 1e-9));
  }

  #fromExtended(score: number, months: number): number {
    if (score < P95) return this.#chart.at(months, score);
    const tail = Math.min(10 * (normalCdf(score) - 0.9), 1 - 1e-9);
    return this.percentile95(months) + this.#spread(months) * Math.max(0, normalQuantile(tail));
  }

  #spread(months: number): number {
    const age = months / 12;
    return this.#sex === 'M' ? 0.3728 + 0.5196 * age - 0.0091 * age * age : 0.8334 + 0.3712 * age - 0.0011 * age * age;
  }
}
