import { ageInYears, type SimTime, YEAR } from '../../core/time.ts';
import type { MaritalStatus } from '../../record/life-course.ts';
import type { Person } from '../../record/person.ts';
import type { FamilyNeed } from '../../reference/family-sizes.ts';
import { groupOf } from '../../reference/group.ts';
import type { Group } from '../../reference/places.ts';
import { surnameChange } from '../course/residence.ts';
import type { Chance } from './chance.ts';
import type { Home } from './home.ts';
import { type Standing, standingOf } from './likeness.ts';

/** What is known of a person without simulation that decides about the family. */
export interface MemberFacts {
  readonly maritalStatus: MaritalStatus;
  /** Whether the person lives in no institution, dormitory or barracks. */
  readonly inHousehold: boolean;
  /** Whether the person is alive at the reference date by the life tables: the dead are matched with nobody. */
  readonly isAlive: boolean;
  /** Death unless a module causes one before; may lie ahead, or be infinite where nothing is told of that time. */
  readonly death: SimTime;
  /** When the family is looked at: the reference date, or the death before it. */
  readonly asOf: SimTime;
}

/** A person of the population as a member of a family. */
export class Member {
  readonly person: Person;
  readonly chance: Chance;
  readonly facts: MemberFacts;
  /** The family name that was drawn for the person, before there was a family. */
  readonly drawnName: string;
  readonly group: Group;
  /** Completed years at `facts.asOf`. */
  readonly age: number;
  /** The family that a grown person has drawn. */
  readonly need: FamilyNeed | null;
  /** Where the person lives, set by whoever matches. */
  home: Home | null = null;
  /** The home of parents who are persons of the population, whether or not it is the own one. */
  parents: Home | null = null;
  #standing: Standing | undefined;
  #nameChange: SimTime | null | undefined;

  constructor(person: Person, chance: Chance, facts: MemberFacts, needOf: (member: Member) => FamilyNeed) {
    this.person = person;
    this.chance = chance;
    this.facts = facts;
    this.drawnName = person.familyName;
    this.group = groupOf(person);
    this.age = ageInYears(person.birth, facts.asOf);
    this.need = this.age < ADULT ? null : possible(needOf(this), this);
  }

  /** Worked out when first asked for: not everybody has somebody to be compared with. */
  get standing(): Standing {
    this.#standing ??= standingOf(this.person, this.facts.asOf);
    return this.#standing;
  }

  /** When the person took the name of a spouse, if that was before the family is looked at. */
  get nameChange(): SimTime | undefined {
    if (this.#nameChange === undefined) {
      const { person, chance, facts } = this;
      const change = person.course && surnameChange(person, person.course.maritalStatus, chance.draws);
      this.#nameChange = change !== undefined && change <= facts.asOf ? change : null;
    }
    return this.#nameChange ?? undefined;
  }

  get birth(): SimTime {
    return this.person.birth;
  }

  get isAdult(): boolean {
    return this.need !== null;
  }

  get isMarried(): boolean {
    return this.facts.maritalStatus === 'married';
  }

  get wasMarried(): boolean {
    return this.facts.maritalStatus !== 'never-married';
  }
}

/** From this age on people have families of their own in the tables. */
export const ADULT = 18;
/** A mother of children under 18 is younger than this: nobody bears a child at 50. */
const OLDEST_MOTHER = 70;
const OLDEST_FATHER = 78;

/** A family in which the children can be the head's: what the tables say beyond that are grandchildren and adopted ones. */
export function possible(need: FamilyNeed, member: Member): FamilyNeed {
  const oldest = member.person.sex === 'F' ? OLDEST_MOTHER : OLDEST_FATHER;
  return need.children > 0 && member.age > oldest ? { familySize: need.familySize, children: 0 } : need;
}

/** Mean calendar years between two times. */
export function years(from: SimTime, to: SimTime): number {
  return (to - from) / YEAR;
}
