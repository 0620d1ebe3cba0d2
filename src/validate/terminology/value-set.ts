/** Whether a system, or the part of it that is meant, has a code; undefined where that cannot be judged. */
export type HasCode = (code: string) => boolean | undefined;

/** A value set that codes are looked up in. */
export interface ValueSet {
  /** Whether a code belongs to it, of any of its systems where none is given; undefined where that cannot be judged. */
  has(system: string | undefined, code: string): boolean | undefined;
  /** Whether it holds codes of a system. */
  holdsSystem(system: string): boolean;
}

/** Where value sets are found. */
export interface ValueSets {
  /** `url` may carry a version: `url|6.1.0`. */
  valueSet(url: string): ValueSet | undefined;
}

/** A value set whose codes are known by system. */
export class ListedValueSet implements ValueSet {
  readonly #bySystem: ReadonlyMap<string, HasCode>;

  constructor(parts: Iterable<readonly [system: string, has: HasCode]>) {
    this.#bySystem = new Map(parts);
  }

  holdsSystem(system: string): boolean {
    return this.#bySystem.has(system);
  }

  has(system: string | undefined, code: string): boolean | undefined {
    if (system !== undefined) {
      const has = this.#bySystem.get(system);
      return has === undefined ? false : has(code);
    }
    let isKnown = true;
    for (const has of this.#bySystem.values()) {
      const isIn = has(code);
      if (isIn === true) return true;
      if (isIn === undefined) isKnown = false;
    }
    return isKnown ? false : undefined;
  }
}
