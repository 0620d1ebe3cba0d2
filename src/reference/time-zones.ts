import { DAY, daysFromCivil, HOUR, type SimTime, yearOf } from '../core/time.ts';

/**
 * Standard time of most of each state's people, in minutes from UTC (49 CFR part 71). States that lie in two zones have
 * one here: Florida, Indiana, Kentucky and Michigan are Eastern; Kansas, Nebraska, the Dakotas, Tennessee and Texas
 * Central; Idaho Mountain; Oregon Pacific. Alaska has its zone of since 1983 throughout.
 */
const STANDARD: Readonly<Record<string, number>> = {
  ...zone(-240, 'PR'),
  ...zone(-300, 'CT DE DC FL GA IN KY ME MD MA MI NH NJ NY NC OH PA RI SC VT VA WV'),
  ...zone(-360, 'AL AR IL IA KS LA MN MS MO NE ND OK SD TN TX WI'),
  ...zone(-420, 'AZ CO ID MT NM UT WY'),
  ...zone(-480, 'CA NV OR WA'),
  ...zone(-540, 'AK'),
  ...zone(-600, 'HI'),
};

/** First year of daylight saving by state where it is not 1967; Arizona's one summer of it, 1967, is left out. */
const FIRST_YEAR: Readonly<Record<string, number>> = {
  AZ: Number.POSITIVE_INFINITY,
  HI: Number.POSITIVE_INFINITY,
  PR: Number.POSITIVE_INFINITY,
  IN: 2006,
};

const UNIFORM_TIME_ACT = 1967;

/**
 * Minutes from UTC of clocks in a state (two-letter postal code) when they show `t`, a floating local time.
 * Daylight saving follows the Uniform Time Act of 1966 and its amendments, from 2:00 to 2:00 local time; before 1967,
 * when every county chose for itself, there is none. An hour that clocks show twice counts as the first, daylight one;
 * an hour that they skip counts as daylight time. Throws a RangeError for an unknown state.
 */
export function utcOffsetMinutes(stateCode: string, t: SimTime): number {
  const standard = STANDARD[stateCode];
  if (standard === undefined) throw new RangeError(`no time zone is known for state "${stateCode}"`);
  const year = yearOf(t);
  if (year < (FIRST_YEAR[stateCode] ?? UNIFORM_TIME_ACT)) return standard;
  const isDaylight = t >= daylightStart(year) * DAY + 2 * HOUR && t < daylightEnd(year) * DAY + 2 * HOUR;
  return isDaylight ? standard + 60 : standard;
}

/** Day on which daylight saving begins in a year from 1967. */
function daylightStart(year: number): number {
  if (year >= 2007) return sundayFrom(daysFromCivil(year, 3, 8)); // Energy Policy Act of 2005: second Sunday of March
  if (year >= 1987) return sundayFrom(daysFromCivil(year, 4, 1)); // Public Law 99-359: first Sunday of April
  // Emergency Daylight Saving Time Energy Conservation Act of 1973.
  if (year === 1974) return daysFromCivil(1974, 1, 6);
  if (year === 1975) return daysFromCivil(1975, 2, 23);
  return sundayFrom(daysFromCivil(year, 4, 24));
}

/** Day on which daylight saving ends in a year from 1967: first Sunday of November since 2007, last of October before. */
function daylightEnd(year: number): number {
  return sundayFrom(year >= 2007 ? daysFromCivil(year, 11, 1) : daysFromCivil(year, 10, 25));
}

/** The first Sunday on or after a day; 1970-01-01 was a Thursday. */
function sundayFrom(day: number): number {
  const weekday = (((day + 4) % 7) + 7) % 7;
  return day + ((7 - weekday) % 7);
}

function zone(minutes: number, states: string): Record<string, number> {
  return Object.fromEntries(states.split(' ').map((state) => [state, minutes]));
}
