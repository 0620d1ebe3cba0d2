import { readFileSync } from 'node:fs';
import { readCsv } from '../../src/core/csv.ts';

/** A row of a table, by the names of its columns. */
export type Row = Readonly<Record<string, string>>;

/**
 * The rows of a table's text, one at a time. Its quoting is right, every line ends with LF alone, and every row has as many
 * cells as the header.
 */
export function* rowsOfText(text: string, name: string): Generator<Row, undefined> {
  if (text.startsWith('\uFEFF') || !text.endsWith('\n'))
    throw new Error(`${name}: a byte order mark, or no line feed at the end`);
  const lines = recordsOf(text);
  const names = cellsOf(lines.next().value ?? '', name);
  for (const line of lines) {
    const cells = cellsOf(line, name);
    if (cells.length !== names.length) throw new Error(`${name}: ${cells.length} cells in ${line}`);
    yield Object.fromEntries(names.map((column, i) => [column, cells[i] as string]));
  }
}

export function rowsOfFile(path: string): Generator<Row, undefined> {
  return rowsOfText(readFileSync(path, 'utf8'), path);
}

/** Lines that end where no quote is open, without their line feeds. */
function* recordsOf(text: string): Generator<string, undefined> {
  for (let start = 0; start < text.length; ) {
    let end = text.indexOf('\n', start);
    while (text.slice(start, end).split('"').length % 2 === 0) end = text.indexOf('\n', end + 1);
    yield text.slice(start, end);
    start = end + 1;
  }
}

function cellsOf(line: string, name: string): readonly string[] {
  const { rows, diagnostics } = readCsv(line, name);
  if (rows.length !== 1 || diagnostics.length > 0) throw new Error(`${name}: ${diagnostics[0]?.message} in ${line}`);
  return rows[0]?.cells ?? [];
}
