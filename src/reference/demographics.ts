import type { SimTime } from '../core/time.ts';
import type { Mortality } from './mortality.ts';
import { GROUPS, type Group, type State } from './places.ts';
import type { PopulationRow } from './population/anchors.ts';
import { ageOfCell, CELLS, cellIndex, groupOfCell, SEXES, sexOfCell, stateAgeClass } from './population/cells.ts';
import { type HistoryRow, PopulationHistory } from './population/history.ts';
import { Nation } from './population/nation.ts';
import { cohortSurvival } from './population/survival.ts';
import { yearFraction } from './population/year-fraction.ts';
import type { Race, Sex } from './terms.ts';
import { Weighted } from './weighted.ts';

export type { PopulationRow } from './population/anchors.ts';
export { OLDEST, type PopulationCell } from './population/cells.ts';
export { birthWindow } from './population/survival.ts';

export type HispanicRaceRow = readonly [race: Race, weight: number];
/**
 * State, class of age (STATE_AGES), sex, millionths of the nation's residents of each group who live there; of Puerto Rico, its own
 * residents over the nation's.
 */
export type StatePopulationRow = readonly [state: string, ageClass: number, sex: Sex, millionths: readonly number[]];

/** Between 2010 and 2020 the states grew as counted; before and after, as fast as then within these years. */
const GROWTH = { from: 2000, counted: 2020, to: 2030 } as const;
/** A race that the census of a group does not show can still be given with it: this rare. */
const HARDLY_ANY = 1e-9;

const POSITION: ReadonlyMap<Sex, number> = new Map(SEXES.map((sex, i) => [sex, i]));

/** The facts that the population is made of. */
export interface DemographicFacts {
  readonly population: readonly PopulationRow[];
  readonly history: readonly HistoryRow[];
  readonly states: readonly StatePopulationRow[];
  readonly hispanicRaces: readonly HispanicRaceRow[];
}

/** The population of the United States by state, age, sex and race or ethnicity. */
export class Demographics {
  readonly #facts: DemographicFacts;
  readonly #mortality: Mortality;
  /** By state: class of age, sex and group (`cellIndex` of the class) to its share of the nation's residents. */
  readonly #shares: ReadonlyMap<string, Float64Array>;
  readonly #hispanicRaces: readonly Race[];
  readonly #hispanicChoice: Weighted;
  #nation: Nation | undefined;
  /** The last that was asked for: most programs ask for one. */
  #last: { readonly date: SimTime; readonly states: readonly State[]; readonly population: Population } | undefined;

  constructor(facts: DemographicFacts, mortality: Mortality) {
    this.#facts = facts;
    this.#mortality = mortality;
    this.#shares = sharesByState(facts.states);
    this.#hispanicRaces = facts.hispanicRaces.map(([race]) => race);
    this.#hispanicChoice = new Weighted(facts.hispanicRaces.map(([, weight]) => weight));
  }

  /** The population at a date; `states` are all there are. */
  at(date: SimTime, states: readonly State[]): Population {
    if (this.#last?.date !== date || this.#last.states !== states) {
      this.#last = { date, states, population: this.#populationAt(date, states) };
    }
    return this.#last.population;
  }

  /**
   * The race of a member of a group in a state that `u` in (0, 1) chooses. Hispanic people: the 2020 census, everybody
   * less those not Hispanic (20 % white, 75 % other or several).
   */
  race(group: Group, state: State, u: number): Race {
    switch (group) {
      case 'white-nh':
        return 'white';
      case 'black-nh':
        return 'black';
      case 'asian-nh':
        return 'asian';
      case 'hispanic':
        return this.#hispanicRaces[this.#hispanicChoice.at(u)] as Race;
      case 'other-nh': {
        const [native = 0, hawaiian = 0] = state.otherRaces;
        return u < native ? 'native' : u < native + hawaiian ? 'hawaiian' : 'other';
      }
    }
  }

  /** The share of a race in a group in a state: the probability with which `race` gives it. Never 0 in the group of Hispanic people. */
  raceShare(race: Race, group: Group, state: State): number {
    switch (group) {
      case 'hispanic': {
        const row = this.#facts.hispanicRaces.find(([name]) => name === race);
        return Math.max((row?.[1] ?? 0) / this.#hispanicChoice.total, HARDLY_ANY);
      }
      case 'other-nh': {
        const [native = 0, hawaiian = 0] = state.otherRaces;
        if (race === 'native') return Math.max(native, HARDLY_ANY);
        if (race === 'hawaiian') return Math.max(hawaiian, HARDLY_ANY);
        return race === 'other' ? 1 - native - hawaiian : 0;
      }
      default:
        return group === `${race}-nh` ? 1 : 0;
    }
  }

  #populationAt(date: SimTime, states: readonly State[]): Population {
    const { population, history } = this.#facts;
    this.#nation ??= new Nation(population, new PopulationHistory(history), this.#mortality);
    const survival = cohortSurvival(this.#mortality, date);
    const living = this.#nation.living(date, survival);
    return new Population({ living, survival, shares: this.#sharesAt(yearFraction(date), states) });
  }

  /** Shares of states in the nation's classes at a time: each grows or shrinks evenly, and those of the nation make the whole. */
  #sharesAt(year: number, states: readonly State[]): ReadonlyMap<string, Float64Array> {
    const years = Math.min(GROWTH.to, Math.max(GROWTH.from, year)) - GROWTH.counted;
    const all = new Map<string, Float64Array>();
    const sums = new Float64Array(this.#shares.values().next().value?.length ?? 0);
    for (const { code, yearlyGrowth, inNation } of states) {
      const shares = (this.#shares.get(code) as Float64Array).map((share) => share * Math.exp(yearlyGrowth * years));
      if (inNation) for (const [i, share] of shares.entries()) sums[i] = (sums[i] as number) + share;
      all.set(code, shares);
    }
    for (const shares of all.values()) {
      for (const [i, share] of shares.entries()) shares[i] = share / (sums[i] as number);
    }
    return all;
  }
}

/** The population of the states at a date: the living, and the births that they survive from. Numbers are people. */
export class Population {
  readonly #living: Float64Array;
  readonly #survival: Float64Array;
  readonly #shares: ReadonlyMap<string, Float64Array>;

  constructor(parts: {
    readonly living: Float64Array;
    readonly survival: Float64Array;
    readonly shares: ReadonlyMap<string, Float64Array>;
  }) {
    this.#living = parts.living;
    this.#survival = parts.survival;
    this.#shares = parts.shares;
  }

  /** By cell (population/cells.ts): the living of a state. */
  living(state: State): Float64Array {
    const shares = this.#shares.get(state.code) as Float64Array;
    return this.#living.map((count, cell) => count * (shares[classOfCell(cell)] as number));
  }

  /** By cell: those who were born, so that after background mortality the living of the state are left. */
  births(state: State): Float64Array {
    return this.living(state).map((count, cell) => count / (this.#survival[cell] as number));
  }
}

const CLASS_OF_CELL = Uint8Array.from({ length: CELLS }, (_, cell) =>
  cellIndex(stateAgeClass(ageOfCell(cell)), sexOfCell(cell), groupOfCell(cell)),
);

function classOfCell(cell: number): number {
  return CLASS_OF_CELL[cell] as number;
}

function sharesByState(rows: readonly StatePopulationRow[]): ReadonlyMap<string, Float64Array> {
  const length = 1 + Math.max(...rows.map(([, ageClass]) => cellIndex(ageClass, SEXES.length - 1, GROUPS.length - 1)));
  const all = new Map<string, Float64Array>();
  for (const [state, ageClass, sex, millionths] of rows) {
    const shares = all.get(state) ?? new Float64Array(length);
    shares.set(millionths, cellIndex(ageClass, POSITION.get(sex) as number, 0));
    all.set(state, shares);
  }
  return all;
}
