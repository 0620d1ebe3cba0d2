import type { SimTime } from '../core/time.ts';
import type { CallSite, CompiledState } from '../language/compiled.ts';
import { type Frame, Outcome, type Visit } from '../language/run.ts';
import type { AttributeValue } from '../language/values.ts';
import { RecordViolation } from '../record/recorder.ts';
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
  #transitions = 0;
  #transitionsOfLife = 0;

  constructor(life: RunningLife) {
    this.#life = life;
  }

  /** Runs a top-level module at `t` until it waits or is finished (Terminal, or death). */
  run(cursor: Cursor, t: SimTime): void {
    const life = this.#life;
    life.enter(cursor);
    if (cursor.ticket === Ticket.returned) cursor.ticket = Ticket.unused;
    this.#transitions = 0;
    const finished = this.#guarded(cursor, () => this.#runFrame(cursor.root, t));
    if (!finished) return;
    cursor.finished = true;
    const last = newest(cursor.root);
    if (last?.state.type === 'Terminal' && !Number.isNaN(last.entered)) {
      life.setClock(last.entered);
      life.endEncounter(null);
    }
  }

  /** Processes the newest visit of a frame once, without following its transition. */
  processOnce(cursor: Cursor, t: SimTime): Outcome {
    this.#life.enter(cursor);
    return this.#guarded(cursor, () => this.#process(cursor.root, newest(cursor.root) as Visit, t));
  }

  /** Puts a fresh visit to a state on a frame. */
  push(frame: Frame, index: number): Visit {
    const state = frame.module.states[index];
    if (!state) throw new Error('the transition leads to a state that does not exist or cannot be used');
    const visit = newVisit(frame, state, this.#life.countVisit(frame.site.base + index));
    frame.history.push(visit);
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
    const last = newest(callee) as Visit;
    if (!finished || last.state.type !== 'Terminal' || Number.isNaN(last.entered)) return undefined;
    for (const inner of callee.history) caller.history.push(inner);
    caller.history.push(visit);
    visit.callee = null;
    return last.entered;
  }

  #runFrame(frame: Frame, t: SimTime): boolean {
    const life = this.#life;
    if (!life.isAliveAt(t)) return true;
    if (frame.history.length === 0) this.push(frame, frame.module.initial);
    for (;;) {
      if (!life.isAliveAt(t)) return true;
      const visit = newest(frame) as Visit;
      const outcome = this.#process(frame, visit, t);
      if (outcome !== Outcome.pass) {
        if (outcome !== Outcome.callee) life.waits(frame, outcome);
        return outcome === Outcome.end;
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

  /** Names module and state in whatever goes wrong inside. */
  #guarded<T>(cursor: Cursor, act: () => T): T {
    try {
      return act();
    } catch (error) {
      if (error instanceof ModuleFault || !(error instanceof Error)) throw error;
      if (error instanceof TypeError || error instanceof RangeError) throw error;
      if (error instanceof RecordViolation && !cursor.module.native) throw error;
      const { frame } = this.#life;
      const place = { module: cursor.module.path, file: frame.module.path, state: newest(frame)?.state.name ?? '' };
      throw new ModuleFault(error.message, place, error);
    }
  }
}

/** The latest visit of a frame. */
export function newest(frame: Frame): Visit | undefined {
  return frame.history[frame.history.length - 1];
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
    awaitsEncounter: false,
    next: null,
    callee: null,
    memory: undefined,
    cause: null,
  };
}
