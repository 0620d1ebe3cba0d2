import { DAY, monthAnniversary, type SimTime } from '../core/time.ts';

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

/**
 * The earliest time, not before `from`, at which a wellness visit is due: the last began as long ago as the interval of the
 * age reached then. `last` is -Infinity where there was none.
 */
export function wellnessDue(birth: SimTime, last: SimTime, hasChronic: boolean, from: SimTime): SimTime {
  for (const [i, { fromMonths, days }] of INTERVALS.entries()) {
    const begins = fromMonths === 0 ? birth : monthAnniversary(birth, fromMonths);
    const following = INTERVALS[i + 1];
    const ends = following ? monthAnniversary(birth, following.fromMonths) : Number.POSITIVE_INFINITY;
    if (ends <= from) continue;
    const interval = (hasChronic ? Math.min(days, CHRONIC_CAP) : days) * DAY;
    const due = Math.max(begins, last + interval, from);
    if (due < ends) return due;
  }
  return Number.POSITIVE_INFINITY;
}
