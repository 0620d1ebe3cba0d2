import { ageInYears, birthday, DAY, type SimTime, YEAR } from '../../core/time.ts';
import type { Sex } from '../../record/person.ts';
import type { Family, FormerName, Household, Relationship, Relative } from '../../record/relative.ts';
import type { FamilialIllness } from '../../reference/family-history.ts';
import { placeBirth } from './births.ts';
import { GivenNames } from './given-names.ts';
import type { Home, OutsideChild } from './home.ts';
import { InsideRelative, type Kin, type KinContext, OutsideRelative, ROLE, type Tie } from './kin.ts';
import { ADULT, type Member } from './member.ts';
import { type Origin, originOf } from './origin.ts';
import type { Surnames } from './surnames.ts';

/** What telling of relatives needs besides the matched members. */
export interface FamilyContext extends KinContext {
  readonly surnames: Surnames;
}

/** The relatives of one person, worked out when they are asked for. */
export class PersonFamily implements Family {
  readonly #member: Member;
  readonly #context: FamilyContext;
  #relatives: readonly Relative[] | undefined;

  constructor(member: Member, context: FamilyContext) {
    this.#member = member;
    this.#context = context;
  }

  get household(): Household {
    const { home } = this.#member;
    if (!home) return { familySize: 1, ownChildrenAtHome: 0 };
    const isParent = home.head === this.#member || home.spouse === this.#member;
    return { familySize: home.size, ownChildrenAtHome: isParent ? home.children : 0 };
  }

  /** Whether the person was found to be alive at `t` when people were matched; false where nobody looked. */
  isKnownAlive(t: SimTime): boolean {
    const { isAlive, asOf } = this.#member.facts;
    return isAlive && t <= asOf;
  }

  get formerName(): FormerName | null {
    return this.#context.surnames.former(this.#member);
  }

  illnessSince(code: string): SimTime | undefined {
    const { reference, until } = this.#context;
    const i = reference.familyHistory.findIndex((one) => one.code.code === code);
    const illness = reference.familyHistory[i];
    const onsets = this.relatives.flatMap((relative) => {
      if (!illness || !FIRST_DEGREE.has(relative.relationship)) return [];
      const known = relative.conditions.find((condition) => condition.code.code === code)?.onsetAge;
      const age = relative.slot === null ? known : this.#pairOnset(relative, illness, i, until);
      return age === undefined ? [] : [birthday(relative.birth, age)];
    });
    return onsets.length === 0 ? undefined : Math.min(...onsets);
  }

  /** Of a relative with a chart of their own: by the family's liability and a draw of the pair. */
  #pairOnset({ sex, birth, slot }: Relative, illness: FamilialIllness, i: number, t: SimTime): number | undefined {
    const { chance, parents } = this.#member;
    const uFamily = (parents?.head ?? this.#member).chance.u('liability', i);
    return illness.onset(sex, ageInYears(birth, t), uFamily, chance.u('illness', slot ?? 0, PAIR + i));
  }

  get relatives(): readonly Relative[] {
    this.#relatives ??= new RelativeList(this.#member, this.#context).all();
    return this.#relatives;
  }
}

const FIRST_DEGREE: ReadonlySet<Relationship> = new Set(['mother', 'father', 'sibling']);
/** Beyond the parts that roles take. */
const PAIR = 10_000;
const CHILD_ROLE = { minor: ROLE.minor, grown: ROLE.grown, elsewhere: ROLE.elsewhere } as const;
const GRANDMOTHER_OLDER = 25;
const MOST_GRANDMOTHER = 95;

class RelativeList {
  readonly #member: Member;
  readonly #home: Home;
  readonly #context: FamilyContext;
  readonly #list: Relative[] = [];

  constructor(member: Member, context: FamilyContext) {
    this.#member = member;
    this.#home = member.home as Home;
    this.#context = context;
  }

  all(): readonly Relative[] {
    const { head, spouse } = this.#home;
    const isParent = head === this.#member || spouse === this.#member;
    if (isParent) this.#addSpouse();
    if (this.#member.parents) this.#addFamilyOf(this.#member.parents);
    else this.#addOrigin(this.#member, head === this.#member, '');
    if (isParent) this.#addChildren();
    if (head !== this.#member) this.#addOrigin(head, true, spouse === this.#member ? 'in-law' : 'of-parent');
    this.#addGrandchildren(isParent);
    const until = Math.min(this.#context.until, this.#member.facts.death);
    return this.#list.filter(({ birth }) => birth < until);
  }

  #addSpouse(): void {
    const home = this.#home;
    const { maritalStatus } = home.head.facts;
    if (home.spouse) this.#addInside(home.spouse === this.#member ? home.head : home.spouse, 'spouse', true);
    else if (maritalStatus === 'married') this.#addOutside(this.#partner(home), 'spouse', home.hasCouple);
    else if (maritalStatus === 'widowed') this.#addOutside(this.#partner(home), 'spouse', false);
  }

  /** Parents of the population, and their other children. */
  #addFamilyOf(home: Home): void {
    const shares = home === this.#member.home;
    const [mother, father] = home.head.person.sex === 'F' ? [home.head, home.spouse] : [home.spouse, home.head];
    const add = (parent: Member | null, relationship: Relationship) => {
      if (parent) this.#addInside(parent, relationship, shares);
      else this.#addOutside(this.#partner(home), relationship, shares && home.hasCouple, home.head);
    };
    add(mother, 'mother');
    add(father, 'father');
    for (const child of home.insideChildren) {
      if (child !== this.#member) this.#addInside(child, 'sibling', shares && child.home === home);
    }
    this.#addOutsideChildren(home, 'sibling', shares, home.head);
  }

  /** The family that `owner` comes from: the person's own, or what of the family of the head lives in the home. */
  #addOrigin(owner: Member, isHead: boolean, via: '' | 'in-law' | 'of-parent'): void {
    const { mother, father, siblings, grandmother } = isHead ? this.#home.others : NONE;
    if (via !== '' && !(mother || father || siblings > 0)) return;
    const origin = originOf(owner, { siblings, parents: mother || father });
    const family = via === '' ? owner : null;
    for (const relationship of ['mother', 'father'] as const) {
      const atHome = relationship === 'mother' ? mother : father;
      if (via === '' || atHome) {
        const kin = this.#parent(owner, origin, relationship, atHome);
        this.#addOutside(kin, TIES[via][relationship], atHome, family);
      }
    }
    const surname = () => this.#context.surnames.atBirth(owner);
    const kin = origin.siblings.map(({ birth, sex }, index): Kin => {
      const aliveAt = index < siblings ? owner.facts.asOf : birth;
      return { owner, role: ROLE.sibling, index, birth, sex, aliveAt, surname };
    });
    const names = new GivenNames(this.#context.reference.names, [owner.person.givenName], kin);
    for (const sibling of via === '' ? kin : kin.slice(0, siblings)) {
      this.#addOutside(sibling, TIES[via].sibling, sibling.index < siblings, family, names);
    }
    if (grandmother) this.#addOutside(this.#grandmother(owner, origin), 'grandparent', true);
  }

  #addChildren(): void {
    for (const child of this.#home.insideChildren) this.#addInside(child, 'child', child.home === this.#home);
    this.#addOutsideChildren(this.#home, 'child', true, null);
  }

  #addOutsideChildren(home: Home, relationship: Relationship, shares: boolean, familyOf: Member | null): void {
    const { outsideChildren } = home;
    if (outsideChildren.length === 0) return;
    const surname = () => this.#context.surnames.ofChildren(home);
    const kin = outsideChildren.map((child) => this.#child(home, child, surname));
    const taken = home.insideChildren.map(({ person }) => person.givenName);
    const names = new GivenNames(this.#context.reference.names, taken, kin);
    for (const child of kin) {
      this.#addOutside(child, relationship, shares && child.role !== ROLE.elsewhere, familyOf, names);
    }
  }

  #addGrandchildren(isParent: boolean): void {
    const home = this.#home;
    if (home.others.grandchildren === 0) return;
    const { head, asOf, parentage } = home;
    const range = { from: Math.max(asOf - ADULT * YEAR, parentage.mother + 30 * YEAR), to: asOf - DAY };
    const taken: SimTime[] = [];
    for (let index = 0; index < home.others.grandchildren; index++) {
      // The mother is one of the head's daughters, of an age that is usual.
      const u = (i: number) => head.chance.u('grandchildBirth', index, i);
      const birth = placeBirth(u, range, Math.max(range.from, parentage.mother + 25 * YEAR) - 20 * YEAR, taken);
      taken.push(birth);
      const sex: Sex = head.chance.u('sex', index, ROLE.grandchild) < 0.5 ? 'F' : 'M';
      const surname = () => this.#context.surnames.ofChildren(home);
      const kin = { owner: head, role: ROLE.grandchild, index, birth, sex, aliveAt: asOf, surname };
      this.#addOutside(kin, isParent ? 'grandchild' : 'niece-or-nephew', true);
    }
  }

  #parent(owner: Member, origin: Origin, role: 'mother' | 'father', atHome: boolean): Kin {
    const { surnames } = this.#context;
    const birth = origin[role];
    const surname = () =>
      role === 'mother' && owner.chance.u('takesName', 2) > MOTHER_SHARES_NAME
        ? surnames.drawn(owner, owner.chance.u('familyName', 0, ROLE.mother))
        : surnames.atBirth(owner);
    return {
      owner,
      role: ROLE[role],
      index: 0,
      sex: role === 'mother' ? 'F' : 'M',
      birth,
      surname,
      aliveAt: atHome ? owner.facts.asOf : owner.birth - (role === 'father' ? 270 * DAY : 0),
    };
  }

  #grandmother(owner: Member, origin: Origin): Kin {
    const { asOf } = owner.facts;
    const birth = Math.max(origin.mother - GRANDMOTHER_OLDER * YEAR, asOf - MOST_GRANDMOTHER * YEAR);
    const surname = () => this.#context.surnames.drawn(owner, owner.chance.u('familyName', 0, ROLE.grandmother));
    return { owner, role: ROLE.grandmother, index: 0, sex: 'F', birth, aliveAt: asOf, surname };
  }

  /** The spouse, or the other parent of the children, who is nobody of the population. */
  #partner(home: Home): Kin {
    const { head, asOf, parentage } = home;
    const sex = head.person.sex === 'F' ? 'M' : 'F';
    let youngest = head.birth;
    for (const { birth } of home.insideChildren) youngest = Math.max(youngest, birth);
    const isWidowed = head.facts.maritalStatus === 'widowed';
    return {
      owner: head,
      role: ROLE.partner,
      index: 0,
      sex,
      birth: sex === 'F' ? parentage.mother : parentage.father,
      surname: () => this.#context.surnames.ofPartner(home),
      aliveAt: head.isMarried ? asOf : youngest,
      ...(isWidowed && { death: widowhood(home) }),
    };
  }

  #child(home: Home, { kind, index, sex, birth }: OutsideChild, surname: () => string): Kin {
    const aliveAt = kind === 'elsewhere' ? birth : home.asOf;
    return { owner: home.head, role: CHILD_ROLE[kind], index, sex, birth, aliveAt, surname };
  }

  #addOutside(
    kin: Kin,
    relationship: Relationship,
    sharesHome: boolean,
    familyOf: Member | null = null,
    names: GivenNames | null = null,
  ): void {
    const tie: Tie = { relationship, sharesHome, familyOf };
    this.#list.push(new OutsideRelative(kin, tie, this.#member, this.#context, names));
  }

  #addInside({ person }: Member, relationship: Relationship, sharesHome: boolean): void {
    const tie = { relationship, sharesHome };
    this.#list.push(new InsideRelative(person, tie, this.#member, this.#context.keys));
  }
}

const NONE = { mother: false, father: false, siblings: 0, grandmother: false };
/** Mothers who bear their children's name: most took the husband's. */
const MOTHER_SHARES_NAME = 0.75;
const TIES = {
  '': { mother: 'mother', father: 'father', sibling: 'sibling' },
  'in-law': { mother: 'parent-in-law', father: 'parent-in-law', sibling: 'sibling-in-law' },
  'of-parent': { mother: 'grandparent', father: 'grandparent', sibling: 'aunt-or-uncle' },
} as const;
/** Years since the death of a spouse, on average: a judgement. */
const WIDOWED_FOR = 8;

/** When the spouse of a widowed head died: after the head grew up and the youngest child was born. */
function widowhood(home: Home): SimTime {
  const { head, asOf } = home;
  const births = [...home.insideChildren, ...home.outsideChildren].map(({ birth }) => birth);
  const earliest = Math.max(head.birth + ADULT * YEAR, home.parentage.mother, home.parentage.father, ...births) + DAY;
  const ago = -Math.log(head.chance.u('widowhood')) * WIDOWED_FOR * YEAR;
  return Math.floor(Math.max(asOf - ago, Math.min(earliest, asOf - DAY)));
}
