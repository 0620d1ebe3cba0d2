import { ageInMonths, birthday, monthAnniversary, type SimTime, YEAR } from './time.ts';

/** Oldest age whose birthday is kept; nobody lives longer. */
const OLDEST = 150;

/** The ages of one person. Birthdays are worked out once each, because ages are asked for all the time. */
export class Ages {
  readonly #birth: SimTime;
  readonly #birthdays = new Float64Array(OLDEST + 2);
  #known = 0;

  constructor(birth: SimTime) {
    this.#birth = birth;
  }

  /** Completed calendar years at `t`, at least 0. */
  years(t: SimTime): number {
    if (t <= this.#birth) return 0;
    let age = Math.min(OLDEST, Math.floor((t - this.#birth) / YEAR));
    // The mean year is never more than a day or two off, so that at most one step is needed.
    while (age > 0 && this.birthday(age) > t) age--;
    while (age < OLDEST && this.birthday(age + 1) <= t) age++;
    return age;
  }

  /** Completed calendar months at `t`, at least 0. */
  months(t: SimTime): number {
    return ageInMonths(this.#birth, t);
  }

  /** Midnight at the start of the birthday that completes `years` (a whole number from 0). */
  birthday(years: number): SimTime {
    if (years > OLDEST) return birthday(this.#birth, years);
    while (this.#known <= years) {
      this.#birthdays[this.#known] = birthday(this.#birth, this.#known);
      this.#known++;
    }
    return this.#birthdays[years] as number;
  }

  /** Midnight of the first date on which `months` months are completed. */
  monthAnniversary(months: number): SimTime {
    return months % 12 === 0 ? this.birthday(months / 12) : monthAnniversary(this.#birth, months);
  }
}
