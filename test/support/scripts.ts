import { NO_CARE } from '../../src/care/care.ts';
import { formatDiagnostic } from '../../src/core/diagnostic.ts';
import { IdMaker } from '../../src/core/id.ts';
import { Draws } from '../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../src/core/random/keys.ts';
import { type SimTime, timeOf } from '../../src/core/time.ts';
import { type Compilation, compileProgram } from '../../src/language/compile.ts';
import type { Program } from '../../src/language/compiled.ts';
import { modulesInMemory } from '../../src/language/in-memory.ts';
import type { Visit } from '../../src/language/run.ts';
import type { AttributeValue } from '../../src/language/values.ts';
import type { Entry, EntryByKind, EntryKind } from '../../src/record/kinds/index.ts';
import type { PatientRecord } from '../../src/record/patient-record.ts';
import type { StateVisit } from '../../src/record/visit-log.ts';
import { finishRecord } from '../../src/simulate/finish.ts';
import { LifeSimulation } from '../../src/simulate/life.ts';
import { signalsOf } from '../../src/simulate/person-signals.ts';
import { fixedProducers } from '../../src/simulate/producers/producers.ts';
import type { RunningLife } from '../../src/simulate/running-life.ts';
import { visitLogOf } from '../../src/simulate/visit-log.ts';
import { visitsOf } from '../../src/trace/drive.ts';
import { scriptWorld } from '../../src/trace/script-world.ts';
import { ScriptedLife } from '../../src/trace/scripted-life.ts';
import { RecordBuilder } from './records.ts';

/**
 * The vocabulary of tests that run modules: small modules written in place, one person who is driven through them (`scripted`), and whole
 * lives (`live`). Times are milliseconds after NOW.
 */

/** When scripts begin. */
export const NOW: SimTime = timeOf(2020, 1, 15);

/** Of who lives in them: 35 years old at NOW. */
export const BIRTH: SimTime = timeOf(1985, 1, 15);

const KEYS = runKeys('tests');
const WORLD = scriptWorld(KEYS);

/** The draws of somebody's life, by number. */
export function drawsOf(number: number): Draws {
  return new Draws(lifeKeys(KEYS, number, 0).draws);
}

/** A state or a module as files write it. */
export type Json = Readonly<Record<string, unknown>>;

/** States by name. */
export type States = Readonly<Record<string, Json>>;

/** A module: its states by name, or a whole file with a field `states`. */
export type ModuleLike = Json;

const TRANSITION = /^(direct|distributed|conditional|complex|lookup_table|type_of_care)_transition$/;

/** States of which each leads to the next, unless it says where; `Initial` stands before them and the Terminal `End` after. */
export function chain(states: States): States {
  const all: States = { ...('Initial' in states ? {} : { Initial: { type: 'Initial' } }), ...states };
  const complete: States = Object.hasOwn(all, 'End') ? all : { ...all, End: { type: 'Terminal' } };
  const names = Object.keys(complete);
  return Object.fromEntries(
    Object.entries(complete).map(([name, state], i) => {
      const leads = state['type'] === 'Terminal' || state['type'] === 'Hazard' || Object.keys(state).some(isTransition);
      return [name, leads ? state : { ...state, direct_transition: names[i + 1] ?? 'End' }];
    }),
  );
}

function isTransition(field: string): boolean {
  return TRANSITION.test(field);
}

/** Makes a module native: exact, with an encounter of its own. */
export function native(states: States, header: Json = {}): Json {
  return { kind: 'module', ...header, states };
}

/** What is wrong with a state of a native module beside a file of signals: code, place in the state, message, of each error. */
export function faultsOf(name: string, states: States, signals: Json): readonly string[] {
  const files = {
    test: JSON.stringify({ name: 'test', ...native(chain(states)) }),
    'test/signals': JSON.stringify(signals),
  };
  return compileProgram(modulesInMemory(files))
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code, pointer, message }) => `${code} ${pointer.replace(`/states/${name}`, '')} ${message}`);
}

/** Compiles modules by path; throws what is wrong with them. */
export function compiled(
  modules: Readonly<Record<string, ModuleLike>>,
  tables: Readonly<Record<string, string>> = {},
): Compilation {
  const files = Object.entries(modules).map(([path, module]) => [path, JSON.stringify(fileOf(path, module))]);
  const compilation = compileProgram(modulesInMemory(Object.fromEntries(files), tables));
  const errors = compilation.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(formatDiagnostic).join('\n'));
  return compilation;
}

function fileOf(path: string, module: ModuleLike): Json {
  if (module['kind'] === 'signals') return module;
  const file: Json = 'states' in module ? module : { states: module };
  return { name: path, ...file, states: chain(file['states'] as States) };
}

/** Who lives. */
export interface Somebody {
  readonly birth?: SimTime;
  readonly sex?: string;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  /** Tells persons apart who are the same in all but chance. */
  readonly number?: number;
}

interface ScriptOptions extends Somebody {
  readonly submodules?: Readonly<Record<string, ModuleLike>>;
  readonly tables?: Readonly<Record<string, string>>;
}

/** Somebody and one module, which runs when and as the test says. */
export function scripted(module: ModuleLike, options: ScriptOptions = {}): Script {
  return new Script(programOf(module, options), options);
}

/** The program of one module, for tests that make many persons. */
export function programOf(module: ModuleLike, options: ScriptOptions = {}): Program {
  return compiled({ test: module, ...options.submodules }, options.tables).program;
}

/** A scripted life with times counted from NOW. */
export class Script {
  readonly scripted: ScriptedLife;

  constructor(program: Program, { birth = BIRTH, sex = 'F', attributes = {}, number = 0 }: Somebody = {}) {
    const known = { gender: sex, ...attributes };
    this.scripted = new ScriptedLife(program, { birth, sex, attributes: known, world: WORLD, number });
  }

  get life(): RunningLife {
    return this.scripted.life;
  }

  get finished(): boolean {
    return this.scripted.cursor.finished;
  }

  /** Runs the module at each of the times, as far as it is not finished. */
  runAt(...times: readonly number[]): this {
    for (const at of times) this.scripted.run(NOW + at, false);
    return this;
  }

  /** Runs the module while the scheduler holds a wellness visit. */
  runInVisitAt(at: number): this {
    this.scripted.run(NOW + at, true);
    return this;
  }

  /** Processes one state; whether it passes. */
  process(state: string, at = 0): boolean {
    return this.scripted.process(state, NOW + at);
  }

  get visits(): readonly Visit[] {
    return visitsOf(this.scripted);
  }

  /** Names of the states entered, oldest first. */
  get path(): readonly string[] {
    return this.visits.map(({ state }) => state.name);
  }

  /** State, entered, left; null where that never happened. */
  get history(): readonly (readonly [string, number | null, number | null])[] {
    return this.visits.map(({ state, entered, exited }) => [state.name, since(entered), since(exited)]);
  }

  entries<K extends EntryKind>(kind: K): readonly EntryByKind[K][] {
    return entriesOf(this.life.recorder.entries, kind);
  }

  /** The one entry of a kind. */
  only<K extends EntryKind>(kind: K): EntryByKind[K] {
    return onlyOf(this.life.recorder.entries, kind);
  }

  attribute(name: string): AttributeValue | undefined {
    return this.life.attributeNamed(name);
  }
}

function since(time: SimTime): number | null {
  return Number.isNaN(time) ? null : time - NOW;
}

/** The entries of a kind, in the order in which they were made. */
export function entriesOf<K extends EntryKind>(entries: readonly Entry[], kind: K): readonly EntryByKind[K][] {
  return entries.filter((entry): entry is EntryByKind[K] => entry.kind === kind);
}

export function onlyOf<K extends EntryKind>(entries: readonly Entry[], kind: K): EntryByKind[K] {
  const [entry, second] = entriesOf(entries, kind);
  if (!entry || second) throw new Error(`there is not exactly one ${kind} entry`);
  return entry;
}

export interface LiveOptions extends Somebody {
  /** End of the simulation. */
  readonly end?: SimTime;
  /** 0, exact times, when left out. */
  readonly grain?: number;
  readonly tables?: Readonly<Record<string, string>>;
  readonly backgroundDeath?: SimTime;
  /** Whether visits are kept; they are when left out. */
  readonly visitLog?: boolean;
  /** Whether planned visits keep office hours; they do not when left out. */
  readonly officeHours?: boolean;
}

/** A whole life from birth on, as the engine makes it. */
export interface Lived {
  readonly simulation: LifeSimulation;
  readonly life: RunningLife;
  readonly log: readonly StateVisit[];
  readonly record: PatientRecord;
  entries<K extends EntryKind>(kind: K): readonly EntryByKind[K][];
  /** Visits to a state. */
  visitsTo(state: string): readonly StateVisit[];
}

/** Lives somebody's life with modules by path, from birth to the end. */
export function live(modules: Readonly<Record<string, ModuleLike>>, options: LiveOptions = {}): Lived {
  return liveIn(compiled(modules, options.tables).program, options);
}

/** As `live`, in a program compiled before. */
export function liveIn(program: Program, options: LiveOptions = {}): Lived {
  const { end = NOW } = options;
  const simulation = simulationOf(program, options);
  simulation.run();
  const { life } = simulation;
  const { person } = new RecordBuilder(0, { birth: life.birth });
  const log = visitLogOf(simulation.cursors);
  const record = finishRecord(life, person, end);
  return {
    simulation,
    life,
    log,
    record,
    entries: (kind) => entriesOf(record.entries, kind),
    visitsTo: (state) => log.filter((visit) => visit.state === state),
  };
}

/** A life that was not begun. */
export function simulationOf(program: Program, options: LiveOptions = {}): LifeSimulation {
  const { birth = BIRTH, sex = 'F', attributes = {}, number = 0, end = NOW, grain = 0, visitLog = true } = options;
  const keys = lifeKeys(KEYS, number, 0);
  const draws = new Draws(keys.draws);
  const person = { sex: sex === 'M' ? 'M' : 'F', birth } as const;
  const input = {
    birth,
    sex,
    draws,
    ids: new IdMaker(keys.ids),
    signals: signalsOf(program.signals, draws, person, () => WORLD.reference()),
    producers: () => fixedProducers({ attributes: { gender: sex, ...attributes } }),
    care: NO_CARE,
    backgroundDeath: options.backgroundDeath === undefined ? null : { time: options.backgroundDeath, code: null },
  };
  return new LifeSimulation(program, input, { end, grain, visitLog, officeHours: options.officeHours ?? false });
}

/** A state that waits. */
export function delay(quantity: number, unit: string): Json {
  return { type: 'Delay', exact: { quantity, unit } };
}

/** A state that sets an attribute. */
export function set(attribute: string, value?: unknown): Json {
  return value === undefined ? { type: 'SetAttribute', attribute } : { type: 'SetAttribute', attribute, value };
}

/** A state that opens an encounter. */
export function encounter(encounterClass: string, fields: Json = {}): Json {
  const codes = [{ system: 'SNOMED-CT', code: '185345009', display: 'Encounter for symptom' }];
  return { type: 'Encounter', encounter_class: encounterClass, codes, ...fields };
}

export const ENCOUNTER_END: Json = { type: 'EncounterEnd' };

/** A state that waits for the scheduler's visit. */
export const WELLNESS: Json = { type: 'Encounter', wellness: true };

/** A state that waits for a condition. */
export function guard(allow: Json): Json {
  return { type: 'Guard', allow };
}

/** A condition on an attribute. */
export function attributeIs(attribute: string, operator: string, value?: unknown): Json {
  return { condition_type: 'Attribute', attribute, operator, ...(value === undefined ? {} : { value }) };
}
