import { EXPORT_DEFAULTS, type ExportOptions } from '../../src/export/exporter.ts';
import { PatientBundles } from '../../src/export/fhir/patient-bundle.ts';
import { sharedBundles } from '../../src/export/fhir/shared-bundles.ts';
import { Notes } from '../../src/export/notes.ts';
import type { PatientRecord } from '../../src/record/patient-record.ts';
import type { CareSite } from '../../src/record/person.ts';
import { utcOffsetMinutes } from '../../src/reference/time-zones.ts';

/** JSON that a test looks into and changes. */
// biome-ignore lint/suspicious/noExplicitAny: tests reach into resources of every type, and break them on purpose
export type Loose = any;

/** The bundle of a record, read back. */
export function bundleOf(record: PatientRecord, notes = new Notes(), options: Partial<ExportOptions> = {}): Loose {
  const { bytes } = new PatientBundles(notes, utcOffsetMinutes, { ...EXPORT_DEFAULTS, ...options }).make(record);
  return JSON.parse(Buffer.from(bytes).toString());
}

/** The first resource of a type in a bundle that fits. */
export function find(bundle: Loose, type: string, fits: (resource: Loose) => boolean = () => true): Loose {
  const found = resourcesOf(bundle, type).find(fits);
  if (found === undefined) throw new Error(`there is no such ${type}`);
  return found;
}

export function resourcesOf(bundle: Loose, type: string): Loose[] {
  return bundle.entry.map((entry: Loose) => entry.resource).filter((resource: Loose) => resource.resourceType === type);
}

/** The bundles of what patients share, read back, by file name. */
export function sharedOf(sites: readonly CareSite[], options: Partial<ExportOptions> = {}): Map<string, Loose> {
  const bundles = new Map<string, Loose>();
  for (const { name, bytes } of sharedBundles(sites, { ...EXPORT_DEFAULTS, ...options })) {
    bundles.set(`${name}.json`, JSON.parse(Buffer.from(bytes).toString()));
  }
  return bundles;
}
