import { type ColumnShape, SQL_TYPES, type TableShape } from './table.ts';

const SCHEMA_HEAD = `-- The tables of this folder, in the order in which they can be filled, for PostgreSQL and DuckDB.
-- An empty cell is NULL. Times are in UTC; dates are those of the person's home. Costs, payers and coverage are empty.
`;

const LOAD_HEAD = `-- Fills the tables of schema.sql from the files of this folder.
-- DuckDB: IMPORT DATABASE '<this folder>' runs both. PostgreSQL, in this folder: sed 's/^COPY/\\\\copy/' load.sql | psql
`;

/** The tables as SQL: types, keys, and what each column says. */
export function schemaOf(tables: readonly TableShape[]): string {
  return `${SCHEMA_HEAD}\n${tables.map(createTable).join('\n')}`;
}

/** What fills them, in the same order. */
export function loadOf(tables: readonly TableShape[]): string {
  const copies = tables.map(({ name }) => `COPY ${name} FROM '${name}.csv' (${CSV_FORMAT});\n`);
  return `${LOAD_HEAD}\n${copies.join('')}`;
}

/** Told in full, so that nothing is guessed from the content. */
const CSV_FORMAT = `FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"'`;

function createTable({ name, about, columns }: TableShape): string {
  const last = columns.length - 1;
  const lines = columns.map((column, i) => `  ${definition(column)}${i < last ? ',' : ''} -- ${column.about}`);
  return `-- ${about}\nCREATE TABLE ${name} (\n${lines.join('\n')}\n);\n`;
}

/** Names are quoted: some of them are words of SQL, and letters keep their case. */
function definition({ name, type, primary, required, references }: ColumnShape): string {
  const parts = [`"${name}"`, SQL_TYPES[type]];
  if (primary) parts.push('PRIMARY KEY');
  else if (required) parts.push('NOT NULL');
  if (references !== undefined) parts.push(`REFERENCES ${references} ("Id")`);
  return parts.join(' ');
}
