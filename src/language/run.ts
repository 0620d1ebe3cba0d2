import type { Ages } from '../core/age.ts';
import type { Code } from '../core/code.ts';
import type { Draws } from '../core/random/draws.ts';
import type { SimTime } from '../core/time.ts';
import type { ActingEffect } from '../physiology/effect.ts';
import type { Measurement } from '../physiology/measurement.ts';
import type { Signal } from '../physiology/signal.ts';
import type { EncounterEntry } from '../record/kinds/encounter.ts';
import type { Cause } from '../record/kinds/entry.ts';
import type { Entry } from '../record/kinds/index.ts';
import type { Recorder } from '../record/recorder.ts';
import type { CallSite, CompiledModule, CompiledState } from './compiled.ts';
import type { History } from './history.ts';
import type { AttributeValue } from './values.ts';

/** What an attempt to process a state came to, and so what the person waits for. */
export const Outcome = {
  /** The person leaves at `visit.exited`. */
  pass: 0,
  /** Until the time `visit.wake`. */
  until: 1,
  /** Until something that the state watches changes. */
  watch: 2,
  /** Until nobody else has an open encounter. */
  lock: 3,
  /** Until the next visit of the encounter scheduler. */
  visit: 4,
  /** Until the called submodule goes on. */
  callee: 5,
  /** For ever: the module is done. */
  end: 6,
} as const;

export type Outcome = (typeof Outcome)[keyof typeof Outcome];

/** One visit of a person to a state. */
export interface Visit {
  state: CompiledState;
  /** The file the state stands in. */
  readonly module: CompiledModule;
  readonly stream: number;
  /** How often the person had entered the state on this call path before. */
  number: number;
  /** When the state was first processed; NaN before. */
  entered: SimTime;
  /** When it let the person pass; NaN before. */
  exited: SimTime;
  /** When a delay or timed procedure is over; NaN where nothing was drawn yet. */
  wake: SimTime;
  /** What it put on the record last. */
  entry: Entry | null;
  /** Entries made so far: numbers their ids. */
  made: number;
  /** The state entered next in this frame. */
  next: CompiledState | null;
  /** The frame of a called submodule while it runs. */
  callee: Frame | null;
  /** What a state type keeps between attempts (a hazard's accumulated risk). */
  memory: unknown;
  cause: Cause | null;
}

/** One activation of a module: the top level, or a call of a submodule. */
export interface Frame {
  readonly site: CallSite;
  readonly module: CompiledModule;
  /** The visit that is going on; null before the first. */
  current: Visit | null;
  /** The last visit that is not kept; used again for the next such one. */
  scratch: Visit | null;
  /** Earlier visits and the current one, as far as they are asked for later. */
  readonly history: History;
  readonly parameters: ReadonlyMap<string, AttributeValue> | null;
}

/** How a vital sign is supplied from now on: a constant, or a sample drawn at each reading. */
export type VitalSource = number | { quantile(p: number): number };

/**
 * What a running state may ask of the life it runs in: the only door between the language and the engine.
 * The clock stands at the time the state is processed; it may be earlier than the module's wake-up (`grain`).
 */
export interface Life {
  readonly birth: SimTime;
  /** `F`, `M`; foreign test persons may have others. */
  readonly sex: string;
  readonly draws: Draws;
  readonly recorder: Recorder;
  readonly clock: SimTime;
  /** The frame being run. */
  readonly frame: Frame;
  /** Whether entries obey the strict rules of native modules. */
  readonly native: boolean;
  /** Whether planned encounters of native modules wait for office hours. */
  readonly officeHours: boolean;

  /** The person's ages and birthdays. */
  readonly ages: Ages;
  /** Onsets that wait for their encounter, in the order in which they began. */
  readonly awaiting: Set<Visit>;

  isAliveAt(t: SimTime): boolean;

  attribute(slot: number): AttributeValue | undefined;
  setAttribute(slot: number, value: AttributeValue | undefined): void;

  /** A uniform draw that decides `purpose` of this visit. */
  uniform(visit: Visit, purpose: number): number;

  /** The value of a vital sign, drawn for this reader where it is drawn; undefined when nothing supplies it. */
  vitalSign(name: string, t: SimTime, purpose: number): number | undefined;
  setVitalSign(name: string, source: VitalSource): void;

  /** What measuring a signal gives, at the clock where no time is given. */
  measure(signal: Signal, t?: SimTime): Measurement;
  /** The true value of a signal. */
  latent(signal: Signal, t?: SimTime): number;
  /** The true value without what varies within a person from day to day. */
  usual(signal: Signal, t?: SimTime): number;
  /** The mean of a function of the usual value among people of the person's sex, of an age in completed years, in a calendar year. */
  meanOfPeers(signal: Signal, age: number, year: number, of: (value: number) => number): number;
  /**
   * The place of the value that measuring gives among people of the age and sex, 0 to 1; undefined where the signal has no such place, or
   * foreign ranges do not follow the body.
   */
  signalRank(signal: Signal, t?: SimTime): number | undefined;
  /** Begins an effect; nothing where one of the same state still acts, unless `anyhow`. */
  act(effect: ActingEffect, visit: Visit, anyhow: boolean): void;

  /** The greatest current value of a symptom over the modules that set it and were not addressed; 0 if none. */
  symptom(name: string): number;
  setSymptom(name: string, value: number, visit: Visit): void;

  /** Records a death at `time` if the person is alive then: the earliest wins. */
  die(time: SimTime, code: Code | null, visit: Visit): void;

  /** Opens an encounter of the running module at the clock, ending the one it had. Undefined when another has the lock. */
  openEncounter(opening: EncounterOpening, visit: Visit): EncounterEntry | undefined;
  /** Ends the running module's encounter, if it has one, at the clock. */
  endEncounter(dischargeDisposition: Code | null): void;
  /** The scheduler's open visit, if the running module may use it now; using it up is `joinVisit`. */
  availableVisit(): EncounterEntry | undefined;
  joinVisit(visit: Visit): void;
  /** The encounter that the running module has open itself, or joined. */
  ownEncounter(): EncounterEntry | null;
  /** The encounter that an entry made now is filed in. */
  filingEncounter(): EncounterEntry | null;

  /** Runs the callee of a CallSubmodule. Finished: the time at which its Terminal was reached; else undefined. */
  call(visit: Visit, site: CallSite, parameters: ReadonlyMap<string, AttributeValue> | null): SimTime | undefined;

  /** The next entry id of a visit. */
  entryId(visit: Visit): string;
  cause(visit: Visit): Cause;
  /** Counts something that the reference engine would have stopped at. */
  note(code: string, message: string): void;
}

export interface EncounterOpening {
  readonly encounterClass: EncounterEntry['encounterClass'];
  readonly codes: readonly Code[];
  readonly specialty: string;
}
