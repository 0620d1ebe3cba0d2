import type { Code } from '../../core/code.ts';
import type { EntryBase } from './entry.ts';
import type { Entry } from './index.ts';

/** What a plan wants to reach: a text, a code, or a bound on an observation. */
export interface CarePlanGoal {
  readonly id: string;
  readonly text: string | null;
  readonly codes: readonly Code[];
  readonly observation: {
    readonly codes: readonly Code[];
    readonly operator: string;
    readonly value: number | string | boolean;
    readonly unit: string | null;
  } | null;
}

/** A plan of care with its activities and goals. */
export interface CarePlanEntry extends EntryBase {
  readonly kind: 'carePlan';
  activities: readonly Code[];
  readonly goals: CarePlanGoal[];
  reasons: readonly Code[];
  reasonEntry: Entry | null;
  stopReason: Code | null;
}
