import type { Diagnostic } from '../core/diagnostic.ts';
import type { SimTime } from '../core/time.ts';
import type { SignalCatalogue } from '../physiology/signal.ts';
import type { Life, Outcome, Visit } from './run.ts';
import type { AttributeValue } from './values.ts';

/** What can make a condition change its answer while the person waits. */
export interface Watch {
  /** Attribute slots. */
  readonly slots: ReadonlySet<number>;
  /** Codes whose being active matters. */
  readonly codes: ReadonlySet<string>;
  /** Whether a new observation matters. */
  readonly observations: boolean;
  /** Reads something that drifts (vital signs, symptoms): looked at weekly. */
  readonly polls: boolean;
}

export interface CompiledCondition extends Watch {
  /** Whether it holds at `t`. */
  test(life: Life, t: SimTime): boolean;
  /** The earliest time after `t` at which time alone may change the answer; Infinity when it cannot. */
  nextChange(life: Life, t: SimTime): SimTime;
}

/** Chooses the index of the next state. Evaluated at `t`, the time of the module's wake-up. */
export type CompiledTransition = (life: Life, visit: Visit, t: SimTime) => number;

/** What a state type makes of one state of a file. */
export interface StateProgram {
  /** One attempt to process the state at the life's clock. Passing sets `visit.exited` when it is not the clock. */
  process(life: Life, visit: Visit): Outcome;
  /** What wakes a person who waits with Outcome.watch. */
  readonly watch?: Watch & { nextChange(life: Life, visit: Visit, t: SimTime): SimTime };
  /** Chooses the next state itself, in place of a transition field. */
  readonly transition?: CompiledTransition;
  /** The module that a CallSubmodule calls. */
  readonly callee?: string;
  /** The encounter that an onset waits for, and what is done when it comes. */
  readonly awaited?: { readonly encounter: string; diagnose(life: Life, visit: Visit): void };
}

/** A state ready to run. All states have all fields, so that the engine meets one shape of object. */
export interface CompiledState {
  readonly process: StateProgram['process'];
  readonly watch: StateProgram['watch'] | undefined;
  readonly callee: string | undefined;
  readonly awaited: StateProgram['awaited'] | undefined;
  readonly name: string;
  readonly type: string;
  /** Position in the module's list of states. */
  readonly index: number;
  /** MurmurHash3 of the name: the counter word of its draws. */
  readonly hash: number;
  readonly transition: CompiledTransition;
}

/** A module ready to run: frozen, shared by all lives. */
export interface CompiledModule {
  /** Path without `.json`: the module's identity. */
  readonly path: string;
  /** File as the user would open it. */
  readonly file: string;
  readonly name: string;
  readonly kind: 'module' | 'submodule';
  readonly native: boolean;
  readonly strict: boolean;
  readonly specialty: string;
  readonly states: readonly CompiledState[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** Index of the state named Initial. */
  readonly initial: number;
}

/** One path by which a module is reached: the top level, or a chain of calls. Streams of draws are keyed by it. */
export interface CallSite {
  readonly module: CompiledModule;
  /** Top-level path, or caller's path > calling state > callee, as text. */
  readonly path: string;
  /** MurmurHash3 of `path`. */
  readonly stream: number;
  /** By index of the state: whether its visits are asked for later (a submodule's finished visits are its caller's too). */
  readonly remembers: readonly boolean[];
  /** Where the visit counters of its states start. */
  readonly base: number;
  /** Call sites by index of the calling state. */
  readonly callees: ReadonlyMap<number, CallSite>;
}

/** All modules of a run, linked. */
export interface Program {
  /** Top-level modules in the order in which they run at one instant. */
  readonly sites: readonly CallSite[];
  /** Every compiled file by path. */
  readonly modules: ReadonlyMap<string, CompiledModule>;
  /** Attribute names by slot. */
  readonly attributes: readonly string[];
  readonly slotOf: ReadonlyMap<string, number>;
  /** Names of attributes that files read or write; the engine has slots for more. */
  readonly mentioned: ReadonlySet<string>;
  /** Of these, the names of those that no file writes or waits for: their values matter only when they are read. */
  readonly lookedUp: ReadonlySet<string>;
  /** Indices of the top-level modules that have a state watching a slot, code, or observations. */
  readonly watchersOfSlot: readonly (readonly number[])[];
  readonly watchersOfCode: ReadonlyMap<string, readonly number[]>;
  readonly watchersOfObservations: readonly number[];
  /** What declared attributes are from birth on, by slot. */
  readonly defaults: readonly { readonly slot: number; readonly value: AttributeValue }[];
  /** The quantities of bodies that its modules may read and act on. */
  readonly signals: SignalCatalogue;
  /** Codes of the causes whose deaths its modules tell. */
  readonly causesOfDeath: ReadonlySet<string>;
  /** Number of (call site, state) pairs. */
  readonly counters: number;
}

export interface CompileResult {
  readonly program: Program;
  readonly diagnostics: readonly Diagnostic[];
}
