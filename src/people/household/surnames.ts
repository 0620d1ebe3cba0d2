import type { Reference } from '../../reference/data.ts';
import type { Home } from './home.ts';
import type { Member } from './member.ts';

/** Women who take the husband's name: Pew Research Center 2023, 79 % of those married to men. */
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
    const { home } = member;
    if (!takesName(member)) return this.atBirth(member);
    const husband = home && home.spouse === member ? home.head : home?.head === member ? home.spouse : null;
    return husband ? this.atBirth(husband) : member.drawnName;
  }

  /** The name that a person was given. */
  atBirth(member: Member): string {
    if (member.parents) return this.ofChildren(member.parents);
    if (!takesName(member)) return member.drawnName;
    return this.drawn(member, member.chance.u('maidenName'));
  }

  /** The name of the children of a home. */
  ofChildren(home: Home): string {
    const { head } = home;
    const man = head.person.sex === 'M' ? head : home.spouse;
    if (man) return this.atBirth(man);
    if (head.wasMarried) return takesName(head) ? this.now(head) : this.ofPartner(home);
    return head.chance.u('takesName', 1) < FATHERS_NAME ? this.ofPartner(home) : this.now(head);
  }

  /** The name of the spouse, or of the other parent, who is nobody of the population. */
  ofPartner({ head }: Home): string {
    const ownName = this.drawn(head, head.chance.u('partnerName'));
    if (head.person.sex === 'F') return takesName(head) ? head.drawnName : ownName;
    const took = head.wasMarried && head.chance.u('takesName') < TAKES;
    return took ? this.atBirth(head) : ownName;
  }

  /** Any name that is borne in the person's group. */
  drawn({ group, person }: Member, u: number): string {
    return this.#reference.names.familyName(group, person.race, u);
  }
}

/** Whether a woman bears, or bore, a husband's name. */
function takesName(member: Member): boolean {
  return member.person.sex === 'F' && member.wasMarried && member.chance.u('takesName') < TAKES;
}
