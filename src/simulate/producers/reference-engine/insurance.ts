import { murmur3 } from '../../../core/random/murmur3.ts';
import { type SimTime, yearOf } from '../../../core/time.ts';
import type { RunningLife } from '../../running-life.ts';
import type { Process } from '../producers.ts';
import type { Chance } from './chance.ts';
import { POVERTY_LINE, type Traits } from './traits.ts';

const MEDICARE_AGE = 65;
/** The laws of 1965 paid from 1966 on. */
const GOVERNMENT_STARTS = 1966;
const EMPLOYERS_START = 2006;
const MARKET_STARTS = 2014;

/** Share of income that a private plan may cost, and the occupation level from which an employer pays. */
const MOST_OF_INCOME = 0.034;
const EMPLOYED_LEVEL = 0.2;
/** Multiples of the poverty line up to which there are plans of the market, each accepted with one probability. */
const MARKET_MULTIPLES = [1.5, 2, 3, 4] as const;
const MARKET_ACCEPTANCE = 0.75;
const DUAL_ACCEPTANCE = 0.85;

/**
 * What the cheapest private plan costs in a year, in dollars that are the same in all years. The reference engine's table of plans is
 * not at hand; this is twelve premiums of single coverage at about 330 dollars, a judgement.
 */
const PLAN_COST = 4_000;

/**
 * Medicaid pays up to this multiple of the poverty line: that of adults in the states that expanded it by 2023 (KFF), not re-read.
 * Where it was not expanded most adults have none; half the line stands for the mixture of parents and children.
 */
const MEDICAID = 1.38;
const MEDICAID_OF_STATE: Readonly<Record<string, number>> = {
  ...Object.fromEntries(['AL', 'FL', 'GA', 'KS', 'MS', 'SC', 'TN', 'TX', 'WY'].map((state) => [state, 0.5])),
  DC: 2.15,
  WI: 1,
};

const MARKET = murmur3('market plan');
const DUAL = murmur3('dual eligible');

/** Decides once a year how care is paid for, as far as modules see it: `insurance_status` (gmf.md 7.4.9). */
export class Insurance implements Process {
  next: SimTime;
  readonly #life: RunningLife;
  readonly #chance: Chance;
  readonly #traits: Traits;
  readonly #medicaidIncome: number;
  #age = 0;

  constructor(life: RunningLife, chance: Chance, traits: Traits, state: string) {
    this.#life = life;
    this.#chance = chance;
    this.#traits = traits;
    this.#medicaidIncome = (MEDICAID_OF_STATE[state] ?? MEDICAID) * POVERTY_LINE;
    this.next = life.birth;
  }

  run(t: SimTime): void {
    this.#age = this.#life.ages.years(t);
    this.#life.setAttributeNamed('insurance_status', this.#status(yearOf(t)));
    this.next = this.#life.ages.birthday(this.#age + 1);
  }

  #status(year: number): string {
    const isMedicare = year >= GOVERNMENT_STARTS && this.#hasMedicare();
    const isMedicaid = year >= GOVERNMENT_STARTS && this.#hasMedicaid();
    if (isMedicare && isMedicaid && this.#chance.uniform(DUAL, this.#age) < DUAL_ACCEPTANCE) return 'dual eligible';
    if (isMedicare) return 'medicare';
    if (isMedicaid) return 'medicaid';
    return this.#hasPrivate(year) ? 'private' : 'none';
  }

  #hasMedicare(): boolean {
    return this.#age >= MEDICARE_AGE || this.#life.attributeNamed('end_stage_renal_disease') !== undefined;
  }

  #hasMedicaid(): boolean {
    return this.#traits.income <= this.#medicaidIncome || this.#life.attributeNamed('blindness') === true;
  }

  #hasPrivate(year: number): boolean {
    const { income, occupationLevel } = this.#traits;
    if (PLAN_COST <= MOST_OF_INCOME * income) return true;
    if (year >= EMPLOYERS_START && occupationLevel >= EMPLOYED_LEVEL) return true;
    if (year < MARKET_STARTS) return false;
    const offered = MARKET_MULTIPLES.filter((multiple) => income <= multiple * POVERTY_LINE).length;
    // Each plan that is offered is taken with one probability.
    return this.#chance.uniform(MARKET, this.#age) < 1 - Math.exp(offered * Math.log(1 - MARKET_ACCEPTANCE));
  }
}
