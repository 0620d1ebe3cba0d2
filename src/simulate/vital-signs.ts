import { normalCdf, normalQuantile, power, roundTo } from '../core/numeric.ts';
import type { Draws } from '../core/random/draws.ts';
import { murmur3 } from '../core/random/murmur3.ts';
import { type SimTime, YEAR } from '../core/time.ts';
import { VITAL_SIGN_NAMES } from '../language/vital-sign-names.ts';
import { Body } from '../physiology/body.ts';
import type { Ethnicity, Person, Sex } from '../record/person.ts';
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

/** The last reading of a sign: by whom, when, and what it was. Several risks ask for the same one after another. */
interface Reading {
  t: SimTime;
  stream: number;
  state: number;
  visit: number;
  purpose: number;
  value: number | undefined;
}

/**
 * The vital signs and laboratory values of one healthy person, read at any time: a person's own level (a place in the
 * distribution of people of the same age and sex, for life) and around it a variation of each reading. Levels and
 * readings together have the published distribution.
 * Values are in the unit of the sign's norm: cm, kg, kg/m2, mm[Hg], %, mg/dL, mmol/L, /min; percentiles 0 to 100.
 */
export class VitalSigns {
  readonly body: Body;
  readonly #norms: VitalSignNorms;
  readonly #draws: Draws;
  readonly #sex: Sex;
  readonly #birth: SimTime;
  /** Standard normal scores of the person's own levels, once drawn. */
  readonly #levels = new Map<string, number>();
  readonly #last = new Map<string, Reading>();

  constructor(
    reference: Reference,
    draws: Draws,
    person: Pick<Person, 'sex' | 'birth'> & { readonly ethnicity?: Ethnicity },
  ) {
    this.body = new Body(reference, draws, person);
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
    const last = this.#last.get(name);
    if (!last) {
      const value = this.#read(name, t, stream, state, visit, purpose);
      this.#last.set(name, { t, stream, state, visit, purpose, value });
      return value;
    }
    const isSame = last.t === t && last.visit === visit && last.state === state && last.stream === stream;
    if (isSame && last.purpose === purpose) return last.value;
    last.value = this.#read(name, t, stream, state, visit, purpose);
    last.t = t;
    last.stream = stream;
    last.state = state;
    last.visit = visit;
    last.purpose = purpose;
    return last.value;
  }

  #read(name: string, t: SimTime, stream: number, state: number, visit: number, purpose: number): number | undefined {
    const sign = SIGNS.get(name);
    if (sign === undefined) return undefined;
    const norm = this.#norms.of(name);
    const age = Math.max(0, t - this.#birth) / YEAR;
    if (norm === undefined && name !== 'EGFR') return this.#body(name, t);
    const z = normalQuantile(this.#draws.uniform((stream ^ sign.noise) >>> 0, state, visit, purpose));
    return norm ? roundTo(this.#value(sign, norm, age, z), sign.decimals) : this.#filtration(age, z);
  }

  #value(sign: Sign, norm: SignNorm, age: number, zReading: number): number {
    const within = norm.withinShare;
    const z = Math.sqrt(1 - within) * this.#level(sign, norm, age) + Math.sqrt(within) * zReading;
    const value = norm.distribution[this.#sex].at(age, z);
    return sign.name === 'Oxygen Saturation' ? Math.min(100, value) : value;
  }

  /** The person's own standard normal score of a sign at an age; it follows that of another sign where the norm says so. */
  #level(sign: Sign, norm: SignNorm | undefined, age: number): number {
    let own = this.#levels.get(sign.name);
    if (own === undefined) {
      own = normalQuantile(this.#draws.uniform(STREAM, sign.level, 0, 0));
      this.#levels.set(sign.name, own);
    }
    const follows = norm?.follows;
    if (!follows) return own;
    const { correlation } = follows;
    return correlation * this.#levelOf(follows.sign, age) + Math.sqrt(1 - correlation * correlation) * own;
  }

  #levelOf(name: string, age: number): number {
    return name === 'BMI' ? this.body.massScore(age) : this.#level(SIGNS.get(name) as Sign, this.#norms.of(name), age);
  }

  #body(name: string, t: SimTime): number | undefined {
    switch (name) {
      case 'Height':
        return this.body.height(t);
      case 'Weight':
        return this.body.weight(t);
      case 'BMI':
        return this.body.bodyMassIndex(t);
      case 'Height Percentile':
        return percentile(this.body.heightScore(t));
      case 'Weight Percentile':
        return percentile(this.body.weightScore(t));
      case 'Head Circumference':
        return this.body.head(t);
      case 'Head Circumference Percentile':
        return percentile(this.body.headScore(t));
      default:
        return undefined;
    }
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

/** 0 to 100, to 0.01; undefined where there is no score. */
export function percentile<Z extends number | undefined>(z: Z): Z {
  return (z === undefined ? undefined : roundTo(100 * normalCdf(z), 2)) as Z;
}
