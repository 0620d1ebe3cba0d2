import { type SimTime, timeOf, yearOf } from '../../core/time.ts';

/** A time as a calendar year with its fraction. */
export function yearFraction(t: SimTime): number {
  const year = yearOf(t);
  const start = timeOf(year, 1, 1);
  return year + (t - start) / (timeOf(year + 1, 1, 1) - start);
}
