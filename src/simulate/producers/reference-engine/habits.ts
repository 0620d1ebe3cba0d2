import { murmur3 } from '../../../core/random/murmur3.ts';
import { type SimTime, WEEK, yearOf } from '../../../core/time.ts';
import type { RunningLife } from '../../running-life.ts';
import type { Process } from '../producers.ts';
import type { Chance } from './chance.ts';

/** A habit of the reference engine: begun at one age or never, given up with a chance in each weekly step. */
export interface Habit {
  /** What decides that it is taken up, and when it is given up. */
  readonly taking: number;
  readonly quitting: number;
  /** Age in years at which it is decided. */
  readonly age: number;
  /** Probability of beginning, by the year in which it is decided. */
  readonly begins: (year: number) => number;
  /** Boolean; absent before it is decided. */
  readonly attribute: string;
  /** Probability of quitting in a weekly step; a module may set another under the name `quitAttribute`, which then falls by this much a week. */
  readonly quits: number;
  readonly quitAttribute: string;
  /** Holds the age in completed years at which it was given up. */
  readonly quitAge?: string;
}

/** Source: gmf.md 7.4.3. */
export const SMOKING: Habit = {
  taking: murmur3('smoking begins'),
  quitting: murmur3('smoking ends'),
  age: 16,
  begins: (year) => (year < 1965 ? 0.424 : (996.41 - 0.4865 * year) / 100),
  attribute: 'smoker',
  quits: 0.01,
  quitAttribute: 'quit smoking probability',
  quitAge: 'quit smoking age',
};

export const ALCOHOL: Habit = {
  taking: murmur3('alcohol begins'),
  quitting: murmur3('alcohol ends'),
  age: 25,
  begins: () => 0.025,
  attribute: 'alcoholic',
  quits: 0.001,
  quitAttribute: 'quit alcoholism probability',
};

/** One person's course of a habit. */
export class HabitCourse implements Process {
  next: SimTime;
  readonly #habit: Habit;
  readonly #life: RunningLife;
  readonly #chance: Chance;
  /** Whether a module may change the chance of quitting, so that each week has to be looked at. */
  readonly #isWatched: boolean;
  #isDecided = false;

  constructor(habit: Habit, life: RunningLife, chance: Chance) {
    this.#habit = habit;
    this.#life = life;
    this.#chance = chance;
    this.#isWatched = life.isMentioned(habit.quitAttribute);
    this.next = life.ages.birthday(habit.age);
  }

  run(t: SimTime): void {
    if (!this.#isDecided) {
      this.#decide(t);
      return;
    }
    if (this.#isWatched && !this.#quitsThisWeek(t)) {
      this.next = t + WEEK;
      return;
    }
    const { attribute, quitAge } = this.#habit;
    this.next = Number.POSITIVE_INFINITY;
    this.#life.setAttributeNamed(attribute, false);
    if (quitAge !== undefined) this.#life.setAttributeNamed(quitAge, this.#life.ages.years(t));
  }

  #decide(t: SimTime): void {
    const { begins, attribute, quits, taking, quitting } = this.#habit;
    this.#isDecided = true;
    const isTaken = this.#chance.uniform(taking) < begins(yearOf(t));
    this.#life.setAttributeNamed(attribute, isTaken);
    if (!isTaken) this.next = Number.POSITIVE_INFINITY;
    else this.next = t + (this.#isWatched ? WEEK : this.#chance.wait(quitting, 0, quits));
  }

  #quitsThisWeek(t: SimTime): boolean {
    const { quitAttribute, quits, quitting } = this.#habit;
    const set = this.#life.attributeNamed(quitAttribute);
    const probability = typeof set === 'number' ? set : quits;
    if (this.#chance.uniform(quitting, this.#chance.week(t)) < probability) return true;
    this.#life.setAttributeNamed(quitAttribute, Math.max(quits, probability - quits));
    return false;
  }
}
