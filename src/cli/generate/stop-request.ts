import { ExitCode } from '../../core/app-error.ts';
import type { Host } from '../host.ts';

/** Hears Ctrl-C: the first asks the run to stop when the life at hand is finished, the second ends the program at once. */
export class StopRequest {
  #isAsked = false;
  readonly #end: () => void;

  /** `discard` takes away what would be left half done. */
  constructor(host: Host, discard: () => void) {
    this.#end = host.onInterrupt(() => {
      if (this.#isAsked) {
        discard();
        host.exitNow(ExitCode.interrupted);
      }
      this.#isAsked = true;
      host.err.write('\nstopping: finished lives are kept; Ctrl-C again to stop at once and keep nothing\n');
    });
  }

  get isAsked(): boolean {
    return this.#isAsked;
  }

  /** From here on Ctrl-C does what it does everywhere. */
  end(): void {
    this.#end();
  }
}
