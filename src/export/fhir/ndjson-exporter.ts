import type { SimTime } from '../../core/time.ts';
import type { PatientRecord } from '../../record/patient-record.ts';
import type { CareSite } from '../../record/person.ts';
import {
  addCounts,
  type ExportContext,
  type Exporter,
  type ExportOptions,
  type ExportPart,
  type ExportRun,
  type ExportSummary,
  summarize,
} from '../exporter.ts';
import { Notes } from '../notes.ts';
import { BulkFiles, NDJSON_FOLDER } from './bulk-files.ts';
import { bulkManifest, IMPORT_BASE_PLACEHOLDER, importParameters } from './bulk-manifest.ts';
import { BundleWriter, type ResourceSink } from './bundle.ts';
import { PatientGroup } from './patient-group.ts';
import { PatientResources } from './patient-resources.ts';
import { RESOURCES } from './resources/index.ts';
import { SHARED_TYPES, SharedResources } from './shared-resources.ts';
import { Sites, sitesOf } from './sites.ts';

/**
 * FHIR Bulk Data 2.0: one `<Type>.ndjson` a type, in the order of the lives, with a Group of all patients, the manifest of an export
 * and the parameters of `$import`. Files are written while lives come, so that memory does not grow with their number.
 */
export const ndjson: Exporter = {
  name: 'ndjson',
  title: 'FHIR R4 resources, one a line and one file a type (Bulk Data 2.0)',
  needsVisits: false,
  showsDocuments: true,
  sameResourcesAs: 'fhir',
  open: (context) => new NdjsonRun(context),
  close: writeRest,
};

/** Bulk data have no bundles, and ids are those of the record. */
function formOf(options: ExportOptions): ExportOptions {
  return { bundle: 'collection', ids: 'fixed', profile: options.profile };
}

/** What a run leaves for the end. */
interface Carry {
  readonly sites: readonly CareSite[];
  /** When the latest record ends. */
  readonly end: SimTime;
}

class NdjsonRun implements ExportRun {
  readonly #notes = new Notes();
  readonly #resources: PatientResources;
  readonly #files: BulkFiles;
  readonly #sink: Inspected;
  readonly #group: PatientGroup;
  readonly #counts: Record<string, number> = {};
  readonly #sites = new Sites();
  #end = Number.NEGATIVE_INFINITY;

  constructor(context: ExportContext) {
    const { out, utcOffsetMinutes, options } = context;
    this.#resources = new PatientResources(this.#notes, utcOffsetMinutes, options.profile);
    this.#files = new BulkFiles(out);
    this.#sink = new Inspected(context, this.#files);
    this.#group = new PatientGroup(() => this.#files.file('Group'));
  }

  patient(record: PatientRecord): void {
    this.#sink.begin();
    addCounts(this.#counts, this.#resources.write(record, this.#sink));
    this.#sink.show(`${NDJSON_FOLDER}/*.ndjson, Patient/${record.person.id}`);
    this.#group.add(record.person.id);
    this.#sites.add(sitesOf(record));
    this.#end = Math.max(this.#end, record.end);
  }

  finish(): ExportPart {
    addCounts(this.#counts, { Group: this.#group.end() });
    const carry: Carry = { sites: this.#sites.list(), end: this.#end };
    return { files: this.#files.close(), counts: this.#counts, notes: this.#notes.list(), carry };
  }
}

/** Hands resources on, and shows them together as the documents that they are not. */
class Inspected implements ResourceSink {
  readonly #inspect: ExportContext['inspect'];
  readonly #to: ResourceSink;
  readonly #bundle: BundleWriter | undefined;

  constructor({ inspect, options }: ExportContext, to: ResourceSink) {
    this.#inspect = inspect;
    this.#to = to;
    this.#bundle = inspect && new BundleWriter(formOf(options));
  }

  /** Resources from here on are shown together. */
  begin(): void {
    this.#bundle?.begin();
  }

  add(type: string, id: string, resource: string): void {
    this.#to.add(type, id, resource);
    this.#bundle?.add(type, id, resource);
  }

  show(path: string): void {
    if (this.#bundle) this.#inspect?.(path, this.#bundle.end());
  }
}

/** The order in which a server can take the types. */
const LOAD_ORDER: readonly string[] = [...SHARED_TYPES, ...Object.keys(RESOURCES), 'Group'];

function writeRest(context: ExportContext, parts: readonly ExportPart[]): ExportSummary {
  const carried = parts.map(({ carry }) => carry as Carry);
  const notes = new Notes();
  for (const part of parts) notes.add(part.notes);
  const sites = new Sites();
  for (const carry of carried) sites.add(carry.sites);
  const shared = writeShared(context, sites.list());
  const summary = summarize([...parts, { ...shared, notes: [] }], notes.list());
  if (!summary.counts['Patient']) return { ...summary, counts: {} };
  const counts = Object.fromEntries(
    LOAD_ORDER.flatMap((type) => (summary.counts[type] ? [[type, summary.counts[type]] as const] : [])),
  );
  const content = { counts, base: context.options.importBase ?? IMPORT_BASE_PLACEHOLDER };
  const end = Math.max(...carried.map((carry) => carry.end));
  const files = [
    context.out.write(`${NDJSON_FOLDER}/manifest.json`, Buffer.from(bulkManifest(content, end))),
    context.out.write(`${NDJSON_FOLDER}/import.json`, Buffer.from(importParameters(content))),
  ];
  return summarize([{ ...summary, files: [...summary.files, ...files] }], summary.notes);
}

function writeShared(context: ExportContext, sites: readonly CareSite[]): Omit<ExportPart, 'notes' | 'carry'> {
  const files = new BulkFiles(context.out);
  const resources = new SharedResources(formOf(context.options));
  const sink = new Inspected(context, files);
  sink.begin();
  const counts = resources.write(sites, sink, SHARED_TYPES);
  if (sites.length > 0) sink.show(`${NDJSON_FOLDER}/*.ndjson, what patients share`);
  return { files: files.close(), counts };
}
