import { normalCdf, normalQuantile, power, roundTo } from '../core/numeric.ts';
import type { Draws } from '../core/random/draws.ts';
import { murmur3 } from '../core/random/murmur3.ts';
import { DAY, type SimTime, YEAR } from '../core/time.ts';
import { VITAL_SIGN_NAMES } from '../language/vital-sign-names.ts';
import type { Person, Sex } from '../record/person.ts';
import type { Reference } from '../reference/data.ts';
import type { SignNorm, VitalSignNorms } from '../reference/vital-sign-norms.ts';

/** How a sign is read; `decimals` as the reference engine rounds (half up). */
interface Sign {
  readonly name: string;
  readonly decimals: number;
  /** State of the draw of the person's own level. */
  readonly level: number;
  /** Mixed into a reader's stream, so that two signs read by one reader vary apart. */
  readonly noise: number;
}

const DECIMALS: Readonly<Record<string, number>> = {
  Height: 1,
  Weight: 1,
  'Systolic Blood Pressure': 0,
  'Diastolic Blood Pressure': 0,
  'Heart Rate': 0,
  'Respiration Rate': 0,
};

const SIGNS: ReadonlyMap<string, Sign> = new Map(
  VITAL_SIGN_NAMES.map((name) => [
    name,
    { name, decimals: DECIMALS[name] ?? 2, level: murmur3(name), noise: murmur3(`reading of ${name}`) },
  ]),
);
/** A value as it is read: pressures and rates whole, height and weight to 0.1, all else to 0.01; halves up. */
export function roundVitalSign(name: string, value: number): number {
  return roundTo(value, DECIMALS[name] ?? 2);
}

const STREAM = murmur3('vital signs');
const DAY_TO_DAY = murmur3('weight from day to day');
/** Age in years from which body mass index is charted. */
const FIRST_INDEX = 2;

/**
 * The vital signs and laboratory values of one healthy person, read at any time: a person's own level (a place in the
 * distribution of people of the same age and sex, for life) and around it a variation of each reading. Levels and
 * readings together have the published distribution.
 * Values are in the unit of the sign's norm: cm, kg, kg/m2, mm[Hg], %, mg/dL, mmol/L, /min; percentiles 0 to 100.
 */
export class VitalSigns {
  readonly #norms: VitalSignNorms;
  readonly #draws: Draws;
  readonly #sex: Sex;
  readonly #birth: SimTime;
  /** Standard normal scores of the person's levels, once drawn. */
  readonly #levels = new Map<string, number>();

  constructor(reference: Reference, draws: Draws, person: Pick<Person, 'sex' | 'birth'>) {
    this.#norms = reference.vitalSigns;
    this.#draws = draws;
    this.#sex = person.sex;
    this.#birth = person.birth;
  }

  /**
   * The value of a sign at a time, rounded; undefined when the sign is unknown or not supplied (ejection fraction; head
   * circumference after three years). The variation of a reading is keyed by its reader: one reader (stream, state,
   * visit, purpose) repeated reads the same, two readers differ. Body measures do not vary by reader, so that height,
   * weight and body mass index of one day agree.
   */
  read(name: string, t: SimTime, stream: number, state: number, visit: number, purpose: number): number | undefined {
    const sign = SIGNS.get(name);
    if (sign === undefined) return undefined;
    const norm = this.#norms.of(name);
    const age = Math.max(0, t - this.#birth) / YEAR;
    if (norm === undefined && name !== 'EGFR') return this.#body(sign, age, t);
    const z = normalQuantile(this.#draws.uniform((stream ^ sign.noise) >>> 0, state, visit, purpose));
    return norm ? roundTo(this.#value(sign, norm, age, z), sign.decimals) : this.#filtration(age, z);
  }

  #value(sign: Sign, norm: SignNorm, age: number, zReading: number): number {
    const within = norm.withinShare;
    const z = Math.sqrt(1 - within) * this.#level(sign, norm) + Math.sqrt(within) * zReading;
    const value = norm.distribution[this.#sex].at(age, z);
    return sign.name === 'Oxygen Saturation' ? Math.min(100, value) : value;
  }

  /** The person's own standard normal score of a sign; it follows that of another sign where the norm says so. */
  #level(sign: Sign, norm: SignNorm | undefined): number {
    const known = this.#levels.get(sign.name);
    if (known !== undefined) return known;
    const own = normalQuantile(this.#draws.uniform(STREAM, sign.level, 0, 0));
    const follows = norm?.follows;
    const level = follows
      ? follows.correlation * this.#levelOf(follows.sign) +
        Math.sqrt(1 - follows.correlation * follows.correlation) * own
      : own;
    this.#levels.set(sign.name, level);
    return level;
  }

  #levelOf(name: string): number {
    return this.#level(SIGNS.get(name) as Sign, this.#norms.of(name));
  }

  #body(sign: Sign, age: number, t: SimTime): number | undefined {
    switch (sign.name) {
      case 'Height':
        return roundTo(this.#height(age), 1);
      case 'Weight':
        return roundTo(this.#weight(age, t), 1);
      case 'BMI':
        return this.#bodyMassIndex(age, t);
      case 'Height Percentile':
        return percentile(this.#levelOf('Height'));
      case 'Weight Percentile':
        return percentile(this.#norms.bodyScore('weight', this.#sex, age, this.#weight(age, t)));
      case 'Head Circumference':
      case 'Head Circumference Percentile':
        return this.#head(sign.name, age);
      default:
        return undefined;
    }
  }

  /** Exactly kg/m2 of the height and weight that are read on the same day. */
  #bodyMassIndex(age: number, t: SimTime): number {
    const metres = roundTo(this.#height(age), 1) / 100;
    return roundTo(roundTo(this.#weight(age, t), 1) / (metres * metres), 2);
  }

  #head(name: string, age: number): number | undefined {
    const chart = this.#norms.growth.chart('head', this.#sex);
    if (age * 12 > chart.lastMonth) return undefined;
    const z = this.#levelOf('Head Circumference');
    return name === 'Head Circumference' ? roundTo(chart.at(age * 12, z), 2) : percentile(z);
  }

  #height(age: number): number {
    return this.#norms.bodyMeasure('height', this.#sex, age, this.#levelOf('Height'));
  }

  /** By body mass index from age 2; before, on the weight chart at the place that the weight at age 2 has. */
  #weight(age: number, t: SimTime): number {
    const norms = this.#norms;
    const within = norms.weightWithinShare;
    const day = Math.floor((t - this.#birth) / DAY);
    const daily = normalQuantile(this.#draws.uniform(STREAM, DAY_TO_DAY, day, 0));
    const z = Math.sqrt(1 - within) * this.#levelOf('BMI') + Math.sqrt(within) * daily;
    if (age >= FIRST_INDEX) return this.#massAt(age, z);
    const score = norms.bodyScore('weight', this.#sex, FIRST_INDEX, this.#massAt(FIRST_INDEX, z));
    return norms.bodyMeasure('weight', this.#sex, age, score);
  }

  #massAt(age: number, zBodyMassIndex: number): number {
    const metres = this.#height(age) / 100;
    return this.#norms.bodyMeasure('bmi', this.#sex, age, zBodyMassIndex) * metres * metres;
  }

  /**
   * Glomerular filtration rate, mL/min/1.73 m2, from a reading of creatinine by the CKD-EPI equation of 2021 (Inker and
   * others, N Engl J Med 2021;385:1737), which is for adults: below 18 the age counts as 18.
   */
  #filtration(age: number, zReading: number): number {
    const sign = SIGNS.get('Creatinine') as Sign;
    const creatinine = this.#value(sign, this.#norms.of('Creatinine') as SignNorm, age, zReading);
    const isFemale = this.#sex === 'F';
    const ratio = creatinine / (isFemale ? 0.7 : 0.9);
    const low = power(Math.min(ratio, 1), isFemale ? -0.241 : -0.302);
    const high = power(Math.max(ratio, 1), -1.2);
    return roundTo(142 * low * high * power(0.9938, Math.max(18, age)) * (isFemale ? 1.012 : 1), 2);
  }
}

function percentile(z: number): number {
  return roundTo(100 * normalCdf(z), 2);
}
