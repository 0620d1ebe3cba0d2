/**
 * Time and calendar. A `SimTime` is a number of milliseconds since 1970-01-01T00:00 on the clock of the person's home
 * (floating local time, proleptic Gregorian calendar, no leap seconds); exporters add the offset of the place.
 * It may be negative and is an integer. This is the only file that may ask the machine for the time.
 */
export type SimTime = number;

export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;
export const WEEK = 604_800_000;
/** Mean length of a calendar year, for rates per person-year. */
export const YEAR = 365.25 * DAY;

/** A calendar date; month 1 to 12, day 1 to 31. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Days since 1970-01-01 of a date (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date on which `days` since 1970-01-01 falls; the inverse of daysFromCivil. */
export function civilFromDays(days: number): CalendarDate {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted + (shifted < 10 ? 3 : -9);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** The date on which `t` falls. */
export function dateOf(t: SimTime): CalendarDate {
  return civilFromDays(Math.floor(t / DAY));
}

/** The calendar year in which `t` falls. */
export function yearOf(t: SimTime): number {
  return dateOf(t).year;
}

/** Midnight at the start of a date. A day beyond the month's end runs into the next month. */
export function timeOf(year: number, month: number, day: number): SimTime {
  return daysFromCivil(year, month, day) * DAY;
}

/** Days in a month (1 to 12). */
export function daysInMonth(year: number, month: number): number {
  return month === 12 ? 31 : daysFromCivil(year, month + 1, 1) - daysFromCivil(year, month, 1);
}

/** Completed calendar months between the dates of `birth` and `t`, at least 0. */
export function ageInMonths(birth: SimTime, t: SimTime): number {
  const from = dateOf(birth);
  const to = dateOf(t);
  const months = (to.year - from.year) * 12 + to.month - from.month - (to.day < from.day ? 1 : 0);
  return Math.max(0, months);
}

/** Completed calendar years between the dates of `birth` and `t`, at least 0. */
export function ageInYears(birth: SimTime, t: SimTime): number {
  return Math.floor(ageInMonths(birth, t) / 12);
}

/** Age with its fraction: years + months/12 + days/365.2425 of the calendar period. */
export function decimalAge(birth: SimTime, t: SimTime): number {
  const months = ageInMonths(birth, t);
  const days = Math.floor(t / DAY) - Math.floor(monthAnniversary(birth, months) / DAY);
  return Math.floor(months / 12) + (months % 12) / 12 + Math.max(0, days) / 365.2425;
}

/** Midnight of the first date on which a person born at `birth` has completed `months` months. */
export function monthAnniversary(birth: SimTime, months: number): SimTime {
  const from = dateOf(birth);
  const index = from.year * 12 + (from.month - 1) + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  // A day that the month does not have is completed on the first of the next month.
  return from.day > daysInMonth(year, month) ? timeOf(year, month + 1, 1) : timeOf(year, month, from.day);
}

/** Midnight of the first date on which a person born at `birth` has completed `years` years. */
export function birthday(birth: SimTime, years: number): SimTime {
  return monthAnniversary(birth, years * 12);
}

/** `2020-01-31`. */
export function formatDate(t: SimTime): string {
  const { year, month, day } = dateOf(t);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** `2020-01-31T08:05:00`, without offset, whole seconds. */
export function formatLocal(t: SimTime): string {
  const seconds = Math.floor((t - Math.floor(t / DAY) * DAY) / SECOND);
  return `${formatDate(t)}T${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
}

/** `-05:00` for -300 minutes. */
export function formatOffset(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60), 2)}:${pad(size % 60, 2)}`;
}

/**
 * Reads `YYYY-MM-DD`, optionally with `THH:MM[:SS[.mmm]]` and a `Z`, as floating local time.
 * Undefined for any other text and for dates that do not exist.
 */
export function parseTime(text: string): SimTime | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?Z?)?$/.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const milliseconds = Number((match[7] ?? '0').padEnd(3, '0'));
  return timeOf(year, month, day) + hour * HOUR + minute * MINUTE + second * SECOND + milliseconds;
}

/** Milliseconds of a clock that only moves forward, for measuring how long the program took. */
export function stopwatch(): number {
  return performance.now();
}

/** The clock of the machine: milliseconds since 1970 in UTC. For what happens now, never for what happens in a life. */
export function wallClock(): SimTime {
  return Date.now();
}

/** `2020-01-31T13:05:00.250Z`, of a time in UTC. */
export function formatInstant(t: SimTime): string {
  return new Date(t).toISOString();
}

/** `Fri, 31 Jan 2020 13:05:00 GMT`, of a time in UTC: how headers of HTTP say it. */
export function formatHttpDate(t: SimTime): string {
  return new Date(t).toUTCString();
}

/** Reads a date as headers of HTTP say it, as a time in UTC; undefined for anything else. */
export function parseHttpDate(text: string): SimTime | undefined {
  const time = /^[A-Z][a-z]{2,8}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
