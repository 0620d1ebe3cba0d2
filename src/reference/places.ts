import { Weighted } from './weighted.ts';

/** The five groups in which the joint tables of the population are published. */
export const GROUPS = ['white-nh', 'black-nh', 'hispanic', 'asian-nh', 'other-nh'] as const;
export type Group = (typeof GROUPS)[number];

/** Code, name, population, percent of each group, how `other-nh` divides into native, Hawaiian, other or several. */
export type StateRow = readonly [string, string, number, readonly number[], readonly number[]];
/** State, name, population, latitude, longitude, postal codes. */
export type CityRow = readonly [string, string, number, number, number, readonly string[]];

/** A city or town: where people of its state live in the simulation. */
export interface City {
  /** Position among all places of the country, from 0. */
  readonly index: number;
  readonly name: string;
  readonly population: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly postalCodes: readonly string[];
}

/** A state, the District of Columbia, or Puerto Rico. */
export interface State {
  /** Two-letter postal code. */
  readonly code: string;
  readonly name: string;
  /** Residents counted in 2020. */
  readonly population: number;
  /** Shares of the groups of `GROUPS`, in that order; they sum to 1. */
  readonly groupShares: readonly number[];
  /** How the group `other-nh` divides: native, Hawaiian or Pacific, other or several. */
  readonly otherRaces: readonly number[];
  /** Its ten largest places (one for the District of Columbia). */
  readonly cities: readonly City[];
  /** Chooses a city in proportion to its population. */
  readonly cityChoice: Weighted;
}

/** What a look-up by name gives: the thing, or the names that exist, for a suggestion. */
export type Lookup<T> = { readonly found: T } | { readonly found: undefined; readonly candidates: readonly string[] };

/** The states and their largest places. */
export class Places {
  readonly states: readonly State[];
  /** Number of places in all states. */
  readonly cityCount: number;

  constructor(states: readonly StateRow[], cities: readonly CityRow[]) {
    this.cityCount = cities.length;
    const all = cities.map(toCity);
    this.states = states.map(([code, name, population, shares, otherRaces]) => {
      const own = all.filter((_, index) => cities[index]?.[0] === code);
      const sum = shares.reduce((a, b) => a + b, 0);
      return {
        code,
        name,
        population,
        groupShares: shares.map((share) => share / sum),
        otherRaces,
        cities: own,
        cityChoice: new Weighted(own.map((city) => city.population)),
      };
    });
  }

  /** A state by name or postal code, in any case; otherwise the names of all states. */
  findState(text: string): Lookup<State> {
    const wanted = fold(text);
    const found = this.states.find((state) => fold(state.code) === wanted || fold(state.name) === wanted);
    return found ? { found } : { found: undefined, candidates: this.states.map((state) => state.name) };
  }

  /** A city of a state by name, in any case and with or without accents; otherwise the names of the state's cities. */
  findCity(state: State, text: string): Lookup<City> {
    const wanted = fold(text);
    const found = state.cities.find((city) => fold(city.name) === wanted);
    return found ? { found } : { found: undefined, candidates: state.cities.map((city) => city.name) };
  }
}

function toCity([, name, population, latitude, longitude, postalCodes]: CityRow, index: number): City {
  return { index, name, population, latitude, longitude, postalCodes };
}

function fold(text: string): string {
  return text.trim().normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').toLowerCase();
}
