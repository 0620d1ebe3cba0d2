import { DAY, daysInMonth, HOUR, MINUTE, SECOND, timeOf } from '../../core/time.ts';

/** From `low` until before `high`, in milliseconds. */
export interface DateRange {
  readonly low: number;
  readonly high: number;
}

const DATE =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/** Whether a date says its offset. */
export function hasOffset(text: string): boolean {
  return /T.*(?:Z|[+-]\d{2}:\d{2})$/.test(text);
}

/**
 * The time that a date of any precision stands for. On the clock of its place (`local`) its offset counts for nothing; otherwise it is
 * taken off, and none is read as UTC. Undefined for what is no date.
 */
export function dateRange(text: string, local: boolean): DateRange | undefined {
  const match = DATE.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => (part ? Number(part) : undefined));
  if (year === undefined || (month !== undefined && (month < 1 || month > 12))) return undefined;
  if (month === undefined) return { low: timeOf(year, 1, 1), high: timeOf(year + 1, 1, 1) };
  const length = daysInMonth(year, month);
  if (day === undefined) return spanning(timeOf(year, month, 1), length * DAY);
  if (day < 1 || day > length) return undefined;
  const midnight = timeOf(year, month, day) - (local ? 0 : offsetOf(match[8]));
  if (hour === undefined || minute === undefined) return spanning(midnight, DAY);
  const start = midnight + hour * HOUR + minute * MINUTE;
  if (second === undefined) return spanning(start, MINUTE);
  const fraction = match[7];
  if (fraction === undefined) return spanning(start + second * SECOND, SECOND);
  return spanning(start + second * SECOND + Number(fraction.slice(0, 3).padEnd(3, '0')), 1);
}

function spanning(low: number, length: number): DateRange {
  return { low, high: low + length };
}

function offsetOf(text: string | undefined): number {
  if (text === undefined || text === 'Z') return 0;
  const size = Number(text.slice(1, 3)) * HOUR + Number(text.slice(4, 6)) * MINUTE;
  return text.startsWith('-') ? -size : size;
}
