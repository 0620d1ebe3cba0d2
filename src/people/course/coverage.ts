import { normalCdf, normalQuantile } from '../../core/numeric.ts';
import type { Draws } from '../../core/random/draws.ts';
import { murmur3 } from '../../core/random/murmur3.ts';
import { birthday, type SimTime, timeOf, YEAR } from '../../core/time.ts';
import type { Coverage, GeneralHealth } from '../../record/life-course.ts';
import { type CoverageModel, type CoverageTraits, FROM_65, UNDER_65 } from '../../reference/coverage.ts';
import type { CourseSubject } from './course-subject.ts';
import { ADULT } from './habits.ts';
import type { Review, Reviews } from './review.ts';

const COVERAGE = murmur3('coverage');
const FIXED = murmur3('for life');
const MOVING = murmur3('for a while');
/** Share of the variance of a person's rank that lasts for life, and years after which the rest is drawn anew (a judgement). */
const LASTS = 0.7;
const EVERY = 3;
/** The first day on which Medicare paid (Social Security Amendments of 1965, Public Law 89-97: July 1966). */
export const MEDICARE = timeOf(1966, 7, 1);
/** Ages at which coverage ends or begins: a child's in public programmes, an adult child's under the parents', Medicare. */
const TURNS = [19, 26, 65] as const;
const MEDICARE_AGE = 65;
/** Work and marriage are asked of people from 16 on. */
const WORKING_AGE = 16;

/** How one person's care is paid for: a function of the review, or of the birthday since then that changes it. */
export class PersonCoverage {
  readonly #subject: CourseSubject;
  readonly #draws: Draws;
  readonly #model: CoverageModel;
  readonly #reviews: Reviews;
  readonly #health: (review: Review) => GeneralHealth;
  readonly #turns: readonly SimTime[];
  readonly #fixed: number;
  #block = Number.NaN;
  #rank = 0;
  /** The latest answer: households ask for the same day as what is told of people. */
  #last: { readonly t: SimTime; readonly value: Coverage } | undefined;

  constructor(
    subject: CourseSubject,
    draws: Draws,
    model: CoverageModel,
    reviews: Reviews,
    health: (review: Review) => GeneralHealth,
  ) {
    this.#subject = subject;
    this.#draws = draws;
    this.#model = model;
    this.#reviews = reviews;
    this.#health = health;
    this.#turns = TURNS.map((age) => birthday(subject.birth, age));
    this.#fixed = normalQuantile(draws.uniform(COVERAGE, FIXED, 0, 0));
  }

  at(t: SimTime): Coverage {
    if (this.#last?.t !== t) this.#last = { t, value: this.#coverageAt(t) };
    return this.#last.value;
  }

  #coverageAt(t: SimTime): Coverage {
    const traits = this.traitsAt(t);
    const chosen = this.#model.choose(traits, this.#rankAt(this.#reviews.indexAt(t)));
    return traits.people === 'under 65' ? (UNDER_65[chosen] as Coverage) : (FROM_65[chosen] as Coverage);
  }

  /** Times other than reviews at which coverage may change. */
  get turns(): readonly SimTime[] {
    return [...this.#turns, MEDICARE];
  }

  /** What decides the coverage at `t`: how things stood on the last day on which it could change. */
  traitsAt(t: SimTime): CoverageTraits {
    const review = this.#reviews.at(t);
    const since = this.#lastTurn(review.time, t);
    const { sex, group, stateCode } = this.#subject;
    const age = since === review.time ? review.age : (since - this.#subject.birth) / YEAR;
    const works = age >= WORKING_AGE;
    const elderly = (this.#turns[2] as SimTime) <= since && since >= MEDICARE;
    return {
      people: elderly ? '65 and over' : 'under 65',
      age: elderly ? Math.max(MEDICARE_AGE, age) : age,
      // Halfway through the year in which this coverage holds.
      year: 1970 + since / YEAR + 0.5,
      sex,
      group,
      povertyRatio: review.povertyRatio,
      education: age >= ADULT ? review.education : undefined,
      work: works ? (review.employment === 'working' ? 'employed' : 'not employed') : undefined,
      marriage: works ? review.maritalStatus : undefined,
      health: this.#health(review),
      stateCode,
    };
  }

  #lastTurn(from: SimTime, t: SimTime): SimTime {
    let last = from;
    for (const turn of this.#turns) if (turn <= t && turn > last) last = turn;
    return MEDICARE > last && MEDICARE <= t ? MEDICARE : last;
  }

  #rankAt(index: number): number {
    const block = Math.floor(index / EVERY);
    if (block !== this.#block) {
      this.#block = block;
      const moving = normalQuantile(this.#draws.uniform(COVERAGE, MOVING, block, 0));
      this.#rank = normalCdf(Math.sqrt(LASTS) * this.#fixed + Math.sqrt(1 - LASTS) * moving);
    }
    return this.#rank;
  }
}
