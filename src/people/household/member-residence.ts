import { murmur3 } from '../../core/random/murmur3.ts';
import { birthday, type SimTime, YEAR } from '../../core/time.ts';
import type { FormerAddress, Residence } from '../../record/person.ts';
import { moveKind, moves } from '../course/residence.ts';
import type { FormerHomes } from '../residence/former-homes.ts';
import { type HomeSince, homesBefore, homesFrom, homesUntil, type NumberedMove } from '../residence/own-homes.ts';
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
    this.#former ??= formerOf(homesOf(this.#member, this.#context));
    return this.#former;
  }
}

function formerOf(homes: readonly HomeSince[]): FormerAddress[] {
  return homes.slice(1).map(({ from: until }, i) => ({ ...(homes[i] as HomeSince), until }));
}

/**
 * All homes of a member, the present one included. Children live with their mother, or the parent who is here, from birth until they
 * leave; of a couple, both live where the elder does since they are married, and each had homes of their own before.
 */
function homesOf(member: Member, context: ResidenceContext): HomeSince[] {
  const { home, parents, birth } = member;
  if (parents && parents === home) return homesFrom(homesOf(carerOf(parents), context), birth);
  const elder = elderOf(member);
  const together = elder === member ? undefined : togetherSince(member, elder);
  if (!parents) return ownHomes(member, elder, together, birth, context);
  const leaves = leavingOf(member, together, context);
  const childhood = homesUntil(homesFrom(homesOf(carerOf(parents), context), birth), leaves);
  return [...childhood, ...ownHomes(member, elder, together, leaves, context)];
}

/** The homes from `from` on that are not the parents'. */
function ownHomes(
  member: Member,
  elder: Member,
  together: SimTime | undefined,
  from: SimTime,
  context: ResidenceContext,
): HomeSince[] {
  const { draws } = member.chance;
  const own = movesOf(member, context).filter(({ time }) => time > from);
  const firstState = member.parents ? undefined : member.person.birthPlace.state;
  const { formerHomes } = context;
  if (together === undefined) {
    return homesBefore({ from, moves: own, last: member.person.address, firstState }, draws, formerHomes);
  }
  const shared = homesFrom(homesOf(elder, context), together);
  const [first] = shared;
  if (!first || together <= from) return shared;
  const before = [...own.filter(({ time }) => time < together), joining(member, together)];
  const homes = homesBefore({ from, moves: before, last: first.address, firstState }, draws, formerHomes);
  return [...homes.slice(0, -1), ...shared];
}

function movesOf({ person, chance, facts }: Member, { until }: ResidenceContext): NumberedMove[] {
  return moves(person, chance.draws, Math.min(until, facts.death)).map((move, visit) => ({ ...move, visit }));
}

function joining({ chance }: Member, time: SimTime): NumberedMove {
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
