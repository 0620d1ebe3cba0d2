import { csvCell, csvRow } from '../csv-text.ts';
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

/** Rows go to the file in pieces of about so many characters: one call a row costs more than all the rest of it (measured). */
const PIECE = 1 << 16;

/** Writes the rows of a table to a file. */
export class TableFile<Row, Scope> {
  readonly #file: OutputFile;
  readonly #columns: readonly { readonly isText: boolean; readonly value: Column<Row, Scope>['value'] }[];
  #pending: string;
  /** How many rows were written. */
  rows = 0;

  constructor(out: OutputFolder, path: string, table: FilledShape<Row, Scope>) {
    this.#file = out.create(path);
    this.#columns = table.columns.map(({ type, value }) => ({ isText: type === 'text', value }));
    this.#pending = headerOf(table);
  }

  add(row: Row, scope: Scope): void {
    let line = '';
    for (const { isText, value } of this.#columns) {
      const cell = value(row, scope);
      // Ids, times and numbers have nothing in them that needs quotes.
      line += isText ? `,${csvCell(String(cell ?? ''))}` : `,${plain(cell)}`;
    }
    this.#pending += `${line.slice(1)}\n`;
    this.rows++;
    if (this.#pending.length > PIECE) this.#flush();
  }

  close(): WrittenFile {
    this.#flush();
    return this.#file.close();
  }

  #flush(): void {
    this.#file.text(this.#pending);
    this.#pending = '';
  }
}

/** What is no number is nothing: importers know no NaN. */
function plain(cell: Cell): string | number {
  return cell === undefined || (typeof cell === 'number' && !Number.isFinite(cell)) ? '' : cell;
}
