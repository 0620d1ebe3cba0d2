import type { SimTime } from '../core/time.ts';
import type { CallSite, CompiledState } from '../language/compiled.ts';
import { type Frame, Outcome, type Visit } from '../language/run.ts';
import type { AttributeValue } from '../language/values.ts';
import { type Cursor, newFrame, Ticket } from './cursor.ts';
import { ModuleFault } from './module-fault.ts';
import { WATCHDOG } from './options.ts';
import type { RunningLife } from './running-life.ts';

/**
 * Runs modules at an instant, with the rewinding of the module format: what follows a delay that ended before the instant is executed with
 * the clock set back to its end. Knows nothing of what wakes a module.
 */
export class Interpreter {
  readonly #life: RunningLife;
  readonly #keepsAll: boolean;
  #transitions = 0;
  #transitionsOfLife = 0;

  /** `keepsAll` keeps every visit, for the visit log; else those that the program asks for later. */
  constructor(life: RunningLife, keepsAll: boolean) {
    this.#life = life;
    this.#keepsAll = keepsAll;
  }

  /** Runs a top-level module at `t` until it waits or is finished (Terminal, or death). */
  run(cursor: Cursor, t: SimTime): void {
    const life = this.#life;
    life.enter(cursor);
    if (cursor.ticket === Ticket.returned) cursor.ticket = Ticket.unused;
    this.#transitions = 0;
    try {
      if (!this.#runFrame(cursor.root, t)) return;
    } catch (error) {
      throw this.#located(error, cursor);
    }
    cursor.finished = true;
    const last = cursor.root.current;
    if (last?.state.type === 'Terminal' && !Number.isNaN(last.entered)) {
      life.setClock(last.entered);
      life.endEncounter(null);
    }
  }

  /** Processes the newest visit of a top-level module once, without following its transition; whether the person passes. */
  processOnce(cursor: Cursor, t: SimTime): boolean {
    const life = this.#life;
    if (!life.isAliveAt(t)) return false;
    life.enter(cursor);
    try {
      const outcome = this.#process(cursor.root, cursor.root.current as Visit, t);
      if (outcome === Outcome.end) life.endEncounter(null);
      return outcome === Outcome.pass;
    } catch (error) {
      throw this.#located(error, cursor);
    }
  }

  /** Puts a fresh visit to a state on a frame. */
  push(frame: Frame, index: number): Visit {
    const state = frame.module.states[index];
    if (!state) throw new Error('the transition leads to a state that does not exist or cannot be used');
    const number = this.#life.countVisit(frame.site.base + index);
    const kept = this.#keepsAll || (frame.site.remembers[index] as boolean);
    const visit =
      kept || frame.scratch === null ? newVisit(frame, state, number) : renewVisit(frame.scratch, state, number);
    frame.current = visit;
    if (kept) frame.history.push(visit);
    else frame.scratch = visit;
    return visit;
  }

  /** Runs the callee of a CallSubmodule; the time at which its Terminal was reached, or undefined while it waits. */
  call(visit: Visit, site: CallSite, parameters: ReadonlyMap<string, AttributeValue> | null): SimTime | undefined {
    const life = this.#life;
    const { frame: caller, clock } = life;
    visit.callee ??= newFrame(site, parameters);
    const { callee } = visit;
    const finished = this.#runFrame(callee, clock);
    life.resume(caller, visit, clock);
    const last = callee.current as Visit;
    if (!finished || last.state.type !== 'Terminal' || Number.isNaN(last.entered)) return undefined;
    for (const inner of callee.history.visits) caller.history.push(inner);
    if (this.#keepsAll || caller.site.remembers[visit.state.index]) caller.history.push(visit);
    visit.callee = null;
    return last.entered;
  }

  #runFrame(frame: Frame, t: SimTime): boolean {
    const life = this.#life;
    if (!life.isAliveAt(t)) return true;
    if (frame.current === null) this.push(frame, frame.module.initial);
    for (;;) {
      if (!life.isAliveAt(t)) return true;
      const visit = frame.current as Visit;
      const outcome = this.#process(frame, visit, t);
      if (outcome !== Outcome.pass) {
        if (outcome !== Outcome.callee) life.waits(frame, outcome);
        // The death may have come in the submodule that is waited for.
        return outcome === Outcome.end || !life.isAliveAt(t);
      }
      const left = Number.isNaN(visit.exited) ? t : visit.exited;
      visit.exited = left;
      life.resume(frame, visit, t);
      const next = visit.state.transition(life, visit, t);
      this.#count(visit);
      visit.next = this.push(frame, next).state;
      if (left < t) {
        if (!life.isAliveAt(left)) return true;
        if (this.#runFrame(frame, left)) return true;
      }
    }
  }

  #process(frame: Frame, visit: Visit, t: SimTime): Outcome {
    if (Number.isNaN(visit.entered)) visit.entered = t;
    this.#life.resume(frame, visit, t);
    return visit.state.process(this.#life, visit);
  }

  #count(visit: Visit): void {
    if (++this.#transitions > WATCHDOG.transitionsPerRun) {
      throw new Error(`the module does not stop: ${WATCHDOG.transitionsPerRun} transitions without time going by`);
    }
    if (++this.#transitionsOfLife > WATCHDOG.transitionsPerLife) {
      throw new Error(
        `the life does not end: ${WATCHDOG.transitionsPerLife} transitions, the last from ${visit.state.name}`,
      );
    }
  }

  /** What went wrong, with module and state where these are to blame: a fault of the program stays as it is. */
  #located(error: unknown, cursor: Cursor): unknown {
    if (!(error instanceof Error) || error instanceof ModuleFault) return error;
    if (error instanceof TypeError || error instanceof RangeError) return error;
    const { frame } = this.#life;
    const place = { module: cursor.module.path, file: frame.module.path, state: frame.current?.state.name ?? '' };
    return new ModuleFault(error.message, place, error);
  }
}

/** Makes a visit that nobody asks for any more into another: most visits are of this kind, and would be garbage. */
function renewVisit(visit: Visit, state: CompiledState, number: number): Visit {
  visit.state = state;
  visit.number = number;
  visit.entered = Number.NaN;
  visit.exited = Number.NaN;
  visit.wake = Number.NaN;
  visit.entry = null;
  visit.made = 0;
  visit.next = null;
  visit.callee = null;
  visit.memory = undefined;
  visit.cause = null;
  return visit;
}

function newVisit(frame: Frame, state: CompiledState, number: number): Visit {
  return {
    state,
    module: frame.module,
    stream: frame.site.stream,
    number,
    entered: Number.NaN,
    exited: Number.NaN,
    wake: Number.NaN,
    entry: null,
    made: 0,
    next: null,
    callee: null,
    memory: undefined,
    cause: null,
  };
}
