import { NO_CARE } from '../care/care.ts';
import { IdMaker } from '../core/id.ts';
import { Draws } from '../core/random/draws.ts';
import { lifeKeys } from '../core/random/keys.ts';
import type { SimTime } from '../core/time.ts';
import type { Program } from '../language/compiled.ts';
import type { Visit } from '../language/run.ts';
import type { AttributeValue } from '../language/values.ts';
import { type Cursor, newCursor, Ticket } from '../simulate/cursor.ts';
import { signalsOf } from '../simulate/person-signals.ts';
import { fixedProducers } from '../simulate/producers/producers.ts';
import { type LifeInput, RunningLife } from '../simulate/running-life.ts';
import { VisitScheduler } from '../simulate/visit-scheduler.ts';
import { NO_WAKEUPS } from '../simulate/wakeups.ts';
import type { ScriptWorld } from './script-world.ts';

/** Supplies no vital sign: a scripted person has those that the script says. */

/** Who lives a scripted life. */
export interface ScriptedInput {
  readonly birth: SimTime;
  readonly sex: string;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly world: ScriptWorld;
  /** Tells independent lives of one script apart. */
  readonly number: number;
}

/** One person and one module, run when and as told. */
export class ScriptedLife {
  readonly life: RunningLife;
  readonly cursor: Cursor;
  readonly #scheduler: VisitScheduler;

  /** `program` has exactly one module that is not called by others. */
  constructor(program: Program, input: ScriptedInput) {
    const [site] = program.sites;
    if (!site) throw new Error('a scripted life needs a module');
    this.cursor = newCursor(0, site);
    const keys = lifeKeys(input.world.keys, input.number, 0);
    const draws = new Draws(keys.draws);
    const sex = input.sex === 'M' ? 'M' : 'F';
    const life: LifeInput = {
      birth: input.birth,
      sex: input.sex,
      draws,
      ids: new IdMaker(keys.ids),
      signals: signalsOf(program.signals, draws, { sex, birth: input.birth }, () => input.world.reference()),
      producers: () => fixedProducers({ attributes: input.attributes }),
      care: NO_CARE,
      backgroundDeath: null,
    };
    this.life = new RunningLife(program, life, NO_WAKEUPS, this.cursor, { visitLog: true });
    this.#scheduler = new VisitScheduler(this.life);
  }

  /** Runs the whole module at `t`; with `visit`, while the scheduler holds a wellness visit, which is closed afterwards. */
  run(t: SimTime, visit: boolean): void {
    if (visit) this.#scheduler.openWellness(t);
    if (!this.cursor.finished) this.life.interpreter.run(this.cursor, t);
    if (visit) this.life.lock.closeVisit(t);
  }

  /** Opens a wellness visit, unused by the module, and leaves it open. */
  openVisit(t: SimTime): void {
    this.life.lock.closeVisit(t);
    this.#scheduler.openWellness(t);
    this.cursor.ticket = Ticket.unused;
  }

  /**
   * Processes one state at `t`, ignoring its transition: a new visit, unless the last one was to the same state and did not pass.
   * Whether it passes.
   */
  process(state: string, t: SimTime): boolean {
    const { root } = this.cursor;
    if (!(root.current?.state.name === state && Number.isNaN(root.current.exited))) {
      const index = root.module.indexOf.get(state);
      if (index === undefined) throw new Error(`there is no state "${state}" in ${root.module.path}`);
      this.life.interpreter.push(root, index);
    }
    const visit = root.current as Visit;
    if (!this.life.interpreter.processOnce(this.cursor, t)) return false;
    if (Number.isNaN(visit.exited)) visit.exited = t;
    return true;
  }
}
