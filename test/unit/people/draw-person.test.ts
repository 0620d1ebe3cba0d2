import { describe, expect, it } from 'vitest';
import { Draws } from '../../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../../src/core/random/keys.ts';
import { ageInYears, timeOf } from '../../../src/core/time.ts';
import { backgroundDeath } from '../../../src/people/background-mortality.ts';
import { PersonDrawer, type PopulationOptions } from '../../../src/people/draw-person.ts';
import type { Person } from '../../../src/record/person.ts';
import { loadReference } from '../../../src/reference/data.ts';
import type { City, PostalArea, State } from '../../../src/reference/places.ts';
import { allCells, type PopulationCell } from '../../../src/reference/population/cells.ts';

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

const population2024 = reference.demographics.at(referenceDate, reference.places.states);
const states = reference.places.states.filter(({ inNation }) => inNation);
const cells = allCells();

/** Sum over the states of what `of` gives for a cell. */
function nation(of: (state: State) => Float64Array): Float64Array {
  const sums = new Float64Array(cells.length);
  for (const state of states) {
    for (const [i, count] of of(state).entries()) sums[i] = Number(sums[i]) + count;
  }
  return sums;
}

const living = nation((state) => population2024.living(state));
const births = nation((state) => population2024.births(state));
const sum = (counts: Float64Array) => counts.reduce((a, b) => a + b, 0);

describe('a population', () => {
  const people = population(40_000);
  const alive = people.filter(isAlive);
  const shareOf = (isMeant: (cell: PopulationCell) => boolean) =>
    sum(living.filter((_, i) => isMeant(cells[i] as PopulationCell))) / sum(living);

  it.each(['F', 'M'] as const)('has the age pyramid of the day among its living of sex %s', (sex) => {
    for (let from = 0; from < 110; from += 10) {
      const inBand = (age: number) => age >= from && age < from + 10;
      const count = alive.filter(
        (person) => person.sex === sex && inBand(ageInYears(person.birth, referenceDate)),
      ).length;
      const p = shareOf((cell) => cell.sex === sex && inBand(cell.age));
      expectShare(count, alive.length, p);
    }
  });

  it('has lost about one life in four by then', () => {
    const share = sum(living) / sum(births);
    expectShare(alive.length, people.length, share);
    expect(1 - share).toBeGreaterThan(0.2);
    expect(1 - share).toBeLessThan(0.28);
  });

  it('lives where people live', () => {
    for (const code of ['CA', 'MA', 'TX', 'WY']) {
      const state = reference.places.states.find((each) => each.code === code) as State;
      const p = sum(population2024.living(state)) / sum(living);
      expectShare(alive.filter((person) => person.address.state === code).length, alive.length, p);
    }
  });

  it('is as Hispanic as the nation', () => {
    const p = shareOf(({ group }) => group === 'hispanic');
    expectShare(alive.filter((person) => person.ethnicity === 'hispanic').length, alive.length, p);
    expect(p).toBeGreaterThan(0.19);
    expect(p).toBeLessThan(0.21);
  });

  it('lives at real postal codes, a few kilometres around', () => {
    for (const { address } of people.slice(0, 2000)) {
      const state = reference.places.findState(address.state).found as State;
      const city = reference.places.findCity(state, address.city).found as City;
      const area = city.areas.find(({ postalCode }) => postalCode === address.postalCode) as PostalArea;
      expect(address.county).toEqual(area.county);
      expect(Math.abs(address.latitude - area.latitude)).toBeLessThan(0.02);
      expect(Math.abs(address.longitude - area.longitude)).toBeLessThan(0.06);
    }
    expect(new Set(people.map(({ address }) => address.latitude)).size).toBeGreaterThan(people.length * 0.95);
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
