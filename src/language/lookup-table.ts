import type { CsvRow } from '../core/csv.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { didYouMean } from '../core/suggest.ts';
import { DAY, parseTime } from '../core/time.ts';
import { numberOf, readTable, type Table, TableFaults, TableIndex, type TableValue } from './table.ts';

export { parseRateTable, type RateTable } from './rate-table.ts';

/** A lookup table bound to the options of one transition; shared by all persons, never changed. */
export interface BoundLookupTable {
  /** Attributes whose values `select` wants, in this order. */
  readonly attributes: readonly string[];
  readonly usesAge: boolean;
  readonly usesTime: boolean;
  /** States that the outcome columns lead to, in column order. */
  readonly targets: readonly string[];
  /**
   * Probabilities of `targets` in the first row that matches; undefined when none does or an attribute is absent.
   * @param ageYears age in completed years
   * @param t time, SimTime
   * @param values of `attributes`, in their order
   */
  select(ageYears: number, t: number, values: readonly (TableValue | undefined)[]): readonly number[] | undefined;
}

/** Sums of a row further from 1 than this are told. Published shares are rounded to three decimals. */
const SUM_TOLERANCE = 0.005;

/** Reads the CSV file of a `lookup_table_transition`. No table when `diagnostics` holds an error. */
export function parseLookupTable(
  text: string,
  file: string,
): { table: Table | undefined; diagnostics: readonly Diagnostic[] } {
  const { table, faults } = readTable(text, file);
  return { table, diagnostics: faults.all() };
}

/**
 * Gives a table its meaning for a transition with these options: the last columns, as many as there are options, are
 * outcomes; those before are matched (`age` low-high, `time` as a range, all others as attributes).
 */
export function bindLookupTable(
  table: Table,
  transitions: readonly string[],
): { bound: BoundLookupTable | undefined; diagnostics: readonly Diagnostic[] } {
  const faults = new TableFaults(table.csv);
  const matched = table.header.length - transitions.length;
  checkHeader(table, transitions, matched, faults);
  if (faults.failed) return { bound: undefined, diagnostics: faults.all() };
  const bound = new Bound(table, matched, faults);
  return { bound: faults.failed ? undefined : bound, diagnostics: faults.all() };
}

function checkHeader(table: Table, transitions: readonly string[], matched: number, faults: TableFaults): void {
  const [row] = table.csv.rows;
  for (const transition of transitions) {
    if (table.header.includes(transition)) continue;
    const near = didYouMean(transition, table.header);
    faults.error('option-without-column', `no column for the option "${transition}"${near}`, row);
  }
  for (const [column, name] of table.header.entries()) {
    const outcome = column >= matched;
    if (outcome && !transitions.includes(name)) {
      const message = `column "${name}" is none of the options of the transition${didYouMean(name, transitions)}`;
      const hint = `with ${transitions.length} options, the last ${transitions.length} columns are their probabilities`;
      faults.error('column-without-option', message, row, column, hint);
    }
    if (!outcome && table.header.indexOf(name) < column) {
      faults.error('duplicate-column', `column "${name}" is there twice`, row, column);
    }
  }
}

/** A span of ages or times, both ends included. */
interface Span {
  readonly low: number;
  readonly high: number;
}

const ALWAYS: Span = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

/** A row among those with the same attribute values. */
interface Candidate {
  readonly age: Span;
  readonly time: Span;
  readonly row: CsvRow;
  probabilities: readonly number[];
}

class Bound implements BoundLookupTable {
  readonly attributes: readonly string[];
  readonly usesAge: boolean;
  readonly usesTime: boolean;
  readonly targets: readonly string[];
  readonly #index: TableIndex<Candidate[]>;

  constructor(table: Table, matched: number, faults: TableFaults) {
    const columns = table.header.slice(0, matched);
    this.attributes = columns.filter((name) => name !== 'age' && name !== 'time');
    this.usesAge = columns.includes('age');
    this.usesTime = columns.includes('time');
    this.targets = table.header.slice(matched);
    this.#index = new TableIndex(this.attributes.length);
    const leaves = new Set<Candidate[]>();
    for (const row of table.rows) this.#addRow(row, columns, leaves, faults);
    if (faults.failed) return;
    checkSums(table.rows, matched, faults);
    checkOverlaps(leaves, table, faults);
  }

  select(ageYears: number, t: number, values: readonly (TableValue | undefined)[]): readonly number[] | undefined {
    const candidates = this.#index.find(values);
    if (candidates === undefined) return undefined;
    for (const { age, time, probabilities } of candidates) {
      if (ageYears >= age.low && ageYears <= age.high && t >= time.low && t <= time.high) return probabilities;
    }
    return undefined;
  }

  #addRow(row: CsvRow, columns: readonly string[], leaves: Set<Candidate[]>, faults: TableFaults): void {
    let age: Span | undefined = ALWAYS;
    let time: Span | undefined = ALWAYS;
    const values: string[] = [];
    for (const [column, name] of columns.entries()) {
      const cell = row.cells[column] as string;
      if (name === 'age') age = ageSpan(cell) ?? complain('age', cell, row, column, faults);
      else if (name === 'time') time = timeSpan(cell) ?? complain('time', cell, row, column, faults);
      else values.push(cell);
    }
    const probabilities = probabilitiesOf(row, columns.length, faults);
    if (!age || !time) return;
    const leaf = this.#index.leafOf(values, () => []);
    leaves.add(leaf);
    const same = leaf.find((other) => sameSpan(other.age, age) && sameSpan(other.time, time));
    if (same) {
      same.probabilities = probabilities;
      faults.warning('duplicate-row', 'an earlier row matches exactly the same; this one replaces it', row);
    } else {
      leaf.push({ age, time, row, probabilities });
    }
  }
}

function complain(what: 'age' | 'time', cell: string, row: CsvRow, column: number, faults: TableFaults): undefined {
  const forms = {
    age: 'low-high in whole years, as 40-49',
    time: 'YYYY-MM-DD-YYYY-MM-DD or two times in milliseconds',
  };
  faults.error(`malformed-${what}`, `"${cell}" is no range of ${what}`, row, column, `write ${forms[what]}`);
}

/** `40-49`: completed years, both ends included and required, the lower first. */
function ageSpan(cell: string): Span | undefined {
  const match = /^(\d+)-(\d+)$/.exec(cell);
  return match ? spanOf(Number(match[1]), Number(match[2])) : undefined;
}

/** `0-999` in milliseconds, or two dates: from the start of the first to the end of the second. */
function timeSpan(cell: string): Span | undefined {
  const dates = /^(\d{4}-\d\d-\d\d)-(\d{4}-\d\d-\d\d)$/.exec(cell);
  if (dates) {
    const from = parseTime(dates[1] as string);
    const to = parseTime(dates[2] as string);
    return from === undefined || to === undefined ? undefined : spanOf(from, to + DAY - 1);
  }
  const match = /^(-?\d+)-(-?\d+)$/.exec(cell);
  return match ? spanOf(Number(match[1]), Number(match[2])) : undefined;
}

function spanOf(low: number, high: number): Span | undefined {
  return low <= high ? { low, high } : undefined;
}

function sameSpan(a: Span, b: Span): boolean {
  return a.low === b.low && a.high === b.high;
}

function meet(a: Span, b: Span): boolean {
  return a.low <= b.high && b.low <= a.high;
}

/** Negative weights count as 0, as everywhere. */
function probabilitiesOf(row: CsvRow, from: number, faults: TableFaults): readonly number[] {
  const probabilities: number[] = [];
  for (let column = from; column < row.cells.length; column++) {
    const cell = row.cells[column] as string;
    const value = numberOf(cell.trim());
    if (value === undefined) faults.error('malformed-probability', `"${cell}" is no probability`, row, column);
    else if (value < 0) faults.warning('negative-probability', `${cell} is taken as 0`, row, column);
    probabilities.push(Math.max(0, value ?? 0));
  }
  return probabilities;
}

function checkSums(rows: readonly CsvRow[], from: number, faults: TableFaults): void {
  const sumOf = (row: CsvRow): number => row.cells.slice(from).reduce((sum, cell) => sum + Number(cell), 0);
  const wrong = rows.filter((row) => Math.abs(sumOf(row) - 1) > SUM_TOLERANCE);
  const [first] = wrong;
  if (!first) return;
  const others = wrong.length === 1 ? '' : `, and so in ${wrong.length - 1} other rows`;
  const message = `the probabilities sum to ${Number(sumOf(first).toFixed(6))}${others}`;
  faults.warning(
    'row-sum',
    message,
    first,
    from,
    'what is missing from 1 goes to the last column; what is above 1 is never taken',
  );
}

function checkOverlaps(leaves: ReadonlySet<readonly Candidate[]>, table: Table, faults: TableFaults): void {
  let first: { earlier: Candidate; later: Candidate } | undefined;
  let count = 0;
  for (const leaf of leaves) {
    for (const [index, later] of leaf.entries()) {
      const earlier = leaf.slice(0, index).find((other) => meet(other.age, later.age) && meet(other.time, later.time));
      if (!earlier) continue;
      count++;
      first ??= { earlier, later };
    }
  }
  if (!first) return;
  const { line } = table.csv.positionOf(first.earlier.row);
  const others = count === 1 ? '' : ` (and ${count - 1} other rows overlap)`;
  faults.warning(
    'overlapping-rows',
    `the row overlaps with line ${line}, which is used where both match${others}`,
    first.later.row,
  );
}
