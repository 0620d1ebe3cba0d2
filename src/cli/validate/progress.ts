import { stopwatch } from '../../core/time.ts';
import type { Stream } from '../host.ts';
import { byteCount, counted } from '../text.ts';

const MILLISECONDS_BETWEEN_FRAMES = 100;

/** How far the judging of files is, on a terminal; silent anywhere else. */
export class ValidateProgress {
  readonly #stream: Stream;
  readonly #total: number | undefined;
  readonly #isShown: boolean;
  readonly #start = stopwatch();
  #bytes = 0;
  #next = 0;

  /** `total`: bytes to read; undefined when that is not known. */
  constructor(stream: Stream, total: number | undefined, isWanted: boolean) {
    this.#stream = stream;
    this.#total = total;
    this.#isShown = isWanted && stream.isTerminal;
  }

  /** More bytes were read, and so many resources judged in all. */
  read(bytes: number, resources: number): void {
    this.#bytes += bytes;
    if (!this.#isShown) return;
    const now = stopwatch();
    if (now < this.#next) return;
    this.#next = now + MILLISECONDS_BETWEEN_FRAMES;
    this.#stream.write(
      `\r${this.#frame(resources, (now - this.#start) / 1000).slice(0, this.#stream.columns - 1)}\u001b[K`,
    );
  }

  clear(): void {
    if (this.#isShown) this.#stream.write('\r\u001b[K');
  }

  #frame(resources: number, seconds: number): string {
    const total = this.#total === undefined ? '' : ` of ${byteCount(this.#total)}`;
    const rate = seconds > 0 ? this.#bytes / seconds : 0;
    const left =
      this.#total === undefined || rate === 0 ? '' : `, ${Math.ceil((this.#total - this.#bytes) / rate)} s to go`;
    return `${byteCount(this.#bytes)}${total}, ${counted(resources, 'resource')}, ${byteCount(rate)}/s${left}`;
  }
}
