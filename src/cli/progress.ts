import { stopwatch } from '../core/time.ts';
import type { Stream } from './host.ts';

/** Redrawing more often than the eye can follow would cost time. */
const MILLISECONDS_BETWEEN_FRAMES = 100;
const BAR = 24;

/** A bar that grows on a terminal; silent anywhere else. */
export class Progress {
  readonly #stream: Stream;
  readonly #total: number | undefined;
  readonly #unit: string;
  readonly #isShown: boolean;
  readonly #start = stopwatch();
  #next = 0;

  /** Without a total it only counts. */
  constructor(stream: Stream, total: number | undefined, unit: string, isWanted: boolean) {
    this.#stream = stream;
    this.#total = total;
    this.#unit = unit;
    this.#isShown = isWanted && stream.isTerminal;
  }

  /** `done` of the total are done; `more` is said behind it. */
  at(done: number, more = ''): void {
    if (!this.#isShown) return;
    const now = stopwatch();
    if (now < this.#next && done !== this.#total) return;
    this.#next = now + MILLISECONDS_BETWEEN_FRAMES;
    this.#stream.write(`\r${this.#frame(done, (now - this.#start) / 1000, more)}\u001b[K`);
  }

  /** Takes the bar away. */
  clear(): void {
    if (this.#isShown) this.#stream.write('\r\u001b[K');
  }

  #frame(done: number, seconds: number, more: string): string {
    if (this.#total === undefined) return `${done} ${this.#unit}`;
    const full = Math.floor((done / this.#total) * BAR);
    const bar = '█'.repeat(full) + '░'.repeat(BAR - full);
    const rest = done === 0 ? '' : `, ${spanOf((seconds / done) * (this.#total - done))} to go`;
    return `${bar} ${done} of ${this.#total} ${this.#unit}${more === '' ? '' : `, ${more}`}${rest}`.slice(
      0,
      this.#stream.columns - 1,
    );
  }
}

function spanOf(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor(whole / 60) % 60} min`;
}
