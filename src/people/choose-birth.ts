import { ageInYears, type SimTime } from '../core/time.ts';
import type { Demographics, Population } from '../reference/demographics.ts';
import type { State } from '../reference/places.ts';
import { allCells, cellIndex, OLDEST, type PopulationCell } from '../reference/population/cells.ts';
import type { Sex } from '../reference/terms.ts';
import { Weighted } from '../reference/weighted.ts';
import type { GivenPerson } from './given-person.ts';

/** What decides who may be drawn. */
export interface Restriction {
  readonly sex?: Sex;
  /** Age at the reference date in completed years, whether or not the person lives to it; both ends inclusive. */
  readonly minAge?: number;
  readonly maxAge?: number;
}

/** Where a person lives, and the cell of the population that the person is born to be in. */
export interface BirthChoice {
  readonly state: State;
  readonly cell: PopulationCell;
}

/** The births of one state that come into question; `choice` gives a position in `cells`. */
interface BirthTable {
  readonly cells: readonly PopulationCell[];
  readonly choice: Weighted;
}

/** Draws state, age, sex and group of people, jointly, from the births of a population. */
export class BirthChooser {
  readonly #demographics: Demographics;
  readonly #reference: SimTime;
  readonly #restriction: Restriction;
  readonly #states: readonly State[];
  readonly #cells = allCells();
  /** By position in `#states`, unrestricted. */
  readonly #births: readonly Float64Array[];
  readonly #tables: readonly BirthTable[];
  readonly #stateChoice: Weighted;
  /** Of those with something given, by what it is: numbers of births by state. */
  readonly #stateChoices = new Map<string, Weighted>();
  readonly #population: Population;

  /** The restriction must leave somebody. */
  constructor(
    demographics: Demographics,
    population: Population,
    options: { readonly date: SimTime; readonly states: readonly State[]; readonly restriction: Restriction },
  ) {
    const { date, states, restriction } = options;
    this.#demographics = demographics;
    this.#population = population;
    this.#reference = date;
    this.#restriction = restriction;
    this.#states = states;
    this.#births = states.map((state) => this.#population.births(state));
    this.#tables = this.#births.map((births) => this.#restricted(births));
    // Residents are the living, and a life that is over by the reference date comes on top of them.
    this.#stateChoice = new Weighted(this.#tables.map(({ choice }) => choice.total));
  }

  /** The choice of two uniform numbers in (0, 1). What is given holds even against the restriction. */
  choose(uState: number, uCell: number, given?: GivenPerson): BirthChoice {
    if (given && isDecisive(given)) return this.#chooseGiven(uState, uCell, given);
    const at = this.#stateChoice.at(uState);
    const { cells, choice } = this.#tables[at] as BirthTable;
    return { state: this.#states[at] as State, cell: cells[choice.at(uCell)] as PopulationCell };
  }

  #restricted(births: Float64Array): BirthTable {
    const { sex, minAge = 0, maxAge = OLDEST } = this.#restriction;
    const weights = births.map((count, i) => {
      const cell = this.#cells[i] as PopulationCell;
      return (sex && cell.sex !== sex) || cell.age < minAge || cell.age > maxAge ? 0 : count;
    });
    return { cells: this.#cells, choice: new Weighted(weights) };
  }

  #chooseGiven(uState: number, uCell: number, given: GivenPerson): BirthChoice {
    const age = given.birth === undefined ? undefined : Math.min(OLDEST, ageInYears(given.birth, this.#reference));
    const state = given.state ?? (this.#states[this.#stateChoiceOf(given, age).at(uState)] as State);
    const known = this.#states.indexOf(state);
    const births = known === -1 ? this.#population.births(state) : (this.#births[known] as Float64Array);
    const [from, weights] = this.#weights(state, births, given, age);
    return { state, cell: this.#cells[from + new Weighted(weights).at(uCell)] as PopulationCell };
  }

  #stateChoiceOf(given: GivenPerson, age: number | undefined): Weighted {
    const key = [given.sex, given.race, given.ethnicity, age].join('|');
    const known = this.#stateChoices.get(key);
    if (known) return known;
    const made = new Weighted(
      this.#states.map((state, i) => {
        const [, weights] = this.#weights(state, this.#births[i] as Float64Array, given, age);
        return weights.reduce((a, b) => a + b, 0);
      }),
    );
    this.#stateChoices.set(key, made);
    return made;
  }

  /** The first cell that comes into question, and how many births are in it and those that follow. */
  #weights(
    state: State,
    births: Float64Array,
    given: GivenPerson,
    age: number | undefined,
  ): readonly [number, Float64Array] {
    const { minAge = 0, maxAge = OLDEST } = this.#restriction;
    const from = cellIndex(age ?? Math.min(minAge, OLDEST), 0, 0);
    const to = cellIndex((age ?? Math.min(maxAge, OLDEST)) + 1, 0, 0);
    const sex = given.sex ?? this.#restriction.sex;
    const weights = births.slice(from, to);
    for (let i = 0; i < weights.length; i++) {
      const cell = this.#cells[from + i] as PopulationCell;
      weights[i] = (weights[i] as number) * (sex && cell.sex !== sex ? 0 : this.#shareOfGroup(state, cell, given));
    }
    return [from, weights];
  }

  /** How many of a group have the race and ethnicity that are given. */
  #shareOfGroup(state: State, { group }: PopulationCell, { race, ethnicity }: GivenPerson): number {
    if (ethnicity !== undefined && (ethnicity === 'hispanic') !== (group === 'hispanic')) return 0;
    return race === undefined ? 1 : this.#demographics.raceShare(race, group, state);
  }
}

/** Whether something is given that decides on state, age, sex or group. */
function isDecisive({ sex, birth, race, ethnicity, state }: GivenPerson): boolean {
  return [sex, birth, race, ethnicity, state].some((value) => value !== undefined);
}
