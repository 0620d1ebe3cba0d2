import { between } from '../core/numeric.ts';
import { Distribution } from './distribution.ts';
import type { Growth, GrowthMeasure } from './growth.ts';
import type { Sex } from './terms.ts';

/** Height of adults in cm: sex, first age, last age (completed years), percentiles 5, 10, 25, 50, 75, 90, 95. */
export type AdultHeightRow = readonly [sex: Sex, ageMin: number, ageMax: number, percentiles: readonly number[]];

/** Sex, about 1960 or since 2010, age in years, percentiles 5, 10, 25, 50, 75, 90, 95 of body mass index. */
export type BmiRow = readonly [sex: Sex, era: 'past' | 'present', age: number, percentiles: readonly number[]];

/**
 * Share of the variance of weight that is within a person and of measuring: coefficients of variation of 1 % and 0.3 %, and 25 % between
 * people (EFLM biological variation database and the Westgard list, rounded; not re-read).
 */
const WEIGHT_WITHIN = 0.0017;

/** Age in years at which the growth charts end. */
export const ADULT = 20;
/** Age in years from which body mass index is charted. */
export const FIRST_INDEX = 2;
/** Years by the calendar are up to a day longer or shorter than the mean ones that ages are counted in. */
export const A_DAY = 1 / 365;

/**
 * How far body mass index had come from its distribution of 1960 to that of 2010, by means of adults: 25.1 in 1960-62, 25.4 in 1976-80,
 * 26.6 in 1988-94, 27.9 in 1999-2000, 28.6 in 2007-10 (Ogden and others, Advance Data 347; Fryar and others, Vital Health Stat 11(252);
 * not re-read). Children rose in step. The surveys since are above 2010 by a few percent; the level of the norms is held.
 */
const RISE: readonly (readonly [year: number, share: number])[] = [
  [1961, 0],
  [1978, 0.1],
  [1991, 0.43],
  [2000, 0.78],
  [2010, 1],
];

/** The calendar years between which body mass index rose; before and after, people of an age are alike. */
export const BMI_ROSE = { from: RISE[0]?.[0] ?? 0, to: RISE.at(-1)?.[0] ?? 0 } as const;

/** Distributions of height and body mass index among people, and where on the growth charts a body lies. */
export class BodyNorms {
  readonly growth: Growth;
  /** Share of the variance of weight that is day to day. */
  readonly weightWithinShare = WEIGHT_WITHIN;
  readonly #adultHeight: Readonly<Record<Sex, Distribution>>;
  readonly #past: Readonly<Record<Sex, Distribution>>;
  readonly #present: Readonly<Record<Sex, Distribution>>;

  constructor(heights: readonly AdultHeightRow[], growth: Growth, bmi: readonly BmiRow[]) {
    this.growth = growth;
    // A band holds at its middle: completed ages 20 to 39 are centred on 30.
    const height = (sex: Sex) =>
      new Distribution(
        heights
          .filter((row) => row[0] === sex)
          .map(([, ageMin, ageMax, percentiles]) => ({ age: (ageMin + ageMax + 1) / 2, percentiles })),
      );
    this.#adultHeight = { F: height('F'), M: height('M') };
    const index = (era: string) => {
      const of = (sex: Sex) =>
        new Distribution(
          bmi.filter((row) => row[0] === sex && row[1] === era).map((row) => ({ age: row[2], percentiles: row[3] })),
        );
      return { F: of('F'), M: of('M') };
    };
    this.#past = index('past');
    this.#present = index('present');
  }

  /**
   * Height in cm at an age in years and a standard normal score: the growth chart below 20, the survey's distribution from the middle of
   * its first band of adults, and between the two their mean weighted by age, so that nobody jumps.
   */
  height(sex: Sex, age: number, z: number): number {
    const adult = this.#adultHeight[sex];
    if (age >= adult.firstAge) return adult.at(age, z);
    const charted = this.growth.chart('height', sex).at(age * 12, z);
    if (age <= ADULT) return charted;
    return charted + ((age - ADULT) / (adult.firstAge - ADULT)) * (adult.at(age, z) - charted);
  }

  /** Body mass index (kg/m2) from age 2 on at a standard normal score, in a calendar year (with its fraction). Allocates nothing. */
  bodyMassIndex(sex: Sex, age: number, year: number, z: number): number {
    const rise = between(RISE, year);
    if (rise === 1) return this.#present[sex].at(age, z);
    const past = this.#past[sex].at(age, z);
    return rise === 0 ? past : past + rise * (this.#present[sex].at(age, z) - past);
  }

  /** The standard normal score of a value on a growth chart, at an age at which it has one. */
  chartScore(measure: GrowthMeasure, sex: Sex, age: number, value: number): number {
    return this.growth.chart(measure, sex).scoreOf(age * 12, value);
  }

  /** The standard normal score of an adult's height (cm) among adults of the age. */
  adultHeightScore(sex: Sex, age: number, value: number): number {
    return this.#adultHeight[sex].scoreOf(age, value);
  }

  /** The standard normal score of an adult's body mass index among people of the age in a calendar year, within 1e-3. */
  indexScore(sex: Sex, age: number, year: number, value: number): number {
    let [low, high] = [-6, 6];
    while (high - low > 1e-3) {
      const middle = (low + high) / 2;
      if (this.bodyMassIndex(sex, age, year, middle) < value) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }
}
