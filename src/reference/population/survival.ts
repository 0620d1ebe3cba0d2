import { DAY, dateOf, daysInMonth, type SimTime, timeOf } from '../../core/time.ts';
import type { Mortality } from '../mortality.ts';
import { GROUPS, type Group } from '../places.ts';
import type { Sex } from '../terms.ts';
import { CELLS, cellIndex, OLDEST, SEXES } from './cells.ts';

/** Births at which a person is `age` completed years old on the date of `reference`, and not born after it: [from, to). */
export function birthWindow(reference: SimTime, age: number): { readonly from: SimTime; readonly to: SimTime } {
  const { year, month, day } = dateOf(reference);
  const to = dayAfterAnniversary(year - age, month, day);
  return { from: dayAfterAnniversary(year - age - 1, month, day), to: Math.min(to, reference) };
}

/** By cell: the probability of living to the reference date, of people born evenly through the year that gives them an age there. */
export function cohortSurvival(mortality: Mortality, reference: SimTime): Float64Array {
  const survival = new Float64Array(CELLS);
  for (let age = 0; age <= OLDEST; age++) {
    for (const [s, sex] of SEXES.entries()) {
      for (const [g, group] of GROUPS.entries()) {
        survival[cellIndex(age, s, g)] = meanSurvival(mortality, sex, group, reference, age);
      }
    }
  }
  return survival;
}

/** Simpson's rule over the window of births; the hazard is too even within a year for more to matter. */
function meanSurvival(mortality: Mortality, sex: Sex, group: Group, reference: SimTime, age: number): number {
  const { from, to } = birthWindow(reference, age);
  const at = (birth: SimTime) => Math.exp(-mortality.cumulativeHazard(birth, sex, group, reference));
  return (at(from) + 4 * at((from + to) / 2) + at(to)) / 6;
}

/** A person born on 29 February completes a year on 1 March of a common year, and is not older on its 28 February. */
function dayAfterAnniversary(year: number, month: number, day: number): SimTime {
  return timeOf(year, month, Math.min(day, daysInMonth(year, month))) + DAY;
}
