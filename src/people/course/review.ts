import { Purpose } from '../../core/random/purpose.ts';
import { type SimTime, YEAR } from '../../core/time.ts';
import type { Education, Employment, MaritalStatus } from '../../record/life-course.ts';
import type { PersonCourse } from './person-course.ts';
import { PersonalYears } from './personal-year.ts';
import { uniform } from './ranks.ts';

/**
 * Where somebody stands on the day of a year on which habits, health and coverage may change: the first day of the person's own years, and
 * birth.
 */
export interface Review {
  /** 0 at birth. */
  readonly index: number;
  readonly time: SimTime;
  /** Age, and the time as a calendar year with its fraction. */
  readonly age: number;
  readonly year: number;
  /** 0 less than high school to 4 graduate; undefined for children. */
  readonly education: number | undefined;
  /** Household income over the poverty line. */
  readonly povertyRatio: number;
  /** Doublings of income above the poverty line, from -1.5 (and below) to 3 (and above), less the usual 1.5. */
  readonly standing: number;
  readonly employment: Employment | undefined;
  readonly maritalStatus: MaritalStatus | undefined;
}

const LEVEL: Readonly<Record<Education, number>> = {
  'less-than-high-school': 0,
  'high-school': 1,
  'some-college': 2,
  bachelor: 3,
  graduate: 4,
};
/** The usual household is some 2.8 times above the line. */
const USUAL_RATIO = 2.8;
const LN2 = Math.log(2);

/** The reviews of one life, one a year. */
export class Reviews {
  readonly #course: PersonCourse;
  readonly #years: PersonalYears;
  readonly #first: number;
  /** Those asked for so far, by index: timelines go over all of them, one trait after the other. */
  readonly #known: Review[] = [];

  constructor(course: PersonCourse) {
    this.#course = course;
    this.#years = new PersonalYears(uniform(course.draws, 'personalYears', 0, Purpose.value));
    this.#first = this.#years.index(course.subject.birth);
  }

  timeOf(index: number): SimTime {
    return index <= 0 ? this.#course.subject.birth : this.#years.start(this.#first + index);
  }

  /** Number of the review whose results hold at `t`. */
  indexAt(t: SimTime): number {
    return Math.max(0, this.#years.index(t) - this.#first);
  }

  /** The review whose results hold at `t`. */
  at(t: SimTime): Review {
    return this.review(this.indexAt(t));
  }

  review(index: number): Review {
    const known = this.#known[index];
    if (known) return known;
    const review = reviewOf(this.#course, index, this.timeOf(index));
    this.#known[index] = review;
    return review;
  }
}

/** Where somebody stands at a time, whether or not it is the day of a review. */
export function reviewOf(course: PersonCourse, index: number, time: SimTime): Review {
  const education = course.educationAt(time);
  const povertyRatio = course.povertyRatioAt(time) ?? USUAL_RATIO;
  return {
    index,
    time,
    age: (time - course.subject.birth) / YEAR,
    year: calendarYear(time),
    education: education === undefined ? undefined : LEVEL[education],
    povertyRatio,
    standing: Math.min(3, Math.max(-1.5, Math.log(Math.max(0.01, povertyRatio)) / LN2)) - 1.5,
    employment: course.employmentAt(time),
    maritalStatus: course.maritalStatusAt(time),
  };
}

/** The time as a calendar year with its fraction, good to a day. */
export function calendarYear(t: SimTime): number {
  return 1970 + t / YEAR;
}
