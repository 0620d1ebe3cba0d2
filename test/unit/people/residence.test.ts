import { describe, expect, it } from 'vitest';
import { Draws } from '../../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../../src/core/random/keys.ts';
import { timeOf, YEAR } from '../../../src/core/time.ts';
import { isAliveAt } from '../../../src/people/background-mortality.ts';
import { moves } from '../../../src/people/course/residence.ts';
import { PersonDrawer } from '../../../src/people/draw-person.ts';
import { BLOCK, Households } from '../../../src/people/household/households.ts';
import { FormerHomes } from '../../../src/people/residence/former-homes.ts';
import type { Address, Person } from '../../../src/record/person.ts';
import { homesAt } from '../../../src/record/residence.ts';
import { loadReference } from '../../../src/reference/data.ts';
import { expectShare } from '../../support/tolerance.ts';

const reference = loadReference();
const referenceDate = timeOf(2019, 3, 1);
const keys = runKeys('homes');

function householdsOf(matched: boolean, state?: string): Households {
  const drawer = new PersonDrawer(reference, keys, { referenceDate, ...(state && { state }) });
  return new Households(drawer, { reference, keys, referenceDate, until: referenceDate, matched });
}

function peopleOf(count: number, households: Households): Person[] {
  return Array.from({ length: count }, (_, slot) => households.draw(slot, 0));
}

function isAlive(person: Person): boolean {
  return isAliveAt(reference, new Draws(lifeKeys(keys, person.slot, person.attempt).draws), person, referenceDate);
}

const people = peopleOf(60 * BLOCK, householdsOf(true));
const bySlot = new Map(people.map((person) => [person.slot, person]));
const former = ({ residence }: Person) => residence?.former ?? [];
const placeOf = ({ city, state, postalCode, county }: Address) => [city, state, postalCode, county?.fips].join();

describe('former homes', () => {
  it('follow each other from birth to the present one without gap or overlap', () => {
    for (const person of people) {
      let last = person.birth;
      for (const { from, until } of former(person)) {
        expect(from).toBe(last);
        expect(until).toBeGreaterThan(from);
        last = until;
      }
      expect(last).toBeLessThanOrEqual(referenceDate);
    }
    expect(people.filter((person) => former(person).length > 0).length).toBeGreaterThan(people.length / 2);
  });

  it('are the same in whatever order they are asked for', () => {
    const again = householdsOf(true);
    for (const slot of [1_000, 3, 2_222, 1_001]) {
      expect(former(again.draw(slot, 0))).toEqual(former(people[slot] as Person));
    }
  });

  it('leave the present address as it was drawn', () => {
    const drawer = new PersonDrawer(reference, keys, { referenceDate });
    for (const person of peopleOf(200, householdsOf(false))) {
      expect(former(person)).toBeDefined();
      expect(person.address).toEqual(drawer.draw(person.slot, 0).address);
    }
  });

  it('are real places of their states and counties, with their postal codes', () => {
    for (const person of people.slice(0, 500)) {
      for (const { address } of former(person)) {
        const state = reference.places.findState(address.state).found;
        const city = state && reference.places.findCity(state, address.city).found;
        const areas = state?.cities
          .filter(({ name }) => name === city?.name)
          .flatMap((place) => place.areas.filter(({ postalCode }) => postalCode === address.postalCode));
        expect(areas?.map(({ county }) => county.fips)).toContain(address.county?.fips);
      }
    }
  });

  it('begin in the state of birth for those who have ever moved', () => {
    const moved = people.filter((person) => person.birthPlace.country === 'US' && former(person).length > 0);
    expect(moved.length).toBeGreaterThan(1_000);
    for (const person of moved) expect(former(person)[0]?.address.state).toBe(person.birthPlace.state);
  });

  it('keep children in their own state where nobody moved', () => {
    const still = people.filter(
      ({ family, birthPlace }) => birthPlace.country === 'US' && family?.relatives.some(isParentAtHome),
    );
    expect(still.length).toBeGreaterThan(100);
    for (const person of still) {
      if (former(person).length === 0) expect(person.birthPlace.state).toBe(person.address.state);
    }
  });
});

function isParentAtHome({
  relationship,
  sharesHome,
  slot,
}: NonNullable<Person['family']>['relatives'][number]): boolean {
  return (relationship === 'mother' || relationship === 'father') && sharesHome && slot !== null;
}

describe('the homes of a household', () => {
  const homeAt = (person: Person, t: number) => homesAt(person, t)[0]?.address;

  it('are those of the mother for the children who live with her', () => {
    let compared = 0;
    for (const person of people) {
      const mother = person.family?.relatives.find((one) => one.relationship === 'mother' && isParentAtHome(one));
      if (!mother) continue;
      const other = bySlot.get(mother.slot as number) as Person;
      for (let t = person.birth; t < referenceDate; t += YEAR / 3) {
        expect(homeAt(person, t)).toEqual(homeAt(other, t));
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(1_000);
  });

  it('are one for a couple from the later of the two marriages, and were two before', () => {
    const marriedSince = ({ course }: Person) =>
      course?.maritalStatus.findLast(({ from }) => from <= referenceDate)?.from;
    let together = 0;
    let apart = 0;
    for (const person of people) {
      const spouse = person.family?.relatives.find((one) => one.relationship === 'spouse' && one.slot !== null);
      if (!spouse) continue;
      const other = bySlot.get(spouse.slot as number) as Person;
      const since = Math.max(marriedSince(person) as number, marriedSince(other) as number);
      for (let t = since; t < referenceDate; t += YEAR) {
        expect(homeAt(person, t)).toEqual(homeAt(other, t));
        together++;
      }
      if (homeAt(person, since - 1)?.line !== homeAt(other, since - 1)?.line) apart++;
    }
    expect(together).toBeGreaterThan(500);
    expect(apart).toBeGreaterThan(50);
  });
});

/** Census Bureau, Geographic Mobility 2018 to 2019, table 1: percent who moved in the year before, by age (not re-read). */
const MOVED = [
  [1, 110, 9.8],
  [1, 5, 13],
  [18, 20, 11.5],
  [20, 25, 19],
  [25, 30, 20],
  [30, 35, 15.5],
  [45, 55, 7],
  [55, 65, 5.2],
  [65, 75, 4],
] as const;

describe('moving', () => {
  const alone = peopleOf(3_000, householdsOf(false));
  const drawer = new PersonDrawer(reference, keys, { referenceDate });
  const living = Array.from({ length: 30_000 }, (_, slot) => drawer.draw(slot, 0)).filter(isAlive);
  const movesOf = (person: Person) => moves(person, new Draws(lifeKeys(keys, person.slot, 0).draws), referenceDate);
  const movedInYear = (person: Person) => movesOf(person).some(({ time }) => time > referenceDate - YEAR);
  const aged = (from: number, to: number) =>
    living.filter(({ birth }) => (referenceDate - birth) / YEAR >= from && (referenceDate - birth) / YEAR < to);

  it('is counted as the homes tell it', () => {
    for (const person of alone.filter(isAlive)) {
      expect(former(person).map(({ until }) => until)).toEqual(movesOf(person).map(({ time }) => time));
    }
  });

  it.each(MOVED)(
    'happened last year to people from %d to %d as often as in the survey: %d percent',
    (from, to, percent) => {
      const all = aged(from, to);
      expectShare(all.filter(movedInYear).length, all.length, percent / 100);
    },
  );

  it('goes as far as in the survey: 63 percent within the county, 19 within the state', () => {
    const all = living.slice(0, 10_000).flatMap((person) => movesOf(person).map(({ kind }) => kind));
    const count = (kind: string) => all.filter((one) => one === kind).length;
    expectShare(count('within county'), all.length, 0.63);
    expectShare(count('between states'), all.length, 0.18);
  });

  it('stays within the county, the state, or leaves it, as it was drawn', () => {
    const changes = alone.flatMap((person) => {
      const homes = [...former(person).map(({ address }) => address), person.address];
      return homes.slice(1).map((home, i) => [homes[i] as Address, home] as const);
    });
    const share = (holds: (a: Address, b: Address) => boolean) =>
      changes.filter(([a, b]) => holds(a, b)).length / changes.length;
    // Those born in another state have crossed at least once: some more than are drawn.
    expect(share((a, b) => a.state !== b.state)).toBeGreaterThan(0.15);
    expect(share((a, b) => a.state !== b.state)).toBeLessThan(0.22);
    expect(share((a, b) => a.county?.fips === b.county?.fips)).toBeGreaterThan(0.55);
    expect(changes.filter(([a, b]) => placeOf(a) === placeOf(b)).length).toBeGreaterThan(0);
  });

  it('stays within a state of one county', () => {
    const [person] = peopleOf(1, householdsOf(false, 'DC'));
    const later = (person as Person).address;
    const before = new FormerHomes(reference.places).before({
      kind: 'within state',
      later,
      u: (part) => (part + 0.5) / 20,
      state: undefined,
      notIn: undefined,
    });
    expect(before.county).toEqual(later.county);
    expect(before.line).not.toBe(later.line);
  });
});
