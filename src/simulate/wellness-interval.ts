import type { Ages } from '../core/age.ts';
import { DAY, type SimTime } from '../core/time.ts';
import type { WellnessHabit } from './wellness-habit.ts';

/** How long after a wellness visit the next is due, from an age in completed months on. Source: the reference engine's schedule. */
const INTERVALS: readonly { readonly fromMonths: number; readonly days: number }[] = [
  { fromMonths: 0, days: 30 },
  { fromMonths: 2, days: 60 },
  { fromMonths: 6, days: 90 },
  { fromMonths: 18, days: 180 },
  { fromMonths: 48, days: 365 },
  { fromMonths: 20 * 12, days: 1_095 },
  { fromMonths: 40 * 12, days: 730 },
  { fromMonths: 50 * 12, days: 365 },
];

/** With a drug taken all the time, nobody waits longer. */
const CHRONIC_CAP = 365;

/** When a person born at some time is due for wellness visits. */
export class WellnessIntervals implements WellnessHabit {
  /** When each interval begins to hold. */
  readonly #begins: readonly SimTime[];

  constructor(ages: Ages) {
    this.#begins = INTERVALS.map(({ fromMonths }) =>
      fromMonths === 0 ? Number.NEGATIVE_INFINITY : ages.monthAnniversary(fromMonths),
    );
  }

  /**
   * The earliest time, not before `from`, at which a visit is due: the last began as long ago as the interval of the age
   * reached then. `last` is -Infinity where there was none.
   */
  due(last: SimTime, hasChronic: boolean, from: SimTime): SimTime {
    for (let i = 0; i < INTERVALS.length; i++) {
      const { days } = INTERVALS[i] as (typeof INTERVALS)[number];
      const ends = this.#begins[i + 1] ?? Number.POSITIVE_INFINITY;
      if (ends <= from) continue;
      const interval = (hasChronic ? Math.min(days, CHRONIC_CAP) : days) * DAY;
      const due = Math.max(this.#begins[i] as SimTime, last + interval, from);
      if (due < ends) return due;
    }
    return Number.POSITIVE_INFINITY;
  }
}
