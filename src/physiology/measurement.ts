import type { Signal } from './signal.ts';

/** `absent`: why there is no value; null where there is one, and where there can be none (who does not have it; a formula that does not hold). */
export interface Measurement {
  /** In the signal's unit, rounded to its decimals. */
  readonly value: number | null;
  /** What it is in the body; NaN where there can be none. */
  readonly latent: number;
  /** What is called normal at the person's sex and age. */
  readonly range: NormalRange | null;
  readonly interpretation: Interpretation | null;
  readonly absent: 'insufficient' | null;
  /** Whether the specimen was haemolysed. */
  readonly haemolysed: boolean;
}

export interface NormalRange {
  readonly low: number | null;
  readonly high: number | null;
}

/** Codes of HL7's ObservationInterpretation. */
export type Interpretation = 'N' | 'L' | 'H' | 'LL' | 'HH';

/** The first range of a signal that fits a sex and an age in years. */
export function normalRange(signal: Signal, sex: string, age: number): NormalRange | null {
  for (const range of signal.referenceRanges) {
    if ((range.sex === null || range.sex === sex) && age >= range.from && age < range.below) return range;
  }
  return null;
}

/** What a value is called; null where nothing says what is normal or critical. */
export function interpretationOf(signal: Signal, range: NormalRange | null, value: number): Interpretation | null {
  const { low, high } = signal.critical;
  if (low !== null && value <= low) return 'LL';
  if (high !== null && value >= high) return 'HH';
  if (!range) return null;
  if (range.low !== null && value < range.low) return 'L';
  if (range.high !== null && value > range.high) return 'H';
  return 'N';
}
