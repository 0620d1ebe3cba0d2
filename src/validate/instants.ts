import { DAY, daysFromCivil, daysInMonth, MINUTE } from '../core/time.ts';

/** A date or dateTime as the span of time that it may mean, in milliseconds UTC: a date means a day, in any time zone. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

// Up to `YYYY-MM-DDThh:mm:ss.sss+hh:mm`; structure has judged the form.
const DATE_TIME =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:Z|([+-])(\d{2}):(\d{2})))?)?)?$/;

/** Clocks differ from UTC by at most 14 hours. */
const MOST_OFFSET = 14 * 60 * MINUTE;

/** What a FHIR date, dateTime or instant may mean; undefined for any other text. Fractions of a second are dropped. */
export function spanOf(text: string): Span | undefined {
  const match = DATE_TIME.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (match[4] !== undefined) {
    const offset = Number(match[8] ?? 0) * 60 + Number(match[9] ?? 0);
    const local = daysFromCivil(year, month, day) * DAY + ((hour * 60 + minute) * 60 + second) * 1000;
    const instant = local - (match[7] === '-' ? -offset : offset) * MINUTE;
    return { from: instant, to: instant };
  }
  const first = daysFromCivil(year, match[2] === undefined ? 1 : month, match[3] === undefined ? 1 : day);
  const days = match[3] !== undefined ? 1 : match[2] !== undefined ? daysInMonth(year, month) : 366;
  return { from: first * DAY - MOST_OFFSET, to: (first + days) * DAY + MOST_OFFSET };
}

/** Whether `a` is certainly earlier than `b`; false where either is no date or where they may overlap. */
export function isBefore(a: string, b: string): boolean {
  const first = spanOf(a);
  const second = spanOf(b);
  return first !== undefined && second !== undefined && first.to < second.from;
}
