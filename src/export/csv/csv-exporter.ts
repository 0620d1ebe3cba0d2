import type { PatientRecord } from '../../record/patient-record.ts';
import { type ExportContext, type Exporter, type ExportPart, type ExportRun, summarize } from '../exporter.ts';
import { Notes } from '../notes.ts';
import type { OutputFolder, WrittenFile } from '../sink.ts';
import { CareCounter, type CareUse } from './care-use.ts';
import { RowScope } from './row-scope.ts';
import { schemaOf } from './schema.ts';
import type { SharedTable, Table, TableSources } from './table.ts';
import { FOLDER, headerOf, TableFile } from './table-file.ts';
import { RECORD_TABLES, SHARED_TABLES } from './tables/index.ts';

// Each table fits its own sources and rows; over all of them the compiler cannot see that.
type AnyTable = Table<keyof TableSources, unknown>;
const TABLES = RECORD_TABLES as unknown as readonly AnyTable[];
const SHARED = SHARED_TABLES as unknown as readonly SharedTable<unknown>[];
const ALL = [...SHARED, ...TABLES];

/**
 * The tables that Synthea's CSV export has, with its names of files and columns, without those of payers and claims: a row for
 * each person, entry of a record, organization and clinician, in `csv/<table>.csv`, and the tables as SQL in `csv/schema.sql`.
 * Rows say what the FHIR resources of the same run say, by the same rules (mend.ts). RFC 4180, UTF-8, lines end with LF.
 */
export const csv: Exporter = {
  name: 'csv',
  title: 'Tables with the columns of Synthea, a row an entry (CSV)',
  needsVisits: false,
  open: (context) => new CsvRun(context),
  close: closeTables,
};

/** What a range of the population leaves for the end. Plain data. */
interface CsvCarry {
  /** A file a table, in the order of the registry; none when there was no patient. */
  readonly files: readonly WrittenFile[];
  readonly care: readonly CareUse[];
}

type TypedFile = TableFile<unknown, RowScope>;

class CsvRun implements ExportRun {
  readonly #context: ExportContext;
  readonly #notes = new Notes();
  readonly #care = new CareCounter();
  #files: readonly TypedFile[] = [];
  readonly #bySource = new Map<keyof TableSources, { readonly table: AnyTable; readonly file: TypedFile }>();

  constructor(context: ExportContext) {
    this.#context = context;
  }

  patient(record: PatientRecord): void {
    if (this.#files.length === 0) this.#begin(record.person.slot);
    const scope = new RowScope(record, this.#notes, this.#context.utcOffsetMinutes);
    this.#write('patient', record, scope);
    for (const entry of record.entries) this.#write(entry.kind, entry, scope);
    this.#care.count(record, scope.visits);
    this.#notes.count('entry filed in a visit that was long over: written without encounter', scope.visits.unlinked);
  }

  finish(): ExportPart {
    const counts: Record<string, number> = {};
    for (const [i, file] of this.#files.entries()) counts[(TABLES[i] as AnyTable).name] = file.rows;
    const carry: CsvCarry = { files: this.#files.map((file) => file.close()), care: this.#care.list() };
    return { files: [], counts, notes: this.#notes.list(), carry };
  }

  /** Files of this range alone, which is named by its first slot. */
  #begin(slot: number): void {
    const { out } = this.#context;
    this.#files = TABLES.map((table) => new TableFile(out, `${FOLDER}/${table.name}.csv.from-${slot}`, table));
    for (const [i, table] of TABLES.entries()) {
      this.#bySource.set(table.source, { table, file: this.#files[i] as TypedFile });
    }
  }

  #write(kind: keyof TableSources, source: TableSources[keyof TableSources], scope: RowScope): void {
    const target = this.#bySource.get(kind);
    if (target === undefined) return;
    for (const row of target.table.rows(source as never, scope)) target.file.add(row, scope);
  }
}

function closeTables({ out }: ExportContext, parts: readonly ExportPart[]) {
  const notes = new Notes();
  const care = new CareCounter();
  for (const part of parts) {
    notes.add(part.notes);
    care.add((part.carry as CsvCarry).care);
  }
  notes.once(unfilledNote());
  const carried = parts.map(({ carry }) => (carry as CsvCarry).files).filter((files) => files.length > 0);
  const files = TABLES.map((table, i) =>
    joined(
      out,
      table,
      carried.map((part) => part[i] as WrittenFile),
    ),
  );
  const counts: Record<string, number> = Object.fromEntries(ALL.map(({ name }) => [name, 0]));
  for (const table of SHARED) {
    const file = new TableFile(out, `${FOLDER}/${table.name}.csv`, table);
    for (const row of table.rows(care.list())) file.add(row, undefined);
    counts[table.name] = file.rows;
    files.push(file.close());
  }
  files.push(out.write(`${FOLDER}/schema.sql`, Buffer.from(schemaOf(ALL))));
  return summarize([...parts, { files, counts, notes: [] }], notes.list());
}

/** The table of all ranges: their rows one after the other, under one header. */
function joined(out: OutputFolder, table: AnyTable, parts: readonly WrittenFile[]): WrittenFile {
  const path = `${FOLDER}/${table.name}.csv`;
  const header = Buffer.from(headerOf(table));
  return parts.length === 0 ? out.write(path, header) : out.join(path, parts, header.length);
}

function unfilledNote(): string {
  const names = ALL.flatMap(({ name, columns }) =>
    columns.filter(({ unfilled }) => unfilled).map((column) => `${name}.${column.name}`),
  );
  return `costs, payers and coverage are not known; these columns are empty: ${names.join(', ')}`;
}
