import { foldName } from './place-names.ts';
import { Weighted } from './weighted.ts';

/** The five groups in which the joint tables of the population are published. */
export const GROUPS = ['white-nh', 'black-nh', 'hispanic', 'asian-nh', 'other-nh'] as const;
export type Group = (typeof GROUPS)[number];

/**
 * Code, name, residents in 2020, percent of each group, how `other-nh` divides into native, Hawaiian, other or several, FIPS code,
 * residents in 2010, percent born abroad, percent who speak another language than English at home.
 */
export type StateRow = readonly [
  code: string,
  name: string,
  residents: number,
  groups: readonly number[],
  otherRaces: readonly number[],
  fips: string,
  residents2010: number,
  bornAbroad: number,
  otherLanguage: number,
];
/** Name, residents, postal areas: code, latitude, longitude, code of the county. Most residents first. */
export type CityRow = readonly [
  name: string,
  residents: number,
  areas: readonly (readonly [postalCode: string, latitude: number, longitude: number, county: string])[],
];
/** State, code of the county in it, name. */
export type CountyRow = readonly [state: string, code: string, name: string];

/** A county, or what stands for one in its state. */
export interface County {
  readonly name: string;
  /** Five digits. */
  readonly fips: string;
}

/** The area of a postal code. */
export interface PostalArea {
  readonly postalCode: string;
  /** Its middle, degrees. */
  readonly latitude: number;
  readonly longitude: number;
  readonly county: County;
}

/** A city or town: where people of its state live in the simulation. */
export interface City {
  /** A number that no other place of the country has, below 10,000,000. */
  readonly index: number;
  readonly name: string;
  /** Residents: counted for the largest places of a state, shared out for the others. */
  readonly population: number;
  /** Of its first postal area. */
  readonly latitude: number;
  readonly longitude: number;
  readonly postalCodes: readonly string[];
  /** In the order of `postalCodes`. */
  readonly areas: readonly PostalArea[];
}

/** A state, the District of Columbia, or Puerto Rico. */
export interface State {
  /** Two-letter postal code. */
  readonly code: string;
  readonly name: string;
  /** Two digits. */
  readonly fips: string;
  /** Whether it is part of the nation that national tables are of: all but Puerto Rico. */
  readonly inNation: boolean;
  /** Residents counted in 2020. */
  readonly population: number;
  /** Growth of the residents from 2010 to 2020, as the logarithm a year. */
  readonly yearlyGrowth: number;
  /** Shares of the groups of `GROUPS`, in that order; they sum to 1. */
  readonly groupShares: readonly number[];
  /** How the group `other-nh` divides: native, Hawaiian or Pacific, other or several. */
  readonly otherRaces: readonly number[];
  /** Share of the residents born abroad, and of those who speak another language than English at home. */
  readonly bornAbroad: number;
  readonly otherLanguage: number;
  /** Its places, most residents first (the ten largest of Puerto Rico). Read from its file when first asked for. */
  readonly cities: readonly City[];
  /** Chooses a city in proportion to its population. */
  readonly cityChoice: Weighted;
}

/** What a look-up by name gives: the thing, or the names that exist, largest first, for a suggestion. */
export type Lookup<T> = { readonly found: T } | { readonly found: undefined; readonly candidates: readonly string[] };

/** Reads what the places of a state are made of. */
export interface PlaceFiles {
  cities(state: string): readonly CityRow[];
  counties(): readonly CountyRow[];
}

/** The states and their places. */
export class Places {
  readonly states: readonly State[];
  readonly #files: PlaceFiles;
  /** By name, and by folded name. */
  readonly #byName = new Map<State, ReadonlyMap<string, City>>();
  #counties: ReadonlyMap<string, string> | undefined;

  constructor(states: readonly StateRow[], files: PlaceFiles) {
    this.#files = files;
    this.states = states.map((row) => new StateOfRow(row, (state) => this.#citiesOf(state)));
  }

  /** A state by name or postal code, in any case; otherwise the names of all states. */
  findState(text: string): Lookup<State> {
    const wanted = foldName(text);
    const found = this.states.find((state) => foldName(state.code) === wanted || foldName(state.name) === wanted);
    return found ? { found } : { found: undefined, candidates: this.states.map((state) => state.name) };
  }

  /** A place of a state by name, however it is written (`foldName`); otherwise the names of the state's places. */
  findCity(state: State, text: string): Lookup<City> {
    const names = this.#cityNames(state);
    // Names that are known as they stand need no folding.
    const found = names.get(text) ?? names.get(foldName(text));
    return found ? { found } : { found: undefined, candidates: state.cities.map((city) => city.name) };
  }

  #cityNames(state: State): ReadonlyMap<string, City> {
    const known = this.#byName.get(state);
    if (known) return known;
    const made = new Map(state.cities.map((city) => [foldName(city.name), city]));
    for (const city of state.cities) made.set(city.name, city);
    this.#byName.set(state, made);
    return made;
  }

  #citiesOf(state: State): readonly City[] {
    this.#counties ??= new Map(this.#files.counties().map(([code, county, name]) => [code + county, name]));
    const names = this.#counties;
    const counties = new Map<string, County>();
    const county = (code: string): County => {
      const known = counties.get(code);
      if (known) return known;
      const made = { name: names.get(state.code + code) as string, fips: state.fips + code };
      counties.set(code, made);
      return made;
    };
    return this.#files.cities(state.code).map((row, position) => toCity(state, row, position, county));
  }
}

/** The United States of the census are fifty states and the District of Columbia; Puerto Rico is counted beside them. */
const OUTSIDE = 'PR';

/** A state whose places are read when they are first asked for. */
class StateOfRow implements State {
  readonly code: string;
  readonly name: string;
  readonly fips: string;
  readonly inNation: boolean;
  readonly population: number;
  readonly yearlyGrowth: number;
  readonly groupShares: readonly number[];
  readonly otherRaces: readonly number[];
  readonly bornAbroad: number;
  readonly otherLanguage: number;
  readonly #read: (state: State) => readonly City[];
  #cities: readonly City[] | undefined;
  #choice: Weighted | undefined;

  constructor(row: StateRow, read: (state: State) => readonly City[]) {
    const [code, name, population, groups, otherRaces, fips, population2010, bornAbroad, otherLanguage] = row;
    this.code = code;
    this.name = name;
    this.fips = fips;
    this.inNation = code !== OUTSIDE;
    this.population = population;
    this.yearlyGrowth = Math.log(population / population2010) / 10;
    const sum = groups.reduce((a, b) => a + b, 0);
    this.groupShares = groups.map((share) => share / sum);
    this.otherRaces = otherRaces;
    this.bornAbroad = bornAbroad / 100;
    this.otherLanguage = otherLanguage / 100;
    this.#read = read;
  }

  get cities(): readonly City[] {
    this.#cities ??= this.#read(this);
    return this.#cities;
  }

  get cityChoice(): Weighted {
    this.#choice ??= new Weighted(this.cities.map((city) => city.population));
    return this.#choice;
  }
}

/** More than any state has places. */
const MOST_PLACES = 100_000;

function toCity(
  state: State,
  [name, population, rows]: CityRow,
  position: number,
  county: (code: string) => County,
): City {
  const areas = rows.map(([postalCode, latitude, longitude, code]) => ({
    postalCode,
    latitude,
    longitude,
    county: county(code),
  }));
  const { latitude, longitude } = areas[0] as PostalArea;
  const postalCodes = areas.map(({ postalCode }) => postalCode);
  const index = Number(state.fips) * MOST_PLACES + position;
  return { index, name, population, latitude, longitude, postalCodes, areas };
}
