import { derive, type Key } from './keys.ts';
import { murmur3 } from './murmur3.ts';
import { threefry20 } from './threefry.ts';

const ROUNDS = 8;

/**
 * A keyed permutation of 0 .. size-1: different indices give different numbers, in an order that looks random.
 * Human-readable identifiers are made with it, so that none can occur twice below its capacity.
 * A Feistel network over the next even power of two, walked until the result lies inside (Black and Rogaway, 2002).
 */
export class Permutation {
  readonly size: number;
  readonly #key: Key;
  readonly #halfBits: number;
  readonly #out = new Int32Array(4);

  /** `name` tells permutations of one key apart; `size` is at most 2^52. */
  constructor(key: Key, name: string, size: number) {
    this.size = size;
    this.#key = derive(key, murmur3(name), 0);
    this.#halfBits = Math.max(1, Math.ceil(Math.log2(size) / 2));
  }

  /** The number at `index`; throws a RangeError outside 0 .. size-1. */
  at(index: number): number {
    if (!Number.isInteger(index) || index < 0 || index >= this.size) {
      throw new RangeError(`index ${index} is outside the permutation's 0..${this.size - 1}`);
    }
    let value = index;
    do value = this.#encipher(value);
    while (value >= this.size);
    return value;
  }

  #encipher(value: number): number {
    const radix = 1 << this.#halfBits;
    let left = Math.floor(value / radix);
    let right = value % radix;
    for (let round = 0; round < ROUNDS; round++) {
      threefry20(this.#key, right, round, 0, 0, this.#out);
      const mixed = (left ^ (this.#out[0] as number)) & (radix - 1);
      left = right;
      right = mixed;
    }
    return left * radix + right;
  }
}
