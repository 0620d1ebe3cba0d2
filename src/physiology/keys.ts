import { normalQuantile } from '../core/numeric.ts';
import { murmur3 } from '../core/random/murmur3.ts';
import type { SimTime } from '../core/time.ts';

/** Stream of all draws of signals; the state is `Signal.key`. */
export const SIGNAL_STREAM = murmur3('signals');

/** What a draw of a signal decides. Part of the output contract, as those of core/random/purpose.ts are. */
export const SignalPurpose = { level: 0, coarse: 1, fine: 2, measuring: 3, specimen: 4 } as const;

const WORD = 0x1_0000_0000;

/** The purpose of a draw that is keyed by a time: the visit is the low word (`t | 0`), the purpose has the high one. */
export function timePurpose(purpose: number, t: SimTime): number {
  return purpose + 16 * Math.floor(t / WORD);
}

/** The number from 0 to below 1 that a word of 32 bits is a share of. */
export function shareOfWord(word: number): number {
  return (word >>> 0) / WORD;
}

/** A standard normal score of a word of 32 bits; within -6.4 and 6.4. */
export function scoreOfWord(word: number): number {
  return normalQuantile(((word >>> 0) + 0.5) / WORD);
}
