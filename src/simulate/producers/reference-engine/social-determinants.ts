import { murmur3 } from '../../../core/random/murmur3.ts';
import { DAY, type SimTime } from '../../../core/time.ts';
import type { AttributeValue } from '../../../language/values.ts';
import type { RunningLife } from '../../running-life.ts';
import type { Process } from '../producers.ts';
import type { Chance } from './chance.ts';

/** Probabilities of social needs. */
export interface NeedShares {
  readonly foodInsecurity: number;
  readonly severeHousingCostBurden: number;
  readonly noVehicleAccess: number;
  readonly uninsured: number;
  readonly unemployed: number;
}

/**
 * The reference engine takes the county's (or the state's) from County Health Rankings. Counties are not at hand: the nation's stand
 * for all but the states below. Not re-read: food insecurity Feeding America 2018, severe housing cost burden and
 * households without a vehicle ACS 2015-2019, uninsured below 65 SAHIE 2018, unemployment BLS 2019.
 */
const NATION: NeedShares = {
  foodInsecurity: 0.115,
  severeHousingCostBurden: 0.14,
  noVehicleAccess: 0.086,
  uninsured: 0.1,
  unemployed: 0.037,
};

const STATES: Readonly<Record<string, NeedShares>> = {
  MA: {
    foodInsecurity: 0.089,
    severeHousingCostBurden: 0.155,
    noVehicleAccess: 0.122,
    uninsured: 0.033,
    unemployed: 0.029,
  },
};

const NEEDS: readonly (readonly [attribute: string, share: keyof NeedShares])[] = [
  ['food_insecurity', 'foodInsecurity'],
  ['severe_housing_cost_burden', 'severeHousingCostBurden'],
  ['no_vehicle_access', 'noVehicleAccess'],
  ['uninsured', 'uninsured'],
  ['unemployed', 'unemployed'],
];
const HASHES: ReadonlyMap<string, number> = new Map(NEEDS.map(([attribute]) => [attribute, murmur3(attribute)]));

export function needShares(state: string): NeedShares {
  return STATES[state] ?? NATION;
}

/** Which needs somebody is born into (gmf.md 7.4.2). */
export function drawNeeds(shares: NeedShares, chance: Chance): Readonly<Record<string, AttributeValue>> {
  return Object.fromEntries(
    NEEDS.map(([attribute, share]) => [attribute, chance.uniform(HASHES.get(attribute) as number) <= shares[share]]),
  );
}

const JOB = murmur3('job');
const ADULT = 18;
const PERIOD = 180 * DAY;

/** Work from 18 on: every half year the unemployed find some, and others lose theirs with one probability. */
export class Employment implements Process {
  next: SimTime;
  readonly #life: RunningLife;
  readonly #chance: Chance;
  readonly #lost: number;
  #isUnemployed: boolean;
  #jobs = 0;

  constructor(life: RunningLife, chance: Chance, shares: NeedShares, isUnemployed: boolean) {
    this.#life = life;
    this.#chance = chance;
    this.#lost = shares.unemployed;
    this.#isUnemployed = isUnemployed;
    this.next = life.ages.birthday(ADULT);
    if (!isUnemployed) this.next += (this.#periodsOfWork() - 1) * PERIOD;
  }

  run(t: SimTime): void {
    this.#isUnemployed = !this.#isUnemployed;
    this.#life.setAttributeNamed('unemployed', this.#isUnemployed);
    this.next = t + (this.#isUnemployed ? 1 : this.#periodsOfWork()) * PERIOD;
  }

  /** How many looks until work is lost: geometric, 1 or more. */
  #periodsOfWork(): number {
    const u = this.#chance.uniform(JOB, this.#jobs++);
    return Math.max(1, Math.ceil(Math.log(u) / Math.log(1 - this.#lost)));
  }
}
