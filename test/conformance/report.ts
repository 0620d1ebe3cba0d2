/** What a judging saw: one line a check, and how it ended. */
export class Report {
  #passed = 0;
  #failed = 0;
  readonly #started = performance.now();

  /** Tells whether `holds`, and what was seen. */
  check(what: string, holds: boolean, seen = ''): boolean {
    if (holds) this.#passed += 1;
    else this.#failed += 1;
    console.log(`${holds ? '  ok    ' : '  FAILED'} ${what}${seen === '' ? '' : `: ${seen}`}`);
    return holds;
  }

  get allPassed(): boolean {
    return this.#failed === 0;
  }

  /** A heading, with the seconds since the beginning. */
  section(title: string): void {
    console.log(`${title} [${this.#seconds()} s]`);
  }

  note(text: string): void {
    console.log(`         ${text}`);
  }

  /** Prints the sums and sets the exit code of the process. */
  end(): void {
    console.log(`${this.#passed} passed, ${this.#failed} failed in ${this.#seconds()} s`);
    if (this.#failed > 0) process.exitCode = 1;
  }

  #seconds(): string {
    return ((performance.now() - this.#started) / 1000).toFixed(0);
  }
}
