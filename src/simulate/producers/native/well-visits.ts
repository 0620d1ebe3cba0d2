import type { Ages } from '../../../core/age.ts';
import type { Draws } from '../../../core/random/draws.ts';
import { murmur3 } from '../../../core/random/murmur3.ts';
import { Purpose } from '../../../core/random/purpose.ts';
import { DAY, type SimTime } from '../../../core/time.ts';
import type { Coverage } from '../../../record/life-course.ts';
import type { WellnessHabit } from '../../wellness-habit.ts';
import { WellnessIntervals } from '../../wellness-interval.ts';

/**
 * Ages in months of the visits of childhood after the one in the first week, then every year to 21. Source: American Academy of Pediatrics
 * and Bright Futures, Recommendations for Preventive Pediatric Health Care (2014 and later).
 */
const MONTHS = [1, 2, 4, 6, 9, 12, 15, 18, 24, 30, ...Array.from({ length: 19 }, (_, i) => 12 * (i + 3))];
const FIRST_WEEK = 3 * DAY;
/** A visit is left out when the one before it came later than after this part of the time between them; a judgement. */
const TOO_CLOSE = 0.6;

const STREAM = murmur3('appointments');
const RELIABILITY = murmur3('reliability');

/**
 * Probability of missing an appointment by age in years (the first limit that the age is below). Level and order: about one in five in the
 * world's outpatient literature and in North America (Dantas and others, Health Policy 2018;122:412-421), 5 to 20 % in primary care, most
 * among young adults, fewest among the old; rounded, recalled and not re-read.
 */
const MISSED: readonly (readonly [below: number, probability: number])[] = [
  [2, 0.1],
  [13, 0.14],
  [18, 0.17],
  [40, 0.2],
  [65, 0.14],
  [Number.POSITIVE_INFINITY, 0.08],
];

/** By how care is paid for, as factors: people with Medicaid or nothing miss more; a judgement on odds ratios of 1.3 to 2 in the same review. */
const BY_COVERAGE: Readonly<Partial<Record<Coverage, number>>> = { public: 1.4, uninsured: 1.5, private: 0.85 };
const LEAST_FACTOR = Math.min(1, ...Object.values(BY_COVERAGE));
const GREATEST_FACTOR = Math.max(1, ...Object.values(BY_COVERAGE));

/** Well-child visits at the ages of Bright Futures, check-ups of adults every one to three years; some appointments are missed. */
export class WellVisits implements WellnessHabit {
  readonly #ages: Ages;
  readonly #birth: SimTime;
  readonly #ofAdults: WellnessIntervals;
  readonly #coverageAt: (t: SimTime) => Coverage | undefined;
  /** The person's own factor on the probability of missing an appointment; its mean is 1. */
  readonly #own: number;
  /** Position in `MONTHS` of the first visit that may still come. */
  #from = 0;

  constructor(birth: SimTime, ages: Ages, draws: Draws, coverageAt: (t: SimTime) => Coverage | undefined) {
    this.#birth = birth;
    this.#ages = ages;
    this.#ofAdults = new WellnessIntervals(ages);
    this.#coverageAt = coverageAt;
    this.#own = 2 * draws.uniform(STREAM, RELIABILITY, 0, Purpose.value);
  }

  due(last: SimTime, hasChronic: boolean, from: SimTime): SimTime {
    if (last === Number.NEGATIVE_INFINITY) return from;
    if (last < this.#birth + FIRST_WEEK / 2) return Math.max(from, this.#birth + FIRST_WEEK);
    const time = this.#ofChild(last) ?? this.#ofAdults.due(last, hasChronic, from);
    return Math.max(from, hasChronic ? Math.min(time, this.#ofAdults.due(last, true, from)) : time);
  }

  misses(t: SimTime, u: number): boolean {
    const age = this.#ages.years(t);
    const usual = this.#own * (MISSED.find(([below]) => age < below)?.[1] ?? 0);
    // How care is paid for is worked out only where it decides: it takes longer than all else here.
    if (u < usual * LEAST_FACTOR) return true;
    if (u >= usual * GREATEST_FACTOR) return false;
    const coverage = this.#coverageAt(t);
    return u < usual * ((coverage && BY_COVERAGE[coverage]) ?? 1);
  }

  /** The next visit of childhood that is not too close to the last. */
  #ofChild(last: SimTime): SimTime | undefined {
    for (let i = this.#from; i < MONTHS.length; i++) {
      const time = this.#ages.monthAnniversary(MONTHS[i] as number);
      if (time <= last) {
        this.#from = i;
        continue;
      }
      const before = i === 0 ? this.#birth : this.#ages.monthAnniversary(MONTHS[i - 1] as number);
      if (last - before <= TOO_CLOSE * (time - before)) return time;
    }
    return undefined;
  }
}
