import { murmur3 } from '../../core/random/murmur3.ts';
import { birthday, type SimTime, YEAR } from '../../core/time.ts';
import type { BirthPlace, FormerAddress, Person, Residence } from '../../record/person.ts';
import { type Move, moveKind, moves } from '../course/residence.ts';
import type { FormerHomes } from '../residence/former-homes.ts';
import { type HomeSince, type HomesWanted, homesBefore, homesFrom, homesUntil } from '../residence/own-homes.ts';
import type { Home } from './home.ts';
import { ADULT, type Member } from './member.ts';

/** What telling of former homes needs besides the matched members. */
export interface ResidenceContext {
  readonly formerHomes: FormerHomes;
  /** Nothing later is told. */
  readonly until: SimTime;
}

const STREAM = murmur3('former homes');
const DECIDES = { leaves: murmur3('leaves the parents'), joining: murmur3('joining a spouse') } as const;
/** Numbers the move to a spouse, beyond those of the own moves. */
const JOINING = 1_000;
/** Years after the eighteenth birthday in which somebody who never moved otherwise leaves the parents: a judgement. */
const LEAVES_WITHIN = 12;

/** Where a member of a family lived before. The people of a home moved together since they share it. Worked out when first asked for. */
export class MemberResidence implements Residence {
  readonly #member: Member;
  readonly #context: ResidenceContext;
  #former: readonly FormerAddress[] | undefined;

  constructor(member: Member, context: ResidenceContext) {
    this.#member = member;
    this.#context = context;
  }

  get former(): readonly FormerAddress[] {
    this.#former ??= formerOf(homesOf(this.#member, this.#member.birth, this.#context));
    return this.#former;
  }
}

/** The birth place of a child who has always lived with parents: their home at the birth. Worked out when asked for. */
export class BirthPlaceAtHome implements BirthPlace {
  readonly country = 'US';
  readonly #person: Person;

  constructor(person: Person) {
    this.#person = person;
  }

  get state(): string {
    const { address, residence } = this.#person;
    return (residence?.former[0]?.address ?? address).state;
  }
}

function formerOf(homes: readonly HomeSince[]): FormerAddress[] {
  return homes.slice(1).map(({ from: until }, i) => {
    const { address, from } = homes[i] as HomeSince;
    return { address, from, until };
  });
}

/**
 * The homes of a member, the present one included; those that were over by `since` may be left out. Children live with their mother, or
 * the parent who is here, from birth until they leave; of a couple, both live where the elder does since they are married, and each had
 * homes of their own before.
 */
function homesOf(member: Member, since: SimTime, context: ResidenceContext): HomeSince[] {
  const { home, parents, birth } = member;
  if (parents && parents === home) {
    const from = Math.max(birth, since);
    return homesFrom(homesOf(carerOf(parents), from, context), from);
  }
  const elder = elderOf(member);
  const together = elder === member ? undefined : togetherSince(member, elder);
  if (!parents) return ownHomes(member, elder, together, { from: birth, since }, context);
  const withParents = homesFrom(homesOf(carerOf(parents), birth, context), birth);
  // Parents who lived elsewhere at the birth did not bring the child up: their child has another past.
  if (!isBornIn(member, withParents[0])) return ownHomes(member, elder, together, { from: birth, since }, context);
  const leaves = leavingOf(member, together, context);
  const childhood = homesUntil(withParents, leaves);
  return [...childhood, ...ownHomes(member, elder, together, { from: leaves, since }, context)];
}

function isBornIn({ person }: Member, home: HomeSince | undefined): boolean {
  const { state } = person.birthPlace;
  return state === undefined || state === home?.address.state;
}

/** The homes from `from` on that are not the parents'. */
function ownHomes(
  member: Member,
  elder: Member,
  together: SimTime | undefined,
  { from, since }: Pick<HomesWanted, 'from' | 'since'>,
  context: ResidenceContext,
): HomeSince[] {
  const { draws } = member.chance;
  const own = movesOf(member, context).filter(({ time }) => time > from);
  const firstState = from === member.birth ? member.person.birthPlace.state : undefined;
  const { formerHomes } = context;
  if (together === undefined) {
    return homesBefore({ from, since, moves: own, last: member.person.address, firstState }, draws, formerHomes);
  }
  const shared = homesFrom(homesOf(elder, together, context), together);
  const [first] = shared;
  if (!first || together <= Math.max(from, since)) return shared;
  const before = [...own.filter(({ time }) => time < together), joining(member, together)];
  const homes = homesBefore({ from, since, moves: before, last: first.address, firstState }, draws, formerHomes);
  return [...homes.slice(0, -1), ...shared];
}

function movesOf({ person, chance, facts }: Member, { until }: ResidenceContext): Move[] {
  return moves(person, chance.draws, Math.min(until, facts.death));
}

function joining({ chance }: Member, time: SimTime): Move {
  return { time, kind: moveKind(chance.draws.uniform(STREAM, DECIDES.joining, 0, 0)), visit: JOINING };
}

/** The elder of a couple where both are persons of the population; otherwise the member. */
function elderOf(member: Member): Member {
  const { home } = member;
  if (!home?.spouse || (home.head !== member && home.spouse !== member)) return member;
  return home.spouse.birth < home.head.birth ? home.spouse : home.head;
}

/** With whom the children of a home grew up. */
function carerOf({ head, spouse }: Home): Member {
  return spouse && head.person.sex !== 'F' ? spouse : head;
}

/** Since when both of a couple are married: each was told of a marriage before they were matched. */
function togetherSince(one: Member, other: Member): SimTime {
  return Math.max(marriedSince(one), marriedSince(other));
}

function marriedSince({ person, birth, facts }: Member): SimTime {
  const steps = person.course?.maritalStatus.filter(({ from }) => from <= facts.asOf) ?? [];
  return steps[steps.length - 1]?.from ?? birth;
}

/** When somebody left the parents who live elsewhere: at the first move of a grown person, or to live with the spouse. */
function leavingOf(member: Member, together: SimTime | undefined, context: ResidenceContext): SimTime {
  const { birth, chance, facts } = member;
  const grown = birthday(birth, ADULT);
  const first = movesOf(member, context).find(({ time }) => time >= grown)?.time;
  if (together !== undefined) return Math.min(together, first ?? together);
  if (first !== undefined) return first;
  const latest = Math.min(grown + LEAVES_WITHIN * YEAR, facts.asOf);
  return grown + Math.floor(chance.draws.uniform(STREAM, DECIDES.leaves, 0, 0) * (latest - grown));
}
