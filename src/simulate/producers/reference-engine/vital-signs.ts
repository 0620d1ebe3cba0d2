import { normalCdf, normalQuantile } from '../../../core/numeric.ts';
import { murmur3 } from '../../../core/random/murmur3.ts';
import { type SimTime, WEEK } from '../../../core/time.ts';
import type { RunningLife } from '../../running-life.ts';
import { roundVitalSign } from '../../vital-signs.ts';
import type { VitalReader } from '../producers.ts';
import { type BloodPressure, DIASTOLIC, SYSTOLIC } from './blood-pressure.ts';
import type { Body } from './body.ts';
import type { Chance } from './chance.ts';
import type { Laboratory } from './laboratory.ts';

/** A rate that drifts through a week from one draw to another, within limits. */
interface Trend {
  readonly low: number;
  readonly high: number;
  readonly from: number;
  readonly to: number;
  /** Mixed into a reader's stream. */
  readonly noise: number;
}

function trend(name: string, low: number, high: number): Trend {
  return { low, high, from: murmur3(`${name} from`), to: murmur3(`${name} to`), noise: murmur3(`reading of ${name}`) };
}

const TRENDS: Readonly<Record<string, Trend>> = {
  'Heart Rate': trend('Heart Rate', 60, 100),
  'Respiration Rate': trend('Respiration Rate', 12, 16),
};

const BODY: ReadonlySet<string> = new Set(['Height', 'Weight', 'BMI']);
/** What a module sets and nothing overwrites. */
const PERSISTENT: ReadonlySet<string> = new Set([
  SYSTOLIC.name,
  DIASTOLIC.name,
  'Left ventricular Ejection fraction',
  'Height Percentile',
  'Weight Percentile',
  'Head Circumference Percentile',
]);

/** All vital signs of the reference world (gmf.md 7.4.3 and 7.4.4). */
export class ReferenceVitalSigns implements VitalReader {
  readonly #life: RunningLife;
  readonly #chance: Chance;
  readonly #body: Body;
  readonly #laboratory: Laboratory;
  readonly #systolic: BloodPressure;
  readonly #diastolic: BloodPressure;

  constructor(
    life: RunningLife,
    chance: Chance,
    signs: { body: Body; laboratory: Laboratory; systolic: BloodPressure; diastolic: BloodPressure },
  ) {
    this.#life = life;
    this.#chance = chance;
    this.#body = signs.body;
    this.#laboratory = signs.laboratory;
    this.#systolic = signs.systolic;
    this.#diastolic = signs.diastolic;
  }

  read(name: string, t: SimTime, stream: number, state: number, visit: number, purpose: number): number | undefined {
    const rate = TRENDS[name];
    const value = rate
      ? this.#rate(rate, t, this.#life.draws.uniform((stream ^ rate.noise) >>> 0, state, visit, purpose))
      : this.#value(name, t);
    return value === undefined ? undefined : roundVitalSign(name, value);
  }

  /** The engine draws laboratory values and rates each week, and measures bodies as they grow: what a module set is over then. */
  stands(name: string, since: SimTime, t: SimTime): boolean {
    if (PERSISTENT.has(name)) return true;
    if (!BODY.has(name)) return t < since + WEEK;
    return t < this.#life.ages.birthday(20)
      ? this.#life.ages.months(t) === this.#life.ages.months(since)
      : this.#life.ages.years(t) === this.#life.ages.years(since);
  }

  #value(name: string, t: SimTime): number | undefined {
    switch (name) {
      case SYSTOLIC.name:
        return this.#systolic.read(t);
      case DIASTOLIC.name:
        return this.#diastolic.read(t);
      case 'Height':
        return this.#body.height(t);
      case 'Weight':
        return this.#body.weight(t);
      case 'BMI':
        return this.#body.bmi(t);
      case 'Height Percentile':
        return this.#body.heightPercentile();
      case 'Weight Percentile':
        return this.#body.weightPercentile(t);
      case 'Head Circumference':
        return this.#body.headCircumference(t);
      case 'Head Circumference Percentile':
        return this.#body.headPercentile(t);
      default:
        return this.#laboratory.read(name, t);
    }
  }

  /** Within the limits whatever the noise, which is normal with deviation 1: drawn anew until it fits, by one draw. */
  #rate({ low, high, from, to }: Trend, t: SimTime, u: number): number {
    const week = this.#chance.week(t);
    const share = (t - this.#life.birth) / WEEK - week;
    const start = this.#chance.between(from, week, low, high);
    const middle = start + share * (this.#chance.between(to, week, low, high) - start);
    const below = normalCdf(low - middle);
    return middle + normalQuantile(below + u * (normalCdf(high - middle) - below));
  }
}
