import type { Draws } from '../../core/random/draws.ts';
import type { SimTime } from '../../core/time.ts';
import type {
  CourseValues,
  Coverage,
  Difficulty,
  Education,
  Employment,
  GeneralHealth,
  Housing,
  LifeCourse,
  LowMood,
  MaritalStatus,
  Smoking,
  SocialNeed,
  Tenure,
} from '../../record/life-course.ts';
import { type Timeline, valueAt } from '../../record/timeline.ts';
import type { Reference } from '../../reference/data.ts';
import type { CourseSubject } from './course-subject.ts';
import { EDUCATION, educationFrom, educationTimeline, levelAt, type SchoolDates, schoolDates } from './education.ts';
import { employmentAt, employmentTimeline } from './employment.ts';
import { incomeAt, incomeTimeline } from './income.ts';
import { industryAt, industryTimeline } from './industry.ts';
import { maritalTimeline } from './marital-status.ts';
import { povertyRatioAt, povertyRatioTimeline } from './poverty-ratio.ts';
import { PersonTraits } from './traits.ts';
import { WorkLife } from './work-life.ts';

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

  #dates: SchoolDates | undefined;
  #life: WorkLife | undefined;
  #traits: PersonTraits | undefined;
  #education: Timeline<Education> | undefined;
  #maritalStatus: Timeline<MaritalStatus> | undefined;
  #employment: Timeline<Employment> | undefined;
  #industry: Timeline<string> | undefined;
  #income: Timeline<number> | undefined;
  #povertyRatio: Timeline<number> | undefined;

  constructor(subject: CourseSubject, draws: Draws, reference: Reference, end: SimTime) {
    this.subject = subject;
    this.draws = draws;
    this.reference = reference;
    this.end = end;
  }

  get education(): Timeline<Education> {
    this.#education ??= educationTimeline(this.subject, this.#schoolDates, this.end);
    return this.#education;
  }

  get maritalStatus(): Timeline<MaritalStatus> {
    this.#maritalStatus ??= maritalTimeline(this.subject, this.draws, this.reference.social, this.end);
    return this.#maritalStatus;
  }

  get employment(): Timeline<Employment> {
    this.#employment ??= employmentTimeline(this.#workLife);
    return this.#employment;
  }

  get industry(): Timeline<string> {
    this.#industry ??= industryTimeline(this.#workLife, this.draws);
    return this.#industry;
  }

  get income(): Timeline<number> {
    this.#income ??= incomeTimeline(this.#workLife);
    return this.#income;
  }

  get povertyRatio(): Timeline<number> {
    this.#povertyRatio ??= povertyRatioTimeline(this.#workLife);
    return this.#povertyRatio;
  }

  get coverage(): Timeline<Coverage> {
    return this.traits.coverageTimeline();
  }

  get smoking(): Timeline<Smoking> {
    return this.traits.smoking();
  }

  get drinkingDays(): Timeline<number> {
    return this.traits.timeline((t) => this.traits.drinkingDaysAt(t));
  }

  get drinksADay(): Timeline<number> {
    return this.traits.timeline((t) => this.traits.drinksADayAt(t));
  }

  get leisureActivity(): Timeline<boolean> {
    return this.traits.timeline((t) => this.traits.leisureActivityAt(t));
  }

  get generalHealth(): Timeline<GeneralHealth> {
    return this.traits.timeline((t) => this.traits.generalHealthAt(t));
  }

  get lowMood(): Timeline<LowMood> {
    return this.traits.timeline((t) => this.traits.lowMoodAt(t));
  }

  get difficulties(): Timeline<readonly Difficulty[]> {
    return this.traits.timeline((t) => this.traits.difficultiesAt(t));
  }

  get tenure(): Timeline<Tenure> {
    return this.traits.timeline((t) => this.traits.tenureAt(t));
  }

  get housing(): Timeline<Housing> {
    return this.traits.timeline((t) => this.traits.housingAt(t));
  }

  get socialNeeds(): Timeline<readonly SocialNeed[]> {
    return this.traits.socialNeedsTimeline();
  }

  /**
   * The value at one date (from the end on, that of the end), for those who need no history: what the timeline has there, at a
   * fraction of the cost. Undefined before the first step.
   */
  educationAt(t: SimTime): Education | undefined {
    const at = Math.min(t, this.end);
    return at < educationFrom(this.subject, this.end) ? undefined : EDUCATION[levelAt(this.#schoolDates, at)];
  }

  maritalStatusAt(t: SimTime): MaritalStatus | undefined {
    return valueAt(this.maritalStatus, t);
  }

  employmentAt(t: SimTime): Employment | undefined {
    return employmentAt(this.#workLife, Math.min(t, this.end));
  }

  industryAt(t: SimTime): string | undefined {
    return industryAt(this.#workLife, this.draws, Math.min(t, this.end));
  }

  incomeAt(t: SimTime): number | undefined {
    return incomeAt(this.#workLife, Math.min(t, this.end));
  }

  povertyRatioAt(t: SimTime): number | undefined {
    return povertyRatioAt(this.#workLife, Math.min(t, this.end));
  }

  at(t: SimTime): CourseValues {
    const { traits } = this;
    const until = Math.min(t, this.end);
    return {
      education: this.educationAt(t),
      maritalStatus: this.maritalStatusAt(t),
      employment: this.employmentAt(t),
      industry: this.industryAt(t),
      income: this.incomeAt(t),
      povertyRatio: this.povertyRatioAt(t),
      coverage: traits.coverageAt(until),
      smoking: traits.smokingAt(until),
      drinkingDays: traits.drinkingDaysAt(until),
      drinksADay: traits.drinksADayAt(until),
      leisureActivity: traits.leisureActivityAt(until),
      generalHealth: traits.generalHealthAt(until),
      lowMood: traits.lowMoodAt(until),
      difficulties: traits.difficultiesAt(until),
      tenure: traits.tenureAt(until),
      housing: traits.housingAt(until),
      socialNeeds: traits.socialNeedsAt(until),
    };
  }

  /** Habits, health, coverage, housing and needs: at a date and over the life. */
  get traits(): PersonTraits {
    this.#traits ??= new PersonTraits(this, EDUCATION[levelAt(this.#schoolDates, Number.MAX_VALUE)] as Education);
    return this.#traits;
  }

  get #schoolDates(): SchoolDates {
    this.#dates ??= schoolDates(this.subject, this.draws, this.reference.social, this.end);
    return this.#dates;
  }

  get #workLife(): WorkLife {
    this.#life ??= new WorkLife(this.subject, this.draws, this.reference.social, this.#schoolDates, this.end);
    return this.#life;
  }
}
