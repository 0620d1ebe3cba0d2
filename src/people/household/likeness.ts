import type { SimTime } from '../../core/time.ts';
import type { Coverage, Tenure } from '../../record/life-course.ts';
import type { Person } from '../../record/person.ts';
import { valueAt } from '../../record/timeline.ts';
import { PersonCourse } from '../course/person-course.ts';
import type { Member } from './member.ts';

/** What people of one household have in common, of one person. */
export interface Standing {
  readonly language: string;
  readonly coverage: Coverage | undefined;
  readonly tenure: Tenure | undefined;
  /** Household income over the poverty line, in doublings. */
  readonly income: number;
}

/** By how much two people are less alike, in doublings of income: judgements. */
const OTHER_COVERAGE = 1.5;
const OTHER_TENURE = 1;
const OTHER_LANGUAGE = 2;
const POOREST = 0.25;

/** How a person stands at a time. A course that is drawn knows it without the whole timelines. */
export function standingOf({ language, course }: Person, t: SimTime): Standing {
  const traits = course instanceof PersonCourse ? course.traits : undefined;
  const ratio = traits ? traits.reviews.at(t).povertyRatio : course && valueAt(course.povertyRatio, t);
  return {
    language: language.code,
    coverage: traits ? traits.coverageAt(t) : course && valueAt(course.coverage, t),
    tenure: traits ? traits.tenureAt(t) : course && valueAt(course.tenure, t),
    income: Math.log2(Math.max(POOREST, ratio ?? 1)),
  };
}

/**
 * How little two people are like members of one household: 0 when alike. Who is alike is matched, instead of giving one the
 * insurance or income of the other: so matching changes the distribution of neither.
 */
export function unlikeness(a: Member, b: Member): number {
  const one = a.standing;
  const other = b.standing;
  return (
    Math.abs(one.income - other.income) +
    (one.coverage === other.coverage ? 0 : OTHER_COVERAGE) +
    (one.tenure === other.tenure ? 0 : OTHER_TENURE) +
    (one.language === other.language ? 0 : OTHER_LANGUAGE)
  );
}
