import { birthday, type SimTime, YEAR } from '../../core/time.ts';
import type {
  Coverage,
  Difficulty,
  Education,
  GeneralHealth,
  Housing,
  LowMood,
  Smoking,
  SocialNeed,
  Tenure,
} from '../../record/life-course.ts';
import { type Step, type Timeline, valueAt } from '../../record/timeline.ts';
import { PersonCoverage } from './coverage.ts';
import { ADULT, PersonHabits } from './habits.ts';
import { PersonHousing } from './housing.ts';
import type { PersonCourse } from './person-course.ts';
import { type Review, Reviews } from './review.ts';
import { smokingTimeline } from './smoking.ts';
import { socialNeeds } from './social-needs.ts';

/**
 * Habits, health, coverage, housing and needs of one person. Each has a function of the date, and a timeline of what that function
 * gives: it changes on the first day of a year of the person's own, at birthdays (coverage), or with work (needs).
 */
export class PersonTraits {
  readonly reviews: Reviews;
  readonly habits: PersonHabits;
  readonly housing: PersonHousing;
  readonly coverage: PersonCoverage;
  readonly #course: PersonCourse;
  readonly #adult: SimTime;
  readonly #finalEducation: Education;
  #smoking: Timeline<Smoking> | undefined;

  /** `finalEducation` is the highest that will be attained. */
  constructor(course: PersonCourse, finalEducation: Education) {
    const { subject, draws, reference } = course;
    this.#course = course;
    this.#adult = birthday(subject.birth, ADULT);
    this.reviews = new Reviews(course);
    this.habits = new PersonHabits(subject.sex, draws, reference.habits);
    const student = finalEducation !== 'less-than-high-school' && finalEducation !== 'high-school';
    this.housing = new PersonHousing(subject, draws, reference, student);
    this.coverage = new PersonCoverage(subject, draws, reference.coverage, this.reviews, (review) =>
      this.habits.generalHealth(review),
    );
    this.#finalEducation = finalEducation;
  }

  smoking(): Timeline<Smoking> {
    const { subject, draws, reference, end } = this.#course;
    this.#smoking ??= smokingTimeline(subject, this.#finalEducation, draws, reference.smoking).filter(
      ({ from }) => from <= end,
    );
    return this.#smoking;
  }

  smokingAt(t: SimTime): Smoking | undefined {
    return valueAt(this.smoking(), t);
  }

  coverageAt(t: SimTime): Coverage | undefined {
    return t < this.#birth ? undefined : this.coverage.at(t);
  }

  drinkingDaysAt(t: SimTime): number | undefined {
    return this.#at(this.#birth, t, (review) => this.habits.drinkingDays(review));
  }

  drinksADayAt(t: SimTime): number | undefined {
    return this.#at(this.#birth, t, (review) => this.habits.drinksADay(review));
  }

  leisureActivityAt(t: SimTime): boolean | undefined {
    return this.#at(this.#adult, t, (review) => this.habits.leisureActivity(review));
  }

  generalHealthAt(t: SimTime): GeneralHealth | undefined {
    return this.#at(this.#birth, t, (review) => this.habits.generalHealth(review));
  }

  lowMoodAt(t: SimTime): LowMood | undefined {
    return this.#at(this.#adult, t, (review) => this.habits.lowMood(review));
  }

  difficultiesAt(t: SimTime): readonly Difficulty[] | undefined {
    return this.#at(this.#birth, t, (review) => this.habits.difficulties(review));
  }

  tenureAt(t: SimTime): Tenure | undefined {
    return this.#at(this.#birth, t, (review) => this.housing.tenure(review));
  }

  housingAt(t: SimTime): Housing | undefined {
    if (t < this.#birth) return undefined;
    // The rest of a review would cost much and say nothing of where people live.
    const index = this.reviews.indexAt(t);
    return this.housing.housing({ index, age: (this.reviews.timeOf(index) - this.#birth) / YEAR });
  }

  socialNeedsAt(t: SimTime): readonly SocialNeed[] | undefined {
    const { draws } = this.#course;
    return this.#at(this.#birth, t, (review) => socialNeeds(review, draws, this.#course.employmentAt(t)));
  }

  coverageTimeline(): Timeline<Coverage> {
    return this.timeline((t) => this.coverage.at(t), this.coverage.turns);
  }

  socialNeedsTimeline(): Timeline<readonly SocialNeed[]> {
    const also = this.#course.employment.map(({ from }) => from);
    return this.timeline((t) => this.socialNeedsAt(t), also);
  }

  /** The steps of a function of the date that changes at most at reviews, at adulthood and at `also`. */
  timeline<Value>(of: (t: SimTime) => Value | undefined, also: readonly SimTime[] = []): Timeline<Value> {
    const { end } = this.#course;
    const steps: Step<Value>[] = [];
    let last: unknown;
    for (const t of this.#turns(end, also)) {
      const value = of(t);
      const text = Array.isArray(value) ? value.join() : value;
      if (value === undefined || (steps.length > 0 && text === last)) continue;
      last = text;
      steps.push({ from: t, value });
    }
    return steps;
  }

  #turns(end: SimTime, also: readonly SimTime[]): SimTime[] {
    const turns = [this.#adult, ...also].filter((t) => t > this.#birth && t <= end);
    for (let i = 0; ; i++) {
      const t = this.reviews.timeOf(i);
      if (t > end) break;
      turns.push(t);
    }
    return turns.sort((a, b) => a - b);
  }

  get #birth(): SimTime {
    return this.#course.subject.birth;
  }

  #at<Value>(from: SimTime, t: SimTime, of: (review: Review) => Value): Value | undefined {
    return t < from ? undefined : of(this.reviews.at(t));
  }
}
