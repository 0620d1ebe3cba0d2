import { DAY } from '../../../core/time.ts';
import type { RunningLife } from '../../running-life.ts';
import type { ComputedAttribute, ProducersFactory } from '../producers.ts';
import { BloodPressure, DIASTOLIC, SYSTOLIC } from './blood-pressure.ts';
import { Body } from './body.ts';
import { CardiovascularRisks } from './cardiovascular-risk.ts';
import { Chance } from './chance.ts';
import { CovidVaccination } from './covid-vaccination.ts';
import { ALCOHOL, HabitCourse, SMOKING } from './habits.ts';
import { Immunizations } from './immunizations.ts';
import { Insurance } from './insurance.ts';
import { Laboratory } from './laboratory.ts';
import { MaritalStatus } from './marital-status.ts';
import { drawNeeds, Employment, needShares } from './social-determinants.ts';
import { drawTraits } from './traits.ts';
import { ReferenceVitalSigns } from './vital-signs.ts';
import { WeightLoss } from './weight-loss.ts';

/** Age in years from which people fall. */
const FALLS = 65;

/**
 * What the reference engine gives its modules to read, by the formulas of gmf.md section 7: for modules that were tuned against it, and for
 * comparing lives with those that it told.
 */
export const referenceProducers: ProducersFactory = (life, person, reference) => {
  const chance = new Chance(life.draws, life.birth);
  const traits = drawTraits(person, chance);
  const shares = needShares(person.address.state);
  const needs = drawNeeds(shares, chance);
  const body = new Body(life, chance, person.sex, reference);
  const laboratory = new Laboratory(life, chance, body);
  const systolic = new BloodPressure(SYSTOLIC, life, chance);
  const diastolic = new BloodPressure(DIASTOLIC, life, chance);
  const risks = new CardiovascularRisks(life, person.race, body, laboratory, systolic);
  const immunizations = new Immunizations(life);
  const given = person.given?.attributes ?? {};
  // What nobody reads need not be worked out (neither records nor formulas depend on it), and what is given stays.
  const changes = (name: string) => life.isMentioned(name) && !(name in given);
  return {
    attributes: { ...traits.attributes, ...needs, ...given },
    computed: { ...riskAttributes(life, risks), ...bodyAttributes(life, body) },
    vitalSigns: new ReferenceVitalSigns(life, chance, { body, laboratory, systolic, diastolic }),
    processes: [
      new CovidVaccination(life, chance, immunizations),
      body,
      ...('smoker' in given ? [] : [new HabitCourse(SMOKING, life, chance)]),
      new WeightLoss(life, chance, body),
      ...(changes('insurance_status') ? [new Insurance(life, chance, traits, person.address.state)] : []),
      ...(changes('alcoholic') ? [new HabitCourse(ALCOHOL, life, chance)] : []),
      ...(changes('marital_status') ? [new MaritalStatus(life, chance)] : []),
      ...(changes('unemployed') ? [new Employment(life, chance, shares, needs['unemployed'] === true)] : []),
    ],
    visitOpened: (visit) => immunizations.visit(visit),
  };
};

function riskAttributes(life: RunningLife, risks: CardiovascularRisks): Readonly<Record<string, ComputedAttribute>> {
  return {
    ascvd_risk: () => risks.ascvd(life.clock),
    cardio_risk: () => risks.cardio(life.clock),
    mi_risk: () => risks.myocardialInfarction(life.clock),
    ihd_risk: () => risks.ischaemicHeartDisease(life.clock),
    atrial_fibrillation_risk: () => risks.atrialFibrillation(life.clock),
    stroke_risk: () => risks.stroke(life.clock),
    probability_of_fall_injury: () => {
      if (life.ages.years(life.clock) < FALLS) return undefined;
      return life.attributeNamed('osteoporosis') === true ? 0.06 : 0.035;
    },
    // Known once a module has said when; death of other causes is not foreseen.
    days_until_death: () => (life.death === null ? undefined : Math.floor((life.death.time - life.clock) / DAY)),
  };
}

function bodyAttributes(life: RunningLife, body: Body): Readonly<Record<string, ComputedAttribute>> {
  return {
    bmi_percentile: () => body.bmiPercentile(life.clock),
    current_weight_length_percentile: () => body.weightForLengthPercentile(life.clock),
  };
}
