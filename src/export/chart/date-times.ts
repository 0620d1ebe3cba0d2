import { civilFromDays, DAY, formatLocal, formatOffset, HOUR, MINUTE, type SimTime } from '../../core/time.ts';

/** Minutes from UTC of clocks in a state (two-letter postal code) when they show `t`. */
export type UtcOffset = (stateCode: string, t: SimTime) => number;

const TWO_DIGITS = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

/**
 * Writes times of one place as dates, and as moments with their offset or in UTC. Order is kept: of two times, the later is
 * never written as the earlier instant. For that the hour that clocks skip in spring is written as the moment after it.
 *
 * Hot: the entries of a visit mostly share one time, and the times of a day a date and an offset; the last of each is kept.
 */
export class DateTimes {
  readonly #offsetAt: UtcOffset;
  readonly #stateCode: string;
  #time = Number.NaN;
  #timeText = '';
  #day = Number.NaN;
  #dayText = '';
  #hour = Number.NaN;
  #hourIsSkipped = false;
  #offset = 0;
  #offsetText = '';
  #instant = Number.NaN;
  #instantText = '';

  constructor(stateCode: string, offsetAt: UtcOffset) {
    this.#stateCode = stateCode;
    this.#offsetAt = offsetAt;
  }

  /** `2020-01-31`. */
  date(t: SimTime): string {
    const day = Math.floor(t / DAY);
    if (day !== this.#day) {
      const date = civilFromDays(day);
      this.#day = day;
      this.#dayText = `${String(date.year).padStart(4, '0')}-${TWO_DIGITS[date.month]}-${TWO_DIGITS[date.day]}`;
    }
    return this.#dayText;
  }

  /** `2020-01-31T08:05:00-05:00`: whole seconds; a dateTime and an instant. */
  dateTime(t: SimTime): string {
    if (t === this.#time) return this.#timeText;
    const hour = Math.floor(t / HOUR);
    if (hour !== this.#hour) this.#enter(hour);
    const shown = this.#hourIsSkipped ? (hour + 1) * HOUR : t;
    const date = this.date(shown);
    const seconds = Math.floor((shown - this.#day * DAY) / 1000);
    const minutes = Math.floor(seconds / 60);
    const clock = `${TWO_DIGITS[Math.floor(minutes / 60)]}:${TWO_DIGITS[minutes % 60]}:${TWO_DIGITS[seconds % 60]}`;
    this.#time = t;
    this.#timeText = `${date}T${clock}${this.#offsetText}`;
    return this.#timeText;
  }

  /** `2020-01-31T13:05:00Z`: the moment of `dateTime`, in UTC. */
  instant(t: SimTime): string {
    if (t === this.#instant) return this.#instantText;
    const hour = Math.floor(t / HOUR);
    if (hour !== this.#hour) this.#enter(hour);
    const shown = this.#hourIsSkipped ? (hour + 1) * HOUR : t;
    this.#instant = t;
    this.#instantText = `${formatLocal(shown - this.#offset * MINUTE)}Z`;
    return this.#instantText;
  }

  /** Clocks change on the hour. */
  #enter(hour: number): void {
    const offset = this.#offsetAt(this.#stateCode, hour * HOUR);
    this.#hour = hour;
    this.#offset = offset;
    this.#hourIsSkipped = offset > this.#offsetAt(this.#stateCode, (hour - 1) * HOUR);
    this.#offsetText = formatOffset(offset);
  }
}
