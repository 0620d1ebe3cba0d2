import type { EntryBase } from './entry.ts';

/** A vaccine given. */
export interface ImmunizationEntry extends EntryBase {
  readonly kind: 'immunization';
  /** Which dose of its series, from 1; null when not told. */
  readonly series: number | null;
}
