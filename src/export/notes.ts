/** What an exporter has to say about what it could not write as the record has it. */
export interface Note {
  readonly text: string;
  /** How often; null where only the fact counts. */
  readonly count: number | null;
}

/** Collects notes; the same in any division of the work. */
export class Notes {
  readonly #counts = new Map<string, number | null>();

  /** `times` more of these. */
  count(text: string, times = 1): void {
    if (times > 0) this.#counts.set(text, (this.#counts.get(text) ?? 0) + times);
  }

  /** It is so, however often it is seen. */
  once(text: string): void {
    this.#counts.set(text, null);
  }

  add(notes: readonly Note[]): void {
    for (const { text, count } of notes) {
      this.#counts.set(text, count === null ? null : (this.#counts.get(text) ?? 0) + count);
    }
  }

  /** All notes, by their text. */
  list(): Note[] {
    const notes = [...this.#counts].map(([text, count]) => ({ text, count }));
    return notes.sort((a, b) => (a.text < b.text ? -1 : 1));
  }
}
