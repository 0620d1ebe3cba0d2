import { readFileSync } from 'node:fs';
import type { DefinitionTable } from './tables.ts';

/** Definitions by their URLs. */
export interface Tables {
  get(url: string): DefinitionTable | undefined;
}

/** What every definition in a file of tables begins with, at the start of a line (table-text.ts). */
const START = '\n{"url":"';

/** A file of tables, of which each definition is parsed when it is first asked for: most runs meet few of them. */
export class FileTables implements Tables {
  readonly #text: string;
  readonly #places = new Map<string, readonly [from: number, to: number]>();
  readonly #parsed = new Map<string, DefinitionTable>();

  /** `name` without folder and ending. The files are written by scripts/build-profiles.ts; their shape is its promise. */
  constructor(name: string) {
    // From src/validate/profile and from dist/validate/profile alike.
    const url = new URL(`../../../src/validate/data/${name}.json`, import.meta.url);
    this.#text = readFileSync(url, 'utf8');
    let from = this.#text.indexOf(START);
    while (from !== -1) {
      const next = this.#text.indexOf(START, from + 1);
      const named = from + START.length;
      // Behind a definition stands a comma, or the end of the list and the file.
      const to = this.#text.lastIndexOf('}', next === -1 ? this.#text.lastIndexOf(']') : next);
      this.#places.set(this.#text.slice(named, this.#text.indexOf('"', named)), [from + 1, to + 1]);
      from = next;
    }
  }

  get(url: string): DefinitionTable | undefined {
    const known = this.#parsed.get(url);
    const place = this.#places.get(url);
    if (known !== undefined || place === undefined) return known;
    const table = JSON.parse(this.#text.slice(...place)) as DefinitionTable;
    this.#parsed.set(url, table);
    return table;
  }
}
