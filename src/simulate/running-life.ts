import type { Care } from '../care/care.ts';
import { Ages } from '../core/age.ts';
import type { Code } from '../core/code.ts';
import type { IdMaker } from '../core/id.ts';
import type { Draws } from '../core/random/draws.ts';
import type { SimTime } from '../core/time.ts';
import type { CallSite, Program } from '../language/compiled.ts';
import type { EncounterOpening, Frame, Life, Outcome, Visit, VitalSource } from '../language/run.ts';
import type { AttributeValue } from '../language/values.ts';
import type { ActingEffect } from '../physiology/effect.ts';
import type { Measurement } from '../physiology/measurement.ts';
import type { Signal, SignalCatalogue } from '../physiology/signal.ts';
import type { SignalReader } from '../physiology/signal-reader.ts';
import type { EncounterEntry } from '../record/kinds/encounter.ts';
import type { Cause } from '../record/kinds/entry.ts';
import type { Death, SymptomEvent } from '../record/patient-record.ts';
import { Recorder } from '../record/recorder.ts';
import type { Cursor } from './cursor.ts';
import { EncounterLock } from './encounter-lock.ts';
import { Interpreter } from './interpreter.ts';
import type { SimulationOptions } from './options.ts';
import type { ComputedAttribute, Producers } from './producers/producers.ts';
import { Symptoms } from './symptoms.ts';
import { roundVitalSign } from './vital-signs.ts';
import type { Wakeups } from './wakeups.ts';

/** Who lives, and what chance and the world give the life. */
export interface LifeInput {
  readonly birth: SimTime;
  readonly sex: string;
  readonly draws: Draws;
  readonly ids: IdMaker;
  /** Makes the person's body; asked once, when a signal is first read or acted on. */
  readonly signals: (life: RunningLife) => SignalReader;
  /** Makes what the engine supplies to the modules of this life. */
  readonly producers: (life: RunningLife) => Producers;
  /** Where the person goes for care. */
  readonly care: Care;
  /** When background mortality ends the life, and the underlying cause where it is known; null when it does not. */
  readonly backgroundDeath: { readonly time: SimTime; readonly code: Code | null } | null;
}

/** Of the options of a simulation, those that a life itself knows. */
export type LifeOptions = Pick<SimulationOptions, 'visitLog' | 'officeHours' | 'independentRanges'>;

/** The state of one life while it is simulated; what states see of it is the interface Life. */
export class RunningLife implements Life {
  readonly birth: SimTime;
  readonly sex: string;
  readonly draws: Draws;
  readonly ages: Ages;
  readonly awaiting = new Set<Visit>();
  readonly recorder: Recorder;
  readonly interpreter: Interpreter;
  readonly symptoms = new Symptoms();
  readonly symptomEvents: SymptomEvent[] = [];
  readonly lock: EncounterLock;
  readonly input: LifeInput;
  readonly producers: Producers;
  /** How often each thing that the reference engine would have stopped at was met, by code and message. */
  readonly notes = new Map<string, number>();
  death: Death | null = null;
  clock: SimTime;
  frame: Frame;
  native = false;
  readonly officeHours: boolean;

  readonly #program: Program;
  readonly #wakeups: Wakeups;
  readonly #attributes: (AttributeValue | undefined)[];
  /** By slot: attributes that are worked out when they are read, until a module sets them. */
  readonly #computed: (ComputedAttribute | undefined)[] = [];
  /** What modules set, and when. */
  readonly #vitalSigns = new Map<string, { readonly source: VitalSource; readonly since: SimTime }>();
  #signals: SignalReader | undefined;
  readonly #rangesFollow: boolean;
  /** The effects begun last, by stream and state. */
  readonly #effects = new Map<number, Map<number, ActingEffect>>();
  readonly #visits: Int32Array;
  #visit: Visit | null = null;
  #cursor: Cursor;
  #deathTime: SimTime;

  /** `first` is any cursor: the life always stands in one. With a visit log, every visit is kept. */
  constructor(program: Program, input: LifeInput, wakeups: Wakeups, first: Cursor, options: LifeOptions) {
    this.input = input;
    this.birth = input.birth;
    this.sex = input.sex;
    this.draws = input.draws;
    this.clock = input.birth;
    this.officeHours = options.officeHours ?? false;
    this.ages = new Ages(input.birth);
    this.#program = program;
    this.#wakeups = wakeups;
    this.#cursor = first;
    this.frame = first.root;
    this.#deathTime = input.backgroundDeath?.time ?? Number.POSITIVE_INFINITY;
    this.#visits = new Int32Array(program.counters);
    this.#attributes = new Array<AttributeValue | undefined>(program.attributes.length).fill(undefined);
    this.recorder = new Recorder(input.birth, wakeups, input.ids);
    this.interpreter = new Interpreter(this, options.visitLog);
    this.lock = new EncounterLock(this, wakeups);
    for (const { slot, value } of program.defaults) this.#attributes[slot] = value;
    this.producers = input.producers(this);
    this.#rangesFollow = this.producers.rangesFollowSignals === true && options.independentRanges !== true;
    for (const [name, value] of Object.entries(this.producers.attributes)) {
      const slot = program.slotOf.get(name);
      if (slot !== undefined) this.#attributes[slot] = value;
    }
    for (const [name, compute] of Object.entries(this.producers.computed)) {
      const slot = program.slotOf.get(name);
      if (slot !== undefined) this.#computed[slot] = compute;
    }
  }

  /** The quantities that bodies have in this program. */
  get catalogue(): SignalCatalogue {
    return this.#program.signals;
  }

  get deathTime(): SimTime {
    return this.#deathTime;
  }

  get cursor(): Cursor {
    return this.#cursor;
  }

  isAliveAt(t: SimTime): boolean {
    return this.#deathTime > t;
  }

  attribute(slot: number): AttributeValue | undefined {
    const compute = this.#computed[slot];
    return compute ? compute() : this.#attributes[slot];
  }

  attributeNamed(name: string): AttributeValue | undefined {
    const slot = this.#program.slotOf.get(name);
    return slot === undefined ? undefined : this.attribute(slot);
  }

  /** Where the value of an attribute is kept; undefined for a name that neither modules nor the engine know. */
  slotOf(attribute: string): number | undefined {
    return this.#program.slotOf.get(attribute);
  }

  /** Whether any module reads or writes an attribute of this name. */
  isMentioned(attribute: string): boolean {
    return this.#program.mentioned.has(attribute);
  }

  /** Whether modules do no more with an attribute than to read it now and then: none sets it, or waits for it to change. */
  isOnlyLookedUp(attribute: string): boolean {
    return this.#program.lookedUp.has(attribute);
  }

  /** Sets an attribute by name, as a process does; nothing happens where no module knows the name. */
  setAttributeNamed(name: string, value: AttributeValue | undefined): void {
    const slot = this.#program.slotOf.get(name);
    if (slot !== undefined) this.setAttribute(slot, value);
  }

  setAttribute(slot: number, value: AttributeValue | undefined): void {
    this.#computed[slot] = undefined;
    if (this.#attributes[slot] === value) return;
    this.#attributes[slot] = value;
    this.#wakeups.attributeChanged(slot);
  }

  uniform(visit: Visit, purpose: number): number {
    return this.draws.uniform(visit.stream, visit.state.hash, visit.number, purpose);
  }

  vitalSign(name: string, t: SimTime, purpose: number): number | undefined {
    const { stream, state, number } = this.#visit as Visit;
    return this.readSign(name, t, stream, state.hash, number, purpose);
  }

  /** A vital sign as a reader that is no state reads it; stream, state, visit and purpose key what varies from reading to reading. */
  readSign(
    name: string,
    t: SimTime,
    stream: number,
    state: number,
    visit: number,
    purpose: number,
  ): number | undefined {
    const set = this.#vitalSigns.get(name);
    const { vitalSigns } = this.producers;
    if (set === undefined || vitalSigns.stands?.(name, set.since, t) === false) {
      return vitalSigns.read(name, t, stream, state, visit, purpose);
    }
    const { source } = set;
    const value =
      typeof source === 'number' ? source : source.quantile(this.draws.uniform(stream, state, visit, purpose));
    return roundVitalSign(name, value);
  }

  setVitalSign(name: string, source: VitalSource): void {
    this.#vitalSigns.set(name, { source, since: this.clock });
  }

  /** The person's body. */
  get signals(): SignalReader {
    this.#signals ??= this.input.signals(this);
    return this.#signals;
  }

  measure(signal: Signal, t: SimTime = this.clock): Measurement {
    return this.signals.measure(signal, t);
  }

  latent(signal: Signal, t: SimTime = this.clock): number {
    return this.signals.latent(signal, t);
  }

  usual(signal: Signal, t: SimTime = this.clock): number {
    return this.signals.usual(signal, t);
  }

  meanOfPeers(signal: Signal, age: number, year: number, of: (value: number) => number): number {
    return this.signals.meanOfPeers(signal, age, year, of);
  }

  signalRank(signal: Signal, t: SimTime = this.clock): number | undefined {
    return this.#rangesFollow ? this.signals.rank(signal, t) : undefined;
  }

  act(effect: ActingEffect, { stream, state }: Visit, anyhow: boolean): void {
    let ofStream = this.#effects.get(stream);
    if (!ofStream) {
      ofStream = new Map();
      this.#effects.set(stream, ofStream);
    }
    const last = ofStream.get(state.hash);
    if (!anyhow && last && last.until() > effect.from) return;
    ofStream.set(state.hash, effect);
    this.signals.act(effect);
  }

  symptom(name: string): number {
    return this.symptoms.value(name);
  }

  setSymptom(name: string, value: number, visit: Visit): void {
    this.symptoms.set(name, this.#cursor.index, value);
    if (name !== '') this.symptomEvents.push({ time: this.clock, symptom: name, value, cause: this.cause(visit) });
    this.#wakeups.symptomsChanged();
  }

  die(time: SimTime, code: Code | null, visit: Visit): void {
    if (!this.isAliveAt(time)) return;
    this.#deathTime = time;
    this.death = { time, code, cause: this.cause(visit) };
    this.setAttributeNamed('deathdate', time);
    this.setAttributeNamed('cause_of_death', code ?? undefined);
  }

  openEncounter(opening: EncounterOpening, visit: Visit): EncounterEntry | undefined {
    return this.lock.open(this.#cursor, opening, visit);
  }

  endEncounter(dischargeDisposition: Code | null): void {
    this.lock.end(this.#cursor, dischargeDisposition);
  }

  availableVisit(): EncounterEntry | undefined {
    return this.lock.availableVisit(this.#cursor, this.clock);
  }

  joinVisit(visit: Visit): void {
    this.lock.join(this.#cursor, visit);
  }

  ownEncounter(): EncounterEntry | null {
    return this.#cursor.encounter;
  }

  filingEncounter(): EncounterEntry | null {
    return this.native ? (this.#cursor.encounter ?? this.#cursor.joined) : this.recorder.encounterAt(this.clock);
  }

  call(visit: Visit, site: CallSite, parameters: ReadonlyMap<string, AttributeValue> | null): SimTime | undefined {
    return this.interpreter.call(visit, site, parameters);
  }

  entryId(visit: Visit): string {
    return this.input.ids.id(visit.stream, visit.state.hash, visit.number, visit.made++);
  }

  cause(visit: Visit): Cause {
    visit.cause ??= {
      module: this.#cursor.module.path,
      file: visit.module.path,
      state: visit.state.name,
      visit: visit.number,
    };
    return visit.cause;
  }

  note(code: string, message: string): void {
    const { file, state } = this.#place();
    const text = `${file}, state ${state}: ${message} [${code}]`;
    this.notes.set(text, (this.notes.get(text) ?? 0) + 1);
  }

  /** The visit number of a state about to be entered; `counter` numbers the state on its call path. */
  countVisit(counter: number): number {
    const number = this.#visits[counter] as number;
    this.#visits[counter] = number + 1;
    return number;
  }

  /** Turns to a module. */
  enter(cursor: Cursor): void {
    this.#cursor = cursor;
    this.native = cursor.module.native;
  }

  /** Turns to a visit of a frame at a time. */
  resume(frame: Frame, visit: Visit, t: SimTime): void {
    this.frame = frame;
    this.#visit = visit;
    this.clock = t;
  }

  setClock(t: SimTime): void {
    this.clock = t;
  }

  /** Remembers what the module that is running waits for, and in which frame. */
  waits(frame: Frame, outcome: Outcome): void {
    this.#cursor.leaf = frame;
    this.#cursor.outcome = outcome;
  }

  #place(): { file: string; state: string } {
    return { file: this.frame.module.path, state: this.#visit?.state.name ?? '' };
  }
}
