import type { Code } from '../../core/code.ts';
import type { EntryBase } from './entry.ts';
import type { ReportEntry } from './report.ts';
import type { SpecimenEntry } from './specimen.ts';

export type ObservationValue = number | string | boolean | Code | null;

/** What is called normal of a quantity, in its unit; null where it has no bound. */
export interface ValueRange {
  readonly low: number | null;
  readonly high: number | null;
}

/** Normal, low, high, critically low, critically high, abnormal: codes of HL7 v3 ObservationInterpretation. */
export type Interpretation = 'N' | 'L' | 'H' | 'LL' | 'HH';

/** Why there is no value: too little of the specimen. */
export type AbsentReason = 'insufficient';

/** Samples of series that were taken together. */
export interface SampledData {
  /** One list of numbers a series, all of one length. */
  readonly series: readonly (readonly number[])[];
  readonly periodSeconds: number;
  readonly originValue: number;
  readonly factor: number;
  readonly lowerLimit: number | null;
  readonly upperLimit: number | null;
  readonly decimalFormat: string | null;
}

/** A document or picture that is an observation's value. */
export interface Attachment {
  readonly contentType: string | null;
  readonly language: string | null;
  readonly data: string | null;
  readonly url: string | null;
  readonly size: number | null;
  readonly hash: string | null;
  readonly title: string | null;
  readonly creation: string | null;
  readonly height: number | null;
  readonly width: number | null;
  readonly frames: number | null;
  readonly duration: number | null;
  readonly pages: number | null;
}

/** Something measured, seen or answered. A group (blood pressure) has components and no value of its own. */
export interface ObservationEntry extends EntryBase {
  readonly kind: 'observation';
  /** FHIR observation category, e.g. `laboratory`. */
  readonly category: string | null;
  readonly value: ObservationValue;
  /** The quantity as it truly was, where the chart's value is a measurement of it. */
  readonly latent: number | null;
  /** Why there is no value; null where there is one, or nobody said why. */
  readonly absent: AbsentReason | null;
  /** What is normal for the person; null where nothing is said. */
  readonly range: ValueRange | null;
  /** How the value stands to what is normal; null where nothing is said. */
  readonly interpretation: Interpretation | null;
  /** What it was measured in; null for what is measured on the body, seen or answered. A group has that of its components too. */
  readonly specimen: SpecimenEntry | null;
  /** UCUM. */
  readonly unit: string | null;
  readonly sampledData: SampledData | null;
  readonly attachment: Attachment | null;
  readonly components: readonly ObservationEntry[];
  /** The report that lists it. */
  report: ReportEntry | null;
}
