/** How large bundles may be, as far as the server has let it be known by refusing some. */
export class SizeLimit {
  #refused = Number.POSITIVE_INFINITY;

  /** Whether a bundle is as large as one that was too large. */
  isTooLarge(entries: number): boolean {
    return entries >= this.#refused;
  }

  /** A bundle was too large. One entry alone says nothing of others. */
  refused(entries: number): void {
    if (entries > 1) this.#refused = Math.min(this.#refused, entries);
  }
}
