import type { Path } from './define.ts';

/** Numbers the attributes of all files of a run: one name space, one slot a name. */
export class Slots {
  readonly #byName = new Map<string, number>();

  slot(attribute: string): number {
    const known = this.#byName.get(attribute);
    if (known !== undefined) return known;
    const slot = this.#byName.size;
    this.#byName.set(attribute, slot);
    return slot;
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
