import type { Draws } from '../../core/random/draws.ts';
import type { SimTime } from '../../core/time.ts';
import type { ImmunizationSchedule } from '../../reference/immunizations.ts';
import type { ImmunizationSubject } from './planning.ts';
import { type GivenDose, Vaccinations } from './vaccinations.ts';

/** A dose of a plan. */
export interface PlannedImmunization extends GivenDose {
  /** The earliest time at which the person takes it. */
  readonly from: SimTime;
}

/** The doses that a person takes before `until`, each as soon as it is due: what happens if there is a visit every day. */
export function immunizationPlan(
  subject: ImmunizationSubject,
  draws: Draws,
  schedule: ImmunizationSchedule,
  until: SimTime,
): readonly PlannedImmunization[] {
  const vaccinations = new Vaccinations(subject, draws, schedule);
  const plan: PlannedImmunization[] = [];
  for (let t = vaccinations.nextDue; t < until; t = vaccinations.nextDue) {
    for (const dose of vaccinations.take(t)) plan.push({ ...dose, from: t });
  }
  return plan;
}
