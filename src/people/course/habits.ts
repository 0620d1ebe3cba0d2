import { between } from '../../core/numeric.ts';
import type { Draws } from '../../core/random/draws.ts';
import { murmur3 } from '../../core/random/murmur3.ts';
import type { Difficulty, GeneralHealth, LowMood } from '../../record/life-course.ts';
import type { Habits, Trait } from '../../reference/habits.ts';
import type { Sex } from '../../reference/terms.ts';
import { habitScore } from './habit-score.ts';
import type { Review } from './review.ts';

/** Age from which habits of adults are kept. */
export const ADULT = 18;
const DRINKING = murmur3('drinking');
const FIRST_DRINK = murmur3('first drink');
const AMOUNT = murmur3('amount');
/**
 * Age at the first drink by percent of people: past-year drinking of 12 to 20 year olds in SAMHSA, National Survey on Drug Use
 * and Health 2019 (not re-read). From 21 on, the tables of NHANES hold.
 */
const FIRST_DRINKS = [
  [0, 12],
  [5, 14],
  [20, 15.5],
  [45, 17],
  [75, 18.5],
  [100, 20.9],
] as const;
/** Days a year from which each category on is drunk, and the end of the last. */
const DAYS = [0, 1, 12, 52, 156, 366] as const;
/** Drinks of each category; the last is open. */
const DRINKS = [1, 2, 3, 5] as const;
const HEALTH: readonly GeneralHealth[] = ['excellent', 'very-good', 'good', 'fair', 'poor'];
const MOOD: readonly LowMood[] = ['none', 'several-days', 'most-days'];
const DIFFICULTIES: readonly Difficulty[] = ['cognitive', 'walking', 'seeing', 'hearing'];

/** The habits, health and difficulties of one person at a review: functions of the review and the person's draws. */
export class PersonHabits {
  readonly #sex: Sex;
  readonly #draws: Draws;
  readonly #habits: Habits;
  /** Of the latest review: most traits ask for health, and amounts for days. */
  #health: { readonly review: Review; readonly score: number } | undefined;
  #days: { readonly review: Review; readonly value: number } | undefined;

  constructor(sex: Sex, draws: Draws, habits: Habits) {
    this.#sex = sex;
    this.#draws = draws;
    this.#habits = habits;
  }

  /** Days of the past year on which alcohol was drunk. */
  drinkingDays(review: Review): number {
    if (this.#days?.review !== review) this.#days = { review, value: this.#drinkingDays(review) };
    return this.#days.value;
  }

  #drinkingDays(review: Review): number {
    const { age } = review;
    const firstDrink = between(FIRST_DRINKS, 100 * this.#draws.uniform(DRINKING, FIRST_DRINK, 0, 0));
    if (age < firstDrink) return 0;
    const category = this.#category('alcohol-days', review);
    if (category === 0) return 0;
    const from = DAYS[category] as number;
    const to = DAYS[category + 1] as number;
    const u = this.#draws.uniform(DRINKING, AMOUNT, category, 0);
    return Math.min(365, Math.floor(Math.exp(Math.log(from) + u * Math.log(to / from))));
  }

  /** Drinks on a day on which alcohol is drunk; 0 for those who drink none. */
  drinksADay(review: Review): number {
    if (this.drinkingDays(review) === 0) return 0;
    const category = this.#category('drinks', review);
    const u = this.#draws.uniform(DRINKING, AMOUNT, category, 1);
    if (category === 2) return u < 0.62 ? 3 : 4;
    if (category < 2) return DRINKS[category] as number;
    // Beyond five, each further drink is taken by two of three (a judgement), up to 15.
    return Math.min(15, 5 + Math.floor(Math.log(u) / Math.log(2 / 3)));
  }

  leisureActivity(review: Review): boolean {
    return this.#category('activity', review) === 1;
  }

  generalHealth(review: Review): GeneralHealth {
    return HEALTH[this.#category('health', review)] as GeneralHealth;
  }

  lowMood(review: Review): LowMood {
    return MOOD[this.#category('low-mood', review)] as LowMood;
  }

  difficulties(review: Review): readonly Difficulty[] {
    return DIFFICULTIES.filter((difficulty) => this.#category(difficulty, review) === 1);
  }

  #category(trait: Trait, review: Review): number {
    const health = this.#healthScore(review);
    const score = trait === 'health' ? health : habitScore(trait, review, this.#draws, health);
    return this.#habits.table(trait, this.#sex).category(review.age, score);
  }

  #healthScore(review: Review): number {
    if (this.#health?.review !== review) {
      this.#health = { review, score: habitScore('health', review, this.#draws) };
    }
    return this.#health.score;
  }
}
