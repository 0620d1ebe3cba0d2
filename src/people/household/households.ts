import { Draws } from '../../core/random/draws.ts';
import { derive, type RunKeys } from '../../core/random/keys.ts';
import type { SimTime } from '../../core/time.ts';
import type { Housing, LifeCourse } from '../../record/life-course.ts';
import type { Person } from '../../record/person.ts';
import { valueAt } from '../../record/timeline.ts';
import type { Reference } from '../../reference/data.ts';
import { backgroundDeath, isAliveAt } from '../background-mortality.ts';
import { PersonCourse } from '../course/person-course.ts';
import { FormerHomes } from '../residence/former-homes.ts';
import { Chance } from './chance.ts';
import { homeAlone, matchBlock } from './match.ts';
import { Member } from './member.ts';
import { BirthPlaceAtHome, MemberResidence, type ResidenceContext } from './member-residence.ts';
import { type FamilyContext, PersonFamily } from './relatives.ts';
import { Surnames } from './surnames.ts';

/** Persons who may be relatives of each other: slots 64k to 64k + 63. */
export const BLOCK = 64;
/** Beside the attempts of a slot, which are fewer, in the keys of a run. */
const BLOCK_KEY = 0xffff_ffff;

/** Where persons come from. */
export interface PersonSource {
  draw(slot: number, attempt: number): Person;
}

export interface HouseholdOptions {
  readonly reference: Reference;
  readonly keys: RunKeys;
  /** Day on which people are matched. */
  readonly referenceDate: SimTime;
  /** Last day of which relatives are told. */
  readonly until: SimTime;
  /** When a person's life ends unless a module ends it before: by all causes of death where this is left out. */
  readonly deathOf?: (person: Person) => SimTime;
  /** Whether persons are matched with each other; otherwise all their relatives are nobody of the population. */
  readonly matched: boolean;
}

/** A finished block, and who is in it. */
interface Block {
  readonly number: number;
  readonly people: readonly Person[];
}

/**
 * Gives persons their relatives and households. A person's family is a function of the run and the block of the slot: at the
 * first attempt the people of a block are matched with each other, further attempts have outside relatives alone.
 */
export class Households implements PersonSource {
  readonly #source: PersonSource;
  readonly #options: HouseholdOptions;
  readonly #surnames: Surnames;
  readonly #context: FamilyContext;
  readonly #residence: ResidenceContext;
  #last: Block | undefined;

  constructor(source: PersonSource, options: HouseholdOptions) {
    this.#source = source;
    this.#options = options;
    const { reference, keys, until } = options;
    this.#surnames = new Surnames(reference);
    this.#context = { reference, keys, until, surnames: this.#surnames };
    this.#residence = { formerHomes: new FormerHomes(reference.places), until };
  }

  /** The person in a slot at an attempt, with a family. */
  draw(slot: number, attempt: number): Person {
    if (attempt > 0 || !this.#options.matched) return this.alone(this.#source.draw(slot, attempt));
    const number = Math.floor(slot / BLOCK);
    if (this.#last?.number !== number) this.#last = { number, people: this.#matched(number) };
    return this.#last.people[slot % BLOCK] as Person;
  }

  /** A person with relatives of whom none is a person of the population. */
  alone(person: Person): Person {
    const member = this.#member(person);
    member.home = homeAlone(member);
    const residence = new MemberResidence(member, this.#residence);
    return { ...person, residence, family: new PersonFamily(member, this.#context) };
  }

  #matched(number: number): Person[] {
    const first = number * BLOCK;
    const members = Array.from({ length: BLOCK }, (_, i) => this.#member(this.#source.draw(first + i, 0)));
    matchBlock(members, new Chance(new Draws(derive(this.#options.keys.draws, number, BLOCK_KEY))));
    for (const member of members) this.#settle(member);
    return members.map(({ person }) => person);
  }

  /** Gives a person the name and the address of the family: the group lives where its eldest does. */
  #settle(member: Member): void {
    const { person, home } = member;
    const eldest = (home?.members ?? []).reduce((a, b) => (b.birth < a.birth ? b : a), member).person;
    // The person was drawn for this block alone, and is handed out only after this.
    const settled = person as { -readonly [K in keyof Person]: Person[K] };
    settled.familyName = this.#surnames.now(member);
    settled.family = new PersonFamily(member, this.#context);
    settled.residence = new MemberResidence(member, this.#residence);
    if (eldest === person) return;
    // Nobody's address was changed before the eldest's is read: the eldest of a home keeps the own.
    const { country, state } = person.birthPlace;
    if (eldest.address.state !== person.address.state) {
      settled.phone = eldest.phone;
      // Who was drawn to live in the state of birth still does.
      if (state === person.address.state) settled.birthPlace = { country, state: eldest.address.state };
    }
    settled.address = eldest.address;
    if (state !== undefined && member.parents === home) settled.birthPlace = new BirthPlaceAtHome(person);
  }

  #deathOf(person: Person, draws: Draws): SimTime {
    const { reference, deathOf } = this.#options;
    return deathOf ? deathOf(person) : backgroundDeath(reference, draws, person).time;
  }

  /**
   * Matching asks who would be alive by the life tables, whatever modules there are, so that none of them changes anybody's
   * relatives.
   */
  #member(person: Person): Member {
    const { keys, reference, referenceDate, until } = this.#options;
    const { course } = person;
    // The draws of that life, which a course that is drawn has already.
    const own = course instanceof PersonCourse ? course.draws : undefined;
    const draws = own ?? new Draws(derive(keys.draws, person.slot, person.attempt));
    const isAlive = isAliveAt(reference, draws, person, referenceDate);
    const death = isAlive && until <= referenceDate ? Number.POSITIVE_INFINITY : this.#deathOf(person, draws);
    const asOf = Math.min(referenceDate, death);
    const inHousehold = housingAt(course, asOf) === 'housing-unit';
    const maritalStatus = (course && valueAt(course.maritalStatus, asOf)) ?? 'never-married';
    const facts = { death, asOf, maritalStatus, inHousehold, isAlive };
    return new Member(person, new Chance(draws), facts, ({ age, chance }) =>
      reference.familySizes.need(age, person.sex, maritalStatus, inHousehold, chance.u('family')),
    );
  }
}

/** Where somebody lives. A course that is drawn knows it without the whole timeline. */
function housingAt(course: LifeCourse | undefined, t: SimTime): Housing {
  const known = course instanceof PersonCourse ? course.traits.housingAt(t) : course && valueAt(course.housing, t);
  return known ?? 'housing-unit';
}
