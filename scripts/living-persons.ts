import { Draws } from '../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../src/core/random/keys.ts';
import { ageInYears, type SimTime } from '../src/core/time.ts';
import { backgroundDeath } from '../src/people/background-mortality.ts';
import { PersonCourse } from '../src/people/course/person-course.ts';
import { PersonDrawer } from '../src/people/draw-person.ts';
import type { Reference } from '../src/reference/data.ts';
import { groupOf } from '../src/reference/group.ts';
import type { CheckedPerson } from './course-table.ts';

/** Persons of the whole country who are alive at a date, by the program's own drawer. */
export function* livingPersons(reference: Reference, date: SimTime, count: number): Generator<CheckedPerson> {
  const keys = runKeys('course tables');
  const drawer = new PersonDrawer(reference, keys, { referenceDate: date });
  for (let slot = 0, found = 0; found < count; slot++) {
    const person = drawer.draw(slot, 0);
    const draws = new Draws(lifeKeys(keys, slot, 0).draws);
    const group = groupOf(person);
    if (backgroundDeath(reference, draws, person).time <= date) continue;
    found++;
    const { sex, birth, address } = person;
    const course = new PersonCourse({ sex, birth, group, stateCode: address.state }, draws, reference, date);
    yield { age: ageInYears(birth, date), sex, group, stateCode: address.state, course };
  }
}
