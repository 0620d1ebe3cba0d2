import type { PatientRecord } from '../record/patient-record.ts';
import type { VisitLog } from '../record/visit-log.ts';
import { DEFAULT_GUIDE, type Guide } from '../reference/guides.ts';
import type { UtcOffset } from './chart/date-times.ts';
import type { Note } from './notes.ts';
import type { OutputFolder, WrittenFile } from './sink.ts';

/** In what bundles FHIR resources leave. */
export const BUNDLE_TYPES = ['transaction', 'collection', 'batch'] as const;

/**
 * Who says what ids resources have: they keep those that they have in the record, or a server gives them and bundles name resources by
 * `urn:uuid:`.
 */
export const ID_MODES = ['fixed', 'urn'] as const;

/** The form of what is written, as far as it can be chosen; each exporter reads what concerns it. */
export interface ExportOptions {
  readonly bundle: (typeof BUNDLE_TYPES)[number];
  readonly ids: (typeof ID_MODES)[number];
  /** The profiles that resources claim; none: plain R4. */
  readonly profile: Guide | 'none';
  /** Most entries of one bundle. */
  readonly maxEntries?: number;
  /** Most bytes of one bundle. */
  readonly maxBytes?: number;
  /** Where a server will find the files of `ndjson`; no `/` at its end. */
  readonly importBase?: string;
}

/** What is written where nothing else is asked for. */
export const EXPORT_DEFAULTS: ExportOptions = { bundle: 'transaction', ids: 'fixed', profile: DEFAULT_GUIDE };

/** What every exporter is given. */
export interface ExportContext {
  readonly out: OutputFolder;
  readonly options: ExportOptions;
  readonly utcOffsetMinutes: UtcOffset;
  /** Every state that lives of this run can come to, by file and name, so that those never entered can be told. */
  readonly states?: readonly { readonly file: string; readonly state: string }[];
  /**
   * Is shown every finished document before it is written, so that it can be judged: its path and its bytes, which are valid during
   * the call only.
   */
  readonly inspect?: (path: string, bytes: Uint8Array) => void;
}

/** What one range of the population gave; plain data that may cross to another thread. */
export interface ExportPart {
  readonly files: readonly WrittenFile[];
  /** How many of what were written: resources by type, rows by table. */
  readonly counts: Readonly<Record<string, number>>;
  readonly notes: readonly Note[];
  /** What the exporter itself needs to write the files of the whole population. */
  readonly carry: unknown;
}

/** What an exporter wrote in all. */
export interface ExportSummary {
  readonly files: readonly WrittenFile[];
  readonly counts: Readonly<Record<string, number>>;
  readonly notes: readonly Note[];
}

/** The export of one range of the population, patients in the order of their slots. */
export interface ExportRun {
  /** Writes one patient; never changes or keeps the record. `visits` is there when the exporter asked for it. */
  patient(record: PatientRecord, visits: VisitLog | undefined): void;
  /** Ends the range. */
  finish(): ExportPart;
}

/**
 * A form in which records leave the program. A run opens one ExportRun for each range of the population, in whatever
 * thread, and then calls `close` once, with the parts in the order of their ranges.
 */
export interface Exporter {
  /** As `--format` names it. */
  readonly name: string;
  /** One line for people. */
  readonly title: string;
  /** Whether it reads the path that lives took through the modules. */
  readonly needsVisits: boolean;
  /** Whether it reads nothing of a record but the person and the death. */
  readonly personsOnly?: boolean;
  /** Whether it shows documents of FHIR to `inspect`. */
  readonly showsDocuments?: boolean;
  /** The exporter that writes the same resources; where both write, only that one has its documents judged. */
  readonly sameResourcesAs?: string;
  open(context: ExportContext): ExportRun;
  /** Writes what belongs to no patient alone, and gives the files of all parts and its own, ordered by path. */
  close(context: ExportContext, parts: readonly ExportPart[]): ExportSummary;
}

/** Adds numbers by name into `total`. */
export function addCounts(total: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(more)) total[name] = (total[name] ?? 0) + count;
}

/** The summary over parts and the files written at the end. */
export function summarize(parts: readonly Omit<ExportPart, 'carry'>[], notes: readonly Note[]): ExportSummary {
  const counts: Record<string, number> = {};
  for (const part of parts) addCounts(counts, part.counts);
  const files = parts.flatMap((part) => part.files).sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, counts, notes };
}
