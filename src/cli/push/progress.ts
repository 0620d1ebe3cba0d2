import type { RequestFailure } from '../../client/request-failure.ts';
import { stopwatch } from '../../core/time.ts';
import type { Host } from '../host.ts';
import { Progress } from '../progress.ts';
import { count } from '../text.ts';

/** Trouble is told at most so often, in milliseconds. */
const BETWEEN_MESSAGES = 5_000;

/** Shows how a push goes: a bar with rate and time left on a terminal, and trouble with the server as it comes. */
export class PushProgress {
  readonly #host: Host;
  readonly #isShown: boolean;
  #bar: Progress | undefined;
  #total = 0;
  #done = 0;
  #files = 0;
  #verified = 0;
  #began = 0;
  #lastMessage = Number.NEGATIVE_INFINITY;

  constructor(host: Host, isShown: boolean) {
    this.#host = host;
    this.#isShown = isShown;
  }

  /** Another file is read. */
  reading(): void {
    this.#bar ??= new Progress(this.#host.err, undefined, 'files read', this.#isShown);
    this.#bar.at(++this.#files);
  }

  /** `total` resources are about to be sent. */
  begin(total: number): void {
    this.clear();
    this.#total = total;
    this.#began = stopwatch();
    this.#bar = new Progress(this.#host.err, total, 'resources', this.#isShown && total > 0);
  }

  done(resources: number): void {
    this.#done += resources;
    const seconds = (stopwatch() - this.#began) / 1000;
    this.#bar?.at(this.#done, seconds > 0 ? `${count(Math.round(this.#done / seconds))} a second` : '');
  }

  /** Another type is looked at. */
  verifying(): void {
    if (this.#verified++ === 0) {
      this.clear();
      this.#total = 0;
      this.#bar = new Progress(this.#host.err, undefined, 'types verified', this.#isShown);
    }
    this.#bar?.at(this.#verified - 1);
  }

  retry({ message }: RequestFailure, pause: number): void {
    const now = stopwatch();
    if (now - this.#lastMessage < BETWEEN_MESSAGES) return;
    this.#lastMessage = now;
    this.note(`${message}; trying again${pause >= 1000 ? ` in ${Math.round(pause / 1000)} s` : ''}`);
  }

  note(text: string): void {
    if (!this.#isShown) return;
    this.clear();
    this.#host.err.write(`${text}\n`);
    if (this.#total > 0) this.#bar?.at(this.#done);
  }

  clear(): void {
    this.#bar?.clear();
  }
}
