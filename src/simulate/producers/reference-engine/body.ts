import type { Ages } from '../../../core/age.ts';
import { normalCdf, normalQuantile } from '../../../core/numeric.ts';
import { murmur3 } from '../../../core/random/murmur3.ts';
import type { SimTime } from '../../../core/time.ts';
import type { Sex } from '../../../record/person.ts';
import type { Reference } from '../../../reference/data.ts';
import type { Growth, GrowthChart } from '../../../reference/growth.ts';
import type { WeightForLength } from '../../../reference/weight-for-length.ts';
import type { RunningLife } from '../../running-life.ts';
import type { Process } from '../producers.ts';
import { BmiTrajectory } from './bmi-trajectory.ts';
import type { Chance } from './chance.ts';

const HEIGHT = murmur3('height percentile');
const YEARLY = murmur3('weight of the year');
const GAIN = murmur3('weight to gain');

const ADULT = 20;
/** The last month in which somebody grows. */
const LAST_MONTH = ADULT * 12 - 1;
const LAST_HEAD_MONTH = 36;
const LAST_LENGTH_MONTH = 36;
const FIRST_INDEX_MONTH = 24;

/** Weight in kg while a person tries to lose some. */
export interface WeightPlan {
  weight(t: SimTime): number;
}

/**
 * Height, weight and what follows from them (gmf.md 7.4.3): below 20 by CDC charts and a course of body mass index, afterwards
 * one to two kilograms more each year up to 49 and less from 60.
 */
export class Body implements Process {
  next: SimTime;
  /** While weight is managed, the years do not change it. */
  isManaged = false;
  /** What the weight of a managed adult follows. */
  plan: WeightPlan | null = null;
  readonly trajectory: BmiTrajectory;
  readonly #life: RunningLife;
  readonly #ages: Ages;
  readonly #chance: Chance;
  readonly #sex: Sex;
  readonly #growth: Growth;
  readonly #weightForLength: WeightForLength;
  /** Standard normal score of height, for life. */
  readonly #heightScore: number;
  readonly #headScore: number;
  readonly #adulthood: SimTime;
  #weightScore = Number.NaN;
  #adultHeight = Number.NaN;
  /** kg of an adult outside weight management; NaN before adulthood. */
  #adultWeight = Number.NaN;
  #age = ADULT;

  constructor(life: RunningLife, chance: Chance, sex: Sex, reference: Reference) {
    this.#life = life;
    this.#ages = life.ages;
    this.#chance = chance;
    this.#sex = sex;
    this.#growth = reference.growth;
    this.#weightForLength = reference.weightForLength;
    const percentile = chance.uniform(HEIGHT);
    this.#heightScore = scoreOf(percentile);
    this.#headScore = scoreOf(percentile + 0.025);
    this.trajectory = new BmiTrajectory(chance, sex, reference.growth.chart('bmi', sex));
    this.#adulthood = life.ages.birthday(ADULT);
    this.next = this.#adulthood;
  }

  /** A year goes by. */
  run(t: SimTime): void {
    while (this.next <= t) {
      if (Number.isNaN(this.#adultWeight)) this.#adultWeight = this.#childWeight(LAST_MONTH);
      if (!this.isManaged) this.#adultWeight += this.#yearlyChange(this.#age);
      this.next = this.#ages.birthday(++this.#age);
    }
  }

  /** The weight to go on from when a plan is over. */
  setAdultWeight(weight: number): void {
    this.#adultWeight = weight;
  }

  isAdult(t: SimTime): boolean {
    return t >= this.#adulthood && !Number.isNaN(this.#adultWeight);
  }

  /** Completed months, as far as people grow. */
  months(t: SimTime): number {
    return t >= this.#adulthood ? LAST_MONTH : Math.min(LAST_MONTH, this.#ages.months(t));
  }

  /** cm. */
  height(t: SimTime): number {
    if (!this.isAdult(t)) return this.#heightAt(this.months(t));
    if (Number.isNaN(this.#adultHeight)) this.#adultHeight = this.#heightAt(LAST_MONTH);
    return this.#adultHeight;
  }

  /** kg. */
  weight(t: SimTime): number {
    if (!this.isAdult(t)) return this.#childWeight(this.months(t));
    return this.plan ? this.plan.weight(t) : this.#adultWeight;
  }

  /** kg/m2; from birth on. */
  bmi(t: SimTime): number {
    const metres = this.height(t) / 100;
    return this.weight(t) / (metres * metres);
  }

  /** Percent of children of the age on the CDC chart of body mass index, from 2 years on; of an adult as it was last. */
  bmiPercentile(t: SimTime): number | undefined {
    const months = this.months(t);
    if (months < FIRST_INDEX_MONTH) return undefined;
    const metres = this.#heightAt(months) / 100;
    const bmi = this.#childWeight(months) / (metres * metres);
    return 100 * normalCdf(this.#chart('bmi').scoreOf(months, bmi));
  }

  /** Percent of children of the length, up to three years; later as it was last. */
  weightForLengthPercentile(t: SimTime): number {
    const months = Math.min(LAST_LENGTH_MONTH, this.months(t));
    return this.#weightForLength.percentile(this.#sex, this.#heightAt(months), this.#childWeight(months));
  }

  heightPercentile(): number {
    return 100 * normalCdf(this.#heightScore);
  }

  weightPercentile(t: SimTime): number {
    const months = this.months(t);
    return 100 * normalCdf(this.#chart('weight').scoreOf(months, this.#childWeight(months)));
  }

  /** cm; undefined after three years. */
  headCircumference(t: SimTime): number | undefined {
    const months = this.months(t);
    return months > LAST_HEAD_MONTH ? undefined : this.#chart('head').at(months, this.#headScore);
  }

  headPercentile(t: SimTime): number | undefined {
    return this.months(t) > LAST_HEAD_MONTH ? undefined : 100 * normalCdf(this.#headScore);
  }

  /** kg that a year adds: up to 49 and, less, from 60 on; more where a module wants it. */
  #yearlyChange(age: number): number {
    const usual = age <= 49 ? 1 : age >= 60 ? -1 : 0;
    const change = usual * this.#chance.between(YEARLY, age, 1, 2);
    const wanted = this.#life.attributeNamed('kilograms_to_gain');
    if (typeof wanted !== 'number' || wanted <= 0) return change;
    const gained = this.#chance.between(GAIN, age, 1, 2);
    this.#life.setAttributeNamed('kilograms_to_gain', wanted - gained);
    return change + gained;
  }

  #heightAt(months: number): number {
    return this.#chart('height').at(months, this.#heightScore);
  }

  #childWeight(months: number): number {
    const { first } = this.trajectory;
    if (months >= first.months) {
      const metres = this.#heightAt(months) / 100;
      return this.trajectory.at(months) * metres * metres;
    }
    const chart = this.#chart('weight');
    if (Number.isNaN(this.#weightScore)) {
      const metres = this.#heightAt(first.months) / 100;
      this.#weightScore = chart.scoreOf(first.months, first.bmi * metres * metres);
    }
    return chart.at(months, this.#weightScore);
  }

  #chart(measure: 'height' | 'weight' | 'bmi' | 'head'): GrowthChart {
    return this.#growth.chart(measure, this.#sex);
  }
}

/** The reference engine looks nobody up beyond these percentiles. */
function scoreOf(percentile: number): number {
  return normalQuantile(Math.min(0.995, Math.max(0.001, percentile)));
}
