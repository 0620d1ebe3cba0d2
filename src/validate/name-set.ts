import { murmur3 } from '../core/random/murmur3.ts';

/**
 * A set of names that only adds: 64 bits of hash in 16 bytes a name, where a set of strings takes a hundred. Two names in ten million
 * are taken for one with a chance below one in three hundred thousand.
 */
export class NameSet {
  #high = new Uint32Array(1024);
  #low = new Uint32Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds a name; false when it was there already. */
  add(name: string): boolean {
    if (this.#size * 2 >= this.#high.length) this.#grow();
    return this.#put(murmur3(name) >>> 0, lowOf(name));
  }

  has(name: string): boolean {
    return this.#find(murmur3(name) >>> 0, lowOf(name)) === -1;
  }

  /** Where a pair would be put: its free place, or -1 when it is there. */
  #find(high: number, low: number): number {
    const mask = this.#high.length - 1;
    let place = high & mask;
    for (;;) {
      if (this.#low[place] === 0) return place;
      if (this.#low[place] === low && this.#high[place] === high) return -1;
      place = (place + 1) & mask;
    }
  }

  #put(high: number, low: number): boolean {
    const place = this.#find(high, low);
    if (place === -1) return false;
    this.#high[place] = high;
    this.#low[place] = low;
    this.#size++;
    return true;
  }

  #grow(): void {
    const [high, low] = [this.#high, this.#low];
    this.#high = new Uint32Array(high.length * 2);
    this.#low = new Uint32Array(high.length * 2);
    this.#size = 0;
    for (let i = 0; i < high.length; i++) {
      if (low[i] !== 0) this.#put(high[i] as number, low[i] as number);
    }
  }
}

/**
 * A second hash, never 0, which marks a free place. What comes before the name moves its bytes to other places in the blocks of the
 * hash; what came after would leave names whose blocks collide colliding.
 */
function lowOf(name: string): number {
  return murmur3(`#${name}`) >>> 0 || 1;
}
