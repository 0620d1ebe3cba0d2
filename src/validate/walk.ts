import type { Json, JsonObject } from '../core/json.ts';
import type { Steps } from './path.ts';

/** Resources nested deeper are not judged: nobody writes them, and judging them would run out of stack. */
const MOST_NESTED = 200;

/** What a walk meets. */
export interface Visitor {
  /** A literal reference. */
  reference?(target: string, steps: Steps): void;
  /** A Period that has both ends. */
  period?(start: string, end: string, steps: Steps): void;
  /** What has a system: a Coding, a Quantity, an Identifier. */
  system?(object: JsonObject, system: string, steps: Steps): void;
}

/** Wants to see nothing. */
export const NOBODY: Visitor = {};

/** What a walk saw in all. */
export interface Walk {
  /** How many members objects have. */
  readonly members: number;
  /** Whether it is nested deeper than anybody writes; the walk does not go further in. */
  readonly isTooDeep: boolean;
}

/** Shows a visitor what is in a resource or a part of one, extensions and contained resources included. */
export function walk(resource: JsonObject, visitor: Visitor): Walk {
  const walker = new Walker(visitor);
  walker.object(resource);
  return walker;
}

class Walker implements Walk {
  members = 0;
  isTooDeep = false;
  readonly #visitor: Visitor;
  readonly #steps: (string | number)[] = [];

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  object(object: JsonObject): void {
    let start: string | undefined;
    let end: string | undefined;
    for (const key in object) {
      this.members++;
      const value = object[key];
      if (typeof value === 'string') {
        if (key === 'reference') this.#visitor.reference?.(value, this.#steps);
        else if (key === 'system') this.#visitor.system?.(object, value, this.#steps);
        else if (key === 'start') start = value;
        else if (key === 'end') end = value;
      } else if (typeof value === 'object' && value !== null) {
        this.#steps.push(key);
        this.#nested(value);
        this.#steps.pop();
      }
    }
    if (start !== undefined && end !== undefined) this.#visitor.period?.(start, end, this.#steps);
  }

  #nested(value: JsonObject | readonly Json[]): void {
    if (this.#steps.length > MOST_NESTED) this.isTooDeep = true;
    else if (Array.isArray(value)) this.#list(value);
    else this.object(value as JsonObject);
  }

  #list(values: readonly Json[]): void {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (typeof value !== 'object' || value === null) continue;
      this.#steps.push(i);
      this.#nested(value);
      this.#steps.pop();
    }
  }
}
