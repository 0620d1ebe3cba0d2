import type { Code } from '../../core/code.ts';
import type { EntryBase } from './entry.ts';
import type { Entry } from './index.ts';

/** A span or frequency as a module writes it: `unit` is seconds, minutes, hours, days, weeks, months or years. */
export interface Dosage {
  readonly amount: number;
  readonly frequency: number;
  readonly period: number;
  readonly unit: string;
}

/** How a drug is to be taken. */
export interface Prescription {
  readonly dosage?: Dosage;
  readonly duration?: { readonly quantity: number; readonly unit: string };
  readonly refills?: number;
  readonly asNeeded?: boolean;
  readonly instructions?: readonly Code[];
}

/** A drug ordered (open until stopped), or given on the spot (`administered`, over at once). */
export interface MedicationEntry extends EntryBase {
  readonly kind: 'medication';
  readonly administered: boolean;
  /** Belongs to the list that is renewed at wellness visits. */
  readonly chronic: boolean;
  prescription: Prescription | null;
  reasons: readonly Code[];
  reasonEntry: Entry | null;
  stopReason: Code | null;
  /** The order that took its place when it was prescribed anew; null where none did. */
  renewedAs: MedicationEntry | null;
}
