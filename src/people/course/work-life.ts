import { normalCdf, normalQuantile } from '../../core/numeric.ts';
import type { Draws } from '../../core/random/draws.ts';
import { Purpose } from '../../core/random/purpose.ts';
import { type SimTime, YEAR } from '../../core/time.ts';
import type { Social, StateShift } from '../../reference/social.ts';
import { WORK_FROM } from '../../reference/social-work.ts';
import type { CourseSubject } from './course-subject.ts';
import { levelAt, type SchoolDates } from './education.ts';
import { PersonalYears } from './personal-year.ts';
import { rank, uniform } from './ranks.ts';

/** Part of the variance of the rank at work that lasts for life; the rest is drawn anew every three years (a judgement). */
const WORK_LASTS = 0.7;
/** Weight of the rank at work in the rank of income, of those with an income: who hardly works earns little (a judgement). */
const WORK_IN_INCOME = 0.45;
/** Weight of the own income in the rank of the household's (a judgement; most adults share a household with an earner). */
const INCOME_IN_HOUSEHOLD = 0.6;
const HOUSEHOLD_LASTS = 0.75;
/** One in four is prone to look for work, at five times the rate of the others; on average the rate is the published one. */
const PRONE = 0.25;
const PRONE_FACTOR = 2.5;
const OTHERS_FACTOR = 0.5;

/** One stretch of a working life, in which nothing changes but what is looked up by `half`. */
export interface WorkPiece {
  /** Number of the personal year. */
  readonly year: number;
  readonly education: number;
}

/**
 * The ranks of a person at work and in income, and what they mean in a personal year at a level of education. Employment, industry,
 * income and poverty read from here, so that they agree with each other.
 */
export class WorkLife {
  readonly subject: CourseSubject;
  readonly dates: SchoolDates;
  readonly years: PersonalYears;
  readonly social: Social;
  readonly state: StateShift;
  readonly end: SimTime;
  readonly #draws: Draws;
  readonly #work: number;
  readonly #prone: number;
  #income: number;
  #household: number | undefined;
  /** What a given income adds to the rank at work. */
  #moved = 0;
  #block = Number.NaN;
  #rankOfBlock = 0;

  constructor(subject: CourseSubject, draws: Draws, social: Social, dates: SchoolDates, end: SimTime) {
    this.subject = subject;
    this.dates = dates;
    this.social = social;
    this.state = social.state(subject.stateCode);
    this.end = end;
    this.#draws = draws;
    this.years = new PersonalYears(uniform(draws, 'personalYears', 0, Purpose.value));
    this.#work = rank(draws, 'work', 0);
    this.#prone = uniform(draws, 'proneToLook', 0, Purpose.probability) < PRONE ? PRONE_FACTOR : OTHERS_FACTOR;
    this.#income = rank(draws, 'income', 0);
    const given = subject.given?.income;
    if (given !== undefined && this.age(this.years.index(end)) >= WORK_FROM) this.#agree(given);
  }

  /** The first day on which work and income are spoken of. */
  get from(): SimTime {
    return this.subject.birth + WORK_FROM * YEAR;
  }

  /** Completed years of age in the middle of a personal year, at least WORK_FROM. */
  age(year: number): number {
    return Math.floor((this.years.middle(year) - this.subject.birth) / YEAR);
  }

  /** The calendar year, with its fraction, in the middle of a personal year. */
  calendarYear(year: number): number {
    return 1970 + this.years.middle(year) / YEAR;
  }

  levelAt(t: SimTime): number {
    return levelAt(this.dates, t);
  }

  /** Standard normal; low: does not work. */
  workRank(year: number): number {
    const block = this.years.block(year);
    if (block !== this.#block) {
      const now = rank(this.#draws, 'workOfBlock', block);
      this.#rankOfBlock = Math.sqrt(WORK_LASTS) * this.#work + Math.sqrt(1 - WORK_LASTS) * now;
      this.#block = block;
    }
    return this.#rankOfBlock + this.#moved;
  }

  /** Whether the person neither has nor seeks work. */
  isNotWorking(year: number, education: number): boolean {
    return this.workRank(year) < this.#notWorking(year, education);
  }

  /** In which half of the personal year somebody who has or seeks work seeks it: the first, the second or neither. */
  lookingHalf(year: number, education: number): 0 | 1 | undefined {
    const { sex } = this.subject;
    const share = normalCdf(this.social.work.looking(sex, education, this.age(year), this.calendarYear(year)));
    const own = Math.min(0.5, share * this.#prone);
    const u = uniform(this.#draws, 'looking', year, Purpose.probability);
    return u < own ? 0 : u > 1 - own ? 1 : undefined;
  }

  #notWorking(year: number, education: number): number {
    return this.social.work.notWorking(this.subject.sex, education, this.age(year), this.calendarYear(year));
  }

  /** Below this rank at work there is no income: only people without work have none. */
  #withoutIncome(year: number, education: number): number {
    const without = this.social.income.without(this.subject.sex, education, this.age(year), this.calendarYear(year));
    return Math.min(without, this.#notWorking(year, education));
  }

  /** Rank of income among those who have one; undefined without. */
  incomeRank(year: number, education: number): number | undefined {
    const work = this.workRank(year);
    const without = this.#withoutIncome(year, education);
    if (work < without) return undefined;
    return WORK_IN_INCOME * amongOthers(work, without) + Math.sqrt(1 - WORK_IN_INCOME * WORK_IN_INCOME) * this.#income;
  }

  /** Dollars of the year, 0 without income. */
  income(year: number, education: number): number {
    const incomeRank = this.incomeRank(year, education);
    if (incomeRank === undefined) return 0;
    const { sex, group } = this.subject;
    const log = this.social.income.log(sex, group, education, this.age(year), this.calendarYear(year), incomeRank);
    return rounded(Math.exp(log + this.state.logIncome));
  }

  /** The ratio of the household's income to the poverty line. */
  povertyRatio(year: number, education: number): number {
    const { group } = this.subject;
    const { poor, middle } = this.state;
    const age = Math.max(0, this.age(year));
    const of = this.#householdRank(year, education, age);
    const ratio = this.social.poverty.ratio(group, education, age, this.calendarYear(year), of, poor, middle);
    return Math.floor(ratio * 100) / 100;
  }

  #householdRank(year: number, education: number, age: number): number {
    this.#household ??= rank(this.#draws, 'household', 0);
    const now = rank(this.#draws, 'householdOfBlock', this.years.block(year));
    const others = Math.sqrt(HOUSEHOLD_LASTS) * this.#household + Math.sqrt(1 - HOUSEHOLD_LASTS) * now;
    if (age < WORK_FROM + 2) return others;
    const own = this.#rankAmongAll(year, education);
    return INCOME_IN_HOUSEHOLD * own + Math.sqrt(1 - INCOME_IN_HOUSEHOLD * INCOME_IN_HOUSEHOLD) * others;
  }

  /** Rank of income with those who have none below: standard normal. */
  #rankAmongAll(year: number, education: number): number {
    const incomeRank = this.incomeRank(year, education);
    if (incomeRank === undefined) return this.workRank(year);
    const without = normalCdf(this.#withoutIncome(year, education));
    return normalQuantile(inside(without + (1 - without) * normalCdf(incomeRank)));
  }

  /** Moves the ranks so that the income at the end is `income`. */
  #agree(income: number): void {
    const year = this.years.index(this.end);
    const education = this.levelAt(this.end);
    const without = this.#withoutIncome(year, education);
    const work = this.workRank(year);
    const share = normalCdf(without);
    const there = income === 0 ? share * normalCdf(work) : share + (1 - share) * normalCdf(work);
    this.#moved = normalQuantile(inside(there)) - work;
    if (income === 0) return;
    const { sex, group } = this.subject;
    const log = Math.log(income) - this.state.logIncome;
    const wanted = this.social.income.rank(sex, group, education, this.age(year), this.calendarYear(year), log);
    const fromWork = WORK_IN_INCOME * amongOthers(work + this.#moved, without);
    this.#income = (wanted - fromWork) / Math.sqrt(1 - WORK_IN_INCOME * WORK_IN_INCOME);
  }
}

/** The rank of somebody above a bound among those above it. */
function amongOthers(value: number, bound: number): number {
  const below = normalCdf(bound);
  return normalQuantile(inside((normalCdf(value) - below) / (1 - below)));
}

/** Keeps rounding from leaving the open interval (0, 1). */
function inside(share: number): number {
  return Math.min(1 - 1e-12, Math.max(1e-12, share));
}

/** To the hundred, below ten thousand to the ten, as people report it; at least ten. */
function rounded(dollars: number): number {
  const unit = dollars < 10_000 ? 10 : 100;
  return Math.max(10, Math.round(dollars / unit) * unit);
}
