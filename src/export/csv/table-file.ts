import { csvRow } from '../csv-text.ts';
import type { OutputFile, OutputFolder, WrittenFile } from '../sink.ts';
import type { Cell, Column, FilledShape, TableShape } from './table.ts';

export const FOLDER = 'csv';

/** Where a table stands in the output. */
export function pathOf({ name }: TableShape): string {
  return `${FOLDER}/${name}.csv`;
}

/** The first row of a table: the names of its columns. */
export function headerOf({ columns }: TableShape): string {
  return csvRow(columns.map(({ name }) => name));
}

/** Writes the rows of a table to a file. */
export class TableFile<Row, Scope> {
  readonly #file: OutputFile;
  readonly #values: readonly Column<Row, Scope>['value'][];
  readonly #cells: (string | number)[];
  /** How many rows were written. */
  rows = 0;

  constructor(out: OutputFolder, path: string, table: FilledShape<Row, Scope>) {
    this.#file = out.create(path);
    this.#file.text(headerOf(table));
    this.#values = table.columns.map(({ value }) => value);
    this.#cells = table.columns.map(() => '');
  }

  add(row: Row, scope: Scope): void {
    const cells = this.#cells;
    for (let i = 0; i < cells.length; i++)
      cells[i] = plain((this.#values[i] as Column<Row, Scope>['value'])(row, scope));
    this.#file.text(csvRow(cells));
    this.rows++;
  }

  close(): WrittenFile {
    return this.#file.close();
  }
}

/** What is no number is nothing: importers know no NaN. */
function plain(cell: Cell): string | number {
  return cell === undefined || (typeof cell === 'number' && !Number.isFinite(cell)) ? '' : cell;
}
