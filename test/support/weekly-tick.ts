import { type SimTime, WEEK } from '../../src/core/time.ts';
import type { Program } from '../../src/language/compiled.ts';
import { type Cursor, newCursor, nowhere } from '../../src/simulate/cursor.ts';
import { type LifeInput, RunningLife } from '../../src/simulate/running-life.ts';
import { VisitScheduler } from '../../src/simulate/visit-scheduler.ts';
import { NO_WAKEUPS } from '../../src/simulate/wakeups.ts';

/** A life lived in weekly steps, every module in every step: slow, simple, and what the event engine must equal at a grain of 7 days. */
export class WeeklyTick {
  readonly life: RunningLife;
  readonly cursors: readonly Cursor[];
  moduleRuns = 0;
  readonly #end: SimTime;

  constructor(program: Program, input: LifeInput, options: { readonly end: SimTime; readonly visitLog: boolean }) {
    this.cursors = program.sites.map((site, index) => newCursor(index, site));
    this.life = new RunningLife(program, input, NO_WAKEUPS, this.cursors[0] ?? nowhere(), options);
    this.#end = options.end;
  }

  run(): void {
    const { life } = this;
    const scheduler = new VisitScheduler(life);
    for (let t = life.birth; t < this.#end && life.isAliveAt(t); t += WEEK) {
      const visit = life.lock.isHeld ? undefined : scheduler.open(t);
      if (visit) life.producers.visitOpened(visit);
      for (const process of life.producers.processes) {
        // What a process plans for this very instant still happens in it.
        while (process.next <= t && life.isAliveAt(t)) {
          life.setClock(t);
          process.run(t);
        }
      }
      for (const cursor of this.cursors) {
        if (cursor.finished || !life.isAliveAt(t)) continue;
        this.moduleRuns++;
        life.interpreter.run(cursor, t);
      }
      if (life.isAliveAt(t)) life.lock.closeVisit(t);
    }
  }
}
