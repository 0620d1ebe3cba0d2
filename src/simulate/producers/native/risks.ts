import { normalCdf, roundTo } from '../../../core/numeric.ts';
import { murmur3 } from '../../../core/random/murmur3.ts';
import { DAY, type SimTime } from '../../../core/time.ts';
import type { AttributeValue } from '../../../language/values.ts';
import type { Body } from '../../../physiology/body.ts';
import type { Person } from '../../../record/person.ts';
import type { WeightForLength } from '../../../reference/weight-for-length.ts';
import type { RunningLife } from '../../running-life.ts';
import type { ComputedAttribute } from '../producers.ts';
import { ascvdRisk } from '../reference-engine/ascvd-risk.ts';
import { strokeRisk } from '../reference-engine/stroke-risk.ts';
import { atrialFibrillationRisk, FIRST_AGE, riskBeforeScore } from './atrial-fibrillation-risk.ts';

const STREAM = murmur3('risks');
const ONLY = 0;
/** The signs that risks go by, each with a state of its own. */
const SIGNS = {
  'Total Cholesterol': murmur3('Total Cholesterol'),
  HDL: murmur3('HDL'),
  'Systolic Blood Pressure': murmur3('Systolic Blood Pressure'),
} as const;
const TEN_YEARS = 3650 * DAY;
/** Modules ask for these risks once a month. */
const MONTH = 30 * DAY;
/** Of an event of heart disease for each infarction: the reference engine's ratio (gmf.md 7.4.5). */
const EVENTS_PER_INFARCTION = 5;
/** The pooled cohort equations are for these ages; beyond, the last counts. */
const EQUATIONS = { from: 40, to: 79 } as const;
/** Before them, what a year younger makes of a risk: about a third at 30 of that at 40 (judgement, after rates of infarction by age). */
const YOUNGER = 0.9;
const ADULT = 20;
const OLD = 65;
/** Of a fall with an injury that is treated, in a year at 65: rising by age, half as much again with osteoporosis (judgement). */
const FALLS = { at65: 0.03, ratioPerDecade: 1.5, osteoporosis: 1.5 } as const;
/** And a day. */
const INFANT_MONTHS = 36 + 12 / 365;

/**
 * The measures of growth and the risks that modules read (gmf.md 7.1), worked out from our own bodies when they are asked for. A risk is
 * the probability of a first event within a month, by published equations of ten years on the person's own pressure, lipids and
 * habits; 0 where they say nothing.
 */
export function riskAttributes(
  life: RunningLife,
  person: Pick<Person, 'race' | 'sex'>,
  body: Body,
  weightForLength: WeightForLength,
): Readonly<Record<string, ComputedAttribute>> {
  const risks = new Risks(life, person, body);
  return {
    ascvd_risk: () => risks.ascvd(),
    cardio_risk: () => overMonth(risks.ascvd()),
    mi_risk: () => overMonth(risks.ascvd()),
    ihd_risk: () => EVENTS_PER_INFARCTION * overMonth(risks.ascvd()),
    stroke_risk: () => overMonth(risks.stroke()),
    atrial_fibrillation_risk: () => overMonth(risks.atrialFibrillation()),
    probability_of_fall_injury: () => risks.fallInjury(),
    // Known once a module has said when; death of other causes is not foreseen.
    days_until_death: () => (life.death === null ? undefined : Math.floor((life.death.time - life.clock) / DAY)),
    bmi_percentile: () => percentile(body.indexScore(life.clock)),
    current_weight_length_percentile: () => {
      if (body.ageAt(life.clock) * 12 > INFANT_MONTHS) return undefined;
      return roundTo(weightForLength.percentile(person.sex, body.height(life.clock), body.weight(life.clock)), 2);
    },
    birth_weight: () => body.birth.weightGrams,
    gestational_age_weeks: () => body.birth.gestationalWeeks,
  };
}

/** 0 to 100, to 0.01; undefined where there is no score. */
function percentile(score: number | undefined): number | undefined {
  return score === undefined ? undefined : roundTo(100 * normalCdf(score), 2);
}

function overMonth(inTenYears: number): number {
  return 1 - Math.exp((Math.log(1 - inTenYears) * MONTH) / TEN_YEARS);
}

class Risks {
  readonly #life: RunningLife;
  readonly #person: Pick<Person, 'race' | 'sex'>;
  readonly #body: Body;
  readonly #slots: ReturnType<typeof slotsOf>;

  constructor(life: RunningLife, person: Pick<Person, 'race' | 'sex'>, body: Body) {
    this.#life = life;
    this.#person = person;
    this.#body = body;
    this.#slots = slotsOf(life);
  }

  /** Of a first atherosclerotic event in ten years. */
  ascvd(): number {
    const age = this.#age();
    if (age < ADULT) return 0;
    const atAge = ascvdRisk({
      age: Math.min(Math.max(age, EQUATIONS.from), EQUATIONS.to),
      isMale: this.#person.sex === 'M',
      isBlack: this.#person.race === 'black',
      totalCholesterol: this.#sign('Total Cholesterol'),
      hdl: this.#sign('HDL'),
      systolic: this.#sign('Systolic Blood Pressure'),
      hasHypertension: this.#isTreated(),
      smokes: this.#is(this.#slots.smoker),
      hasDiabetes: this.#hasDiabetes(),
    });
    let risk = atAge;
    for (let younger = age; younger < EQUATIONS.from; younger++) risk *= YOUNGER;
    return risk;
  }

  /** Of a first stroke in ten years. */
  stroke(): number {
    const age = this.#age();
    if (age < ADULT) return 0;
    return strokeRisk({
      age,
      isMale: this.#person.sex === 'M',
      systolic: this.#sign('Systolic Blood Pressure'),
      isTreated: this.#isTreated(),
      smokes: this.#is(this.#slots.smoker),
      hasDiabetes: this.#hasDiabetes(),
      hasHypertrophy: this.#has(this.#slots.left_ventricular_hypertrophy),
      hasHeartDisease: this.#has(this.#slots.coronary_heart_disease),
      hasAtrialFibrillation: this.#has(this.#slots.atrial_fibrillation),
    });
  }

  /** Of a first atrial fibrillation in ten years. */
  atrialFibrillation(): number {
    if (this.#has(this.#slots.atrial_fibrillation)) return 0;
    const age = this.#age();
    // Most are younger, and body and pressure take long to work out.
    if (age < FIRST_AGE) return riskBeforeScore(age);
    return atrialFibrillationRisk({
      age,
      isMale: this.#person.sex === 'M',
      bodyMassIndex: this.#body.bodyMassIndex(this.#life.clock),
      systolic: this.#sign('Systolic Blood Pressure'),
      isTreated: this.#isTreated(),
      hasHeartFailure: this.#has(this.#slots.chf),
    });
  }

  fallInjury(): number | undefined {
    const age = this.#age();
    if (age < OLD) return undefined;
    let risk: number = FALLS.at65 * Math.exp((Math.log(FALLS.ratioPerDecade) * (age - OLD)) / 10);
    if (this.#is(this.#slots.osteoporosis)) risk *= FALLS.osteoporosis;
    return Math.min(1, risk);
  }

  #age(): number {
    return this.#life.ages.years(this.#life.clock);
  }

  /** As a reading of this month: what a module has set, or the body's own. */
  #sign(name: keyof typeof SIGNS): number {
    const t: SimTime = this.#life.clock;
    const month = Math.floor((t - this.#life.birth) / MONTH);
    return Math.max(1, this.#life.readSign(name, t, STREAM, SIGNS[name], month, ONLY) ?? 1);
  }

  /** By the names of the reference engine's modules, and of ours. */
  #isTreated(): boolean {
    return this.#is(this.#slots.blood_pressure_controlled) || this.#value(this.#slots.hypertension_care) === 'treated';
  }

  #hasDiabetes(): boolean {
    return this.#is(this.#slots.diabetes) || this.#has(this.#slots.diabetes_status);
  }

  #is(slot: number | undefined): boolean {
    return this.#value(slot) === true;
  }

  /** Present, and not false. */
  #has(slot: number | undefined): boolean {
    const value = this.#value(slot);
    return value !== undefined && value !== null && value !== false;
  }

  /** Of an attribute that modules may not know. */
  #value(slot: number | undefined): AttributeValue | undefined {
    return slot === undefined ? undefined : this.#life.attribute(slot);
  }
}

/** Where a life keeps what risks go by: looked up once, since they are asked for every month. */
function slotsOf(life: RunningLife) {
  return {
    atrial_fibrillation: life.slotOf('atrial_fibrillation'),
    blood_pressure_controlled: life.slotOf('blood_pressure_controlled'),
    chf: life.slotOf('chf'),
    coronary_heart_disease: life.slotOf('coronary_heart_disease'),
    diabetes: life.slotOf('diabetes'),
    diabetes_status: life.slotOf('diabetes_status'),
    left_ventricular_hypertrophy: life.slotOf('left_ventricular_hypertrophy'),
    osteoporosis: life.slotOf('osteoporosis'),
    smoker: life.slotOf('smoker'),
    hypertension_care: life.slotOf('hypertension_care'),
  } as const;
}
