import { EventHeap } from '../core/heap.ts';
import { type SimTime, WEEK } from '../core/time.ts';
import type { Program } from '../language/compiled.ts';
import { Outcome } from '../language/run.ts';
import { type Cursor, newCursor, nowhere } from './cursor.ts';
import { ModuleFault } from './module-fault.ts';
import { type SimulationOptions, WATCHDOG } from './options.ts';
import { closingItem, FIRST_PROCESS_ITEM, firstModuleItem, VISITS_ITEM } from './priority.ts';
import type { Process } from './producers/producers.ts';
import { type LifeInput, RunningLife } from './running-life.ts';
import { VisitScheduler } from './visit-scheduler.ts';
import type { Wakeups } from './wakeups.ts';

/**
 * Simulates one life from birth to death or the reference date, jumping from event to event. A module sleeps until its next time, or until
 * something that it waits for changes. With a grain, wake-ups are put on the grid of times that begins at birth.
 */
export class LifeSimulation implements Wakeups {
  readonly life: RunningLife;
  readonly cursors: readonly Cursor[];
  moduleRuns = 0;
  readonly #program: Program;
  readonly #options: SimulationOptions;
  readonly #heap: EventHeap;
  readonly #scheduler: VisitScheduler;
  readonly #processes: readonly Process[];
  readonly #firstModule: number;
  readonly #closing: number;
  /** Modules that wait for the lock, and for a visit. */
  #lockWaiters: Cursor[] = [];
  #visitWaiters: Cursor[] = [];
  /** The scheduler has a visit to open once the lock is free. */
  #visitPending = false;
  #hasChronic = false;
  #now: SimTime;
  #item = VISITS_ITEM;
  #runsAtInstant = 0;

  constructor(program: Program, input: LifeInput, options: SimulationOptions) {
    this.#program = program;
    this.#options = options;
    this.cursors = program.sites.map((site, index) => newCursor(index, site));
    this.life = new RunningLife(program, input, this, this.cursors[0] ?? nowhere(), options);
    this.#processes = this.life.producers.processes;
    this.#firstModule = firstModuleItem(this.#processes.length);
    this.#closing = closingItem(this.#processes.length, program.sites.length);
    this.#heap = new EventHeap(this.#closing + 1);
    this.#scheduler = new VisitScheduler(this.life);
    this.#now = input.birth;
  }

  /** Runs the whole life. Throws a ModuleFault when a module cannot go on. */
  run(): void {
    const heap = this.#heap;
    const { birth } = this.life;
    heap.schedule(VISITS_ITEM, birth);
    for (const [index, { next }] of this.#processes.entries()) {
      heap.schedule(FIRST_PROCESS_ITEM + index, this.#onGrid(next));
    }
    for (let item = this.#firstModule; item < this.#closing; item++) heap.schedule(item, birth);
    for (;;) {
      const time = heap.nextTime();
      if (time >= this.#options.end || !this.life.isAliveAt(time)) return;
      if (time > this.#now) this.#runsAtInstant = 0;
      this.#now = time;
      this.#item = heap.pop();
      if (this.#item === VISITS_ITEM) this.#openVisit();
      else if (this.#item === this.#closing) this.life.lock.closeVisit(time);
      else if (this.#item < this.#firstModule) this.#runProcess();
      else this.#runModule(this.cursors[this.#item - this.#firstModule] as Cursor);
    }
  }

  attributeChanged(slot: number): void {
    for (const module of this.#program.watchersOfSlot[slot] ?? []) {
      const cursor = this.cursors[module] as Cursor;
      if (watching(cursor)?.slots.has(slot)) this.#wake(cursor);
    }
  }

  activeChanged(code: string): void {
    for (const module of this.#program.watchersOfCode.get(code) ?? []) {
      const cursor = this.cursors[module] as Cursor;
      if (watching(cursor)?.codes.has(code)) this.#wake(cursor);
    }
  }

  observationMade(): void {
    for (const module of this.#program.watchersOfObservations) {
      const cursor = this.cursors[module] as Cursor;
      if (watching(cursor)?.observations) this.#wake(cursor);
    }
  }

  symptomsChanged(): void {
    if (this.#scheduler.isCalled) this.#planVisits();
  }

  lockReleased(): void {
    if (this.#visitPending) this.#planVisits();
    const waiters = this.#lockWaiters;
    this.#lockWaiters = [];
    for (const cursor of waiters) this.#wake(cursor);
  }

  wellnessHeld(): void {
    this.#planVisits();
  }

  #openVisit(): void {
    const { lock } = this.life;
    this.#visitPending = lock.isHeld;
    if (this.#visitPending) return;
    const visit = this.#scheduler.open(this.#now);
    if (visit) {
      this.life.producers.visitOpened(visit);
      for (const [index, { next }] of this.#processes.entries()) {
        this.#heap.schedule(FIRST_PROCESS_ITEM + index, this.#onGrid(next));
      }
      this.#heap.schedule(this.#closing, this.#now);
      const waiters = this.#visitWaiters;
      this.#visitWaiters = [];
      for (const cursor of waiters) this.#wake(cursor);
    }
    this.#planVisits();
  }

  #runProcess(): void {
    const due = this.#processes[this.#item - FIRST_PROCESS_ITEM] as Process;
    this.life.setClock(this.#now);
    due.run(this.#now);
    this.#heap.schedule(this.#item, this.#onGrid(due.next));
  }

  #runModule(cursor: Cursor): void {
    this.moduleRuns++;
    if (++this.#runsAtInstant > WATCHDOG.runsPerInstant) {
      const state = cursor.leaf.current?.state.name ?? '';
      const place = { module: cursor.module.path, file: cursor.leaf.module.path, state };
      throw new ModuleFault(`modules keep waking each other: ${WATCHDOG.runsPerInstant} runs at one instant`, place);
    }
    this.life.interpreter.run(cursor, this.#now);
    if (!cursor.finished) this.#sleep(cursor);
    const hasChronic = this.life.recorder.chronic.size > 0;
    if (hasChronic !== this.#hasChronic) {
      this.#hasChronic = hasChronic;
      this.#scheduler.chronicChanged(this.#now);
      this.#planVisits();
    }
  }

  /** Schedules what wakes a module that waits. */
  #sleep(cursor: Cursor): void {
    const visit = cursor.leaf.current;
    if (!visit) return;
    const item = this.#firstModule + cursor.index;
    switch (cursor.outcome) {
      case Outcome.until:
        this.#heap.schedule(item, this.#onGrid(visit.wake));
        return;
      case Outcome.watch: {
        const { watch } = visit.state;
        if (!watch) return;
        this.life.resume(cursor.leaf, visit, this.#now);
        let next = watch.nextChange(this.life, visit, this.#now);
        if (watch.polls) next = Math.min(next, this.#nextPoll());
        this.#heap.schedule(item, this.#onGrid(next));
        return;
      }
      case Outcome.lock:
        this.#lockWaiters.push(cursor);
        return;
      case Outcome.visit:
        this.#visitWaiters.push(cursor);
        return;
    }
  }

  /** Lets a waiting module look again, as soon as its place in the order allows. */
  #wake(cursor: Cursor): void {
    if (cursor.finished) return;
    const item = this.#firstModule + cursor.index;
    const time = this.#soonest(item);
    if (time < this.#heap.timeOf(item)) this.#heap.schedule(item, time);
  }

  /** When an item can run next: in this instant if its turn is still to come (or time is exact), else one grain later. */
  #soonest(item: number): SimTime {
    return item > this.#item ? this.#now : this.#now + this.#options.grain;
  }

  /** Schedules the next look of the visit scheduler. */
  #planVisits(): void {
    this.#heap.schedule(VISITS_ITEM, this.#onGrid(this.#scheduler.nextLook(this.#soonest(VISITS_ITEM))));
  }

  #nextPoll(): SimTime {
    return this.life.birth + (Math.floor((this.#now - this.life.birth) / WEEK) + 1) * WEEK;
  }

  #onGrid(time: SimTime): SimTime {
    const { grain } = this.#options;
    if (grain === 0 || time === Number.POSITIVE_INFINITY) return time;
    const { birth } = this.life;
    return birth + Math.ceil((time - birth) / grain) * grain;
  }
}

/** What a module that waits for a change watches. */
function watching(cursor: Cursor) {
  return cursor.outcome === Outcome.watch && !cursor.finished ? cursor.leaf.current?.state.watch : undefined;
}
