/**
 * A binary heap of numbered items ordered by (time, rank): a struct of arrays, so that nothing is allocated per event.
 * Each item is in the heap at most once; scheduling it again moves it.
 */
export class EventHeap {
  readonly #time: Float64Array;
  /** Item at each heap position. */
  readonly #items: Int32Array;
  /** Heap position of each item, -1 when it is not scheduled. */
  readonly #position: Int32Array;
  #size = 0;

  /** For items 0 .. capacity-1; of two items at one time the lower number comes first. */
  constructor(capacity: number) {
    this.#time = new Float64Array(capacity);
    this.#items = new Int32Array(capacity);
    this.#position = new Int32Array(capacity).fill(-1);
  }

  get size(): number {
    return this.#size;
  }

  clear(): void {
    this.#position.fill(-1);
    this.#size = 0;
  }

  /** When `item` is scheduled, or Infinity. */
  timeOf(item: number): number {
    return this.#position[item] === -1 ? Number.POSITIVE_INFINITY : (this.#time[item] as number);
  }

  /** The time of the next item, or Infinity when there is none. */
  nextTime(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#time[this.#items[0] as number] as number);
  }

  /** Schedules `item` at `time`, earlier or later than before. Infinity takes it out. */
  schedule(item: number, time: number): void {
    if (time === Number.POSITIVE_INFINITY) {
      this.remove(item);
      return;
    }
    this.#time[item] = time;
    let position = this.#position[item] as number;
    if (position === -1) {
      position = this.#size++;
      this.#place(item, position);
    }
    this.#down(this.#up(position));
  }

  /** Takes the next item out and returns it; -1 when there is none. */
  pop(): number {
    if (this.#size === 0) return -1;
    const item = this.#items[0] as number;
    this.remove(item);
    return item;
  }

  remove(item: number): void {
    const position = this.#position[item] as number;
    if (position === -1) return;
    this.#position[item] = -1;
    const last = this.#items[--this.#size] as number;
    if (last === item) return;
    this.#place(last, position);
    this.#down(this.#up(position));
  }

  #place(item: number, position: number): void {
    this.#items[position] = item;
    this.#position[item] = position;
  }

  #before(a: number, b: number): boolean {
    const ta = this.#time[a] as number;
    const tb = this.#time[b] as number;
    return ta < tb || (ta === tb && a < b);
  }

  #up(from: number): number {
    let position = from;
    const item = this.#items[position] as number;
    while (position > 0) {
      const above = (position - 1) >> 1;
      const other = this.#items[above] as number;
      if (!this.#before(item, other)) break;
      this.#place(other, position);
      position = above;
    }
    this.#place(item, position);
    return position;
  }

  #down(from: number): void {
    let position = from;
    const item = this.#items[position] as number;
    for (;;) {
      let below = 2 * position + 1;
      if (below >= this.#size) break;
      if (below + 1 < this.#size && this.#before(this.#items[below + 1] as number, this.#items[below] as number))
        below++;
      const other = this.#items[below] as number;
      if (!this.#before(other, item)) break;
      this.#place(other, position);
      position = below;
    }
    this.#place(item, position);
  }
}
