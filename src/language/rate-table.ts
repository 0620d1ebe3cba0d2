import type { CsvRow } from '../core/csv.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { numberOf, readTable, type Table, type TableFaults, TableIndex, type TableValue } from './table.ts';

/** Rates by age, year and attributes; shared by all persons, never changed. */
export interface RateTable {
  /** Attributes whose values `rate` wants, in this order. */
  readonly attributes: readonly string[];
  /** Completed years of age at which a rate may change, rising; empty when rates do not depend on age. */
  readonly ageBreaks: readonly number[];
  /** Calendar years at whose start a rate may change, rising; empty when rates do not depend on the year. */
  readonly yearBreaks: readonly number[];
  /** Events per person-year; 0 where the table has no row or an attribute is absent. */
  rate(ageYears: number, year: number, values: readonly (TableValue | undefined)[]): number;
}

/**
 * Reads a table of rates: `age` (`40-49`, `40+` or `40`, completed years), `year` (`1990-2005`, `2006+`, `1990`),
 * attributes by their names, `rate` per person-year, and `source`, which is for people. Each column is optional but
 * `rate`, which comes last, or before `source`. Rows may not overlap. No table when `diagnostics` holds an error.
 */
export function parseRateTable(
  text: string,
  file: string,
): { table: RateTable | undefined; diagnostics: readonly Diagnostic[] } {
  const { table, faults } = readTable(text, file);
  if (!table) return { table: undefined, diagnostics: faults.all() };
  checkHeader(table, faults);
  const rows = faults.failed ? [] : table.rows.map((row) => readRow(table, row, faults));
  if (faults.failed) return { table: undefined, diagnostics: faults.all() };
  const rates = new Rates(attributesOf(table), rows, table, faults);
  return { table: faults.failed ? undefined : rates, diagnostics: faults.all() };
}

const NOT_ATTRIBUTES = new Set(['age', 'year', 'rate', 'source']);

function attributesOf(table: Table): readonly string[] {
  return table.header.filter((name) => !NOT_ATTRIBUTES.has(name));
}

function checkHeader(table: Table, faults: TableFaults): void {
  const [row] = table.csv.rows;
  const last = table.header.filter((name) => name !== 'source').at(-1);
  if (last !== 'rate') {
    faults.error(
      'no-rate',
      'the last column is not "rate"',
      row,
      0,
      'rates per person-year stand in a last column "rate"',
    );
  }
  for (const [column, name] of table.header.entries()) {
    if (table.header.indexOf(name) < column) {
      faults.error('duplicate-column', `column "${name}" is there twice`, row, column);
    }
  }
}

/** Whole numbers from `low` to below `end`. */
interface Band {
  readonly low: number;
  readonly end: number;
}

const ALL: Band = { low: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

interface RateRow {
  readonly row: CsvRow;
  readonly age: Band;
  readonly year: Band;
  readonly values: readonly string[];
  readonly rate: number;
}

function readRow(table: Table, row: CsvRow, faults: TableFaults): RateRow {
  let age = ALL;
  let year = ALL;
  let rate = 0;
  const values: string[] = [];
  for (const [column, name] of table.header.entries()) {
    const cell = row.cells[column] as string;
    if (name === 'source') continue;
    if (name === 'age') age = bandOf(cell) ?? complain(name, '40-49, 40+ or 40', cell, row, column, faults);
    else if (name === 'year')
      year = bandOf(cell) ?? complain(name, '1990-2005, 2006+ or 1990', cell, row, column, faults);
    else if (name === 'rate') rate = readRate(cell, row, column, faults);
    else if (cell === '') faults.error('empty-cell', `the row says no ${name}`, row, column);
    else values.push(cell);
  }
  return { row, age, year, values, rate };
}

function readRate(cell: string, row: CsvRow, column: number, faults: TableFaults): number {
  const rate = numberOf(cell);
  if (rate !== undefined && rate >= 0 && Number.isFinite(rate)) return rate;
  faults.error('malformed-rate', `"${cell}" is no rate per person-year`, row, column, 'write a number, 0 or more');
  return 0;
}

function complain(
  what: 'age' | 'year',
  forms: string,
  cell: string,
  row: CsvRow,
  column: number,
  faults: TableFaults,
): Band {
  faults.error(
    `malformed-${what}`,
    `"${cell}" is no range of ${what === 'age' ? 'ages' : 'years'}`,
    row,
    column,
    `write ${forms}`,
  );
  return ALL;
}

function bandOf(cell: string): Band | undefined {
  const match = /^(\d+)(?:(\+)|-(\d+))?$/.exec(cell);
  if (!match) return undefined;
  const low = Number(match[1]);
  if (match[2]) return { low, end: Number.POSITIVE_INFINITY };
  const end = Number(match[3] ?? low) + 1;
  return low < end ? { low, end } : undefined;
}

/** The rows with the same attribute values, by age slot and year slot. */
interface Grid {
  /** NaN where there is no row. */
  readonly rates: Float64Array;
  readonly rows: (CsvRow | undefined)[];
}

class Rates implements RateTable {
  readonly attributes: readonly string[];
  readonly ageBreaks: readonly number[];
  readonly yearBreaks: readonly number[];
  readonly #index: TableIndex<Grid>;
  /** Slots of the year. */
  readonly #width: number;

  constructor(attributes: readonly string[], rows: readonly RateRow[], table: Table, faults: TableFaults) {
    this.attributes = attributes;
    this.ageBreaks = breaksOf(rows.map(({ age }) => age));
    this.yearBreaks = breaksOf(rows.map(({ year }) => year));
    this.#width = this.yearBreaks.length + 1;
    this.#index = new TableIndex(attributes.length);
    const size = (this.ageBreaks.length + 1) * this.#width;
    const grids = new Set<Grid>();
    for (const row of rows) {
      const grid = this.#index.leafOf(row.values, () => ({
        rates: new Float64Array(size).fill(Number.NaN),
        rows: new Array(size),
      }));
      grids.add(grid);
      this.#fill(grid, row, table, faults);
    }
    for (const grid of grids) this.#checkGaps(grid, faults);
  }

  rate(ageYears: number, year: number, values: readonly (TableValue | undefined)[]): number {
    const grid = this.#index.find(values);
    if (grid === undefined) return 0;
    const rate = grid.rates[slotOf(this.ageBreaks, ageYears) * this.#width + slotOf(this.yearBreaks, year)] as number;
    return Number.isNaN(rate) ? 0 : rate;
  }

  #fill(grid: Grid, { row, age, year, rate }: RateRow, table: Table, faults: TableFaults): void {
    for (let a = slotOf(this.ageBreaks, age.low); a <= lastSlot(this.ageBreaks, age); a++) {
      for (let y = slotOf(this.yearBreaks, year.low); y <= lastSlot(this.yearBreaks, year); y++) {
        const slot = a * this.#width + y;
        const earlier = grid.rows[slot];
        if (earlier) {
          const { line } = table.csv.positionOf(earlier);
          faults.error('overlapping-rows', `the row overlaps with line ${line}`, row);
          return;
        }
        grid.rows[slot] = row;
        grid.rates[slot] = rate;
      }
    }
  }

  /** Tells of ages without a row between ages that have one: a band was forgotten or misspelt. */
  #checkGaps(grid: Grid, faults: TableFaults): void {
    for (let y = 0; y < this.#width; y++) {
      let before: CsvRow | undefined;
      let gap: number | undefined;
      for (let a = 0; a <= this.ageBreaks.length; a++) {
        const row = grid.rows[a * this.#width + y];
        if (row && before && gap !== undefined) {
          const ages = `${this.ageBreaks[gap - 1]} to ${(this.ageBreaks[a - 1] as number) - 1}`;
          faults.warning('rate-gap', `no row for ages ${ages}; the rate is 0 there`, before);
        }
        if (row) before = row;
        gap = row ? undefined : (gap ?? a);
      }
    }
  }
}

function breaksOf(bands: readonly Band[]): readonly number[] {
  const ends = new Set(bands.flatMap(({ low, end }) => [low, end]).filter(Number.isFinite));
  return [...ends].sort((a, b) => a - b);
}

/** How many breaks are at or below `value`. */
function slotOf(breaks: readonly number[], value: number): number {
  let slot = 0;
  while (slot < breaks.length && (breaks[slot] as number) <= value) slot++;
  return slot;
}

function lastSlot(breaks: readonly number[], band: Band): number {
  return band.end === Number.POSITIVE_INFINITY ? breaks.length : slotOf(breaks, band.end - 1);
}
