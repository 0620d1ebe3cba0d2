import { stopwatch } from '../../core/time.ts';

/** Requests at a time to begin with. */
const START = 4;

/**
 * How many requests are under way at a time: one more after as many successes as there are, half as many when the server asks for mercy
 * (additive increase, multiplicative decrease).
 */
export class Pace {
  readonly #most: number;
  readonly #wait: (milliseconds: number) => Promise<void>;
  readonly #waiting: (() => void)[] = [];
  #limit: number;
  #active = 0;
  /** By the stopwatch: nothing begins before. */
  #heldUntil = 0;
  #lastDecrease = Number.NEGATIVE_INFINITY;

  constructor(most: number, wait: (milliseconds: number) => Promise<void>) {
    this.#most = most;
    this.#limit = Math.min(START, most);
    this.#wait = wait;
  }

  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** Does something when there is room for it. */
  async run<T>(action: () => Promise<T>): Promise<T> {
    while (this.#active >= this.limit) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#active++;
    try {
      const rest = this.#heldUntil - stopwatch();
      if (rest > 0) await this.#wait(rest);
      return await action();
    } finally {
      this.#active--;
      this.#wake();
    }
  }

  succeeded(): void {
    this.#limit = Math.min(this.#most, this.#limit + 1 / this.#limit);
    this.#wake();
  }

  /** `since`: when the request began, by the stopwatch. What began before the last decrease says nothing new. */
  throttled(since: number, pause: number | undefined): void {
    const now = stopwatch();
    if (pause !== undefined) this.#heldUntil = Math.max(this.#heldUntil, now + pause);
    if (since < this.#lastDecrease) return;
    this.#lastDecrease = now;
    this.#limit = Math.max(1, this.#limit / 2);
  }

  #wake(): void {
    for (let room = this.limit - this.#active; room > 0; room--) this.#waiting.shift()?.();
  }
}
