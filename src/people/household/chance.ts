import type { Draws } from '../../core/random/draws.ts';
import { murmur3 } from '../../core/random/murmur3.ts';

/** The stream of all draws and ids of households and relatives. */
export const HOUSEHOLD = murmur3('household');

const DECIDES = {
  family: murmur3('family'),
  homeOfChild: murmur3('home of child'),
  siblingsAtHome: murmur3('siblings at home'),
  ageGap: murmur3('age gap'),
  mixed: murmur3('mixed couple'),
  likeness: murmur3('likeness'),
  head: murmur3('head'),
  parents: murmur3('parents'),
  hasParents: murmur3('has parents'),
  otherAtHome: murmur3('other at home'),
  children: murmur3('children'),
  childBirth: murmur3('birth of child'),
  grownBirth: murmur3('birth of grown child'),
  elsewhereBirth: murmur3('birth of child elsewhere'),
  grandchildBirth: murmur3('birth of grandchild'),
  motherAge: murmur3('age of mother'),
  parentsGap: murmur3('age gap of parents'),
  siblings: murmur3('siblings'),
  siblingBirth: murmur3('birth of sibling'),
  sex: murmur3('sex'),
  death: murmur3('death'),
  widowhood: murmur3('widowhood'),
  takesName: murmur3('takes name'),
  maidenName: murmur3('maiden name'),
  partnerName: murmur3('name of partner'),
  givenName: murmur3('given name'),
  familyName: murmur3('family name'),
  livesNear: murmur3('lives near'),
  houseNumber: murmur3('house number'),
  street: murmur3('street'),
  phone: murmur3('phone'),
  liability: murmur3('liability of the family'),
  illness: murmur3('illness'),
} as const;

export type Decision = keyof typeof DECIDES;

/** The draws of one person's family, or of what a block decides, by what they decide. */
export class Chance {
  /** The draws themselves, for what others decide of the same person. */
  readonly draws: Draws;

  constructor(draws: Draws) {
    this.draws = draws;
  }

  /** A uniform number in (0, 1). `k` counts those whom it is about, `part` the parts of one decision. */
  u(what: Decision, k = 0, part = 0): number {
    return this.draws.uniform(HOUSEHOLD, DECIDES[what], k, part);
  }
}
