import { Draws } from '../../core/random/draws.ts';
import { derive, lifeKeys, type RunKeys } from '../../core/random/keys.ts';
import type { SimTime } from '../../core/time.ts';
import type { MaritalStatus } from '../../record/life-course.ts';
import type { Person } from '../../record/person.ts';
import type { Reference } from '../../reference/data.ts';
import type { FamilyNeed } from '../../reference/family-sizes.ts';
import { backgroundDeath } from '../background-mortality.ts';
import { Chance } from './chance.ts';
import { homeAlone, matchBlock } from './match.ts';
import { Member } from './member.ts';
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
  readonly maritalStatus: (person: Person, at: SimTime) => MaritalStatus;
  /** Whether a person lives in no institution, dormitory or barracks. */
  readonly inHousehold: (person: Person, at: SimTime) => boolean;
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
  #last: Block | undefined;

  constructor(source: PersonSource, options: HouseholdOptions) {
    this.#source = source;
    this.#options = options;
    this.#surnames = new Surnames(options.reference);
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
    member.home = homeAlone(member, (one) => this.#needOf(one));
    return {
      ...person,
      family: new PersonFamily(
        member,
        this.#context((one) => one.person),
      ),
    };
  }

  #matched(number: number): Person[] {
    const first = number * BLOCK;
    const members = Array.from({ length: BLOCK }, (_, i) => this.#member(this.#source.draw(first + i, 0)));
    const needs = new Map<Member, FamilyNeed>();
    const needOf = (member: Member) => {
      const known = needs.get(member) ?? this.#needOf(member);
      needs.set(member, known);
      return known;
    };
    matchBlock(members, new Chance(derive(this.#options.keys.draws, number, BLOCK_KEY)), needOf);
    const people = new Map<Member, Person>();
    const context = this.#context((member) => people.get(member) ?? member.person);
    for (const member of members) people.set(member, this.#settled(member, context));
    return members.map((member) => people.get(member) as Person);
  }

  #context(known: FamilyContext['known']): FamilyContext {
    const { reference, keys, until } = this.#options;
    return { reference, keys, until, surnames: this.#surnames, known };
  }

  /** The person with the name and the address of the family: the group lives where its eldest does. */
  #settled(member: Member, context: FamilyContext): Person {
    const { person, home } = member;
    const family = new PersonFamily(member, context);
    const familyName = this.#surnames.now(member);
    const eldest = (home?.members ?? []).reduce((a, b) => (b.birth < a.birth ? b : a), member).person;
    if (eldest === person) return { ...person, familyName, family };
    const { address, site } = eldest;
    const phone = address.state === person.address.state ? person.phone : eldest.phone;
    return { ...person, familyName, address, site, phone, family };
  }

  /**
   * Matching asks who would be alive by the life tables, whatever modules there are, so that none of them changes anybody's
   * relatives.
   */
  #member(person: Person): Member {
    const { keys, reference, referenceDate, deathOf } = this.#options;
    const { draws } = lifeKeys(keys, person.slot, person.attempt);
    const { time } = backgroundDeath(reference, new Draws(draws), person);
    const isAlive = time > referenceDate;
    const death = isAlive || !deathOf ? time : deathOf(person);
    const asOf = Math.min(referenceDate, death);
    const inHousehold = this.#options.inHousehold(person, asOf);
    const maritalStatus = this.#options.maritalStatus(person, asOf);
    return new Member(person, new Chance(draws), { death, asOf, maritalStatus, inHousehold, isAlive });
  }

  #needOf(member: Member): FamilyNeed {
    const { age, person, facts, chance } = member;
    const u = chance.u('family');
    return this.#options.reference.familySizes.need(age, person.sex, facts.maritalStatus, facts.inHousehold, u);
  }
}
