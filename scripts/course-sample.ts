import { Draws } from '../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../src/core/random/keys.ts';
import { ageInYears, type SimTime } from '../src/core/time.ts';
import { PersonCourse } from '../src/people/course/person-course.ts';
import type { Sex } from '../src/record/person.ts';
import type { Reference } from '../src/reference/data.ts';
import { birthWindow } from '../src/reference/demographics.ts';
import type { Group } from '../src/reference/places.ts';
import { allCells, type PopulationCell } from '../src/reference/population/cells.ts';
import { Weighted } from '../src/reference/weighted.ts';

/** A synthetic person who stands for `weight` of the nation. */
export interface Sampled {
  readonly weight: number;
  readonly age: number;
  readonly sex: Sex;
  readonly group: Group;
  readonly stateCode: string;
  readonly course: PersonCourse;
}

/** Living people of a date, as many of every state, with courses to that date. Always the same. */
export function sampleCourses(reference: Reference, date: SimTime, perState: number): Sampled[] {
  const { demographics, places } = reference;
  const population = demographics.at(date, places.states);
  const cells = allCells();
  const keys = runKeys(`sample ${date}`);
  let slot = 0;
  return places.states
    .filter(({ inNation }) => inNation)
    .flatMap((state) => {
      const living = population.living(state);
      const choice = new Weighted(living);
      return Array.from({ length: perState }, (_, i) => {
        const draws = new Draws(lifeKeys(keys, slot++, 0).draws);
        const { age, sex, group } = cells[choice.at((i + 0.5) / perState)] as PopulationCell;
        const { from, to } = birthWindow(date, age);
        const birth = from + Math.floor(draws.uniform(0, 0, 0, 0) * (to - from));
        const course = new PersonCourse({ sex, birth, group, stateCode: state.code }, draws, reference, date);
        return {
          weight: choice.total / perState,
          age: ageInYears(birth, date),
          sex,
          group,
          stateCode: state.code,
          course,
        };
      });
    });
}
