import type { Diagnostic, Position } from './diagnostic.ts';
import { LineIndex } from './line-index.ts';

/** A row of a CSV text. */
export interface CsvRow {
  readonly cells: readonly string[];
  /** Offset of each cell's first character. */
  readonly offsets: readonly number[];
}

/** A CSV text (RFC 4180) cut into rows, which may differ in length; blank lines are left out. */
export interface Csv {
  readonly file: string;
  readonly rows: readonly CsvRow[];
  /** Faults of quoting. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where a cell starts; the start of the text for a cell that is not there. */
  positionOf(row: CsvRow | undefined, column?: number): Position;
}

/**
 * Reads CSV: comma, double quotes, LF or CRLF, a byte order mark taken off, values not trimmed. Never throws.
 * Written here because the libraries tried do not tell where a cell stands.
 */
export function readCsv(text: string, file: string): Csv {
  return new CsvReader(text.startsWith('\uFEFF') ? text.slice(1) : text, file);
}

class CsvReader implements Csv {
  readonly file: string;
  readonly rows: CsvRow[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly #text: string;
  #at = 0;
  #lines: LineIndex | undefined;

  constructor(text: string, file: string) {
    this.file = file;
    this.#text = text;
    while (this.#at < text.length) this.#row();
  }

  positionOf(row: CsvRow | undefined, column = 0): Position {
    return this.#position(row?.offsets[column] ?? row?.offsets[0] ?? 0);
  }

  #position(offset: number): Position {
    this.#lines ??= new LineIndex(this.#text);
    return this.#lines.positionAt(offset);
  }

  #row(): void {
    const cells: string[] = [];
    const offsets: number[] = [];
    const start = this.#at;
    for (;;) {
      offsets.push(this.#at);
      cells.push(this.#text[this.#at] === '"' ? this.#quoted() : this.#plain());
      if (this.#text[this.#at] !== ',') break;
      this.#at++;
    }
    const blank = this.#at === start;
    if (this.#text[this.#at] === '\r') this.#at++;
    if (this.#text[this.#at] === '\n') this.#at++;
    if (!blank) this.rows.push({ cells, offsets });
  }

  /** Up to the next comma or line's end. */
  #plain(): string {
    const start = this.#at;
    for (; this.#at < this.#text.length; this.#at++) {
      const unit = this.#text.charCodeAt(this.#at);
      if (unit === 44 || unit === 10 || unit === 13) break;
    }
    return this.#text.slice(start, this.#at);
  }

  #quoted(): string {
    const start = this.#at;
    let end = start;
    do end = this.#text.indexOf('"', end + 1);
    while (end !== -1 && this.#text[++end] === '"');
    if (end === -1) {
      this.#fault('a quoted value does not end', start);
      this.#at = this.#text.length;
      return this.#text.slice(start + 1);
    }
    this.#at = end;
    const value = this.#text.slice(start + 1, end - 1).replaceAll('""', '"');
    const rest = this.#plain();
    if (rest !== '') this.#fault('text follows the closing quote of a value', end);
    return value + rest;
  }

  #fault(message: string, offset: number): void {
    const position = this.#position(offset);
    this.diagnostics.push({ severity: 'error', code: 'csv-syntax', message, file: this.file, pointer: '', position });
  }
}
