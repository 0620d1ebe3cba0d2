import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Draws } from '../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../src/core/random/keys.ts';
import { ageInYears, timeOf, yearOf } from '../../src/core/time.ts';
import { backgroundDeath } from '../../src/people/background-mortality.ts';
import { PersonDrawer } from '../../src/people/draw-person.ts';
import type { Person } from '../../src/record/person.ts';
import { loadReference } from '../../src/reference/data.ts';
import type { PopulationRow } from '../../src/reference/demographics.ts';
import { groupOf } from '../../src/reference/group.ts';
import type { GivenNameRow } from '../../src/reference/names.ts';
import { expectShare } from '../support/tolerance.ts';

const PERSONS = 100_000;
/** The day of the table. */
const DATE = timeOf(2019, 7, 1);

interface Counted {
  readonly person: Person;
  readonly age: number;
  readonly isAlive: boolean;
}

function data<Row>(file: string): Row[] {
  return JSON.parse(readFileSync(new URL(`../../src/reference/data/${file}.json`, import.meta.url), 'utf8')) as Row[];
}

function population(): Counted[] {
  const keys = runKeys('statistics of persons');
  const drawer = new PersonDrawer(reference, keys, { referenceDate: DATE });
  return Array.from({ length: PERSONS }, (_, slot) => {
    const person = drawer.draw(slot, 0);
    const death = backgroundDeath(reference, new Draws(lifeKeys(keys, slot, 0).draws), person).time;
    return { person, age: ageInYears(person.birth, DATE), isAlive: death > DATE };
  });
}

const reference = loadReference();
const all = population();
const living = all.filter(({ isAlive }) => isAlive);

describe('persons of the whole country', () => {
  it('are in number of every age, sex and group as the table says', () => {
    const counts = new Map<string, number>();
    for (const { person, age } of living) {
      const key = `${Math.min(85, 5 * Math.floor(age / 5))} ${person.sex} ${groupOf(person)}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    for (const [from, , sex, group, share] of data<PopulationRow>('population')) {
      expectShare(counts.get(`${from} ${sex} ${group}`) ?? 0, living.length, share);
    }
  });

  it('live in every state as often as was counted', () => {
    const states = reference.places.states.filter(({ inNation }) => inNation);
    const residents = states.reduce((sum, state) => sum + state.population, 0);
    for (const state of states) {
      const count = living.filter(({ person }) => person.address.state === state.code).length;
      expectShare(count, living.length, state.population / residents);
    }
  });

  it('are named in the published order', () => {
    const rows = data<GivenNameRow>('given-names');
    for (const sex of ['F', 'M'] as const) {
      const cohorts = [...new Set(rows.map((row) => row[1]))];
      for (const [i, from] of cohorts.entries()) {
        const to = cohorts[i + 1] ?? 2024;
        const born = all.filter(
          ({ person }) => person.sex === sex && yearOf(person.birth) >= from && yearOf(person.birth) < to,
        );
        const of = (name: string) => born.filter(({ person }) => person.givenName === name).length;
        const names = rows.filter((row) => row[0] === sex && row[1] === from).slice(0, 10);
        const counts = names.map(([, , name]) => of(name));
        for (const [j, count] of counts.entries()) {
          // Two counts differ by chance by about the root of their sum.
          const before = counts[j - 1] ?? Number.POSITIVE_INFINITY;
          expect(count - before).toBeLessThanOrEqual(4.5 * Math.sqrt(count + before));
        }
      }
    }
  });

  it('have numbers of their own', () => {
    for (const of of [
      ({ id }: Person) => id,
      ({ medicalRecordNumber }: Person) => medicalRecordNumber,
      ({ identifiers }: Person) => identifiers.socialSecurityNumber,
    ]) {
      expect(new Set(all.map(({ person }) => of(person))).size).toBe(PERSONS);
    }
  });
});
