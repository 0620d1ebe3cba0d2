/** Collects the source of a function, and the values it refers to by name. */
export class CodeWriter {
  readonly #lines: string[] = [];
  readonly #constants: unknown[] = [];
  readonly #names = new Map<unknown, string>();
  #variables = 0;

  line(text: string): void {
    this.#lines.push(text);
  }

  /** The name by which the source reads a value. */
  constant(value: unknown): string {
    const known = this.#names.get(value);
    if (known !== undefined) return known;
    const name = `c${this.#constants.length}`;
    this.#constants.push(value);
    this.#names.set(value, name);
    return name;
  }

  /** A name that the source uses nowhere else. */
  variable(): string {
    return `v${this.#variables++}`;
  }

  /** Runs the source, which ends in a `return`, with `J` and its steps `s` at hand. */
  run<T>(judgement: { readonly steps: unknown }): T {
    const names = this.#constants.map((_, i) => `const c${i} = K[${i}];`).join('');
    const source = `'use strict';const s = J.steps;${names}\n${this.#lines.join('\n')}`;
    return new Function('J', 'K', source)(judgement, this.#constants) as T;
  }
}

/** A text as it stands in source. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
