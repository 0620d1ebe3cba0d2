import type { Diagnostic } from '../core/diagnostic.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Discovery, ModuleFile, TableFile } from './discover.ts';
import {
  type BoundLookupTable,
  bindLookupTable,
  parseLookupTable,
  parseRateTable,
  type RateTable,
} from './lookup-table.ts';

type Complain = (message: string, hint?: string) => void;

/** Reads the tables that modules name, each once. */
export class Tables {
  readonly #discovery: Discovery;
  readonly #lookup = new Map<string, ReturnType<typeof parseLookupTable>>();
  readonly #rates = new Map<string, ReturnType<typeof parseRateTable>>();
  readonly #diagnostics: Diagnostic[] = [];

  constructor(discovery: Discovery) {
    this.#discovery = discovery;
  }

  /** What is wrong inside the tables that were read. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  lookupTable(
    name: string,
    targets: readonly string[],
    from: ModuleFile,
    complain: Complain,
  ): BoundLookupTable | undefined {
    const text = this.#read(name, from, complain);
    if (!text) return undefined;
    const { table } = this.#once(this.#lookup, text, parseLookupTable);
    if (!table) return undefined;
    const bound = bindLookupTable(table, targets);
    this.#diagnostics.push(...bound.diagnostics);
    // The fault is told where it is and, so that its module is not used, where the table is named.
    for (const { severity, message } of bound.diagnostics) {
      if (severity === 'error') complain(`lookup table "${name}": ${message}`);
    }
    return bound.bound;
  }

  rateTable(name: string, from: ModuleFile, complain: Complain): RateTable | undefined {
    const text = this.#read(name, from, complain);
    return text && this.#once(this.#rates, text, parseRateTable).table;
  }

  #read(name: string, from: ModuleFile, complain: Complain): { file: TableFile; text: string } | undefined {
    const file = this.#discovery.table(name, from);
    if (!file) {
      complain(`table "${name}" does not exist${didYouMean(name, this.#discovery.tableNames(from))}`);
      return undefined;
    }
    const { text, diagnostics } = file.read();
    if (text !== undefined) return { file, text };
    complain(`table "${name}" cannot be used: ${diagnostics[0]?.message ?? 'it is empty'}`);
    return undefined;
  }

  #once<R extends { readonly diagnostics: readonly Diagnostic[] }>(
    known: Map<string, R>,
    { file, text }: { file: TableFile; text: string },
    parse: (text: string, file: string) => R,
  ): R {
    const before = known.get(file.file);
    if (before) return before;
    const parsed = parse(text, file.file);
    this.#diagnostics.push(...parsed.diagnostics);
    known.set(file.file, parsed);
    return parsed;
  }
}
