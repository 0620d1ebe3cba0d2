import type { SimTime } from '../../core/time.ts';
import type { AttributeValue } from '../../language/values.ts';
import type { EncounterEntry } from '../../record/kinds/encounter.ts';
import type { Person } from '../../record/person.ts';
import type { Reference } from '../../reference/data.ts';
import type { RunningLife } from '../running-life.ts';
import type { WellnessHabit } from '../wellness-habit.ts';

/** Something outside the modules that goes on in a life: growing up, starting to smoke, being vaccinated. */
export interface Process {
  /** When it has to run next; Infinity when never again. Read at birth and after each run. */
  readonly next: SimTime;
  /** Does what is due at `t`, and moves `next` beyond it. */
  run(t: SimTime): void;
}

/** Supplies the vital signs that no module sets. */
export interface VitalReader {
  /**
   * The value of a sign at a time, rounded; undefined when it is not supplied. Stream, state, visit and purpose name the
   * reader, so that whatever varies from reading to reading can be keyed by it.
   */
  read(name: string, t: SimTime, stream: number, state: number, visit: number, purpose: number): number | undefined;
  /** Whether what a module set at `since` still counts at `t`; it does for ever where this is left out. */
  stands?(name: string, since: SimTime, t: SimTime): boolean;
}

/** Reads an attribute that is worked out whenever it is asked for, at the life's clock. */
export type ComputedAttribute = () => AttributeValue | undefined;

/**
 * What an engine owes to the modules of one life: the attributes, vital signs and risks that no module sets
 * (language/engine-attributes.ts names them), and what happens at visits of the scheduler.
 */
export interface Producers {
  /** Attributes from birth on. */
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** Attributes that are worked out at each reading; a module that sets one has the last word. Nobody is woken when they change. */
  readonly computed: Readonly<Record<string, ComputedAttribute>>;
  readonly vitalSigns: VitalReader;
  /** In the order in which they run at one instant: after the visit scheduler, before the modules. */
  readonly processes: readonly Process[];
  /** Whether bare ranges of foreign observations follow the person's signals; each is drawn for itself where this is left out. */
  readonly rangesFollowSignals?: boolean;
  /** When people come for wellness; left out for the reference engine's intervals. */
  readonly wellness?: WellnessHabit;
  /** The scheduler has opened a visit, which stays open until the modules have run. What a process has to do next may change. */
  visitOpened(visit: EncounterEntry): void;
}

/** Makes the producers of a life that is about to begin; `life.draws` keys their chance. Nothing of the life is read before its birth. */
export type ProducersFactory = (life: RunningLife, person: Person, reference: Reference) => Producers;

/** Producers of nothing but what is given. */
export function fixedProducers(given: Partial<Pick<Producers, 'attributes' | 'vitalSigns'>>): Producers {
  return {
    attributes: {},
    computed: {},
    vitalSigns: { read: () => undefined },
    processes: [],
    visitOpened: () => undefined,
    ...given,
  };
}
