import type { Code } from '../../core/code.ts';
import type { SimTime } from '../../core/time.ts';
import type { EntryBase } from './entry.ts';

export type AllergySeverity = 'mild' | 'moderate' | 'severe';

export interface AllergyReaction {
  readonly reaction: Code;
  readonly severity: AllergySeverity;
}

/** An allergy or intolerance. `start` is the diagnosis, `onset` the truth. */
export interface AllergyEntry extends EntryBase {
  readonly kind: 'allergy';
  onset: SimTime;
  diagnosed: boolean;
  readonly allergyType: 'allergy' | 'intolerance' | null;
  /** `food`, `medication`, `environment` or `biologic`, as the module says. */
  readonly category: string | null;
  reactions: AllergyReaction[];
}
