import type { EntryByKind } from '../../record/kinds/index.ts';
import type { PatientRecord } from '../../record/patient-record.ts';
import type { CareUse } from './care-use.ts';
import type { RowScope } from './row-scope.ts';

/** What stands between two commas; undefined is nothing. */
export type Cell = string | number | undefined;

/** The types that columns have, with their names in SQL as PostgreSQL and DuckDB know them. */
export const SQL_TYPES = {
  uuid: 'UUID',
  /** `2020-01-31`, on the clock of the person's home. */
  date: 'DATE',
  /** `2020-01-31T13:05:00Z`. */
  timestamp: 'TIMESTAMP WITH TIME ZONE',
  text: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE PRECISION',
  money: 'DECIMAL(14, 2)',
} as const;

/** The tables that others refer to, by their column `Id`. */
export type KeyTable = 'patients' | 'encounters' | 'organizations' | 'providers';

/** What a column is, whatever its rows are made from. */
export interface ColumnShape {
  readonly name: string;
  readonly type: keyof typeof SQL_TYPES;
  /** What it says, for readers of the table. */
  readonly about: string;
  /** Whether every row has a value. */
  readonly required?: boolean;
  /** Whether it names the row, and no other row. */
  readonly primary?: boolean;
  /** The table whose `Id` it is. */
  readonly references?: KeyTable;
  /** Whether nothing is known of it yet: it stands there because readers of the format expect it, and is empty. */
  readonly unfilled?: boolean;
}

export interface Column<Row, Scope> extends ColumnShape {
  readonly value: (row: Row, scope: Scope) => Cell;
}

/** A column of a part of the row, as one of the row. */
export function columnOf<Row, Part, Scope>(
  partOf: (row: Row) => Part,
  { value, ...column }: Column<Part, Scope>,
): Column<Row, Scope> {
  return { ...column, value: (row, scope) => value(partOf(row), scope) };
}

/** What a table is, whatever its rows are made from. */
export interface TableShape {
  readonly name: string;
  readonly about: string;
  readonly columns: readonly ColumnShape[];
}

/** A table and how its cells are filled. */
export interface FilledShape<Row, Scope> extends TableShape {
  readonly columns: readonly Column<Row, Scope>[];
}

/** What rows are made from: entries of the record, and the record as a whole for the person. */
export interface TableSources extends EntryByKind {
  patient: PatientRecord;
}

/** A table that every record adds rows to: how the rows of one source are found, and filled. */
interface TableDefinition<K extends keyof TableSources, Row> extends FilledShape<Row, RowScope> {
  readonly source: K;
  /** The rows that a source gives. */
  readonly rows: (source: TableSources[K], scope: RowScope) => readonly Row[];
}

/** A table of those whom patients share, written when all records are. */
interface SharedTableDefinition<Row> extends FilledShape<Row, undefined> {
  /** In the order in which they are written. */
  readonly rows: (care: readonly CareUse[]) => readonly Row[];
}

/** A table that was declared. Its `rows` take nothing but its source, its columns nothing but its rows: over all tables the compiler cannot see that. */
export type Table = TableDefinition<keyof TableSources, unknown>;

export type SharedTable = SharedTableDefinition<unknown>;

/** Declares a table: here the compiler sees that source, rows and columns fit together. */
export function defineTable<K extends keyof TableSources, Row>(table: TableDefinition<K, Row>): Table {
  return table as unknown as Table;
}

/** Declares a shared table. */
export function defineSharedTable<Row>(table: SharedTableDefinition<Row>): SharedTable {
  return table as unknown as SharedTable;
}

/** For `rows`: each source is one row. */
export function itself<T>(source: T): readonly T[] {
  return [source];
}
