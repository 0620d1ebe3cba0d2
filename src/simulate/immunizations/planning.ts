import type { Ages } from '../../core/age.ts';
import type { Draws } from '../../core/random/draws.ts';
import { murmur3 } from '../../core/random/murmur3.ts';
import { Purpose } from '../../core/random/purpose.ts';
import { DAY, type SimTime, yearOf } from '../../core/time.ts';
import type { Sex } from '../../record/person.ts';
import { decimalYear, type Recommendation, type VaccineCourse } from '../../reference/immunizations.ts';
import type { Readiness } from './readiness.ts';

/** Name of the process, in causes and as a stream of draws. */
export const IMMUNIZATIONS = 'immunizations';
const STREAM = murmur3(IMMUNIZATIONS);

/** Who is vaccinated: all that plans are made from, besides chance and the schedule. */
export interface ImmunizationSubject {
  readonly birth: SimTime;
  readonly sex: Sex;
  readonly ages: Ages;
}

/** How far a course has come. */
export interface Progress {
  /** Doses given. */
  readonly given: number;
  /** When the last was given; -Infinity before the first. */
  readonly last: SimTime;
  readonly lastCvx: string | null;
  /** Doses in all, once the first has decided it. */
  readonly of: number | null;
  /** The last season for which a dose was planned; null before the first. */
  readonly season: number | null;
  /** Doses planned so far, given or not: numbers what chance decides. */
  readonly planned: number;
}

export const NOT_BEGUN: Progress = {
  given: 0,
  last: Number.NEGATIVE_INFINITY,
  lastCvx: null,
  of: null,
  season: null,
  planned: 0,
};

/** A dose that a person will take. */
export interface PlannedDose {
  /** Which dose of the series; null where doses are not counted. */
  readonly dose: number | null;
  /** From then on it is given at any visit for wellness. */
  readonly from: SimTime;
  /** When the person comes for it alone; Infinity if not. */
  readonly alone: SimTime;
  /** From then on it is not given any more. */
  readonly until: SimTime;
  /** The season it belongs to, where it belongs to one. */
  readonly season: number | null;
}

const NONE: readonly Recommendation[] = [];

/** A course in one life: plans one dose after the other, each a pure function of the person and of how far the course has come. */
export class Planning {
  readonly subject: ImmunizationSubject;
  readonly course: VaccineCourse;
  readonly readiness: Readiness;
  /** The person's place among all people, as ready for this vaccine (readiness.ts). */
  readonly place: number;
  readonly score: number;
  readonly hash: number;
  readonly #draws: Draws;
  #born: number | undefined;

  constructor(subject: ImmunizationSubject, course: VaccineCourse, readiness: Readiness, draws: Draws) {
    this.subject = subject;
    this.course = course;
    this.readiness = readiness;
    this.#draws = draws;
    this.hash = course.hash;
    this.score = readiness.score(course.readinessHash, course.alike);
    this.place = readiness.place(this.score);
  }

  /** The year of birth with its fraction. */
  get born(): number {
    this.#born ??= decimalYear(this.subject.birth);
    return this.#born;
  }

  /** A uniform number that decides `purpose` of the `n`-th planned dose. */
  uniform(n: number, purpose: number): number {
    return this.#draws.uniform(STREAM, this.hash, n, purpose);
  }

  /** The recommendations that hold for the person at `t`, for a dose (null: any). */
  recommendedAt(t: SimTime, dose: number | null): readonly Recommendation[] {
    const { birth, sex, ages } = this.subject;
    if (t < birth) return [];
    const year = yearOf(t);
    const months = ages.months(t);
    const { course } = this;
    const rows = dose === null ? course.recommendations : (course.recommendationsOf.get(dose) ?? NONE);
    return rows.filter(
      (row) =>
        row.from <= year &&
        year <= row.to &&
        (row.sex === null || row.sex === sex) &&
        row.ageFrom <= months &&
        (months <= row.ageTo || (course.kind === 'series' && months <= this.latest(dose))),
    );
  }

  /** The oldest age in completed months at which a dose of a series is still caught up on. */
  latest(dose: number | null): number {
    return this.course.latestOf.get(dose) ?? 0;
  }
}

/** What a purpose of planning is: when, which product, whether at all. */
export const Decides = {
  when: Purpose.delay,
  window: Purpose.value,
  product: Purpose.careType,
  whether: Purpose.probability,
};

export function days(n: number): number {
  return n * DAY;
}
