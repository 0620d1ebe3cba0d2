/**
 * Compares drawn persons with the published joint tables: `npx tsx scripts/course-tables.ts [persons] [table ...]` (100,000 and all
 * tables without). Each table is compared at its own date; rows that are further off than allowed are printed, with how far.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Draws } from '../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../src/core/random/keys.ts';
import { ageInYears, formatDate, type SimTime } from '../src/core/time.ts';
import { backgroundDeath } from '../src/people/background-mortality.ts';
import { PersonCourse } from '../src/people/course/person-course.ts';
import { PersonDrawer } from '../src/people/draw-person.ts';
import { groupOf } from '../src/reference/group.ts';
import { loadReference, type Reference } from '../src/reference/data.ts';
import { type CheckedPerson, type CourseTable, judge, TableSums } from './course-table.ts';
import { SOCIAL_TABLES } from './course-tables-social.ts';
import { stateReport } from './course-tables-states.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = process.env['ANAMNESIS_REFERENCE'] ?? join(ROOT, '../shared/reference');

/** Every table that persons are compared with. */
const TABLES: readonly CourseTable[] = [...SOCIAL_TABLES];

function main(): void {
  const [first = '100000', ...names] = process.argv.slice(2);
  const persons = Number(first);
  const wanted = TABLES.filter(({ name }) => names.length === 0 || names.includes(name));
  const reference = loadReference();
  for (const date of new Set(wanted.map((table) => table.date))) {
    const tables = wanted.filter((table) => table.date === date);
    console.log(`${persons} persons at ${formatDate(date)}: ${tables.map(({ name }) => name).join(', ')}`);
    const sums = tables.map((table) => new TableSums(table, FOLDER));
    const states =
      names.length === 0 && tables.some(({ name }) => name === 'poverty_ratio_by_race')
        ? stateReport(FOLDER)
        : undefined;
    for (const person of livingPersons(reference, date, persons)) {
      for (const one of sums) one.add(person);
      states?.add(person, date);
    }
    for (const one of sums) for (const line of judge(one)) console.log(line);
    for (const line of states?.lines() ?? []) console.log(line);
  }
}

/** Persons of the whole country who are alive at a date, by the program's own drawer. */
function* livingPersons(reference: Reference, date: SimTime, count: number): Generator<CheckedPerson> {
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

main();
