import { DAY, HOUR, MINUTE, type SimTime } from './time.ts';

const OPENS = 8 * HOUR;
const SLOT = 15 * MINUTE;
/** Appointments from 8:00 to 16:45. */
const SLOTS = 36;
/** 1970-01-01 was a Thursday; Sunday is 0. */
const FIRST_WEEKDAY = 4;

/**
 * The first time from `t` on at which an office can be visited: on a weekday, at the quarter of an hour between 8:00 and 16:45 that `u`
 * in (0, 1) picks. Public holidays are not known.
 */
export function officeTime(t: SimTime, u: number): SimTime {
  const time = OPENS + Math.floor(u * SLOTS) * SLOT;
  let day = Math.floor(t / DAY);
  if (day * DAY + time < t) day++;
  const weekday = (((day + FIRST_WEEKDAY) % 7) + 7) % 7;
  if (weekday === 6) day += 2;
  else if (weekday === 0) day += 1;
  return day * DAY + time;
}
