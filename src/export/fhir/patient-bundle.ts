import type { PatientRecord } from '../../record/patient-record.ts';
import type { UtcOffset } from '../chart/date-times.ts';
import type { ExportOptions } from '../exporter.ts';
import type { Notes } from '../notes.ts';
import { type BundlePart, BundleWriter } from './bundle.ts';
import { PatientResources } from './patient-resources.ts';
import { SharedResources } from './shared-resources.ts';
import { sitesOf } from './sites.ts';

/** The bundle of one patient, and what is in it. */
export interface PatientBundle {
  /** Valid until the next bundle is made. */
  readonly bytes: Uint8Array;
  /** The patient's own resources, by type. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Makes bundles of records, one after the other. */
export class PatientBundles {
  readonly #bundle: BundleWriter;
  readonly #resources: PatientResources;
  /** What patients share, where every bundle must hold what it refers to. */
  readonly #shared: SharedResources | undefined;

  constructor(notes: Notes, utcOffsetMinutes: UtcOffset, options: ExportOptions) {
    this.#bundle = new BundleWriter(options);
    this.#resources = new PatientResources(notes, utcOffsetMinutes, options.profile);
    this.#shared = options.ids === 'urn' ? new SharedResources(options) : undefined;
  }

  make(record: PatientRecord): PatientBundle {
    this.#bundle.begin();
    this.#shared?.write([...sitesOf(record)], this.#bundle, PATIENTS_NEED);
    const counts = this.#resources.write(record, this.#bundle);
    return { bytes: this.#bundle.end(), counts };
  }

  /** The bundle made last, in as many parts as the limits ask for. */
  parts(): Generator<BundlePart> {
    return this.#bundle.parts();
  }
}

/** The types of shared resources that those of patients refer to. */
const PATIENTS_NEED = ['Organization', 'Location', 'Practitioner'] as const;
