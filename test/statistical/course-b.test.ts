import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CheckedPerson } from '../../scripts/course-table.ts';
import { HABIT_TABLES } from '../../scripts/course-tables-habits.ts';
import { levelsOf, peopleOf } from '../../scripts/coverage-targets.ts';
import { livingPersons } from '../../scripts/living-persons.ts';
import { type SimTime, timeOf } from '../../src/core/time.ts';
import { loadReference } from '../../src/reference/data.ts';

/** Table, key, category, share, standard error of the share: written by scripts/build-course-targets.ts. */
type Row = readonly [table: string, key: string, category: string, share: number, error: number];

const PERSONS = 60_000;
/** The published shares may be missed by two points and three of their standard errors, and by what sampling does. */
const POINTS = 0.02;
const ERRORS = 3;
const Z = 4.5;

const reference = loadReference();
const rows = JSON.parse(readFileSync(new URL('habit-targets.json', import.meta.url), 'utf8')) as Row[];
const ages = new Map(
  [...new Set(HABIT_TABLES.map(({ name }) => name))].map((name) => [
    name,
    [...new Set(rows.filter((row) => row[0] === name).map((row) => row[1].split('|')[0] as string))],
  ]),
);

function bandOf(table: string, age: number): string | undefined {
  return ages.get(table)?.find((band) => {
    const [from, to] = band.split('-').map((part) => Number.parseInt(part, 10)) as [number, number | undefined];
    return age >= from && age <= (to ?? 200);
  });
}

class Counts {
  readonly #counts = new Map<string, number>();

  add(key: string, value: string): void {
    for (const each of [key, `${key}|${value}`]) this.#counts.set(each, this.of(each) + 1);
  }

  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }
}

function expectRows(table: string, counts: Counts): void {
  const own = rows.filter((row) => row[0] === table);
  expect(own.length).toBeGreaterThan(0);
  const misses = own.flatMap(([, key, category, share, error]) => {
    const persons = counts.of(key);
    const made = counts.of(`${key}|${category}`) / persons;
    const allowed = POINTS + ERRORS * error + Z * Math.sqrt((share * (1 - share)) / persons);
    return Math.abs(made - share) <= allowed ? [] : [`${key} ${category}: ${made}, published ${share}`];
  });
  expect(misses).toEqual([]);
}

describe.each([timeOf(2010, 1, 1), timeOf(2018, 7, 1)])('persons at %d have the published shares of', (date) => {
  const tables = HABIT_TABLES.filter((table) => table.kind === 'share' && table.date === date);
  const counts = new Map(tables.map(({ name }) => [name, new Counts()]));
  for (const person of livingPersons(reference, date, PERSONS)) {
    for (const table of tables) {
      const values = table.of(person, date);
      const value = table.kind === 'share' && values ? table.value(person, date) : undefined;
      if (!values || value === undefined) continue;
      const parts = table.by.map((column) =>
        column === 'age' ? bandOf(table.name, Number(values['age'])) : values[column],
      );
      counts.get(table.name)?.add(parts.join('|'), value);
    }
  }

  it.each(tables.map(({ name }) => name))('%s', (name) => expectRows(name, counts.get(name) as Counts));
});

describe('coverage', () => {
  const coverage = (date: SimTime, keys: (person: CheckedPerson) => readonly string[]) => {
    const counts = new Counts();
    for (const person of livingPersons(reference, date, PERSONS)) {
      const value = person.course.traits.coverage.at(date);
      for (const key of keys(person)) counts.add(`${peopleOf(person.age)}|${key}`, value);
    }
    return counts;
  };

  it('in 2021 is the published one by age, sex and race, poverty, education, work, marriage, health and region', () => {
    const date = timeOf(2021, 7, 1);
    expectRows(
      'insurance',
      coverage(date, (person) => levelsOf(person, date)),
    );
  });

  it.each([
    [1997, 0.74, 0.12, 0.64],
    [2012, 0.66, 0.19, 0.52],
  ])('in %d is the published one (AHRQ MEPS)', (year, isPrivate, isPublic, withPrivate) => {
    const counts = coverage(timeOf(year, 7, 1), () => ['everyone']);
    const share = (people: string, way: string) =>
      counts.of(`${people}|everyone|${way}`) / counts.of(`${people}|everyone`);
    // Shares are published in whole percents.
    expect(Math.abs(share('under 65', 'private') - isPrivate)).toBeLessThan(0.025);
    expect(Math.abs(share('under 65', 'public') - isPublic)).toBeLessThan(0.025);
    expect(Math.abs(share('65 and over', 'medicare-and-private') - withPrivate)).toBeLessThan(0.04);
  });
});

describe('current smoking of adults', () => {
  // Epidemiology of NHIS (MMWR; Health, United States): percent.
  it.each([
    [1965, 42.4],
    [1985, 30.1],
    [2005, 20.9],
    [2021, 11.5],
  ])('in %d is %d percent', (year, percent) => {
    const date = timeOf(year, 7, 1);
    let adults = 0;
    let smokers = 0;
    for (const { age, course } of livingPersons(reference, date, PERSONS / 2)) {
      if (age < 18) continue;
      adults++;
      if (course.traits.smokingAt(date) === 'current') smokers++;
    }
    const share = percent / 100;
    const allowed = 0.01 + Z * Math.sqrt((share * (1 - share)) / adults);
    expect(Math.abs(smokers / adults - share)).toBeLessThan(allowed);
  });
});
