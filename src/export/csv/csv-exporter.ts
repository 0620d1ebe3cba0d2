import type { PatientRecord } from '../../record/patient-record.ts';
import {
  type ExportContext,
  type Exporter,
  type ExportPart,
  type ExportRun,
  type ExportSummary,
  summarize,
} from '../exporter.ts';
import { Notes } from '../notes.ts';
import type { OutputFolder, WrittenFile } from '../sink.ts';
import { CareCounter, type CareUse } from './care-use.ts';
import { Codings } from './codings.ts';
import { RowScope, type SharedRowScope } from './row-scope.ts';
import { loadOf, schemaOf } from './schema.ts';
import type { Table, TableShape, TableSources } from './table.ts';
import { FOLDER, headerOf, pathOf, TableFile } from './table-file.ts';
import { RECORD_TABLES, SHARED_TABLES } from './tables/index.ts';

const ALL: readonly TableShape[] = [...SHARED_TABLES, ...RECORD_TABLES];

/**
 * The tables that Synthea's CSV export has, with its names of files and columns, without those of payers and claims: a row for
 * each person, entry of a record, organization and clinician, in `csv/<table>.csv`; `csv/schema.sql` has the tables as SQL, `csv/load.sql` fills them.
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

/** A table and the file that its rows go to. */
interface OpenTable {
  readonly table: Table;
  readonly file: TableFile<unknown, RowScope>;
}

class CsvRun implements ExportRun {
  readonly #out: OutputFolder;
  readonly #shared: SharedRowScope;
  readonly #care = new CareCounter();
  #open: readonly OpenTable[] = [];
  readonly #bySource = new Map<keyof TableSources, OpenTable[]>();

  constructor(context: ExportContext) {
    const { out, utcOffsetMinutes } = context;
    this.#out = out;
    this.#shared = { notes: new Notes(), codings: new Codings(), utcOffsetMinutes };
  }

  patient(record: PatientRecord): void {
    if (this.#open.length === 0) this.#begin(record.person.slot);
    const scope = new RowScope(record, this.#shared);
    this.#write('patient', record, scope);
    for (const entry of record.entries) this.#write(entry.kind, entry, scope);
    this.#care.count(record, scope.visits);
    scope.noteUnlinked();
  }

  finish(): ExportPart {
    const counts = Object.fromEntries(this.#open.map(({ table, file }) => [table.name, file.rows]));
    const carry: CsvCarry = { files: this.#open.map(({ file }) => file.close()), care: this.#care.list() };
    return { files: [], counts, notes: this.#shared.notes.list(), carry };
  }

  /** Files of this range alone, which is named by its first slot. */
  #begin(slot: number): void {
    this.#open = RECORD_TABLES.map((table) => {
      const file = new TableFile(this.#out, `${pathOf(table)}.from-${slot}`, table);
      return { table, file };
    });
    for (const open of this.#open) {
      const { source } = open.table;
      this.#bySource.set(source, [...(this.#bySource.get(source) ?? []), open]);
    }
  }

  #write(kind: keyof TableSources, source: TableSources[keyof TableSources], scope: RowScope): void {
    for (const { table, file } of this.#bySource.get(kind) ?? []) {
      for (const row of table.rows(source as never, scope)) file.add(row, scope);
    }
  }
}

function closeTables({ out }: ExportContext, parts: readonly ExportPart[]): ExportSummary {
  const notes = new Notes();
  const care = new CareCounter();
  for (const part of parts) {
    notes.add(part.notes);
    care.add((part.carry as CsvCarry).care);
  }
  notes.once(unfilledNote());
  const ranges = parts.map(({ carry }) => (carry as CsvCarry).files).filter((files) => files.length > 0);
  const records = RECORD_TABLES.map((table, i) => joined(out, table, filesAt(ranges, i)));
  const shared = sharedTables(out, care.list());
  const sql = { schema: schemaOf(ALL), load: loadOf(ALL) };
  const scripts = Object.entries(sql).map(([name, text]) => out.write(`${FOLDER}/${name}.sql`, Buffer.from(text)));
  const counts = { ...Object.fromEntries(ALL.map(({ name }) => [name, 0])), ...shared.counts };
  return summarize([...parts, { files: [...records, ...shared.files, ...scripts], counts, notes: [] }], notes.list());
}

function filesAt(ranges: readonly (readonly WrittenFile[])[], table: number): WrittenFile[] {
  return ranges.map((files) => files[table] as WrittenFile);
}

/** The tables of those whom patients share. */
function sharedTables(out: OutputFolder, care: readonly CareUse[]): Pick<ExportSummary, 'files' | 'counts'> {
  const counts: Record<string, number> = {};
  const files = SHARED_TABLES.map((table) => {
    const file = new TableFile(out, pathOf(table), table);
    for (const row of table.rows(care)) file.add(row, undefined);
    counts[table.name] = file.rows;
    return file.close();
  });
  return { files, counts };
}

/** The table of all ranges: their rows one after the other, under one header. */
function joined(out: OutputFolder, table: Table, parts: readonly WrittenFile[]): WrittenFile {
  const path = pathOf(table);
  const header = Buffer.from(headerOf(table));
  return parts.length === 0 ? out.write(path, header) : out.join(path, parts, header.length);
}

function unfilledNote(): string {
  const names = ALL.flatMap(({ name, columns }) =>
    columns.filter(({ unfilled }) => unfilled).map((column) => `${name}.${column.name}`),
  );
  return `costs, payers and coverage are not known; these columns are empty: ${names.join(', ')}`;
}
