import type { Path } from './define.ts';

/** What the files of a run share: the numbers of their attributes (one name space, one slot a name), and which visits are kept. */
export class Slots {
  /** Names of states whose visits are asked for later. */
  readonly remembered = new Set<string>();
  /** Names of attributes that files read or write. */
  readonly mentioned = new Set<string>();
  /** Of these, the names of those that files write, or give a value from birth on. */
  readonly written = new Set<string>();
  readonly #byName = new Map<string, number>();

  /** The slot of an attribute that a file reads or writes. */
  slot(attribute: string): number {
    this.mentioned.add(attribute);
    return this.reserve(attribute);
  }

  /** The slot of an attribute that a file writes. */
  writtenSlot(attribute: string): number {
    this.written.add(attribute);
    return this.slot(attribute);
  }

  /** The slot of an attribute that the engine knows, whether or not a file does. */
  reserve(attribute: string): number {
    const known = this.#byName.get(attribute);
    if (known !== undefined) return known;
    const slot = this.#byName.size;
    this.#byName.set(attribute, slot);
    return slot;
  }

  remember(state: string): void {
    this.remembered.add(state);
  }

  /** Names by slot. */
  get names(): readonly string[] {
    return [...this.#byName.keys()];
  }

  get byName(): ReadonlyMap<string, number> {
    return this.#byName;
  }
}

/** A place of a file that reads or writes an attribute. */
export interface AttributeUse {
  readonly attribute: string;
  readonly mode: 'read' | 'write';
  readonly path: Path;
}
