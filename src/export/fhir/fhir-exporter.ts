import type { PatientRecord } from '../../record/patient-record.ts';
import type { CareSite } from '../../record/person.ts';
import {
  addCounts,
  type ExportContext,
  type Exporter,
  type ExportPart,
  type ExportRun,
  summarize,
} from '../exporter.ts';
import { partFileName, patientFileName } from '../file-name.ts';
import { Notes } from '../notes.ts';
import type { WrittenFile } from '../sink.ts';
import type { BundlePart } from './bundle.ts';
import { PatientBundles } from './patient-bundle.ts';
import { sharedBundles } from './shared-bundles.ts';
import { Sites, sitesOf } from './sites.ts';

const FOLDER = 'fhir';

/** One bundle a patient, and the organizations, locations and clinicians of all in bundles of their own. */
export const fhir: Exporter = {
  name: 'fhir',
  title: 'FHIR R4 bundles, one a patient, and shared resources in load order',
  needsVisits: false,
  showsDocuments: true,
  open: (context) => new FhirRun(context),
  close: writeShared,
};

class FhirRun implements ExportRun {
  readonly #context: ExportContext;
  readonly #notes = new Notes();
  readonly #bundles: PatientBundles;
  readonly #files: WrittenFile[] = [];
  readonly #counts: Record<string, number> = {};
  readonly #sites = new Sites();

  constructor(context: ExportContext) {
    this.#context = context;
    this.#bundles = new PatientBundles(this.#notes, context.utcOffsetMinutes, context.options);
  }

  patient(record: PatientRecord): void {
    const { person } = record;
    const name = `${FOLDER}/${patientFileName(person.familyName, person.givenName, person.id)}`;
    const { bytes, counts } = this.#bundles.make(record);
    // What refers to what is judged over the whole patient, however many files it becomes.
    this.#context.inspect?.(`${name}.json`, bytes);
    const files = writeParts(this.#context, name, this.#bundles.parts());
    if (files.length > 1) this.#notes.count('patient larger than the limits: written as several bundles');
    this.#files.push(...files);
    addCounts(this.#counts, counts);
    this.#sites.add(sitesOf(record));
  }

  finish(): ExportPart {
    return { files: this.#files, counts: this.#counts, notes: this.#notes.list(), carry: this.#sites.list() };
  }
}

function writeShared(context: ExportContext, parts: readonly ExportPart[]) {
  const sites = new Sites();
  const notes = new Notes();
  for (const part of parts) {
    notes.add(part.notes);
    sites.add(part.carry as CareSite[]);
  }
  const files: WrittenFile[] = [];
  const total: Record<string, number> = {};
  for (const { name, counts, bundle, bytes } of sharedBundles(sites.list(), context.options)) {
    context.inspect?.(`${FOLDER}/${name}.json`, bytes);
    files.push(...writeParts(context, `${FOLDER}/${name}`, bundle.parts()));
    addCounts(total, counts);
  }
  return summarize([...parts, { files, counts: total, notes: [] }], notes.list());
}

function writeParts({ out }: ExportContext, name: string, parts: Iterable<BundlePart>): WrittenFile[] {
  const files: WrittenFile[] = [];
  for (const { bytes, number, of } of parts) files.push(out.write(partFileName({ name, number, of }), bytes));
  return files;
}
