import type { SimTime } from '../../core/time.ts';
import type { EntryBase } from './entry.ts';

/** An illness or finding. `start` is the diagnosis, `onset` the truth. */
export interface ConditionEntry extends EntryBase {
  readonly kind: 'condition';
  /** When it truly began. */
  onset: SimTime;
  /** False while nobody has found it: it is then not on the chart, and `start` is its onset. */
  diagnosed: boolean;
}
