import type { EntryBase } from './entry.ts';
import type { ObservationEntry } from './observation.ts';

/** A diagnostic report over observations, in order. */
export interface ReportEntry extends EntryBase {
  readonly kind: 'report';
  readonly category: string | null;
  readonly observations: readonly ObservationEntry[];
}
