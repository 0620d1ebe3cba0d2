import { describe, expect, it } from 'vitest';
import { Draws } from '../../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../../src/core/random/keys.ts';
import { ageInYears, timeOf } from '../../../src/core/time.ts';
import { backgroundDeath } from '../../../src/people/background-mortality.ts';
import { PersonDrawer, type PopulationOptions } from '../../../src/people/draw-person.ts';
import type { Person } from '../../../src/record/person.ts';
import { loadReference } from '../../../src/reference/data.ts';
import { CohortSurvival } from '../../../src/reference/demographics.ts';

const reference = loadReference();
const referenceDate = timeOf(2024, 12, 31);
const run = runKeys('people');
/** A share of n is off by more with a probability of 7e-6. */
const Z = 4.5;

function population(n: number, options: Omit<PopulationOptions, 'referenceDate'> = {}): Person[] {
  const drawer = new PersonDrawer(reference, run, { referenceDate, ...options });
  return Array.from({ length: n }, (_, slot) => drawer.draw(slot, 0));
}

function isAlive(person: Person): boolean {
  const draws = new Draws(lifeKeys(run, person.slot, person.attempt).draws);
  return backgroundDeath(reference, draws, person).time > referenceDate;
}

function expectShare(count: number, n: number, p: number): void {
  expect(Math.abs(count / n - p)).toBeLessThanOrEqual(Z * Math.sqrt((p * (1 - p)) / n));
}

/** Share of the nation's living in each cell, and births per living person. */
function nation(): { shares: Float64Array; births: number } {
  const { demographics, mortality, places } = reference;
  const survival = new CohortSurvival(mortality, referenceDate);
  const total = places.states.reduce((sum, state) => sum + state.population, 0);
  const shares = new Float64Array(demographics.cells.length);
  let births = 0;
  for (const state of places.states) {
    const living = demographics.living(state, survival);
    const sum = living.reduce((a, b) => a + b, 0);
    for (const [i, value] of living.entries())
      shares[i] = Number(shares[i]) + (value / sum) * (state.population / total);
    births += demographics.births(state, survival, {}).perResident * (state.population / total);
  }
  return { shares, births };
}

describe('a population', () => {
  const people = population(40_000);
  const alive = people.filter(isAlive);
  const { shares, births } = nation();

  it.each(['F', 'M'] as const)('has the age pyramid of today among its living of sex %s', (sex) => {
    for (let from = 0; from < 110; from += 10) {
      const inBand = (age: number) => age >= from && age < from + 10;
      const count = alive.filter(
        (person) => person.sex === sex && inBand(ageInYears(person.birth, referenceDate)),
      ).length;
      const p = shares.reduce((sum, share, i) => {
        const cell = reference.demographics.cells[i];
        return cell?.sex === sex && inBand(cell.age) ? sum + share : sum;
      }, 0);
      expectShare(count, alive.length, p);
    }
  });

  it('has lost about one life in five by then', () => {
    expectShare(alive.length, people.length, 1 / births);
    expect(1 - 1 / births).toBeGreaterThan(0.18);
    expect(1 - 1 / births).toBeLessThan(0.25);
  });

  it('lives where people live', () => {
    const total = reference.places.states.reduce((sum, state) => sum + state.population, 0);
    for (const code of ['CA', 'MA', 'PR', 'WY']) {
      const residents = reference.places.states.find((state) => state.code === code)?.population ?? Number.NaN;
      expectShare(alive.filter((person) => person.address.state === code).length, alive.length, residents / total);
    }
  });

  it('is as Hispanic as the nation', () => {
    const p = shares.reduce(
      (sum, share, i) => (reference.demographics.cells[i]?.group === 'hispanic' ? sum + share : sum),
      0,
    );
    expectShare(alive.filter((person) => person.ethnicity === 'hispanic').length, alive.length, p);
    expect(p).toBeCloseTo(0.19, 2);
  });

  it('has no two people with one id or medical record number', () => {
    expect(new Set(people.map((person) => person.id)).size).toBe(people.length);
    expect(new Set(people.map((person) => person.medicalRecordNumber)).size).toBe(people.length);
    for (const person of people.slice(0, 100)) {
      expect(person.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(person.medicalRecordNumber).toMatch(/^MRN-\d{8}$/);
    }
  });

  it('is born at whole milliseconds before the reference date, at any time of day', () => {
    const hours = new Set<number>();
    for (const { birth } of people) {
      expect(Number.isInteger(birth) && birth < referenceDate).toBe(true);
      hours.add(Math.floor((((birth % 86_400_000) + 86_400_000) % 86_400_000) / 3_600_000));
    }
    expect(hours.size).toBe(24);
  });

  it('has telephones of the range kept free for fiction', () => {
    for (const { phone } of people.slice(0, 1000)) expect(phone).toMatch(/^\d{3}-555-01\d\d$/);
  });
});

describe('a person', () => {
  it('is the same drawn alone as in a run', () => {
    const drawer = new PersonDrawer(reference, run, { referenceDate });
    expect(drawer.draw(7, 0)).toEqual(population(20)[7]);
  });

  it('of another attempt or seed is another, with the same record number for another attempt', () => {
    const drawer = new PersonDrawer(reference, run, { referenceDate });
    const [first, second] = [drawer.draw(7, 0), drawer.draw(7, 1)];
    expect(second.id).not.toBe(first.id);
    expect(second.birth).not.toBe(first.birth);
    expect(second.medicalRecordNumber).toBe(first.medicalRecordNumber);
    const other = new PersonDrawer(reference, runKeys('another'), { referenceDate }).draw(7, 0);
    expect([other.id, other.birth]).not.toEqual([first.id, first.birth]);
  });

  it('keeps name and number when only the city is restricted', () => {
    const [anywhere] = population(1, { state: 'MA' });
    const [inBoston] = population(1, { state: 'MA', city: 'Boston' });
    expect(inBoston).toMatchObject({ id: anywhere?.id, birth: anywhere?.birth, familyName: anywhere?.familyName });
  });

  it('has the sex, age, state and city that are asked for', () => {
    for (const person of population(500, {
      sex: 'F',
      minAge: 30,
      maxAge: 34,
      state: 'massachusetts',
      city: 'boston',
    })) {
      expect(person).toMatchObject({ sex: 'F', address: { city: 'Boston', state: 'MA' } });
      const age = ageInYears(person.birth, referenceDate);
      expect(age >= 30 && age <= 34).toBe(true);
    }
  });

  it.each([
    [{ state: 'Massachusets' }, 'unknown state "Massachusets"; did you mean "Massachusetts"?'],
    [{ state: 'MA', city: 'Bostn' }, 'unknown city of Massachusetts "Bostn"; did you mean "Boston"?'],
    [{ city: 'Boston' }, 'city "Boston" needs its state'],
    [{ minAge: 120 }, 'nobody is from 120 to 105 years old'],
    [{ minAge: 40, maxAge: 30 }, 'nobody is from 40 to 30 years old'],
  ])('is not drawn from %j', (options, message) => {
    expect(() => population(1, options)).toThrow(message);
  });

  it('dies at the same time whatever else is drawn, and not before birth', () => {
    const draws = new Draws(lifeKeys(run, 3, 0).draws);
    const person = { sex: 'F', race: 'white', ethnicity: 'nonhispanic', birth: timeOf(1950, 6, 1) } as const;
    const death = backgroundDeath(reference, draws, person);
    draws.uniform(1, 2, 3, 4);
    expect(backgroundDeath(reference, draws, person)).toEqual(death);
    expect(death.time).toBeGreaterThan(person.birth);
  });
});
