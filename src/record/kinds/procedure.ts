import type { Code } from '../../core/code.ts';
import type { SimTime } from '../../core/time.ts';
import type { EntryBase } from './entry.ts';
import type { Entry } from './index.ts';

/** Something done to the person. `stop` is known from the start. */
export interface ProcedureEntry extends EntryBase {
  readonly kind: 'procedure';
  stop: SimTime;
  reasons: readonly Code[];
  reasonEntry: Entry | null;
}
