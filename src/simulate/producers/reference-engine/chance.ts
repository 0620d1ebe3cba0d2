import { normalQuantile } from '../../../core/numeric.ts';
import type { Draws } from '../../../core/random/draws.ts';
import { murmur3 } from '../../../core/random/murmur3.ts';
import { type SimTime, WEEK } from '../../../core/time.ts';

/** Name of the world in causes, ids, and as the stream of its draws. */
export const REFERENCE_ENGINE = 'reference engine';
export const STREAM = murmur3(REFERENCE_ENGINE);
const TWO_POW_32 = 0x1_0000_0000;

/**
 * The draws of one person's reference world. The reference engine draws anew in each of its weekly steps; here such a draw
 * is keyed by the number of the week since birth, so that all who read in one week read the same.
 */
export class Chance {
  readonly #draws: Draws;
  readonly #birth: SimTime;

  constructor(draws: Draws, birth: SimTime) {
    this.#draws = draws;
    this.#birth = birth;
  }

  /** Weeks completed since birth. */
  week(t: SimTime): number {
    return Math.floor((t - this.#birth) / WEEK);
  }

  /** A uniform number in (0, 1) that makes a decision (the hash of its name); `index` tells its occurrences apart. */
  uniform(decision: number, index = 0): number {
    return this.#draws.uniform(STREAM, decision, index, 0);
  }

  between(decision: number, index: number, low: number, high: number): number {
    return low + (high - low) * this.uniform(decision, index);
  }

  normal(decision: number, index: number, mean: number, sd: number): number {
    return mean + sd * normalQuantile(this.uniform(decision, index));
  }

  /** As `uniform`, of an instant. */
  uniformAt(decision: number, t: SimTime): number {
    return this.#draws.uniform(STREAM, decision, t | 0, Math.floor(t / TWO_POW_32) | 0);
  }

  /**
   * Milliseconds until something happens that has a chance of `probability` in each weekly step: exponential, so that it
   * does not depend on how finely time is cut (p' = 1 - (1 - p)^(dt / 7 d)).
   */
  wait(decision: number, index: number, probability: number): number {
    if (probability <= 0) return Number.POSITIVE_INFINITY;
    if (probability >= 1) return 0;
    return Math.floor((Math.log(this.uniform(decision, index)) / Math.log(1 - probability)) * WEEK);
  }
}
