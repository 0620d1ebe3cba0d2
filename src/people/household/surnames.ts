import type { SimTime } from '../../core/time.ts';
import type { FormerName } from '../../record/relative.ts';
import type { Reference } from '../../reference/data.ts';
import type { Home } from './home.ts';
import type { Member } from './member.ts';

/** Wives who bear the husband's name, where nothing else is known of them: Pew Research Center 2023, 79 %. */
const TAKES = 0.79;
/** Children of unmarried parents who bear the father's name even so: a judgement. */
const FATHERS_NAME = 0.6;

/** Who is called what: wives by the husband's name or their own, children by the father's or, if she is single, the mother's. */
export class Surnames {
  readonly #reference: Reference;

  constructor(reference: Reference) {
    this.#reference = reference;
  }

  /** The name that a person bears. */
  now(member: Member): string {
    if (takenSince(member) === undefined) return this.atBirth(member);
    const spouse = spouseOf(member);
    return spouse ? this.atBirth(spouse) : member.drawnName;
  }

  /** The name that a person was given. */
  atBirth(member: Member): string {
    if (member.parents) return this.ofChildren(member.parents);
    if (takenSince(member) === undefined) return member.drawnName;
    return this.drawn(member, member.chance.u('maidenName'));
  }

  /** The name that a person bore until a marriage; null without a change. */
  former(member: Member): FormerName | null {
    const until = takenSince(member);
    return until === undefined ? null : { familyName: this.atBirth(member), until };
  }

  /** The name of the children of a home. */
  ofChildren(home: Home): string {
    const { head } = home;
    const man = head.person.sex === 'M' ? head : home.spouse;
    if (man) return this.now(man);
    if (head.wasMarried) return takenSince(head) === undefined ? this.ofPartner(home) : this.now(head);
    return head.chance.u('takesName', 1) < FATHERS_NAME ? this.ofPartner(home) : this.now(head);
  }

  /** The name of the spouse, or of the other parent, who is nobody of the population. */
  ofPartner({ head }: Home): string {
    const ownName = this.drawn(head, head.chance.u('partnerName'));
    if (takenSince(head) !== undefined) return this.now(head);
    const took = head.person.sex === 'M' && head.wasMarried && head.chance.u('takesName') < TAKES;
    return took ? this.now(head) : ownName;
  }

  /** Any name that is borne in the person's group. */
  drawn({ group, person }: Member, u: number): string {
    return this.#reference.names.familyName(group, person.race, u);
  }
}

/** Since when a person bears the name of a spouse. Of two spouses who would take the other's name, the wife does. */
function takenSince(member: Member): SimTime | undefined {
  const { nameChange } = member;
  if (nameChange === undefined || member.person.sex === 'F') return nameChange;
  return spouseOf(member)?.nameChange === undefined ? nameChange : undefined;
}

/** The spouse who is a person of the population. */
function spouseOf(member: Member): Member | null {
  const { home } = member;
  if (!home?.spouse) return null;
  if (home.head === member) return home.spouse;
  return home.spouse === member ? home.head : null;
}
