import type { FacilityKind } from '../record/person.ts';
import type { City, State } from '../reference/places.ts';
import { clinicianSlots, FACILITIES, type Facilities } from './facilities.ts';

/** The facilities of one kind in one city. */
export interface LocalFacilities {
  readonly facilities: Facilities;
  readonly state: State;
  readonly city: City;
  readonly count: number;
  /** Number of the first among the state's: the others follow, then the next city's. */
  readonly first: number;
}

/** Where in one state the facilities are: in each place in proportion to its residents, at least one in the largest. */
export class FacilityMap {
  readonly #state: State;
  readonly #byKind = new Map<FacilityKind, ReadonlyMap<number, LocalFacilities>>();
  readonly #nearest = new Map<FacilityKind, Map<number, LocalFacilities>>();
  /** Number of the first identifier of each kind's within the state, and how many the state needs. */
  readonly #firstNumber = new Map<FacilityKind, number>();
  readonly numbers: number;

  constructor(state: State) {
    this.#state = state;
    let numbers = 0;
    for (const facilities of FACILITIES) {
      const local = this.#spread(facilities);
      this.#byKind.set(facilities.kind, local);
      this.#firstNumber.set(facilities.kind, numbers);
      let total = 0;
      for (const { count } of local.values()) total += count;
      numbers += total * (1 + clinicianSlots(facilities));
    }
    this.numbers = numbers;
  }

  /** The facilities of a kind that people of a city go to: its own, or those of the nearest city that has any. */
  near(kind: FacilityKind, city: City): LocalFacilities {
    const found = this.#nearest.get(kind)?.get(city.index);
    if (found) return found;
    const made = this.#search(this.#byKind.get(kind) as ReadonlyMap<number, LocalFacilities>, city);
    const ofKind = this.#nearest.get(kind) ?? new Map<number, LocalFacilities>();
    this.#nearest.set(kind, ofKind.set(city.index, made));
    return made;
  }

  #search(local: ReadonlyMap<number, LocalFacilities>, city: City): LocalFacilities {
    let nearest = local.get(city.index);
    let distance = Number.POSITIVE_INFINITY;
    for (const candidate of nearest ? [] : local.values()) {
      const apart = squaredDistance(candidate.city, city);
      if (apart < distance) {
        nearest = candidate;
        distance = apart;
      }
    }
    return nearest as LocalFacilities;
  }

  /** A number within the state that no other facility and no clinician has: of the facility itself (slot undefined), or of a clinician. */
  numberOf({ facilities, first }: LocalFacilities, index: number, slot: number | undefined): number {
    const slots = clinicianSlots(facilities);
    const start = (this.#firstNumber.get(facilities.kind) as number) + (first + index) * (1 + slots);
    return slot === undefined ? start : start + 1 + slot;
  }

  #spread(facilities: Facilities): ReadonlyMap<number, LocalFacilities> {
    const local = new Map<number, LocalFacilities>();
    let first = 0;
    for (const [position, city] of this.#state.cities.entries()) {
      const fair = Math.floor(city.population / facilities.residentsPerFacility);
      const count = position === 0 ? Math.max(1, fair) : fair;
      if (count === 0) continue;
      local.set(city.index, { facilities, state: this.#state, city, count, first });
      first += count;
    }
    return local;
  }
}

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** The square of a distance, in degrees of latitude: good for comparing short ones. */
export function squaredDistance(a: Point, b: Point): number {
  const north = a.latitude - b.latitude;
  const east = (a.longitude - b.longitude) * Math.cos((b.latitude * Math.PI) / 180);
  return north * north + east * east;
}
