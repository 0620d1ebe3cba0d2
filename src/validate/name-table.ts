/**
 * Names, each with a number, as 64 bits of hash: 12 bytes a place, of which at most seven in ten are taken, where a map of texts takes more than a
 * hundred. Two names in ten million are taken for one with a chance below one in three hundred thousand.
 */
export class NameTable {
  #high = new Uint32Array(1024);
  #low = new Uint32Array(1024);
  #values = new Int32Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Gives a name its number, 0 or more; undefined, or the number that it has already, which it keeps. */
  add(name: string, value = 0): number | undefined {
    if (this.#size * 10 >= this.#high.length * 7) this.#grow();
    const [high, low] = hashOf(name);
    const place = this.#find(high, low);
    if (this.#low[place] !== 0) return this.#values[place];
    this.#put(place, high, low, value);
    return undefined;
  }

  get(name: string): number | undefined {
    const [high, low] = hashOf(name);
    const place = this.#find(high, low);
    return this.#low[place] === 0 ? undefined : this.#values[place];
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** Forgets all names. */
  clear(): void {
    if (this.#size === 0) return;
    this.#low.fill(0);
    this.#size = 0;
  }

  /** The place that a pair has, or would have. */
  #find(high: number, low: number): number {
    const mask = this.#high.length - 1;
    let place = high & mask;
    while (this.#low[place] !== 0 && (this.#low[place] !== low || this.#high[place] !== high))
      place = (place + 1) & mask;
    return place;
  }

  #put(place: number, high: number, low: number, value: number): void {
    this.#high[place] = high;
    this.#low[place] = low;
    this.#values[place] = value;
    this.#size++;
  }

  #grow(): void {
    const [high, low, values] = [this.#high, this.#low, this.#values];
    this.#high = new Uint32Array(high.length * 2);
    this.#low = new Uint32Array(high.length * 2);
    this.#values = new Int32Array(high.length * 2);
    this.#size = 0;
    for (let i = 0; i < high.length; i++) {
      const [h, l] = [high[i] as number, low[i] as number];
      if (l !== 0) this.#put(this.#find(h, l), h, l, values[i] as number);
    }
  }
}

/**
 * Two hashes of 32 bits over the UTF-16 units, each mixed by its own odd constants and finished as MurmurHash3 is. The second is never 0,
 * which marks a free place.
 */
function hashOf(name: string): readonly [high: number, low: number] {
  let high = 0x9e3779b9;
  let low = 0x243f6a88;
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    high = Math.imul(((high << 5) | (high >>> 27)) ^ unit, 0xcc9e2d51);
    low = Math.imul(((low << 7) | (low >>> 25)) ^ unit, 0x1b873593);
  }
  return [finished(high ^ name.length), finished(low ^ name.length) || 1];
}

function finished(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
