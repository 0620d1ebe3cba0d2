import { DAY, type SimTime, YEAR } from '../../core/time.ts';
import type { Sex } from '../../record/person.ts';
import type { FamilyNeed } from '../../reference/family-sizes.ts';
import type { Group } from '../../reference/places.ts';
import { bornBefore, fitness, isApart, type Parentage, placeBirth, possibleBirths } from './births.ts';
import { ageGap } from './couples.ts';
import { unlikeness } from './likeness.ts';
import { ADULT, type Member, years } from './member.ts';

/** A child of a home who is nobody of the population. */
export interface OutsideChild {
  readonly kind: 'minor' | 'grown' | 'elsewhere';
  readonly index: number;
  readonly sex: Sex;
  readonly birth: SimTime;
}

/** Relatives in the home besides the couple and their children under 18, all but the first of whom are nobody of the population. */
export interface Others {
  readonly grownChildren: number;
  readonly grandchildren: number;
  /** Of the head's. */
  readonly mother: boolean;
  readonly father: boolean;
  readonly siblings: number;
  /** Of a child whose parents live elsewhere. */
  readonly grandmother: boolean;
}

const BOY = 0.512;
const YOUNGEST_PARTNER = 17;
/** Grown children who still live at home are rarely older. */
const OLDEST_AT_HOME = 35;
/** Age of a very old mother at the birth of the grown child who lives with her, at least. */
const LATE = 40;
/** Children ever born, 0 to 5: Census Bureau, Fertility of Women in the United States 2018, women of 40 to 50, by whether ever married; rounded, not re-read. */
const EVER_BORN = { married: [0.12, 0.3, 0.68, 0.88, 0.96], never: [0.6, 0.77, 0.89, 0.95, 0.98] };
const PARENTS_LEAVE = 36;
/** Below this nobody would think of them as parent and child. */
const POOR_FIT = 0.05;

/** A family that lives together: a head, perhaps a spouse, their children; and their children elsewhere. */
export class Home {
  readonly head: Member;
  /** The spouse who is a person of the population. */
  readonly spouse: Member | null;
  readonly size: number;
  /** Own children under 18 at home. */
  readonly children: number;
  readonly minors: Member[] = [];
  readonly grownAtHome: Member[] = [];
  readonly elsewhere: Member[] = [];
  /** Births of the woman and the man, of whom one may be nobody of the population and, if the head is single, live elsewhere. */
  readonly parentage: Parentage;
  #others: Others | undefined;
  #everBorn: number | undefined;
  #outside: readonly OutsideChild[] | undefined;

  constructor(head: Member, spouse: Member | null, { familySize, children }: FamilyNeed) {
    this.head = head;
    this.spouse = spouse;
    this.size = familySize;
    this.children = children;
    const partner = spouse ? spouse.birth : partnerBirth(head, children > 0);
    this.parentage =
      head.person.sex === 'F' ? { mother: head.birth, father: partner } : { mother: partner, father: head.birth };
  }

  get asOf(): SimTime {
    return this.head.facts.asOf;
  }

  get hasCouple(): boolean {
    return this.head.isAdult && this.head.isMarried && this.size > 1;
  }

  /** How many live here besides the couple and their children under 18. */
  get otherCount(): number {
    return this.size - 1 - this.children - (this.hasCouple ? 1 : 0);
  }

  /** Persons of the population who live here. */
  get members(): readonly Member[] {
    return [this.head, ...(this.spouse ? [this.spouse] : []), ...this.minors, ...this.grownAtHome];
  }

  /** Children of the couple who are persons of the population. */
  get insideChildren(): readonly Member[] {
    return [...this.minors, ...this.grownAtHome, ...this.elsewhere];
  }

  get others(): Others {
    this.#others ??= othersOf(this);
    return this.#others;
  }

  /** Whether the home is full of the head's own parents or siblings: then the head has no other parents. */
  get holdsOrigin(): boolean {
    const { mother, father, siblings, grandmother } = this.others;
    return mother || father || siblings > 0 || grandmother;
  }

  /** How well a person of the population fits as a child under 18 at home; 0 when there is no room, or it cannot be. */
  fitOfMinor(child: Member): number {
    const fit = this.minors.length < this.children ? this.#fitOf(child) : 0;
    return fit === 0 ? 0 : fit * Math.exp(-unlikeness(child, this.head));
  }

  /** The same of a grown child who lives here. */
  fitOfGrown(child: Member): number {
    const fit = this.grownAtHome.length < this.others.grownChildren ? this.#fitOf(child) : 0;
    return fit === 0 ? 0 : fit * Math.exp(-unlikeness(child, this.head));
  }

  /** The same of a grown child who lives elsewhere. */
  fitElsewhere(child: Member): number {
    const fit = this.#fitOf(child);
    if (fit === 0) return 0;
    return this.everBorn > this.children + this.others.grownChildren + this.elsewhere.length ? fit : 0;
  }

  #fitOf(child: Member): number {
    if (!this.isOfGroup(child)) return 0;
    const fit = fitness(child.birth, this.parentage);
    if (fit < POOR_FIT) return 0;
    return canJoin(child, this.minors) && canJoin(child, this.grownAtHome) && canJoin(child, this.elsewhere) ? fit : 0;
  }

  /** Children are of the group of a parent, or of several races. */
  isOfGroup({ group }: Member): boolean {
    const { head, spouse } = this;
    if (group === head.group || group === spouse?.group) return true;
    return spouse !== null && spouse.group !== head.group && group === 'other-nh';
  }

  /** How many children were born in all, those at home included. */
  get everBorn(): number {
    this.#everBorn ??= everBornTo(this);
    return this.#everBorn;
  }

  /** When grown children who live at home can have been born; empty where there can be none. */
  get grownRange(): { readonly from: SimTime; readonly to: SimTime } {
    const { asOf, parentage } = this;
    const from = Math.min(asOf - OLDEST_AT_HOME * YEAR, parentage.mother + LATE * YEAR);
    return possibleBirths(parentage, from, asOf - ADULT * YEAR - 2 * DAY);
  }

  /** Children who are nobody of the population, in a fixed order. */
  get outsideChildren(): readonly OutsideChild[] {
    this.#outside ??= this.#placeChildren();
    return this.#outside;
  }

  #placeChildren(): OutsideChild[] {
    const taken = this.insideChildren.map(({ birth }) => birth);
    const placed: OutsideChild[] = [];
    const { asOf, head } = this;
    const add = (kind: OutsideChild['kind'], count: number, from: SimTime, to: SimTime) => {
      const range = possibleBirths(this.parentage, from, to);
      const what = PLACES[kind];
      for (let index = 0; index < count && range.to > range.from; index++) {
        const birth = placeBirth((i) => head.chance.u(what, index, i), range, this.parentage.mother, taken);
        taken.push(birth);
        placed.push({ kind, index, birth, sex: head.chance.u('sex', index, SEXES[kind]) < BOY ? 'M' : 'F' });
      }
    };
    const grown = asOf - ADULT * YEAR - 2 * DAY;
    const home = this.grownRange;
    add('minor', this.children - this.minors.length, grown + 4 * DAY, asOf - DAY);
    add('grown', this.others.grownChildren - this.grownAtHome.length, home.from, home.to);
    const known = this.children + this.others.grownChildren + this.elsewhere.length;
    add('elsewhere', this.everBorn - known, Number.NEGATIVE_INFINITY, grown);
    return placed;
  }
}

/** Whether somebody can be a brother or sister of these: born apart from them, and not of the same name. */
function canJoin({ birth, person }: Member, siblings: readonly Member[]): boolean {
  for (const sibling of siblings) {
    if (!isApart(sibling.birth, birth) || sibling.person.givenName === person.givenName) return false;
  }
  return true;
}

const PLACES = { minor: 'childBirth', grown: 'grownBirth', elsewhere: 'elsewhereBirth' } as const;
const SEXES = { minor: 0, grown: 1, elsewhere: 2 } as const;

/** Of the children of a whole life those count who can be grown by now; the others are yet to come, or are those at home. */
function everBornTo({ head, children, others, parentage, asOf }: Home): number {
  const steps = head.wasMarried ? EVER_BORN.married : EVER_BORN.never;
  const u = head.chance.u('children');
  const atHome = children + others.grownChildren;
  const share = bornBefore(years(parentage.mother, asOf) - ADULT);
  const ever = steps.filter((below) => u > below).length;
  let born = atHome;
  for (let i = atHome; i < ever; i++) {
    if (head.chance.u('children', i, 1) < share) born++;
  }
  return born;
}

/** The birth of the other parent, or of the spouse, of a head: by the gap between spouses, within what is possible. */
function partnerBirth(head: Member, hasMinors: boolean): SimTime {
  const gap = ageGap(head.chance.u('ageGap')) * YEAR;
  const { asOf } = head.facts;
  const latest = Math.max(head.birth, asOf - YOUNGEST_PARTNER * YEAR);
  if (head.person.sex === 'F') return Math.min(head.birth - gap, latest);
  const birth = Math.min(head.birth + gap, latest);
  return hasMinors ? Math.max(birth, asOf - OLDEST_WITH_MINORS * YEAR) : birth;
}

const OLDEST_WITH_MINORS = 66;
const NOBODY: Others = {
  grownChildren: 0,
  grandchildren: 0,
  mother: false,
  father: false,
  siblings: 0,
  grandmother: false,
};
const MOST_GROWN = 3;
/** From this age on a woman may have grandchildren in the home. */
const GRANDMOTHER = 48;
const OLDEST_WITH_PARENTS = 62;

/**
 * Who else lives in a home: parents and siblings with the young and the never married, grown children and theirs with the
 * others. Which of them is a judgement; how many is not.
 */
function othersOf(home: Home): Others {
  const { head, otherCount } = home;
  if (otherCount <= 0) return NOBODY;
  if (!head.isAdult) return homeOfChild(head, otherCount);
  if (head.age < PARENTS_LEAVE || !head.wasMarried) return originAtHome(head, otherCount);
  const range = home.grownRange;
  const grownChildren = range.to - range.from > YEAR ? Math.min(otherCount, MOST_GROWN) : 0;
  const more = otherCount - grownChildren;
  if (years(home.parentage.mother, home.asOf) < GRANDMOTHER) return { ...NOBODY, grownChildren, siblings: more };
  return { ...NOBODY, grownChildren, grandchildren: more };
}

function originAtHome(head: Member, count: number): Others {
  if (head.age > OLDEST_WITH_PARENTS) return { ...NOBODY, siblings: count };
  if (count > 1) return { ...NOBODY, mother: true, father: true, siblings: count - 2 };
  const u = head.chance.u('otherAtHome');
  if (u < 0.7) return { ...NOBODY, mother: true };
  return u < 0.85 ? { ...NOBODY, father: true } : { ...NOBODY, siblings: 1 };
}

/**
 * With whom children live, by group: both parents, mother alone, father alone; the rest with others, here a grandmother. Census
 * Bureau, Living Arrangements of Children 2018 (tables CH-2 to CH-5), rounded; not re-read.
 */
const WITH_PARENTS: Readonly<Record<Group, readonly [both: number, mother: number, father: number]>> = {
  'white-nh': [0.75, 0.16, 0.05],
  'black-nh': [0.4, 0.48, 0.045],
  hispanic: [0.66, 0.26, 0.04],
  'asian-nh': [0.86, 0.09, 0.03],
  'other-nh': [0.65, 0.26, 0.04],
};
/** Siblings at home, cumulative for 0, 1, 2, 3: Census Bureau, the same year, rounded; not re-read. */
const SIBLINGS_AT_HOME = [0.21, 0.6, 0.84, 0.95];

/** The family of a child of whom no parent is a person of the population: its size, the child included. */
export function familyOfChild(child: Member): FamilyNeed {
  if (!child.facts.inHousehold) return { familySize: 1, children: 0 };
  const adults = adultsWith(child) === 'both' ? 2 : 1;
  return { familySize: 1 + adults + siblingsWith(child), children: 0 };
}

function homeOfChild(child: Member, count: number): Others {
  const adults = adultsWith(child);
  const siblings = count - (adults === 'both' ? 2 : 1);
  const both = adults === 'both';
  const mother = both || adults === 'mother';
  const father = both || adults === 'father';
  return { ...NOBODY, mother, father, siblings, grandmother: !mother && !father };
}

function adultsWith({ chance, group }: Member): 'both' | 'mother' | 'father' | 'neither' {
  const u = chance.u('homeOfChild');
  const [both, mother, father] = WITH_PARENTS[group];
  if (u < both) return 'both';
  if (u < both + mother) return 'mother';
  return u < both + mother + father ? 'father' : 'neither';
}

function siblingsWith({ chance }: Member): number {
  const u = chance.u('siblingsAtHome');
  return SIBLINGS_AT_HOME.filter((below) => u > below).length;
}
