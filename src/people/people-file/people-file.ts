import { AppError, ExitCode } from '../../core/app-error.ts';
import type { CsvRow } from '../../core/csv.ts';
import { type Diagnostic, formatDiagnostic } from '../../core/diagnostic.ts';
import { nearest } from '../../core/suggest.ts';
import type { PersonAttribute } from '../../record/person.ts';
import type { GivenPerson } from '../given-person.ts';
import { type CsvPage, CsvPages } from './csv-pages.ts';
import { attributeOf, type CellContext, type CellReader, CellRefusal, PEOPLE_COLUMNS } from './people-columns.ts';

/** Faults told before the rest is only counted. */
const MOST_FAULTS = 20;
/** Places told by name that are not known. */
const MOST_WARNINGS = 5;
/** Texts of a column whose reading is remembered: enough for all but numbers and dates. */
const MOST_REMEMBERED = 1_000;

/** Names by which other files call our columns. */
const SAME_MEANING: ReadonlyMap<string, string> = new Map([
  ['gender', 'sex'],
  ['dob', 'birth'],
  ['birthdate', 'birth'],
  ['birth_date', 'birth'],
  ['date_of_birth', 'birth'],
  ['socioeconomic_category', 'ses_category'],
]);

/** What a file says of its people, and what is to be told about it. */
export interface PeopleFileCheck {
  readonly warnings: readonly string[];
}

/**
 * Persons from a CSV file with a header: row by row one life, in the order of slots. The columns of PEOPLE_COLUMNS say who a
 * person is, the others are carried along as attributes. A column that is not there and a cell that is empty give nothing,
 * which is then drawn. The file is read in pages and may have any length.
 */
export class PeopleFile {
  readonly #pages: CsvPages;
  readonly #header: readonly string[];
  readonly #context: CellContext;
  /** By column: what its texts were read as, as long as they are few. */
  readonly #known: readonly Map<string, ReturnType<CellReader>>[];

  /** @throws AppError when the file cannot be read, has no persons, or a header that cannot be used. */
  constructor(file: string, context: CellContext) {
    this.#pages = new CsvPages(file);
    this.#context = context;
    if (this.#pages.rowCount === 0)
      throw refusal(file, 'is empty: its first line names the columns, each further line is a person');
    const page = this.#pages.pageOf(0);
    this.#header = this.#readHeader(page);
    this.#known = this.#header.map(() => new Map());
    if (this.count === 0) throw refusal(file, 'has a header but no persons');
  }

  get file(): string {
    return this.#pages.file;
  }

  /** How many persons there are. */
  get count(): number {
    return this.#pages.rowCount - 1;
  }

  /** What is given of the person in a slot, from 0. The file must have been checked. */
  given(slot: number): GivenPerson {
    const faults: Diagnostic[] = [];
    const { page, row } = this.#row(slot);
    const given = this.#read(page, row, faults);
    const [first] = faults;
    if (first) throw new AppError(ExitCode.usage, formatDiagnostic(first));
    return given;
  }

  /**
   * Judges every row. Warnings tell of places that are not known and keep their names.
   * @throws AppError with the place of everything that is wrong.
   */
  check(): PeopleFileCheck {
    const faults: Diagnostic[] = [];
    const unknown = new Map<string, string>();
    let judged: CsvPage | undefined;
    for (let slot = 0; slot < this.count; slot++) {
      const { page, row } = this.#row(slot);
      if (page !== judged) faults.push(...page.csv.diagnostics.map((fault) => shifted(fault, page)));
      judged = page;
      const given = this.#read(page, row, faults);
      if (unknown.size <= MOST_WARNINGS) this.#lookUpCity(given, page, row, unknown);
    }
    if (faults.length > 0) throw tooFaulty(this.file, faults);
    return { warnings: [...this.#nobodySaid(), ...warningsOf(unknown)] };
  }

  /** A header that was forgotten, or columns by other names, would leave everybody to chance. */
  #nobodySaid(): string[] {
    const known = Object.keys(PEOPLE_COLUMNS);
    if (this.#header.some((name) => known.includes(name))) return [];
    return [`${this.file}:1: no column says who a person is (${known.join(', ')}); everybody is drawn`];
  }

  #row(slot: number): { readonly page: CsvPage; readonly row: CsvRow } {
    const page = this.#pages.pageOf(slot + 1);
    return { page, row: page.csv.rows[slot + 1 - page.firstRow] as CsvRow };
  }

  #read(page: CsvPage, row: CsvRow, faults: Diagnostic[]): GivenPerson {
    const given: Record<string, unknown> = {};
    const attributes: Record<string, PersonAttribute> = {};
    if (row.cells.length !== this.#header.length) {
      const message = `the row has ${row.cells.length} cells, the header ${this.#header.length}`;
      faults.push(fault(page, row, 0, message));
    }
    for (const [column, name] of this.#header.entries()) {
      const text = (row.cells[column] ?? '').trim();
      if (text === '') continue;
      const read = PEOPLE_COLUMNS[name];
      if (!read) {
        attributes[name] = attributeOf(text);
        continue;
      }
      const value = this.#cell(read, column, text);
      if (value instanceof CellRefusal) faults.push(fault(page, row, column, `${name} "${text}" ${value.reason}`));
      else Object.assign(given, value);
    }
    if ('city' in given && !('state' in given)) {
      faults.push(
        fault(page, row, this.#header.indexOf('city'), `the city "${String(given['city'])}" needs its state`),
      );
    }
    return { ...given, ...(Object.keys(attributes).length > 0 && { attributes }) };
  }

  #cell(read: CellReader, column: number, text: string): ReturnType<CellReader> {
    const known = this.#known[column] as Map<string, ReturnType<CellReader>>;
    const before = known.get(text);
    if (before) return before;
    const value = read(text, this.#context);
    if (known.size < MOST_REMEMBERED) known.set(text, value);
    return value;
  }

  #lookUpCity({ state, city }: GivenPerson, page: CsvPage, row: CsvRow, unknown: Map<string, string>): void {
    if (!state || city === undefined) return;
    const name = `${city}, ${state.code}`;
    if (unknown.has(name) || !('candidates' in this.#context.places.findCity(state, city))) return;
    const { line, column } = placeOf(page, row, this.#header.indexOf('city'));
    unknown.set(
      name,
      `${this.file}:${line}:${column}: no place of ${state.name} is called "${city}"; the name is kept`,
    );
  }

  #readHeader(page: CsvPage): readonly string[] {
    const row = page.csv.rows[0] as CsvRow;
    const names = row.cells.map((cell) => cell.trim());
    const faults: Diagnostic[] = [];
    for (const [column, name] of names.entries()) {
      if (name === '') faults.push(fault(page, row, column, `column ${column + 1} has no name`));
      else if (names.indexOf(name) < column)
        faults.push(fault(page, row, column, `the column "${name}" is there twice`));
      else if (/^\d/.test(name))
        faults.push(fault(page, row, column, `"${name}" is no name of a column: the first line must be a header`));
      else {
        const meant = misspelt(name);
        if (meant) faults.push(fault(page, row, column, `the column "${name}" is probably meant to be "${meant}"`));
      }
    }
    if (faults.length > 0) throw tooFaulty(this.file, faults);
    return names;
  }
}

/** A column that differs from one of ours by case or a letter, or means the same, would silently become an attribute. */
function misspelt(name: string): string | undefined {
  const known = Object.keys(PEOPLE_COLUMNS);
  if (known.includes(name)) return undefined;
  const lower = name.toLowerCase();
  const meant = known.find((column) => column === lower) ?? SAME_MEANING.get(lower);
  return meant ?? (name.length < 4 ? undefined : nearest(name, known));
}

function placeOf(page: CsvPage, row: CsvRow, column: number): { readonly line: number; readonly column: number } {
  const position = page.csv.positionOf(row, column);
  return { line: position.line + page.lines, column: position.column };
}

function fault(page: CsvPage, row: CsvRow, column: number, message: string): Diagnostic {
  const position = placeOf(page, row, column);
  return { severity: 'error', code: 'people-file', message, file: page.csv.file, pointer: '', position };
}

function shifted(diagnostic: Diagnostic, page: CsvPage): Diagnostic {
  const { position } = diagnostic;
  return position ? { ...diagnostic, position: { ...position, line: position.line + page.lines } } : diagnostic;
}

function tooFaulty(file: string, faults: readonly Diagnostic[]): AppError {
  const told = faults.slice(0, MOST_FAULTS).map(formatDiagnostic);
  const more = faults.length > MOST_FAULTS ? [`... and ${faults.length - MOST_FAULTS} more`] : [];
  return new AppError(ExitCode.usage, `the persons of ${file} cannot be used\n${[...told, ...more].join('\n')}`);
}

function warningsOf(unknown: ReadonlyMap<string, string>): string[] {
  const told = [...unknown.values()];
  return told.length > MOST_WARNINGS
    ? [...told.slice(0, MOST_WARNINGS), '... and more places that are not known']
    : told;
}

function refusal(file: string, reason: string): AppError {
  return new AppError(ExitCode.usage, `${file} ${reason}`);
}
