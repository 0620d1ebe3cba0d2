import type { Draws } from '../core/random/draws.ts';
import { DAY, HOUR, type SimTime } from '../core/time.ts';
import { SIGNAL_STREAM, SignalPurpose, scoreOfWord } from './keys.ts';
import type { VariationTime } from './signal.ts';

/** Lengths of the two grids whose knots the variation goes by, in milliseconds; each has half of its variance. */
export interface VariationGrids {
  readonly coarse: number;
  readonly fine: number;
}

export const GRIDS: Readonly<Record<VariationTime, VariationGrids>> = {
  hours: { coarse: DAY, fine: HOUR },
  days: { coarse: 7 * DAY, fine: DAY },
  weeks: { coarse: 30 * DAY, fine: DAY },
  months: { coarse: 120 * DAY, fine: 7 * DAY },
};

/** How far a person is from the own level at a time: a standard normal score, of a signal's key and the time alone. */
export function variationAt(draws: Draws, key: number, { coarse, fine }: VariationGrids, t: SimTime): number {
  const slow = onGrid(draws, key, SignalPurpose.coarse, t / coarse);
  const fast = onGrid(draws, key, SignalPurpose.fine, t / fine);
  return (slow + fast) * Math.SQRT1_2;
}

/** Between two knots, with the variance of a knot everywhere. One draw has four knots. */
function onGrid(draws: Draws, key: number, purpose: number, position: number): number {
  const knot = Math.floor(position);
  const share = position - knot;
  const lane = knot & 3;
  const words = draws.words(SIGNAL_STREAM, key, knot >> 2, purpose);
  const before = scoreOfWord(words[lane] as number);
  if (share === 0) return before;
  const next = lane < 3 ? words[lane + 1] : draws.words(SIGNAL_STREAM, key, (knot + 1) >> 2, purpose)[0];
  return blend(before, scoreOfWord(next as number), share);
}

/** From one standard normal score to another one that is independent of it, standard normal all the way. */
export function blend(from: number, to: number, share: number): number {
  const rest = 1 - share;
  return (rest * from + share * to) / Math.sqrt(rest * rest + share * share);
}
