import { IdMaker } from '../core/id.ts';
import { Draws } from '../core/random/draws.ts';
import { lifeKeys, type RunKeys } from '../core/random/keys.ts';
import type { SimTime } from '../core/time.ts';
import type { Program } from '../language/compiled.ts';
import type { AttributeValue } from '../language/values.ts';
import { PersonDrawer } from '../people/draw-person.ts';
import type { SignalReader } from '../physiology/signal-reader.ts';
import type { Entry } from '../record/kinds/index.ts';
import type { Death } from '../record/patient-record.ts';
import type { Person, Sex } from '../record/person.ts';
import type { StateVisit } from '../record/visit-log.ts';
import type { Reference } from '../reference/data.ts';
import { LifeSimulation } from '../simulate/life.ts';
import { ModuleFault } from '../simulate/module-fault.ts';
import { signalsOf } from '../simulate/person-signals.ts';
import { producersOf } from '../simulate/producers/index.ts';
import type { Producers } from '../simulate/producers/producers.ts';
import type { RunningLife } from '../simulate/running-life.ts';
import { visitLogOf } from '../simulate/visit-log.ts';

/** Whom a module is traced on; what is left out is drawn as for a population. */
export interface TracedPerson {
  readonly sex?: Sex;
  readonly birth?: SimTime;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
}

export interface TraceOptions {
  readonly person: TracedPerson;
  readonly keys: RunKeys;
  readonly reference: Reference;
  /** The life is told up to here. */
  readonly end: SimTime;
  /** Milliseconds between wake-ups; 0 for exact times. */
  readonly grain: number;
}

/** One life in one module. */
export interface LifeTrace {
  readonly sex: string;
  readonly birth: SimTime;
  /** The path: every state visited, with the file it stands in. */
  readonly visits: readonly StateVisit[];
  readonly entries: readonly Entry[];
  /** The person's body; it can be read at any time of the life, also afterwards. */
  readonly signals: SignalReader;
  /** Attributes at the end, by name. */
  readonly attributes: ReadonlyMap<string, AttributeValue>;
  readonly death: Death | null;
  /** What the reference engine would have stopped at, and how often. */
  readonly notes: ReadonlyMap<string, number>;
  /** Why the life stopped early, if it did. */
  readonly fault: string | undefined;
}

/** Runs a program of one module, with what it calls and the visits of the scheduler, on the first `lives` lives of a description. */
export function* traceLives(program: Program, options: TraceOptions, lives: number): Generator<LifeTrace> {
  const { person, keys, reference, end } = options;
  const drawer = new PersonDrawer(reference, keys, { referenceDate: end, ...(person.sex && { sex: person.sex }) });
  for (let number = 0; number < lives; number++) yield traceLife(program, options, drawer, number);
}

/** Those of our own world, with the attributes that were asked for. */
function tracedProducers(life: RunningLife, person: Person, { person: wanted, reference }: TraceOptions): Producers {
  const producers = producersOf('native')(life, person, reference);
  return { ...producers, attributes: { ...producers.attributes, ...wanted.attributes } };
}

function traceLife(program: Program, options: TraceOptions, drawer: PersonDrawer, number: number): LifeTrace {
  const drawn = drawer.draw(number, 0);
  const { person: wanted, keys, end, grain } = options;
  const { birth = drawn.birth } = wanted;
  const own = lifeKeys(keys, drawn.slot, drawn.attempt);
  const draws = new Draws(own.draws);
  const simulation = new LifeSimulation(
    program,
    {
      birth,
      sex: drawn.sex,
      draws,
      ids: new IdMaker(own.ids),
      signals: signalsOf(program.signals, draws, { ...drawn, birth }, () => options.reference),
      producers: (life) => tracedProducers(life, { ...drawn, birth }, options),
      care: drawer.careOf(drawn, draws),
      // Only the module's own deaths: the trace is of the module.
      backgroundDeath: null,
    },
    { end, grain, visitLog: true, officeHours: grain === 0 },
  );
  const fault = runTelling(simulation);
  const { life } = simulation;
  return {
    sex: drawn.sex,
    birth,
    visits: visitLogOf(simulation.cursors),
    entries: life.recorder.entries,
    signals: life.signals,
    attributes: attributesOf(program, (slot) => life.attribute(slot)),
    death: life.death && life.death.time < end ? life.death : null,
    notes: life.notes,
    fault,
  };
}

function runTelling(simulation: LifeSimulation): string | undefined {
  try {
    simulation.run();
    return undefined;
  } catch (error) {
    if (error instanceof ModuleFault) return `${error.message} (${error.file}, state ${error.state})`;
    throw error;
  }
}

function attributesOf(
  program: Program,
  held: (slot: number) => AttributeValue | undefined,
): Map<string, AttributeValue> {
  const named = new Map<string, AttributeValue>();
  for (const [slot, name] of program.attributes.entries()) {
    const value = held(slot);
    if (value !== undefined) named.set(name, value);
  }
  return named;
}

/** How often a transition was taken over many lives. */
export interface TransitionShare {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** Of the times `from` was left. */
  readonly share: number;
}

/** Counts the transitions of many lives, in the order of the modules and of how often they were taken. */
export function transitionShares(lives: Iterable<LifeTrace>): readonly TransitionShare[] {
  const counts = new Map<string, { file: string; from: string; to: string; count: number }>();
  const left = new Map<string, number>();
  for (const { visits } of lives) {
    for (const { file, state, next } of visits) {
      if (next === null) continue;
      const from = JSON.stringify([file, state]);
      const key = JSON.stringify([file, state, next]);
      const known = counts.get(key) ?? { file, from: state, to: next, count: 0 };
      known.count++;
      counts.set(key, known);
      left.set(from, (left.get(from) ?? 0) + 1);
    }
  }
  return [...counts.values()].map((one) => ({
    ...one,
    share: one.count / (left.get(JSON.stringify([one.file, one.from])) ?? 1),
  }));
}
