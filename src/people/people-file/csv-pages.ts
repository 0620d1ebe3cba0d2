import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { type Csv, readCsv } from '../../core/csv.ts';

/** Rows between two marks: a row is found by reading at most so many before it. */
const ROWS_A_PAGE = 512;
const BUFFER = 1 << 20;
/** A longer row is a quote that nobody closed, or no CSV. */
const LONGEST_ROW = 1 << 20;

/** What bytes of other encodings are read as, or the zeros between letters of UTF-16. */
const NOT_UTF8 = ['\ufffd', '\0'];

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/** Where a page begins. */
interface Mark {
  readonly offset: number;
  /** Lines of the file before it. */
  readonly lines: number;
}

/** Some consecutive rows of the file. */
export interface CsvPage {
  /** Number of its first row; the header is row 0. */
  readonly firstRow: number;
  readonly csv: Csv;
  /** Lines of the file before the page. */
  readonly lines: number;
}

/**
 * A CSV file (RFC 4180) of any length, read page by page: one pass finds where rows begin, and only one page is held.
 * @throws AppError when the file cannot be read, is not UTF-8, or a row is longer than a megabyte.
 */
export class CsvPages {
  readonly file: string;
  /** Rows that are not blank, the header included. */
  readonly rowCount: number;
  readonly #marks: readonly Mark[];
  readonly #size: number;
  #page: CsvPage | undefined;

  constructor(file: string) {
    this.file = file;
    const scan = withFile(file, (descriptor) => new RowScan(file, descriptor).run());
    this.rowCount = scan.rows;
    this.#marks = scan.marks;
    this.#size = scan.size;
  }

  /** The page that holds a row. */
  pageOf(row: number): CsvPage {
    const index = Math.floor(row / ROWS_A_PAGE);
    if (this.#page?.firstRow !== index * ROWS_A_PAGE) this.#page = this.#read(index);
    return this.#page;
  }

  #read(index: number): CsvPage {
    const { offset, lines } = this.#marks[index] as Mark;
    const length = (this.#marks[index + 1]?.offset ?? this.#size) - offset;
    const bytes = Buffer.alloc(length);
    withFile(this.file, (descriptor) => {
      for (let read = 0; read < length; ) {
        const more = readSync(descriptor, bytes, read, length - read, offset + read);
        if (more === 0) throw new AppError(ExitCode.environment, `${this.file} became shorter while it was read`);
        read += more;
      }
    });
    const text = bytes.toString('utf8');
    this.#refuseOtherEncodings(text, lines);
    return { firstRow: index * ROWS_A_PAGE, csv: readCsv(text, this.file), lines };
  }

  #refuseOtherEncodings(text: string, lines: number): void {
    const wrong = NOT_UTF8.find((sign) => text.includes(sign));
    if (wrong === undefined) return;
    const line = lines + text.slice(0, text.indexOf(wrong)).split(/\r\n?|\n/).length;
    const hint = 'save the file as UTF-8: spreadsheets call it "CSV UTF-8"';
    throw new AppError(ExitCode.usage, `${this.file}:${line}: the text is not UTF-8`, { hint });
  }
}

/** Finds the rows of an open file. */
class RowScan {
  readonly marks: Mark[] = [];
  rows = 0;
  size = 0;
  readonly #file: string;
  readonly #descriptor: number;
  #lines = 0;
  #rowStart = 0;
  #rowLines = 0;
  #quoted = false;
  #blank = true;
  #afterReturn = false;

  constructor(file: string, descriptor: number) {
    this.#file = file;
    this.#descriptor = descriptor;
  }

  run(): this {
    if (!fstatSync(this.#descriptor).isFile()) throw new AppError(ExitCode.usage, `${this.#file} is not a file`);
    const buffer = Buffer.alloc(BUFFER);
    for (;;) {
      const length = readSync(this.#descriptor, buffer, 0, BUFFER, null);
      if (length === 0) break;
      for (let i = 0; i < length; i++) this.#byte(buffer[i] as number, this.size + i);
      this.size += length;
      this.#refuseLongRow();
    }
    this.#endRow(this.size);
    return this;
  }

  #byte(byte: number, offset: number): void {
    if (this.#afterReturn && byte !== LINE_FEED) this.#endLine(offset);
    this.#afterReturn = false;
    if (byte === LINE_FEED) this.#endLine(offset + 1);
    else if (byte === RETURN) this.#afterReturn = true;
    else {
      this.#blank = false;
      if (byte === QUOTE) this.#quoted = !this.#quoted;
    }
  }

  #endLine(next: number): void {
    this.#lines++;
    if (!this.#quoted) this.#endRow(next);
  }

  #endRow(next: number): void {
    if (!this.#blank && this.rows++ % ROWS_A_PAGE === 0) {
      this.marks.push({ offset: this.#rowStart, lines: this.#rowLines });
    }
    this.#rowStart = next;
    this.#rowLines = this.#lines;
    this.#blank = true;
  }

  #refuseLongRow(): void {
    if (this.size - this.#rowStart <= LONGEST_ROW) return;
    const place = `${this.#file}:${this.#rowLines + 1}`;
    const hint = 'is a quotation mark missing there, or is the file not comma-separated text?';
    throw new AppError(ExitCode.usage, `${place}: the row that begins here is longer than a megabyte`, { hint });
  }
}

function withFile<T>(file: string, use: (descriptor: number) => T): T {
  const descriptor = open(file);
  try {
    return use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function open(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new AppError(ExitCode.usage, `there is no file ${file}`, { cause });
    throw new AppError(ExitCode.environment, `cannot read ${file} (${code})`, { cause });
  }
}
