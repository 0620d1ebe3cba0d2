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
import { patientFileName } from '../file-name.ts';
import { Notes } from '../notes.ts';
import type { WrittenFile } from '../sink.ts';
import { PatientBundles } from './patient-bundle.ts';
import { sharedBundles } from './shared-bundles.ts';

const FOLDER = 'fhir';

/** One transaction bundle a patient, and the organizations, locations and clinicians of all in bundles of their own. */
export const fhir: Exporter = {
  name: 'fhir',
  title: 'FHIR R4 bundles (US Core 6.1.0), one a patient, and shared resources in load order',
  needsVisits: false,
  open: (context) => new FhirRun(context),
  close: writeShared,
};

class FhirRun implements ExportRun {
  readonly #context: ExportContext;
  readonly #notes = new Notes();
  readonly #bundles: PatientBundles;
  readonly #files: WrittenFile[] = [];
  readonly #counts: Record<string, number> = {};
  readonly #sites = new Map<string, CareSite>();

  constructor(context: ExportContext) {
    this.#context = context;
    this.#bundles = new PatientBundles(this.#notes, context.utcOffsetMinutes);
  }

  patient(record: PatientRecord): void {
    const { person } = record;
    const path = `${FOLDER}/${patientFileName(person.familyName, person.givenName, person.id)}.json`;
    const { bytes, counts } = this.#bundles.make(record);
    this.#context.inspect?.(path, bytes);
    this.#files.push(this.#context.out.write(path, bytes));
    addCounts(this.#counts, counts);
    if (record.primaryCare) this.#visit(record.primaryCare);
    for (const entry of record.entries) if (entry.kind === 'encounter' && entry.site) this.#visit(entry.site);
  }

  finish(): ExportPart {
    const carry = [...this.#sites.values()];
    return { files: this.#files, counts: this.#counts, notes: this.#notes.list(), carry };
  }

  #visit(site: CareSite): void {
    const key = siteKey(site);
    if (!this.#sites.has(key)) this.#sites.set(key, site);
  }
}

function siteKey(site: CareSite): string {
  return `${site.organization.id} ${site.location.id} ${site.clinician.roleId}`;
}

function writeShared(context: ExportContext, parts: readonly ExportPart[]) {
  const sites = new Map<string, CareSite>();
  const notes = new Notes();
  for (const part of parts) {
    notes.add(part.notes);
    for (const site of part.carry as CareSite[]) sites.set(siteKey(site), site);
  }
  const inOrder = [...sites].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, site]) => site);
  const files: WrittenFile[] = [];
  const counts: Record<string, number> = {};
  for (const { name, type, bytes, entries } of sharedBundles(inOrder)) {
    const path = `${FOLDER}/${name}`;
    context.inspect?.(path, bytes);
    files.push(context.out.write(path, bytes));
    counts[type] = entries;
  }
  return summarize([...parts, { files, counts, notes: [] }], notes.list());
}
