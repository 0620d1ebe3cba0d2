import type { SimTime } from '../../core/time.ts';
import type { Education } from '../../record/life-course.ts';
import type { Sex } from '../../record/person.ts';
import type { Group } from '../../reference/places.ts';

/** What a course of life is drawn for. */
export interface CourseSubject {
  readonly sex: Sex;
  readonly birth: SimTime;
  readonly group: Group;
  /** Two-letter postal code of the state. */
  readonly stateCode: string;
  /** The date of whose living people schooling is that; the date to which the course is drawn when left out. */
  readonly asOf?: SimTime;
  /** What is fixed for the date to which the course is drawn; what is drawn agrees with it. */
  readonly given?: CourseGiven;
}

export interface CourseGiven {
  readonly education?: Education;
  /** Personal income in dollars of the year; 0 without income. */
  readonly income?: number;
}
