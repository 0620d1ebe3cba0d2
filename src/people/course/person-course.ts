import type { Draws } from '../../core/random/draws.ts';
import type { SimTime } from '../../core/time.ts';
import type {
  Coverage,
  Education,
  Employment,
  GeneralHealth,
  Housing,
  LifeCourse,
  MaritalStatus,
  Smoking,
  SocialNeed,
  Tenure,
} from '../../record/life-course.ts';
import type { Timeline } from '../../record/timeline.ts';
import type { Reference } from '../../reference/data.ts';
import type { CourseSubject } from './course-subject.ts';

/**
 * The course of life of one person, drawn from the keys of that life. A timeline is worked out when it is first asked for,
 * because a run may need none of them. Each trait has a file of its own; this class wires and remembers.
 */
export class PersonCourse implements LifeCourse {
  readonly subject: CourseSubject;
  readonly draws: Draws;
  readonly reference: Reference;
  /** To when the course is drawn. */
  readonly end: SimTime;

  constructor(subject: CourseSubject, draws: Draws, reference: Reference, end: SimTime) {
    this.subject = subject;
    this.draws = draws;
    this.reference = reference;
    this.end = end;
  }

  get education(): Timeline<Education> {
    return [];
  }

  get maritalStatus(): Timeline<MaritalStatus> {
    return [];
  }

  get employment(): Timeline<Employment> {
    return [];
  }

  get industry(): Timeline<string> {
    return [];
  }

  get income(): Timeline<number> {
    return [];
  }

  get povertyRatio(): Timeline<number> {
    return [];
  }

  get coverage(): Timeline<Coverage> {
    return [];
  }

  get smoking(): Timeline<Smoking> {
    return [];
  }

  get drinkingDays(): Timeline<number> {
    return [];
  }

  get drinksADay(): Timeline<number> {
    return [];
  }

  get leisureActivity(): Timeline<boolean> {
    return [];
  }

  get generalHealth(): Timeline<GeneralHealth> {
    return [];
  }

  get tenure(): Timeline<Tenure> {
    return [];
  }

  get housing(): Timeline<Housing> {
    return [];
  }

  get socialNeeds(): Timeline<readonly SocialNeed[]> {
    return [];
  }

  /** The values at one date, for those who need no history: what the timelines have there, at a fraction of the cost. */
  educationAt(_t: SimTime): Education | undefined {
    return undefined;
  }

  maritalStatusAt(_t: SimTime): MaritalStatus | undefined {
    return undefined;
  }

  employmentAt(_t: SimTime): Employment | undefined {
    return undefined;
  }

  industryAt(_t: SimTime): string | undefined {
    return undefined;
  }

  incomeAt(_t: SimTime): number | undefined {
    return undefined;
  }

  povertyRatioAt(_t: SimTime): number | undefined {
    return undefined;
  }
}
