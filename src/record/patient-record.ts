import type { Code } from '../core/code.ts';
import type { SimTime } from '../core/time.ts';
import type { AllergyEntry } from './kinds/allergy.ts';
import type { ConditionEntry } from './kinds/condition.ts';
import type { Cause } from './kinds/entry.ts';
import type { Entry } from './kinds/index.ts';
import type { CareSite, Person } from './person.ts';
import type { Relative } from './relative.ts';

/** How a life ended. */
export interface Death {
  readonly time: SimTime;
  /** Underlying cause where a module named one; null for background mortality. */
  readonly code: Code | null;
  readonly cause: Cause;
}

/** A symptom the person had, whether or not anybody was told. */
export interface SymptomEvent {
  readonly time: SimTime;
  readonly symptom: string;
  /** 0 (gone) to 100 (worst); foreign modules go beyond. */
  readonly value: number;
  readonly cause: Cause;
}

/**
 * Everything that happened to a person: what the chart shows, and beside it what is true.
 * The contract between simulate/ and everything that leaves the program. Read-only.
 */
export interface PatientRecord {
  readonly person: Person;
  /** The person's own clinician at the end, and where; null where nobody is cared for. */
  readonly primaryCare: CareSite | null;
  /** The chart, in the order in which it was written. */
  readonly entries: readonly Entry[];
  /** Illness that nobody found. */
  readonly undiagnosed: readonly (ConditionEntry | AllergyEntry)[];
  readonly symptoms: readonly SymptomEvent[];
  readonly death: Death | null;
  /** The last moment the record speaks of: the reference date, or the death. */
  readonly end: SimTime;
  /** Children born in the course of the record, of pregnancies that modules tell; left out when there are none. */
  readonly newborns?: readonly Relative[];
}
