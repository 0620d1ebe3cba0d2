import { describe, expect, it } from 'vitest';
import { Draws } from '../../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../../src/core/random/keys.ts';
import { ageInYears, birthday, timeOf } from '../../../src/core/time.ts';
import { backgroundDeath, isAliveAt } from '../../../src/people/background-mortality.ts';
import { PersonDrawer, type PopulationOptions } from '../../../src/people/draw-person.ts';
import { BLOCK, Households } from '../../../src/people/household/households.ts';
import type { Person } from '../../../src/record/person.ts';
import type { Relative } from '../../../src/record/relative.ts';
import { valueAt } from '../../../src/record/timeline.ts';
import { loadReference } from '../../../src/reference/data.ts';
import { linkFaults } from '../../support/households.ts';

const reference = loadReference();
const referenceDate = timeOf(2018, 7, 1);
const keys = runKeys('families');

function householdsOf(options: Partial<PopulationOptions> = {}, matched = true): Households {
  const drawer = new PersonDrawer(reference, keys, { referenceDate, ...options });
  return new Households(drawer, { reference, keys, referenceDate, until: referenceDate, matched });
}

function peopleOf(count: number, households = householdsOf()): Person[] {
  return Array.from({ length: count }, (_, slot) => households.draw(slot, 0));
}

/** All that is said of a person's family, as plain data. */
function told(person: Person): unknown {
  const { family, familyName, address, phone } = person;
  const relatives = family?.relatives.map((relative) => ({
    relationship: relative.relationship,
    id: relative.id,
    sex: relative.sex,
    birth: relative.birth,
    death: relative.death,
    names: [relative.givenName, relative.familyName],
    address: relative.address,
    phone: relative.phone,
    slot: relative.slot,
    medicalRecordNumber: relative.medicalRecordNumber,
    sharesHome: relative.sharesHome,
    conditions: relative.conditions,
  }));
  return { familyName, address, phone, household: family?.household, relatives };
}

function isAlive(person: Person): boolean {
  const draws = new Draws(lifeKeys(keys, person.slot, person.attempt).draws);
  return isAliveAt(reference, draws, person, referenceDate);
}

function relativesOf({ family }: Person): readonly Relative[] {
  return family?.relatives ?? [];
}

const people = peopleOf(40 * BLOCK);
const bySlot = new Map(people.map((person) => [person.slot, person]));

describe('families', () => {
  it('are told the same by all of their members, with possible dates', () => {
    expect(linkFaults(people, referenceDate)).toEqual([]);
  });

  it('are matched in part within the population', () => {
    const of = (relationship: string) =>
      people
        .flatMap(relativesOf)
        .filter((relative) => relative.relationship === relationship && relative.slot !== null);
    for (const relationship of ['spouse', 'mother', 'father', 'child', 'sibling']) {
      expect(of(relationship).length, relationship).toBeGreaterThan(50);
    }
  });

  it('are the same whichever persons are asked for, and in any order', () => {
    const one = householdsOf();
    expect(told(one.draw(1_000, 0))).toEqual(told(people[1_000] as Person));
    expect(told(one.draw(3, 0))).toEqual(told(people[3] as Person));
    expect(told(one.draw(1_001, 0))).toEqual(told(people[1_001] as Person));
    const last = told(one.draw(3, 0));
    expect(last).toEqual(told(people[3] as Person));
  });

  it('change nothing of a person but name, address, phone and state of birth', () => {
    const drawer = new PersonDrawer(reference, keys, { referenceDate });
    for (const person of people.slice(0, 4 * BLOCK)) {
      const { familyName, address, phone, course, birthPlace, ...drawn } = drawer.draw(person.slot, 0);
      expect(person).toMatchObject(drawn);
      expect(person.birthPlace.country).toBe(birthPlace.country);
      expect(course).toBeDefined();
      expect([familyName, address, phone]).not.toContain(undefined);
    }
  });

  it('live where the eldest of the household does', () => {
    const drawer = new PersonDrawer(reference, keys, { referenceDate });
    let moved = 0;
    for (const person of people) {
      const home = relativesOf(person)
        .filter(({ sharesHome, slot }) => sharesHome && slot !== null)
        .map(({ slot }) => bySlot.get(slot as number) as Person);
      const eldest = [person, ...home].reduce((a, b) => (b.birth < a.birth ? b : a));
      expect(person.address).toEqual(drawer.draw(eldest.slot, 0).address);
      if (eldest !== person) moved++;
    }
    expect(moved).toBeGreaterThan(200);
  });

  it("bear one name where one took the other's, and so do their children", () => {
    const wives = people
      .filter(({ sex }) => sex === 'F')
      .flatMap((wife) => {
        const spouse = relativesOf(wife).find(({ relationship, slot }) => relationship === 'spouse' && slot !== null);
        return spouse ? [{ wife, husband: spouse }] : [];
      });
    const takers = wives.filter(({ wife }) => wife.family?.formerName);
    expect(takers.length / wives.length).toBeGreaterThan(0.6);
    for (const { wife, husband } of takers) {
      expect(wife.familyName).toBe(husband.familyName);
      expect(wife.family?.formerName?.until).toBeLessThanOrEqual(referenceDate);
    }
    for (const person of people) {
      const father = relativesOf(person).find(({ relationship, slot }) => relationship === 'father' && slot !== null);
      const isChild = ageInYears(person.birth, referenceDate) < 15;
      if (isChild && father) expect(person.familyName).toBe(father.familyName);
    }
  });

  it('are of people who are alike, more than chance would have it', () => {
    const of = (slot: number) => (bySlot.get(slot) as Person).course?.at(referenceDate);
    const couples = people.flatMap((person) => {
      const spouse = relativesOf(person).find(({ relationship, slot }) => relationship === 'spouse' && slot !== null);
      return person.sex === 'F' && spouse ? [[of(person.slot), of(spouse.slot as number)] as const] : [];
    });
    const share = (same: (pair: (typeof couples)[number]) => boolean) => couples.filter(same).length / couples.length;
    expect(couples.length).toBeGreaterThan(50);
    expect(share(([a, b]) => a?.coverage === b?.coverage)).toBeGreaterThan(0.7);
    expect(share(([a, b]) => a?.tenure === b?.tenure)).toBeGreaterThan(0.7);
  });

  it('leave those alone who live in no household', () => {
    const inQuarters = people.filter(
      ({ course }) => course && valueAt(course.housing, referenceDate) !== 'housing-unit',
    );
    const alive = inQuarters.filter(isAlive);
    expect(alive.length).toBeGreaterThan(10);
    for (const person of alive) {
      expect(person.family?.household).toEqual({ familySize: 1, ownChildrenAtHome: 0 });
      expect(relativesOf(person).some(({ sharesHome }) => sharesHome)).toBe(false);
    }
  });

  it('give the widowed a spouse who is dead', () => {
    const widowed = people.filter(
      (person) => isAlive(person) && person.course && valueAt(person.course.maritalStatus, referenceDate) === 'widowed',
    );
    expect(widowed.length).toBeGreaterThan(50);
    for (const person of widowed) {
      const spouses = relativesOf(person).filter(({ relationship }) => relationship === 'spouse');
      expect(spouses).toHaveLength(1);
      expect(spouses[0]?.death).toBeLessThanOrEqual(referenceDate);
    }
  });
});

describe('who is matched', () => {
  it('lives at the reference date by the life tables', () => {
    for (const person of people.slice(0, 8 * BLOCK)) {
      const draws = new Draws(lifeKeys(keys, person.slot, 0).draws);
      const lives = backgroundDeath(reference, draws, person).time > referenceDate;
      expect(isAliveAt(reference, draws, person, referenceDate)).toBe(lives);
      if (!lives) expect(relativesOf(person).some(({ slot }) => slot !== null)).toBe(false);
    }
  });
});

describe('runs that turn lives down', () => {
  it('have relatives who are nobody of the population', () => {
    const unmatched = peopleOf(4 * BLOCK, householdsOf({}, false));
    expect(unmatched.flatMap(relativesOf).filter(({ slot }) => slot !== null)).toEqual([]);
    expect(linkFaults(unmatched, referenceDate)).toEqual([]);
    expect(told(householdsOf().draw(7, 2))).toEqual(told(householdsOf({}, false).draw(7, 2)));
  });

  it('match whom there is: no couples among women alone', () => {
    const women = peopleOf(4 * BLOCK, householdsOf({ sex: 'F', minAge: 20 }));
    const spouses = women
      .flatMap(relativesOf)
      .filter(({ relationship, slot }) => relationship === 'spouse' && slot !== null);
    expect(spouses).toEqual([]);
    expect(linkFaults(women, referenceDate)).toEqual([]);
  });
});

describe('illness in families', () => {
  it('is a risk since the first of parents and siblings has it, whether or not they are of the population', () => {
    const code = '44054006';
    let inside = 0;
    for (const person of people) {
      const since = person.family?.illnessSince(code);
      const known = relativesOf(person).flatMap(({ birth, conditions }) =>
        conditions.filter((one) => one.code.code === code).map(({ onsetAge }) => birthday(birth, onsetAge)),
      );
      if (known.length > 0) expect(since).toBeLessThanOrEqual(Math.min(...known));
      if (since !== undefined && known.length === 0) inside++;
    }
    expect(inside).toBeGreaterThan(10);
    expect(people[0]?.family?.illnessSince('no such code')).toBeUndefined();
  });

  it('is told of outside parents and siblings alone, more often where another of them has it', () => {
    const code = '44054006';
    const counts = { both: 0, mother: 0, father: 0, all: 0 };
    for (const person of people) {
      const has = (relationship: string) => {
        const parent = relativesOf(person).find((one) => one.relationship === relationship && one.slot === null);
        return parent && parent.birth < timeOf(1960, 1, 1)
          ? parent.conditions.some((condition) => condition.code.code === code)
          : undefined;
      };
      const [mother, father] = [has('mother'), has('father')];
      if (mother === undefined || father === undefined) continue;
      counts.all++;
      if (mother) counts.mother++;
      if (father) counts.father++;
      if (mother && father) counts.both++;
    }
    const independent = (counts.mother / counts.all) * (counts.father / counts.all);
    expect(counts.both / counts.all).toBeGreaterThan(1.2 * independent);
    for (const relative of people.flatMap(relativesOf)) {
      if (!['mother', 'father', 'sibling'].includes(relative.relationship) || relative.slot !== null) {
        expect(relative.conditions).toEqual([]);
      }
      for (const { onsetAge } of relative.conditions) {
        expect(onsetAge).toBeLessThanOrEqual(ageInYears(relative.birth, relative.death ?? referenceDate));
      }
    }
  });
});
