import { DAY, type SimTime } from '../../core/time.ts';
import type { StateVisit, VisitLog } from '../../record/visit-log.ts';
import { AgeHistogram } from './age-histogram.ts';

/** What is known of one state over all lives. */
export interface StateCount {
  readonly file: string;
  readonly state: string;
  /** Lives that entered it. */
  visitors: number;
  visits: number;
  /** Visits that were left again. */
  completed: number;
  /** Time in completed visits: whole days, and the milliseconds beyond, so that sums are exact in any order. */
  stayDays: number;
  stayRest: number;
  readonly firstAges: AgeHistogram;
  /** Which states came next, and how often. */
  readonly next: Map<string, number>;
}

/** A StateCount as plain data. */
export interface StateCountData extends Omit<StateCount, 'firstAges' | 'next'> {
  readonly firstAges: readonly [bin: number, count: number][];
  readonly next: readonly [state: string, count: number][];
}

export interface StateCountsData {
  readonly lives: number;
  readonly states: readonly StateCountData[];
}

/** Counts how lives move through states; memory is bounded by the number of states and of pairs of them. */
export class StateCounts {
  /** By file, then by state. */
  readonly #files = new Map<string, Map<string, StateCount>>();
  #lives = 0;

  get lives(): number {
    return this.#lives;
  }

  /** All states, by file and name. */
  states(): StateCount[] {
    const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
    return [...this.#files.values()]
      .flatMap((states) => [...states.values()])
      .sort((a, b) => compare(a.file, b.file) || compare(a.state, b.state));
  }

  /** Adds a life. A state that death kept from being entered counts neither as visited nor as gone to. */
  add(birth: SimTime, log: VisitLog): void {
    this.#lives++;
    const seen = new Set<StateCount>();
    const unentered = new Map<string, number>();
    // Backwards, because what was never entered is what the last transitions led to.
    for (let i = log.length - 1; i >= 0; i--) {
      const visit = log[i] as StateVisit;
      const { file, state, next } = visit;
      if (visit.entered === null) {
        unentered.set(key(file, state), (unentered.get(key(file, state)) ?? 0) + 1);
        continue;
      }
      const count = this.#of(file, state);
      this.#addVisit(count, visit.entered, visit.left);
      seen.add(count);
      if (next === null) continue;
      const missing = unentered.size === 0 ? 0 : (unentered.get(key(file, next)) ?? 0);
      if (missing > 0) unentered.set(key(file, next), missing - 1);
      else count.next.set(next, (count.next.get(next) ?? 0) + 1);
    }
    for (const visit of log) {
      const count = visit.entered === null ? undefined : this.#of(visit.file, visit.state);
      if (count === undefined || !seen.delete(count)) continue;
      count.visitors++;
      count.firstAges.add(birth, visit.entered as SimTime);
    }
  }

  /** Lists a state, visited or not. */
  mention(file: string, state: string): void {
    this.#of(file, state);
  }

  #addVisit(count: StateCount, entered: SimTime, left: SimTime | null): void {
    count.visits++;
    if (left === null) return;
    const stay = left - entered;
    const days = Math.floor(stay / DAY);
    count.completed++;
    count.stayDays += days;
    count.stayRest += stay - days * DAY;
  }

  #of(file: string, state: string): StateCount {
    let states = this.#files.get(file);
    if (states === undefined) {
      states = new Map();
      this.#files.set(file, states);
    }
    let count = states.get(state);
    if (count === undefined) {
      const zero = { visitors: 0, visits: 0, completed: 0, stayDays: 0, stayRest: 0 };
      count = { file, state, ...zero, firstAges: new AgeHistogram(), next: new Map() };
      states.set(state, count);
    }
    return count;
  }

  /** Adds what another range counted; the order of ranges does not matter. */
  merge(other: StateCountsData): void {
    this.#lives += other.lives;
    for (const more of other.states) {
      const count = this.#of(more.file, more.state);
      count.visitors += more.visitors;
      count.visits += more.visits;
      count.completed += more.completed;
      count.stayDays += more.stayDays;
      count.stayRest += more.stayRest;
      for (const [bin, n] of more.firstAges) count.firstAges.addBin(bin, n);
      for (const [state, n] of more.next) count.next.set(state, (count.next.get(state) ?? 0) + n);
    }
  }

  data(): StateCountsData {
    const states = this.states().map((count) => ({
      ...count,
      firstAges: [...count.firstAges.bins()],
      next: [...count.next],
    }));
    return { lives: this.#lives, states };
  }
}

/** A state's name in one text; neither part holds a NUL. */
function key(file: string, state: string): string {
  return `${file}\u0000${state}`;
}
