import { squaredDistance } from '../../care/facility-map.ts';
import type { Address, Place } from '../../record/person.ts';
import type { City, Places, State } from '../../reference/places.ts';
import { Weighted } from '../../reference/weighted.ts';
import { addressIn } from '../address.ts';
import type { MoveKind } from '../course/residence.ts';

/** What is asked of a former home. */
export interface HomeSearch {
  /** How far the move was that led from it to `later`. */
  readonly kind: MoveKind;
  readonly later: Place;
  /** A uniform number in (0, 1) for each part of the choice. */
  readonly u: (part: number) => number;
  /** Two-letter postal code of the state that it was in, where that is known. */
  readonly state: string | undefined;
  /** The same of a state that it was not in. */
  readonly notIn: string | undefined;
}

/**
 * Places among which the nearest is where somebody came from within a state: near moves are the common ones (Census Bureau,
 * Geographic Mobility 2018 to 2019: two in five between counties are of less than 50 miles; not re-read). A judgement.
 */
const CONSIDERED = 3;
/** Places tried for one outside the county. */
const TRIED = 12;
const PART = { state: 0, postalCode: 1, houseNumber: 2, street: 3, distance: 4, direction: 5, city: 6 } as const;

/** The places of one county. */
interface CountyPlaces {
  readonly cities: readonly City[];
  readonly choice: Weighted;
}

/** Addresses before a move: real places with their postal codes, as likely as people live there, and invented streets. */
export class FormerHomes {
  readonly #places: Places;
  readonly #byCode: ReadonlyMap<string, State>;
  readonly #counties = new Map<State, ReadonlyMap<string, CountyPlaces>>();

  /** By the states that it is not. */
  readonly #otherStates = new Map<string, Weighted>();

  constructor(places: Places) {
    this.#places = places;
    this.#byCode = new Map(places.states.map((state) => [state.code, state]));
  }

  /** Where somebody lived before a move. Within a state of one county, every move is within the county. */
  before(search: HomeSearch): Address {
    const { kind, later, u } = search;
    const state = kind === 'between states' ? this.#otherState(search) : this.#stateOf(later.state);
    const city = kind === 'between states' ? choose(state, u(PART.city)) : this.#cityIn(state, search);
    return addressIn(state, city, {
      postalCode: u(PART.postalCode),
      houseNumber: u(PART.houseNumber),
      street: u(PART.street),
      distance: u(PART.distance),
      direction: u(PART.direction),
    });
  }

  #cityIn(state: State, { kind, later, u }: HomeSearch): City {
    const own = later.county && this.#countiesOf(state).get(later.county.fips);
    if (kind === 'within county' && own) return own.cities[own.choice.at(u(PART.city))] as City;
    let nearest: City | undefined;
    for (let i = 0, found = 0; i < TRIED && found < CONSIDERED; i++) {
      const city = choose(state, u(PART.city + i));
      if (city.areas.every(({ county }) => county.fips === later.county?.fips)) continue;
      found++;
      if (!nearest || squaredDistance(city, later) < squaredDistance(nearest, later)) nearest = city;
    }
    if (!nearest) return own ? (own.cities[own.choice.at(u(PART.city))] as City) : choose(state, u(PART.city));
    const areas = nearest.areas.filter(({ county }) => county.fips !== later.county?.fips);
    return areas.length === nearest.areas.length ? nearest : { ...nearest, areas };
  }

  #otherState({ later, u, state, notIn }: HomeSearch): State {
    if (state !== undefined) return this.#stateOf(state);
    const { states } = this.#places;
    const key = `${later.state} ${notIn}`;
    let choice = this.#otherStates.get(key);
    if (!choice) {
      const isPossible = ({ code, inNation }: State) => inNation && code !== later.state && code !== notIn;
      choice = new Weighted(states.map((one) => (isPossible(one) ? one.population : 0)));
      this.#otherStates.set(key, choice);
    }
    return states[choice.at(u(PART.state))] as State;
  }

  #stateOf(code: string): State {
    const state = this.#byCode.get(code);
    if (!state) throw new Error(`somebody lives in a state that is not known: ${code}`);
    return state;
  }

  #countiesOf(state: State): ReadonlyMap<string, CountyPlaces> {
    const known = this.#counties.get(state);
    if (known) return known;
    const made = countiesOf(state);
    this.#counties.set(state, made);
    return made;
  }
}

function choose({ cities, cityChoice }: State, u: number): City {
  return cities[cityChoice.at(u)] as City;
}

/** The places of each county by its FIPS code; one that lies in several counties has residents in each as it has postal areas. */
function countiesOf({ cities }: State): ReadonlyMap<string, CountyPlaces> {
  const found = new Map<string, { readonly cities: City[]; readonly residents: number[] }>();
  for (const city of cities) {
    for (const fips of new Set(city.areas.map(({ county }) => county.fips))) {
      const own = found.get(fips) ?? { cities: [], residents: [] };
      found.set(fips, own);
      const areas = city.areas.filter(({ county }) => county.fips === fips);
      own.cities.push(areas.length === city.areas.length ? city : { ...city, areas });
      // Places without counted residents have people too.
      own.residents.push(((city.population + 1) * areas.length) / city.areas.length);
    }
  }
  return new Map(
    [...found].map(([fips, { cities, residents }]) => [fips, { cities, choice: new Weighted(residents) }]),
  );
}
