import type { Key } from './keys.ts';
import { threefry20 } from './threefry.ts';

/** The greatest number below 1. */
const BELOW_ONE = 1 - Number.EPSILON / 2;
const TWO_POW_21 = 0x20_0000;
const TWO_POW_MINUS_53 = 1 / 0x20_0000_0000_0000;

/**
 * The draws of one life: pure functions of what they decide. There is no sequence that a further draw could disturb.
 * `stream` is the hash of a module's or process's name, `state` the hash of a state's name, `visit` how often this
 * person has entered the state before, `purpose` a constant of `Purpose`.
 */
export class Draws {
  readonly #key: Key;
  readonly #out = new Int32Array(4);

  constructor(key: Key) {
    this.#key = key;
  }

  /** A uniform number in the open interval (0, 1), with 53 bits. */
  uniform(stream: number, state: number, visit: number, purpose: number): number {
    const out = this.#out;
    threefry20(this.#key, stream, state, visit, purpose, out);
    return toUniform(out[0] as number, out[1] as number);
  }

  /** Four words of 32 independent bits each; good until the next draw. For where one decision needs many numbers. */
  words(stream: number, state: number, visit: number, purpose: number): Readonly<Int32Array> {
    threefry20(this.#key, stream, state, visit, purpose, this.#out);
    return this.#out;
  }

  /** A draw from the exponential distribution with mean 1. */
  exponential(stream: number, state: number, visit: number, purpose: number): number {
    return -Math.log(this.uniform(stream, state, visit, purpose));
  }
}

/** (k + 0.5) / 2^53 where k is the 53-bit number whose high word is `high`; in the open interval (0, 1). */
export function toUniform(high: number, low: number): number {
  // Above one half the half is rounded away, and the greatest k would be rounded up to 1.
  return Math.min(((high >>> 0) * TWO_POW_21 + (low >>> 11) + 0.5) * TWO_POW_MINUS_53, BELOW_ONE);
}
