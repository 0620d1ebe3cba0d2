import type { CodesOfSystem, Expansion } from '../src/validate/terminology/expand.ts';
import { RULES } from '../src/validate/terminology/rules.ts';
import type { ValueSetTable } from '../src/validate/terminology/table.ts';

/** Collects expansions, and lists of codes each once. */
export class TableWriter {
  readonly #systems: string[] = [];
  readonly #lists: string[] = [];
  readonly #listAt = new Map<string, number>();
  readonly #sets = new Map<string, string>();
  readonly #complete = new Map<string, number>();
  #commonUnits = -1;

  /** Adds what a value set holds; under its version too where another version holds something else. */
  add(url: string, version: string | undefined, expansion: Expansion): void {
    const parts = JSON.stringify([...expansion].map(([system, codes]) => [this.#system(system), this.#codes(codes)]));
    if (!this.#sets.has(url)) this.#sets.set(url, parts);
    else if (this.#sets.get(url) !== parts && version !== undefined) this.#sets.set(`${url}|${version}`, parts);
  }

  /** Adds all codes of a system. */
  addSystem(url: string, codes: readonly string[]): void {
    if (url in RULES || this.#complete.has(url) || codes.length === 0) return;
    this.#complete.set(url, this.#list(new Set(codes)));
  }

  /** The systems of the value sets, sorted. */
  get usedSystems(): readonly string[] {
    return [...this.#systems].sort();
  }

  setCommonUnits(units: readonly string[]): void {
    this.#commonUnits = this.#list(new Set(units));
  }

  #system(url: string): number {
    const at = this.#systems.indexOf(url);
    return at === -1 ? this.#systems.push(url) - 1 : at;
  }

  /** The place of a list; -1 where membership is a matter of the rule of the system, or cannot be judged. */
  #codes(codes: CodesOfSystem): number {
    return codes === undefined ? -1 : this.#list(codes);
  }

  #list(codes: ReadonlySet<string>): number {
    const text = [...codes].sort().join('|');
    if ([...codes].some((code) => code.includes('|'))) throw new Error(`a code has a bar: ${text}`);
    const at = this.#listAt.get(text) ?? this.#lists.push(text) - 1;
    this.#listAt.set(text, at);
    return at;
  }

  text(): string {
    const sorted = [...this.#sets].sort(([a], [b]) => (a < b ? -1 : 1));
    const table: ValueSetTable = {
      systems: this.#systems,
      lists: this.#lists,
      sets: Object.fromEntries(sorted.map(([url, parts]) => [url, JSON.parse(parts)])),
      complete: Object.fromEntries([...this.#complete].sort(([a], [b]) => (a < b ? -1 : 1))),
      commonUnits: this.#commonUnits,
    };
    const rows = (value: object) =>
      Object.entries(value).map(
        ([key, item]) => `${Array.isArray(value) ? '' : `${JSON.stringify(key)}:`}${JSON.stringify(item)}`,
      );
    const members = Object.entries(table).map(([key, value]) => {
      if (typeof value !== 'object') return `${JSON.stringify(key)}:${JSON.stringify(value)}`;
      const [open, close] = Array.isArray(value) ? '[]' : '{}';
      return `${JSON.stringify(key)}:${open}\n${rows(value as object).join(',\n')}\n${close}`;
    });
    return `{${members.join(',\n')}}\n`;
  }

  summary(): string {
    const closed = [...this.#sets.values()].filter((parts) => !parts.includes(',-1]')).length;
    return `${this.#sets.size} value sets, ${closed} of them closed; ${this.#complete.size} code systems; ${this.#lists.length} lists`;
  }
}
