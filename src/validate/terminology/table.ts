/** Value sets and code systems as data: what scripts/build-value-sets.ts writes. */
export interface ValueSetTable {
  /** URLs of code systems. */
  readonly systems: readonly string[];
  /** Codes of one system each, sorted, between bars. */
  readonly lists: readonly string[];
  /** By URL, or URL|version where versions differ: places in `systems` and `lists`; -1 for no list. */
  readonly sets: Readonly<Record<string, readonly (readonly [system: number, list: number])[]>>;
  /** Code systems that are held completely: places in `lists`. */
  readonly complete: Readonly<Record<string, number>>;
  /** Units of UCUM that are often used: a place in `lists`. */
  readonly commonUnits: number;
}
