import { DAY, type SimTime, YEAR } from '../../core/time.ts';

/** Days of four years. */
const CYCLE = 1461;
/** Days by which times are moved so that no number is negative: eight hundred years. */
const BASE = CYCLE * 200;

/**
 * Years that begin on a day of the person's own, so that what steps once a year does not step everywhere on New Year's Day,
 * and blocks of three such years, for which chance is drawn anew. All arithmetic is on whole days, hence exact.
 */
export class PersonalYears {
  readonly #offset: number;
  readonly #blockPhase: number;

  /** `u` in (0, 1) decides the day and the phase of the blocks. */
  constructor(u: number) {
    const choice = Math.floor(u * CYCLE * 3);
    this.#offset = BASE + (choice % CYCLE);
    this.#blockPhase = Math.floor(choice / CYCLE);
  }

  /** Number of the personal year in which `t` lies. */
  index(t: SimTime): number {
    return Math.floor((4 * (Math.floor(t / DAY) + this.#offset)) / CYCLE);
  }

  /** Midnight at which a personal year begins. */
  start(index: number): SimTime {
    return (Math.ceil((CYCLE * index) / 4) - this.#offset) * DAY;
  }

  /** The day halfway through a personal year. */
  middle(index: number): SimTime {
    return this.start(index) + 183 * DAY;
  }

  /** The calendar year, with its fraction, in the middle of a personal year. */
  calendarYear(index: number): number {
    return 1970 + this.middle(index) / YEAR;
  }

  /** Number of the block of three years. */
  block(index: number): number {
    return Math.floor((index + this.#blockPhase) / 3);
  }

  /** The personal year in the middle of a block; it begins a year earlier. */
  middleOfBlock(block: number): number {
    return 3 * block - this.#blockPhase + 1;
  }
}
