import { normalCdf, normalQuantile } from '../../core/numeric.ts';
import type { Draws } from '../../core/random/draws.ts';
import { murmur3 } from '../../core/random/murmur3.ts';
import type { Housing, Tenure } from '../../record/life-course.ts';
import type { Habits } from '../../reference/habits.ts';
import type { HousingShares } from '../../reference/housing.ts';
import type { CourseSubject } from './course-subject.ts';
import { habitScore } from './habit-score.ts';
import type { Review } from './review.ts';

const HOUSING = murmur3('housing');
const FIXED = murmur3('for life');
const MOVING = murmur3('for a while');
/** Years after which part of the rank is drawn anew: nobody leaves a nursing home for being drawn anew, so the old keep theirs. */
const EVERY = 2;
const LASTS_FROM = 70;
const LASTS = 0.5;
/** Below this age, other quarters are mostly dormitories: for those who go to college, some six in ten (a judgement); barracks for others. */
const DORMITORY_AGE = 30;
const STUDENTS = 1.5;
const OTHERS = 0.2;

export interface HousingFacts {
  readonly habits: Habits;
  readonly housing: HousingShares;
}

/** Where one person lives: a household, an institution, a dormitory or barracks; and whether the household owns its home. */
export class PersonHousing {
  readonly #subject: CourseSubject;
  readonly #draws: Draws;
  readonly #habits: Habits;
  readonly #shares: HousingShares;
  readonly #student: number;

  /** `student` says whether somebody goes to college at some time. */
  constructor(subject: CourseSubject, draws: Draws, { habits, housing }: HousingFacts, student: boolean) {
    this.#subject = subject;
    this.#draws = draws;
    this.#habits = habits;
    this.#shares = housing;
    this.#student = student ? STUDENTS : OTHERS;
  }

  /** Institutions take those of low rank, other group quarters those of high rank. */
  housing(review: Pick<Review, 'age' | 'index'>): Housing {
    const { sex } = this.#subject;
    const { age } = review;
    const rank = this.#rank(review);
    if (rank < this.#shares.institution(sex, age)) return 'institution';
    const other = this.#shares.otherQuarters(sex, age) * (age < DORMITORY_AGE ? this.#student : 1);
    return rank > 1 - other ? 'other-group-quarters' : 'housing-unit';
  }

  /** Of the household; for who lives in none, of the one that is left behind. */
  tenure(review: Review): Tenure {
    const score = this.tenureScore(review) + this.#shares.ownership(this.#subject.stateCode, review.year);
    return this.#habits.table('tenure', this.#subject.group).category(review.age, score) === 1 ? 'own' : 'rent';
  }

  tenureScore(review: Review): number {
    return habitScore('tenure', review, this.#draws);
  }

  /** The old stay where they are. */
  #rank(review: Pick<Review, 'age' | 'index'>): number {
    const fixed = normalQuantile(this.#draws.uniform(HOUSING, FIXED, 0, 0));
    if (review.age >= LASTS_FROM) return normalCdf(fixed);
    const block = Math.floor(review.index / EVERY);
    const moving = normalQuantile(this.#draws.uniform(HOUSING, MOVING, block, review.age < DORMITORY_AGE ? 1 : 0));
    return normalCdf(Math.sqrt(LASTS) * fixed + Math.sqrt(1 - LASTS) * moving);
  }
}
