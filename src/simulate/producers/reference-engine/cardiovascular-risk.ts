import { DAY, type SimTime, WEEK } from '../../../core/time.ts';
import type { RunningLife } from '../../running-life.ts';
import { type AscvdFactors, ascvdRisk } from './ascvd-risk.ts';
import type { BloodPressure } from './blood-pressure.ts';
import type { Body } from './body.ts';
import type { Laboratory } from './laboratory.ts';
import { strokeRisk } from './stroke-risk.ts';

const TEN_YEARS = 3650 * DAY;
const MONTH_OF_TEN_YEARS = 30 / 3650;

/** Ten-year risk of atrial fibrillation by points from 0. */
const ATRIAL_FIBRILLATION = [0.01, 0.02, 0.02, 0.03, 0.04, 0.06, 0.08, 0.12, 0.16, 0.22, 0.3] as const;
/** Points by five years of age from 45; the last from 85 on. */
const AGE_POINTS = { M: [1, 2, 3, 4, 5, 6, 7, 7, 8], F: [-3, -2, 0, 1, 3, 4, 6, 7, 8] } as const;
const FIRST_AGE = 45;

/** `over` a span, of what has this probability in ten years; -1 ("not applicable") gives a small negative number. */
function risk(inTenYears: number, over: number): number {
  return 1 - Math.exp(Math.log(1 - inTenYears) * over);
}

/**
 * The risks that the reference engine works out in each step (gmf.md 7.4.5): ten-year risks, told as the probability of one
 * weekly step (of a month where infarction and ischaemic disease are meant), whatever the modules do with them.
 */
export class CardiovascularRisks {
  readonly #life: RunningLife;
  readonly #body: Body;
  readonly #laboratory: Laboratory;
  readonly #systolic: BloodPressure;
  readonly #isMale: boolean;
  readonly #isBlack: boolean;

  constructor(life: RunningLife, race: string, body: Body, laboratory: Laboratory, systolic: BloodPressure) {
    this.#life = life;
    this.#body = body;
    this.#laboratory = laboratory;
    this.#systolic = systolic;
    this.#isMale = life.sex === 'M';
    this.#isBlack = race === 'black';
  }

  /** Of a first atherosclerotic event in ten years; -1 outside 40 to 79. */
  ascvd(t: SimTime): number {
    const age = this.#life.ages.years(t);
    if (age < 40 || age > 79) return -1;
    const factors: AscvdFactors = {
      age,
      isMale: this.#isMale,
      isBlack: this.#isBlack,
      totalCholesterol: this.#laboratory.totalCholesterol(t),
      hdl: this.#laboratory.hdl(t),
      systolic: this.#pressure(t),
      hasHypertension: this.#is('hypertension'),
      smokes: this.#is('smoker'),
      hasDiabetes: this.#is('diabetes'),
    };
    return ascvdRisk(factors);
  }

  cardio(t: SimTime): number {
    return risk(this.ascvd(t), WEEK / TEN_YEARS);
  }

  myocardialInfarction(t: SimTime): number {
    return risk(this.ascvd(t), MONTH_OF_TEN_YEARS);
  }

  ischaemicHeartDisease(t: SimTime): number {
    return 5 * this.myocardialInfarction(t);
  }

  atrialFibrillation(t: SimTime): number {
    return risk(this.#atrialFibrillationInTenYears(t), WEEK / TEN_YEARS);
  }

  stroke(t: SimTime): number {
    const age = this.#life.ages.years(t);
    const inTenYears = strokeRisk({
      age,
      isMale: this.#isMale,
      // Younger people's risk goes by age alone.
      systolic: age < 55 ? 0 : this.#pressure(t),
      isTreated: this.#is('blood_pressure_controlled'),
      smokes: this.#is('smoker'),
      hasDiabetes: this.#is('diabetes'),
      hasHypertrophy: this.#has('left_ventricular_hypertrophy'),
      hasHeartDisease: this.#has('coronary_heart_disease'),
      hasAtrialFibrillation: this.#has('atrial_fibrillation'),
    });
    return risk(inTenYears, WEEK / TEN_YEARS);
  }

  #atrialFibrillationInTenYears(t: SimTime): number {
    const age = this.#life.ages.years(t);
    if (age < FIRST_AGE || this.#has('atrial_fibrillation')) return -1;
    const byAge = AGE_POINTS[this.#isMale ? 'M' : 'F'];
    let points = byAge[Math.min(byAge.length - 1, Math.floor((age - FIRST_AGE) / 5))] as number;
    if (this.#body.bmi(t) >= 30) points++;
    if (this.#pressure(t) >= 160) points++;
    if (this.#is('blood_pressure_controlled')) points++;
    return ATRIAL_FIBRILLATION[Math.min(10, Math.max(0, points))] as number;
  }

  /** As it is read. */
  #pressure(t: SimTime): number {
    return Math.floor(this.#systolic.read(t) + 0.5);
  }

  #is(attribute: string): boolean {
    return this.#life.attributeNamed(attribute) === true;
  }

  /** Present, and not false. */
  #has(attribute: string): boolean {
    const value = this.#life.attributeNamed(attribute);
    return value !== undefined && value !== false;
  }
}
