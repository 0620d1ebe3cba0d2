import { normalCdf, normalQuantile } from '../../core/numeric.ts';
import type { Draws } from '../../core/random/draws.ts';
import { Purpose } from '../../core/random/purpose.ts';
import { DAY, type SimTime, YEAR } from '../../core/time.ts';
import type { Social, StateShift } from '../../reference/social.ts';
import { WORK_FROM } from '../../reference/social-work.ts';
import type { CourseSubject } from './course-subject.ts';
import { levelAt, type SchoolDates } from './education.ts';
import { PersonalYears } from './personal-year.ts';
import { rank, uniform } from './ranks.ts';

/** Four fifths of the variance of the rank at work last for life; the rest is drawn anew every three years (a judgement). */
const WORK_OF_LIFE = Math.sqrt(0.8);
const WORK_OF_BLOCK = Math.sqrt(0.2);
/** Weight of the rank at work in the rank of income, of those with an income: who hardly works earns little (a judgement). */
const WORK_IN_INCOME = 0.45;
const OWN_IN_INCOME = Math.sqrt(1 - WORK_IN_INCOME * WORK_IN_INCOME);
/** Weight of the own income in the rank of the household's (a judgement; most adults share a household with an earner). */
const INCOME_IN_HOUSEHOLD = 0.6;
const OTHERS_IN_HOUSEHOLD = Math.sqrt(1 - INCOME_IN_HOUSEHOLD * INCOME_IN_HOUSEHOLD);
/** Three quarters of the variance of what the others in the household bring lasts for life (a judgement). */
const HOUSEHOLD_OF_LIFE = Math.sqrt(0.75);
const HOUSEHOLD_OF_BLOCK = Math.sqrt(0.25);
/** Younger people's own income says nothing of the household's. */
const OWN_HOUSEHOLD_FROM = 18;
/** One in four is prone to look for work, at five times the rate of the others; on average the rate is the published one. */
const PRONE = 0.25;
const PRONE_FACTOR = 2.5;
const OTHERS_FACTOR = 0.5;

/** Where a person stands in one of the own years, at one level of education. */
export interface Standing {
  readonly year: number;
  readonly education: number;
  /** Completed years in the middle of the year. */
  readonly age: number;
  /** The calendar year, with its fraction, in the middle of the year. */
  readonly calendarYear: number;
  /** Rank at work, standard normal; low: does not work. */
  readonly work: number;
  /** Neither has nor seeks work. */
  readonly isNotWorking: boolean;
  /** Below this rank at work there is no income: only people without work have none. */
  readonly without: number;
}

/** From one day to another; to before from, all of the year but what lies between. */
export interface Looking {
  readonly from: SimTime;
  readonly to: SimTime;
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
  /** The latest of each kind: a date is asked for several things, one after the other. */
  #last: Standing | undefined;
  #ratio: { readonly block: number; readonly level: number; readonly value: number } | undefined;

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
    if (given !== undefined && end >= this.from) this.#agree(given);
  }

  /** The first day on which work and income are spoken of. */
  get from(): SimTime {
    return this.subject.birth + WORK_FROM * YEAR;
  }

  levelAt(t: SimTime): number {
    return levelAt(this.dates, t);
  }

  /** When the level of education next rises after `t`. */
  nextLevel(t: SimTime): SimTime {
    const level = levelAt(this.dates, t);
    return level < 4 ? (this.dates[level] as number) : Number.POSITIVE_INFINITY;
  }

  /** Where the person stands at a date. */
  at(t: SimTime): Standing {
    const year = this.years.index(t);
    const level = this.levelAt(t);
    if (this.#last?.year !== year || this.#last.education !== level) this.#last = this.#standing(year, level);
    return this.#last;
  }

  #standing(year: number, education: number): Standing {
    const { sex, birth } = this.subject;
    const middle = this.years.middle(year);
    const age = Math.floor((middle - birth) / YEAR);
    const calendarYear = 1970 + middle / YEAR;
    const work = this.#workRank(this.years.block(year));
    const notWorking = this.social.work.notWorking(sex, education, age, calendarYear);
    const without = Math.min(notWorking, this.social.income.without(sex, education, age, calendarYear));
    return { year, education, age, calendarYear, work, isNotWorking: work < notWorking, without };
  }

  #workRank(block: number): number {
    if (block !== this.#block) {
      const now = rank(this.#draws, 'workOfBlock', block);
      this.#rankOfBlock = WORK_OF_LIFE * this.#work + WORK_OF_BLOCK * now;
      this.#block = block;
    }
    return this.#rankOfBlock + this.#moved;
  }

  /**
   * When somebody who has or seeks work seeks it: half of the personal year, which may begin at its end and go on at its start, or
   * never. On every day of the year the share is the published one.
   */
  looking({ year, education, age, calendarYear }: Standing): Looking | undefined {
    const share = normalCdf(this.social.work.looking(this.subject.sex, education, age, calendarYear));
    const some = Math.min(1, 2 * share * this.#prone);
    const u = uniform(this.#draws, 'looking', year, Purpose.probability);
    if (u >= some) return undefined;
    const from = u / some;
    const day = (part: number) => this.years.start(year) + Math.floor(part * 365) * DAY;
    return { from: day(from), to: day(from < 0.5 ? from + 0.5 : from - 0.5) };
  }

  /** Dollars of the year, 0 without income. */
  income(standing: Standing): number {
    const incomeRank = this.#incomeRank(standing);
    if (incomeRank === undefined) return 0;
    const { sex, group } = this.subject;
    const { education, age, calendarYear } = standing;
    const log = this.social.income.log(sex, group, education, age, calendarYear, incomeRank);
    return rounded(Math.exp(log + this.state.logIncome));
  }

  /** Rank of income among those who have one; undefined without. */
  #incomeRank({ work, without }: Standing): number | undefined {
    return work < without ? undefined : OWN_IN_INCOME * this.#income + WORK_IN_INCOME * amongOthers(work, without);
  }

  /** The ratio of the household's income to the poverty line at a date: the same for a block of three years. */
  povertyRatio(t: SimTime): number {
    const block = this.years.block(this.years.index(t));
    const level = this.levelAt(t);
    if (this.#ratio?.block !== block || this.#ratio.level !== level) {
      this.#ratio = { block, level, value: this.#povertyRatio(block, level) };
    }
    return this.#ratio.value;
  }

  #povertyRatio(block: number, level: number): number {
    const standing = this.#standing(this.years.middleOfBlock(block), level);
    const { education, calendarYear } = standing;
    const age = Math.max(0, standing.age);
    const { poor, middle } = this.state;
    const of = this.#householdRank(standing, block);
    const ratio = this.social.poverty.ratio(this.subject.group, education, age, calendarYear, of, poor, middle);
    return Math.floor(ratio * 100) / 100;
  }

  #householdRank(standing: Standing, block: number): number {
    this.#household ??= rank(this.#draws, 'household', 0);
    const now = rank(this.#draws, 'householdOfBlock', block);
    const others = HOUSEHOLD_OF_LIFE * this.#household + HOUSEHOLD_OF_BLOCK * now;
    if (standing.age < OWN_HOUSEHOLD_FROM) return others;
    return INCOME_IN_HOUSEHOLD * this.#rankAmongAll(standing) + OTHERS_IN_HOUSEHOLD * others;
  }

  /** Rank of income with those who have none below: standard normal. */
  #rankAmongAll(standing: Standing): number {
    const incomeRank = this.#incomeRank(standing);
    if (incomeRank === undefined) return standing.work;
    const without = normalCdf(standing.without);
    return normalQuantile(inside(without + (1 - without) * normalCdf(incomeRank)));
  }

  /** Moves the ranks so that the income at the end is `income`. */
  #agree(income: number): void {
    const { work, without, education, age, calendarYear } = this.at(this.end);
    const share = normalCdf(without);
    const there = income === 0 ? share * normalCdf(work) : share + (1 - share) * normalCdf(work);
    this.#moved = normalQuantile(inside(there)) - work;
    this.#last = undefined;
    if (income === 0) return;
    const { sex, group } = this.subject;
    const log = Math.log(income) - this.state.logIncome;
    const wanted = this.social.income.rank(sex, group, education, age, calendarYear, log);
    this.#income = (wanted - WORK_IN_INCOME * amongOthers(work + this.#moved, without)) / OWN_IN_INCOME;
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
