import { type Csv, type CsvRow, readCsv } from '../core/csv.ts';
import type { Diagnostic, Severity } from '../core/diagnostic.ts';

/** A value that a cell of a table is compared with. */
export type TableValue = number | string | boolean;

/** A CSV file with a header row and rows of the same length; what lookup tables and rate tables have in common. */
export interface Table {
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
  readonly csv: Csv;
}

/** Beyond this many faults of one table the rest is only counted. */
const MAX_FAULTS = 10;

/** Collects what is to be said about one table, each thing at its cell. */
export class TableFaults {
  readonly #csv: Csv;
  readonly #said: Diagnostic[] = [];
  #unsaid = 0;
  #failed = false;

  constructor(csv: Csv) {
    this.#csv = csv;
    for (const diagnostic of csv.diagnostics) this.#add(diagnostic);
  }

  error(code: string, message: string, row?: CsvRow, column?: number, hint?: string): void {
    this.#say('error', code, message, row, column, hint);
  }

  warning(code: string, message: string, row?: CsvRow, column?: number, hint?: string): void {
    this.#say('warning', code, message, row, column, hint);
  }

  get failed(): boolean {
    return this.#failed;
  }

  /** What was said; the last one counts what was left unsaid. */
  all(): readonly Diagnostic[] {
    const last = this.#said.at(-1);
    if (this.#unsaid === 0 || !last) return this.#said;
    const message = `${this.#unsaid} more faults of this table are not shown`;
    const severity: Severity = this.#failed ? 'error' : 'warning';
    return [...this.#said, { severity, code: 'more-faults', message, file: last.file, pointer: '' }];
  }

  #say(severity: Severity, code: string, message: string, row?: CsvRow, column?: number, hint?: string): void {
    const { file } = this.#csv;
    const position = this.#csv.positionOf(row, column);
    this.#add({ severity, code, message, file, pointer: '', position, ...(hint === undefined ? {} : { hint }) });
  }

  #add(diagnostic: Diagnostic): void {
    if (diagnostic.severity === 'error') this.#failed = true;
    if (this.#said.length < MAX_FAULTS) this.#said.push(diagnostic);
    else this.#unsaid++;
  }
}

/** Reads a CSV file as a table; undefined when a row has another length than the header or the quoting is broken. */
export function readTable(text: string, file: string): { table: Table | undefined; faults: TableFaults } {
  const csv = readCsv(text, file);
  const faults = new TableFaults(csv);
  const [header, ...rows] = csv.rows;
  if (!header) {
    faults.error('empty-table', 'the table is empty', undefined, undefined, 'write a header row and at least one row');
    return { table: undefined, faults };
  }
  for (const [column, name] of header.cells.entries()) {
    if (name === '') faults.error('empty-header', `column ${column + 1} has no name`, header, column);
  }
  for (const row of rows) {
    const { length } = row.cells;
    const wanted = header.cells.length;
    if (length !== wanted) faults.error('row-length', `the row has ${length} values, the header ${wanted}`, row);
  }
  if (rows.length === 0) faults.warning('empty-table', 'the table has no rows', header);
  return { table: faults.failed ? undefined : { file, header: header.cells, rows, csv }, faults };
}

/** The number that a text says, or undefined: digits with sign, point and exponent, and nothing else. */
export function numberOf(text: string): number | undefined {
  return /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text) ? Number(text) : undefined;
}

/** What a cell and a value are compared by: numbers (also as text) as numbers, everything else as exact text. */
export function tableKey(value: TableValue): string | number {
  if (typeof value !== 'string') return typeof value === 'number' ? value : String(value);
  const first = value.charCodeAt(0);
  // Most keys are words; only what starts like a number is looked at closely.
  return first < 58 ? (numberOf(value) ?? value) : value;
}

type Branch<Leaf> = Map<string | number, Branch<Leaf> | Leaf>;

/** Finds what rows with given values of the match columns hold: one hash look-up a column, no strings built. */
export class TableIndex<Leaf extends object> {
  readonly #branches: Branch<Leaf> = new Map();
  /** The only leaf of a table without match columns. */
  #leaf: Leaf | undefined;
  readonly #width: number;

  /** `width`: how many columns are matched by value. */
  constructor(width: number) {
    this.#width = width;
  }

  /** The leaf of these values, in column order; undefined when there is none or a value is missing. */
  find(values: readonly (TableValue | undefined)[]): Leaf | undefined {
    if (this.#width === 0) return this.#leaf;
    let node: Branch<Leaf> | Leaf | undefined = this.#branches;
    for (let column = 0; column < this.#width; column++) {
      const value = values[column];
      if (value === undefined || node === undefined) return undefined;
      node = (node as Branch<Leaf>).get(tableKey(value));
    }
    return node as Leaf | undefined;
  }

  /** The leaf of these values, made when it is the first. */
  leafOf(values: readonly TableValue[], make: () => Leaf): Leaf {
    if (this.#width === 0) {
      this.#leaf ??= make();
      return this.#leaf;
    }
    let branch = this.#branches;
    const last = tableKey(values[this.#width - 1] as TableValue);
    for (const value of values.slice(0, this.#width - 1)) {
      const key = tableKey(value);
      let next = branch.get(key) as Branch<Leaf> | undefined;
      if (!next) {
        next = new Map();
        branch.set(key, next);
      }
      branch = next;
    }
    let leaf = branch.get(last) as Leaf | undefined;
    if (!leaf) {
      leaf = make();
      branch.set(last, leaf);
    }
    return leaf;
  }
}
