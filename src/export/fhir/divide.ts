/** An entry of a bundle that is divided. */
export interface DividedEntry {
  /** By what other entries refer to it. */
  readonly key: string;
  readonly json: string;
}

/** How large a part may be. */
export interface Limits {
  readonly maxEntries: number;
  readonly maxBytes: number;
  /** Bytes of a bundle around its entries, and between two of them. */
  readonly frame: number;
  readonly separator: number;
}

/** Entries that must stay together and do not fit. */
export interface TooLarge {
  readonly keys: readonly string[];
  /** Bytes of a bundle that holds nothing else. */
  readonly bytes: number;
}

/** The places of entries, in the order in which they are written, part by part. */
export interface Division {
  readonly parts: readonly (readonly number[])[];
}

/**
 * Divides entries into parts within `limits`, so that references of a part point into it or into one before. Cuts fall before
 * encounters where a visit fits into a part, else inside of one. Entries keep their order, but for those that an earlier one refers
 * to, which are written before it; entries that refer to each other in a circle stay together.
 */
export function divide(entries: readonly DividedEntry[], limits: Limits): Division | TooLarge {
  const sizes = entries.map(({ json }) => Buffer.byteLength(json));
  const parts = new Parts(sizes, limits);
  for (const visit of visitsOf(entries)) {
    if (!parts.fits(visit.flat())) parts.cut();
    if (parts.fits(visit.flat())) {
      parts.add(visit.flat());
      continue;
    }
    for (const unit of visit) {
      if (!parts.fits(unit)) parts.cut();
      if (!parts.fits(unit)) {
        return { keys: unit.map((i) => (entries[i] as DividedEntry).key), bytes: parts.bytesOf(unit) };
      }
      parts.add(unit);
    }
  }
  parts.cut();
  return { parts: parts.done };
}

/** Parts as they fill. */
class Parts {
  readonly done: number[][] = [];
  readonly #sizes: readonly number[];
  readonly #limits: Limits;
  #open: number[] = [];
  #bytes = 0;

  constructor(sizes: readonly number[], limits: Limits) {
    this.#sizes = sizes;
    this.#limits = limits;
  }

  /** Whether the open part can hold these entries too. */
  fits(more: readonly number[]): boolean {
    const { maxEntries, maxBytes, frame } = this.#limits;
    const bytes = this.#bytes + this.#sum(more) - this.#limits.separator + frame;
    return this.#open.length + more.length <= maxEntries && bytes <= maxBytes;
  }

  bytesOf(members: readonly number[]): number {
    return this.#sum(members) - this.#limits.separator + this.#limits.frame;
  }

  add(more: readonly number[]): void {
    for (const i of more) this.#open.push(i);
    this.#bytes += this.#sum(more);
  }

  /** Closes the open part, if anything is in it. */
  cut(): void {
    if (this.#open.length > 0) this.done.push(this.#open);
    this.#open = [];
    this.#bytes = 0;
  }

  /** Bytes of entries, with a separator each. */
  #sum(members: readonly number[]): number {
    return members.reduce((sum, i) => sum + (this.#sizes[i] as number) + this.#limits.separator, 0);
  }
}

/** Units that stay together, in an order in which each refers to itself and those before; a visit begins with an encounter. */
function visitsOf(entries: readonly DividedEntry[]): number[][][] {
  const visits: number[][][] = [];
  let visit: number[][] | undefined;
  for (const unit of new Units(entries).all()) {
    if (visit === undefined || unit.some((i) => ENCOUNTER.test((entries[i] as DividedEntry).json))) {
      visit = [];
      visits.push(visit);
    }
    visit.push(unit);
  }
  return visits;
}

const ENCOUNTER = /^\{"fullUrl":"[^"]*","resource":\{"resourceType":"Encounter"/;

// Quotes inside of a JSON string are escaped, so that nobody's text looks like this.
const REFERENCE = /"reference":"([^"]+)"/g;

/** The strongly connected components of references, targets first (Tarjan 1972); the order of entries otherwise. */
class Units {
  readonly #targets: readonly (readonly number[])[];
  readonly #index: (number | undefined)[] = [];
  readonly #low: number[] = [];
  readonly #stack: number[] = [];
  readonly #isOnStack: boolean[] = [];
  readonly #units: number[][] = [];
  #next = 0;

  constructor(entries: readonly DividedEntry[]) {
    const places = new Map(entries.map(({ key }, i) => [key, i]));
    this.#targets = entries.map(({ json }) =>
      [...json.matchAll(REFERENCE)].flatMap(([, key = '']) => {
        const place = places.get(key);
        return place === undefined ? [] : [place];
      }),
    );
  }

  all(): number[][] {
    for (const i of this.#targets.keys()) if (this.#index[i] === undefined) this.#visit(i);
    return this.#units;
  }

  #visit(i: number): void {
    this.#index[i] = this.#next;
    this.#low[i] = this.#next++;
    this.#stack.push(i);
    this.#isOnStack[i] = true;
    for (const target of this.#targets[i] ?? []) {
      if (this.#index[target] === undefined) {
        this.#visit(target);
        this.#lower(i, this.#low[target] as number);
      } else if (this.#isOnStack[target]) this.#lower(i, this.#index[target] as number);
    }
    if (this.#low[i] === this.#index[i]) this.#close(i);
  }

  #lower(i: number, to: number): void {
    this.#low[i] = Math.min(this.#low[i] as number, to);
  }

  #close(i: number): void {
    const unit: number[] = [];
    for (;;) {
      const member = this.#stack.pop() as number;
      this.#isOnStack[member] = false;
      unit.push(member);
      if (member === i) break;
    }
    this.#units.push(unit.sort((a, b) => a - b));
  }
}
