import { phoneNumber, streetLine } from '../../care/contact.ts';
import { IdMaker } from '../../core/id.ts';
import { lifeKeys, type RunKeys } from '../../core/random/keys.ts';
import { ageInYears, type SimTime } from '../../core/time.ts';
import type { Address, Person, Sex } from '../../record/person.ts';
import type { Relationship, Relative, RelativeCondition } from '../../record/relative.ts';
import type { Reference } from '../../reference/data.ts';
import { HOUSEHOLD } from './chance.ts';
import { type GivenNames, givenName } from './given-names.ts';
import type { Member } from './member.ts';

/** Who somebody is in the family of an owner, whose chance draws them. Numbers are part of what is drawn: never renumber. */
export const ROLE = {
  partner: 0,
  mother: 1,
  father: 2,
  sibling: 3,
  minor: 4,
  grown: 5,
  elsewhere: 6,
  grandchild: 7,
  grandmother: 8,
} as const;

/** A relative who is nobody of the population, before there is a name. */
export interface Kin {
  /** Whose draws say all about this relative: everybody in a family finds the same. */
  readonly owner: Member;
  readonly role: number;
  readonly index: number;
  readonly sex: Sex;
  readonly birth: SimTime;
  /** Works out the family name: many relatives are only counted. */
  readonly surname: () => string;
  /** A time at which the relative was alive for certain. */
  readonly aliveAt: SimTime;
  /** Known death, instead of one by the life tables. */
  readonly death?: SimTime;
}

/** The role of persons of the population, who are told apart by their slot. */
const INSIDE = 100;

/** What a person's relative is to the person. */
export interface Tie {
  readonly relationship: Relationship;
  readonly sharesHome: boolean;
  /** Told of first-degree relatives of one family: that family's owner. */
  readonly familyOf: Member | null;
}

/** What is needed to tell of relatives. */
export interface KinContext {
  readonly reference: Reference;
  readonly keys: RunKeys;
  /** Nothing later is told. */
  readonly until: SimTime;
}

/** Share of people who live in the town of a relative; of the others the chart has no address. A judgement. */
const NEAR = 0.55;

/** Relatives of one person as the chart knows them. Everything but ties and births is worked out when first asked for. */
export class OutsideRelative implements Relative {
  readonly relationship: Relationship;
  readonly sex: Sex;
  readonly birth: SimTime;
  readonly sharesHome: boolean;
  readonly slot = null;
  readonly medicalRecordNumber = null;
  readonly #kin: Kin;
  readonly #tie: Tie;
  readonly #person: Member;
  readonly #siblings: GivenNames | null;
  readonly #context: KinContext;
  #death: SimTime | null | undefined;

  /** `siblings` are the names of the relative's brothers and sisters, if they are relatives too. */
  constructor(kin: Kin, tie: Tie, person: Member, context: KinContext, siblings: GivenNames | null) {
    this.relationship = tie.relationship;
    this.sex = kin.sex;
    this.birth = kin.birth;
    this.sharesHome = tie.sharesHome;
    this.#kin = kin;
    this.#tie = tie;
    this.#person = person;
    this.#siblings = siblings;
    this.#context = context;
  }

  get id(): string {
    const { owner, role, index } = this.#kin;
    const part = owner === this.#person ? 0 : 1;
    return relativeId(this.#context.keys, this.#person, role * 2 + part, index);
  }

  get death(): SimTime | null {
    if (this.#death === undefined) this.#death = deathOf(this.#kin, this.#until, this.#context.reference);
    return this.#death;
  }

  get familyName(): string {
    return this.#kin.surname();
  }

  get givenName(): string {
    return this.#siblings ? this.#siblings.of(this.#kin) : givenName(this.#context.reference.names, this.#kin);
  }

  get address(): Address | null {
    const { address } = this.#person.person;
    if (this.sharesHome) return address;
    if (this.#u('livesNear') > NEAR || this.death !== null) return null;
    return { ...address, line: streetLine(this.#u('houseNumber'), this.#u('street')) };
  }

  get phone(): string | null {
    const { address } = this;
    return address && this.death === null ? phoneNumber(address.state, this.#u('phone')) : null;
  }

  get conditions(): readonly RelativeCondition[] {
    const family = this.#tie.familyOf;
    if (family === null) return [];
    const { owner, role, index } = this.#kin;
    const age = ageInYears(this.birth, this.death ?? this.#until);
    return this.#context.reference.familyHistory.flatMap((illness, i) => {
      const uFamily = family.chance.u('liability', i);
      const onsetAge = illness.onset(this.sex, age, uFamily, owner.chance.u('illness', index, role * 100 + i));
      return onsetAge === undefined ? [] : [{ code: illness.code, onsetAge }];
    });
  }

  /** Nothing later is told: the end of what the person's record can say. */
  get #until(): SimTime {
    return Math.min(this.#context.until, this.#person.facts.death);
  }

  #u(what: 'livesNear' | 'houseNumber' | 'street' | 'phone'): number {
    return this.#kin.owner.chance.u(what, this.#kin.index, this.#kin.role);
  }
}

/** A relative who is a person of the population. */
export class InsideRelative implements Relative {
  readonly relationship: Relationship;
  readonly sex: Sex;
  readonly birth: SimTime;
  readonly death = null;
  readonly givenName: string;
  readonly familyName: string;
  readonly address: Address;
  readonly phone: string;
  readonly slot: number;
  readonly medicalRecordNumber: string;
  readonly sharesHome: boolean;
  readonly conditions = [];
  readonly #person: Member;
  readonly #keys: RunKeys;

  constructor(other: Person, tie: Pick<Tie, 'relationship' | 'sharesHome'>, person: Member, keys: RunKeys) {
    this.relationship = tie.relationship;
    this.sex = other.sex;
    this.birth = other.birth;
    this.givenName = other.givenName;
    this.familyName = other.familyName;
    this.address = other.address;
    this.phone = other.phone;
    this.slot = other.slot;
    this.medicalRecordNumber = other.medicalRecordNumber;
    this.sharesHome = tie.sharesHome;
    this.#person = person;
    this.#keys = keys;
  }

  get id(): string {
    return relativeId(this.#keys, this.#person, INSIDE, this.slot);
  }
}

/** The id of a relative in the chart of a person. */
function relativeId(keys: RunKeys, { person }: Member, role: number, index: number): string {
  return new IdMaker(lifeKeys(keys, person.slot, person.attempt).ids).id(HOUSEHOLD, role, index, 0);
}

/** When a relative died, if that was before `until`. */
function deathOf(kin: Kin, until: SimTime, { mortality }: Reference): SimTime | null {
  if (kin.death !== undefined) return kin.death < until ? kin.death : null;
  if (kin.aliveAt >= until) return null;
  const { sex, birth, owner, aliveAt } = kin;
  const survived = aliveAt > birth ? mortality.cumulativeHazard(birth, sex, owner.group, aliveAt) : 0;
  const e = survived - Math.log(owner.chance.u('death', kin.index, kin.role));
  // The hazard accumulated until then says whether, and only the dead need the instant.
  if (mortality.cumulativeHazard(birth, sex, owner.group, until) < e) return null;
  return mortality.deathTime(birth, sex, owner.group, e);
}
