import { normalQuantile, power, roundTo } from '../core/numeric.ts';
import type { Draws } from '../core/random/draws.ts';
import { murmur3 } from '../core/random/murmur3.ts';
import { DAY, type SimTime, YEAR, yearOf } from '../core/time.ts';
import type { Ethnicity, Person, Sex } from '../record/person.ts';
import type { Birth, Births } from '../reference/births.ts';
import { A_DAY, ADULT, type BodyNorms, FIRST_INDEX } from '../reference/body-norms.ts';
import type { Reference } from '../reference/data.ts';

const STREAM = murmur3('vital signs');
/** Purpose of the draws here: each decision has a state of its own. */
const ONLY = 0;
const DECIDES = {
  height: murmur3('Height'),
  /** Visit: the number of the knot. */
  mass: murmur3('BMI'),
  daily: murmur3('weight from day to day'),
  tempo: murmur3('tempo of puberty'),
  weeks: murmur3('weeks of gestation'),
  birthWeight: murmur3('class of birth weight'),
  grams: murmur3('birth weight within its class'),
  birthLength: murmur3('length at birth'),
  head: murmur3('Head Circumference'),
  birthHead: murmur3('head at birth'),
} as const;

/**
 * Ages between which the place of a body among those of its age drifts, and how much of it stays from one to the next (correlation):
 * year to year about 0.94 in children (National Longitudinal Surveys, as used by Synthea's growth), ten years 0.85 to 0.92 in adults
 * (tracking in Framingham and CARDIA; rounded, not re-read).
 */
const KNOTS = [2, 6, 10, 14, 18, 25, 35, 45, 55, 65, 75, 85] as const;
const STAYS = [0.72, 0.8, 0.83, 0.83, 0.78, 0.85, 0.9, 0.92, 0.92, 0.9, 0.88] as const;
/** The knot at which somebody's place is meant where a single one is asked for. */
const MIDDLE = 45;

/**
 * Puberty: its tempo moves height among people of the age by up to 0.42 of a standard deviation a unit, most at the age of the
 * spurt's middle; half a percent of children are two years early or late (after Tanner and Whitehouse, Arch Dis Child 1976;51:170; judgement).
 */
const SPURT = { F: 11.5, M: 13.5 } as const;
const SPURT_WIDTH = 1.7;
const SPURT_SHARE = 0.42;
const ROOT_3 = Math.sqrt(3);

/** How length at birth goes with weight at birth (correlation of scores; judgement). */
const LENGTH_AT_BIRTH = 0.8;
/** Score of weight at birth (some 5.3 kg) above which the chart, of which nobody is so heavy, says nothing sensible of length. */
const HEAVIEST = 4;
/**
 * Heads at birth go with this power of weight, as the medians from 24 to 40 weeks of Fenton and Kim (BMC Pediatr 2013;13:59; not re-read) do,
 * and vary around that by a share of themselves (judgement).
 */
const HEAD_BY_WEIGHT = 0.27;
const HEAD_VARIES = 0.028;

/**
 * The body of one person at any time: height, weight, body mass index and head, without pregnancy or disease. A person keeps a place in the
 * distribution of height, save through puberty; the place in that of body mass index drifts. Infants come from their weight at birth
 * to their own place on the charts within two years. Each measure has the distribution of its age, sex and calendar year.
 */
export class Body {
  readonly #norms: BodyNorms;
  readonly #births: Births;
  readonly #draws: Draws;
  readonly #sex: Sex;
  readonly #hispanic: boolean;
  readonly #birthTime: SimTime;
  readonly #birthYear: number;
  /** Standard normal scores, once drawn. */
  readonly #known = new Map<number, number>();
  #mass: Float64Array | undefined;
  #birth: Birth | undefined;
  /** Scores at birth and the tempo of puberty, once worked out. */
  #birthWeightScore: number | undefined;
  #birthHeadScore: number | undefined;
  #tempo: number | undefined;
  /** The height at the age that was asked for last: weight is asked for at the same. */
  #heightAge = Number.NaN;
  #heightThen = 0;

  constructor(
    { body, births }: Pick<Reference, 'body' | 'births'>,
    draws: Draws,
    person: Pick<Person, 'sex' | 'birth'> & { readonly ethnicity?: Ethnicity },
  ) {
    this.#norms = body;
    this.#births = births;
    this.#draws = draws;
    this.#sex = person.sex;
    this.#hispanic = person.ethnicity === 'hispanic';
    this.#birthTime = person.birth;
    this.#birthYear = yearOf(person.birth);
  }

  /** Weight and weeks at birth, by sex and whether the mother (taken to be of the child's ethnicity) is Hispanic. */
  get birth(): Birth {
    const u = (state: number) => this.#draws.uniform(STREAM, state, 0, ONLY);
    this.#birth ??= this.#births.at(
      this.#hispanic,
      this.#sex,
      u(DECIDES.weeks),
      u(DECIDES.birthWeight),
      u(DECIDES.grams),
    );
    return this.#birth;
  }

  ageAt(t: SimTime): number {
    return Math.max(0, t - this.#birthTime) / YEAR;
  }

  /** cm, to 0.1. */
  height(t: SimTime): number {
    return roundTo(this.#height(this.ageAt(t)), 1);
  }

  /** kg, to 0.1; varies from day to day, not within one. */
  weight(t: SimTime): number {
    const day = Math.floor((t - this.#birthTime) / DAY);
    const daily = normalQuantile(this.#draws.uniform(STREAM, DECIDES.daily, day, ONLY));
    return roundTo(this.#weight(this.ageAt(t), daily), 1);
  }

  /** kg, to 0.1, without what varies from day to day. */
  usualWeight(t: SimTime): number {
    return roundTo(this.#weight(this.ageAt(t), 0), 1);
  }

  /** Exactly kg/m2 of the height and weight that are read on the same day, to 0.01. */
  bodyMassIndex(t: SimTime): number {
    const metres = this.height(t) / 100;
    return roundTo(this.weight(t) / (metres * metres), 2);
  }

  /** cm, to 0.01; undefined when the chart is over (at three years). */
  head(t: SimTime): number | undefined {
    const months = this.ageAt(t) * 12;
    const chart = this.#norms.growth.chart('head', this.#sex);
    if (months > chart.lastMonth + 12 * A_DAY) return undefined;
    const own = this.#score(DECIDES.head);
    return roundTo(chart.at(months, this.#settled(months, this.#headAtBirth(), own)), 2);
  }

  /** The person's place in the distribution of height: a standard normal score, for life. */
  get heightLevel(): number {
    return this.#score(DECIDES.height);
  }

  /** Standard normal score of the height that is read: on the growth chart below 20, from then on among adults of the age. */
  heightScore(t: SimTime): number {
    const age = this.ageAt(t);
    const height = this.height(t);
    return age < ADULT
      ? this.#norms.chartScore('height', this.#sex, age, height)
      : this.#norms.adultHeightScore(this.#sex, age, height);
  }

  /** On the chart of body mass index, from 2 to 20 years; undefined at other ages. */
  indexScore(t: SimTime): number | undefined {
    const age = this.ageAt(t);
    if (age < FIRST_INDEX - A_DAY || age > ADULT + A_DAY) return undefined;
    return this.#norms.chartScore('bmi', this.#sex, age, this.bodyMassIndex(t));
  }

  /** The person's place in the distribution of body mass index at an age in years: a standard normal score, without the day's variation. */
  massScore(age: number = MIDDLE): number {
    this.#mass ??= this.#massAtKnots();
    const scores = this.#mass;
    const last = KNOTS.length - 1;
    if (age <= KNOTS[0]) return scores[0] as number;
    if (age >= (KNOTS[last] as number)) return scores[last] as number;
    let knot = 0;
    while (age >= (KNOTS[knot + 1] as number)) knot++;
    const from = KNOTS[knot] as number;
    const w = (age - from) / ((KNOTS[knot + 1] as number) - from);
    const variance = (1 - w) * (1 - w) + w * w + 2 * w * (1 - w) * (STAYS[knot] as number);
    return ((1 - w) * (scores[knot] as number) + w * (scores[knot + 1] as number)) / Math.sqrt(variance);
  }

  #massAtKnots(): Float64Array {
    const scores = new Float64Array(KNOTS.length);
    for (let i = 0; i < scores.length; i++) {
      const own = normalQuantile(this.#draws.uniform(STREAM, DECIDES.mass, i, ONLY));
      const stays = i === 0 ? 0 : (STAYS[i - 1] as number);
      scores[i] = i === 0 ? own : stays * (scores[i - 1] as number) + Math.sqrt(1 - stays * stays) * own;
    }
    return scores;
  }

  #height(age: number): number {
    if (age !== this.#heightAge) {
      this.#heightAge = age;
      this.#heightThen = this.#heightAt(age);
    }
    return this.#heightThen;
  }

  #heightAt(age: number): number {
    const own = this.#score(DECIDES.height);
    if (age >= ADULT) return this.#norms.height(this.#sex, age, own);
    if (age >= FIRST_INDEX) return this.#norms.height(this.#sex, age, this.#inPuberty(age, own));
    const atBirth = this.#atBirth(LENGTH_AT_BIRTH, DECIDES.birthLength);
    return this.#norms.height(this.#sex, age, this.#settled(age * 12, atBirth, this.#inPuberty(FIRST_INDEX, own)));
  }

  /** Height's score, moved by the tempo of puberty; still standard normal among all. */
  #inPuberty(age: number, own: number): number {
    const away = (age - SPURT[this.#sex]) / SPURT_WIDTH;
    const share = SPURT_SHARE * Math.exp((-away * away) / 2);
    // Even, not normal: no child is so early or late that growth would turn back.
    this.#tempo ??= ROOT_3 * (2 * this.#draws.uniform(STREAM, DECIDES.tempo, 0, ONLY) - 1);
    return Math.sqrt(1 - share * share) * own + share * this.#tempo;
  }

  /** By body mass index from age 2; before, on the weight chart from birth weight to the place that the weight at age 2 has. */
  #weight(age: number, daily: number): number {
    const norms = this.#norms;
    const within = norms.weightWithinShare;
    const z = Math.sqrt(1 - within) * this.massScore(Math.max(age, FIRST_INDEX)) + Math.sqrt(within) * daily;
    if (age >= FIRST_INDEX) return this.#massAt(age, z);
    const chart = norms.growth.chart('weight', this.#sex);
    const later = chart.scoreOf(FIRST_INDEX * 12, this.#massAt(FIRST_INDEX, z));
    return chart.at(age * 12, this.#settled(age * 12, this.#birthScore(), later));
  }

  #massAt(age: number, z: number): number {
    const metres = this.#height(age) / 100;
    return this.#norms.bodyMassIndex(this.#sex, age, this.#birthYear + age, z) * metres * metres;
  }

  #birthScore(): number {
    this.#birthWeightScore ??= this.#norms.growth.chart('weight', this.#sex).scoreOf(0, this.birth.weightGrams / 1000);
    return this.#birthWeightScore;
  }

  /** By weight, not by its score: the charts are of children born at term, and say nothing sensible of the smallest. */
  #headAtBirth(): number {
    this.#birthHeadScore ??= this.#headScoreAtBirth();
    return this.#birthHeadScore;
  }

  #headScoreAtBirth(): number {
    const { growth } = this.#norms;
    const heads = growth.chart('head', this.#sex);
    const share = this.birth.weightGrams / 1000 / growth.chart('weight', this.#sex).at(0, 0);
    const expected = heads.at(0, 0) * power(share, HEAD_BY_WEIGHT);
    return heads.scoreOf(0, expected * (1 + HEAD_VARIES * this.#score(DECIDES.birthHead)));
  }

  /** The score at birth of what goes with weight at birth; of very small children still lower, of the heaviest no higher. */
  #atBirth(correlation: number, state: number): number {
    const weight = Math.min(this.#birthScore(), HEAVIEST);
    const own = Math.sqrt(1 - correlation * correlation) * this.#score(state);
    return correlation * weight + own + 1.5 * Math.min(0, weight + 2);
  }

  /** From the score at birth to the own one, over two years; standard normal all the way if both are. */
  #settled(months: number, atBirth: number, own: number): number {
    if (months >= FIRST_INDEX * 12) return own;
    // Sine and cosine of twice the angle whose tangent is q.
    const q = months > 0 ? power(months / (FIRST_INDEX * 12), 0.7) : 0;
    return ((1 - q * q) * atBirth + 2 * q * own) / (1 + q * q);
  }

  #score(state: number): number {
    const known = this.#known.get(state);
    if (known !== undefined) return known;
    const score = normalQuantile(this.#draws.uniform(STREAM, state, 0, ONLY));
    this.#known.set(state, score);
    return score;
  }
}
