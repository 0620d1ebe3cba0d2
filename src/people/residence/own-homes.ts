import type { Draws } from '../../core/random/draws.ts';
import { murmur3 } from '../../core/random/murmur3.ts';
import type { SimTime } from '../../core/time.ts';
import type { Address } from '../../record/person.ts';
import type { Move, MoveKind } from '../course/residence.ts';
import type { FormerHomes } from './former-homes.ts';

/** Where somebody lives from a time until the next home. */
export interface HomeSince {
  readonly from: SimTime;
  readonly address: Address;
}

/** Homes that are to be told. */
export interface HomesWanted {
  /** When the first begins. */
  readonly from: SimTime;
  /** Homes that were over by then are left out. */
  readonly since: SimTime;
  /** The moves after `from`, in order; the last leads to `last`. */
  readonly moves: readonly Move[];
  readonly last: Address;
  /** Two-letter postal code of the state of the first home, where that is known. */
  readonly firstState: string | undefined;
}

const STREAM = murmur3('former homes');
const HOME = murmur3('home');
const CROSSING = murmur3('crossing');

/**
 * The homes of somebody, oldest first, drawn backwards from the last. The first is in the state that it has to be in, if there is a
 * move by which that can be: one who is born elsewhere has moved between states at least once.
 */
export function homesBefore(wanted: HomesWanted, draws: Draws, former: FormerHomes): HomeSince[] {
  const { from, since, moves, last, firstState } = wanted;
  const kinds = kindsOf(wanted, draws);
  const homes: HomeSince[] = [];
  const first = kinds.indexOf('between states');
  let later = last;
  for (let i = moves.length - 1; i >= 0; i--) {
    const { time, visit } = moves[i] as Move;
    homes.push({ from: time, address: later });
    if (time <= since) return homes.reverse();
    later = former.before({
      kind: kinds[i] as MoveKind,
      later,
      u: (part) => draws.uniform(STREAM, HOME, visit, part),
      state: i === first ? firstState : undefined,
      notIn: i === first ? undefined : firstState,
    });
  }
  homes.push({ from, address: later });
  return homes.reverse();
}

/** How far the moves were, so that there is a crossing where the first state is another, and none alone where it is the same. */
function kindsOf({ moves, last, firstState }: HomesWanted, draws: Draws): MoveKind[] {
  const kinds = moves.map(({ kind }) => kind);
  if (firstState === undefined) return kinds;
  const crossings = kinds.filter((kind) => kind === 'between states').length;
  if (firstState === last.state && crossings === 1) kinds[kinds.indexOf('between states')] = 'within state';
  if (firstState !== last.state && crossings === 0 && kinds.length > 0) {
    kinds[Math.floor(draws.uniform(STREAM, CROSSING, 0, 0) * kinds.length)] = 'between states';
  }
  return kinds;
}

/** The homes from a time on: the one that somebody has then, and the later ones. */
export function homesFrom(homes: readonly HomeSince[], t: SimTime): HomeSince[] {
  const later = homes.filter(({ from }) => from > t);
  const at = homes[homes.length - later.length - 1];
  return at ? [{ from: t, address: at.address }, ...later] : later;
}

/** The homes until a time. */
export function homesUntil(homes: readonly HomeSince[], t: SimTime): HomeSince[] {
  return homes.filter(({ from }) => from < t);
}
