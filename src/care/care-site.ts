import { IdMaker } from '../core/id.ts';
import { Draws } from '../core/random/draws.ts';
import { derive, type RunKeys } from '../core/random/keys.ts';
import { murmur3 } from '../core/random/murmur3.ts';
import { Permutation } from '../core/random/permutation.ts';
import type { Coverage } from '../record/life-course.ts';
import type { CareSite, FacilityKind, Sex } from '../record/person.ts';
import type { Reference } from '../reference/data.ts';
import { type City, GROUPS, type State } from '../reference/places.ts';
import { specialtyAt } from '../reference/specialties.ts';
import { Weighted } from '../reference/weighted.ts';
import { inventedName, phoneNumber, placeIn, streetLine } from './contact.ts';
import { FacilityMap, type LocalFacilities } from './facility-map.ts';
import { npi } from './npi.ts';

const SITE = murmur3('care site');
/** An attempt number that no life has, so that the keys of sites are not those of a life in the slot `SITE`. */
const NO_LIFE = 0xffff_ffff;
/** National Provider Identifiers: 2, eight permuted digits, check digit. */
const NPI_CAPACITY = 100_000_000;
/** Room for the identifiers of one state; the largest needs about two thirds of it. */
const NPI_PER_STATE = 1_600_000;
/** About the middle of the birth years of physicians at work (median age about 50). */
const CLINICIAN_BIRTH_YEAR = 1974;

/**
 * Share of primary practices that take new patients by how care is paid for. Source: NCHS, National Electronic Health Records Survey 2017:
 * private 96 %, Medicare 90 %, Medicaid 74 % (recalled, not re-read); without insurance a judgement.
 */
const ACCEPTED: Readonly<Partial<Record<Coverage, number>>> = { private: 0.96, public: 0.74, uninsured: 0.5 };
const ACCEPTED_OTHERWISE = 0.9;
const LEAST_ACCEPTED = Math.min(ACCEPTED_OTHERWISE, ...Object.values(ACCEPTED));

/** What chance decides about a facility or a clinician. */
const DECIDES = {
  organization: murmur3('organization'),
  location: murmur3('location'),
  'kind of name': murmur3('kind of name'),
  name: murmur3('name'),
  phone: murmur3('phone'),
  'postal area': murmur3('postal area'),
  north: murmur3('north'),
  east: murmur3('east'),
  'house number': murmur3('house number'),
  street: murmur3('street'),
  clinician: murmur3('clinician'),
  role: murmur3('role'),
  network: murmur3('network'),
  sex: murmur3('sex'),
  group: murmur3('group'),
  race: murmur3('race'),
  'given name': murmur3('given name'),
  'family name': murmur3('family name'),
} as const;
type Decision = keyof typeof DECIDES;

/** Where a facility is and what it is called; the same for all its clinicians. */
type Facility = Omit<CareSite, 'clinician'>;

/** Makes places of care and clinicians, each when it is first asked for: a function of place, kind, number and seed alone. */
export class CareSites {
  readonly #reference: Reference;
  readonly #ids: IdMaker;
  readonly #draws: Draws;
  readonly #npi: Permutation;
  readonly #maps = new Map<string, FacilityMap>();
  readonly #facilities = new Map<LocalFacilities, Facility[]>();
  readonly #sites = new Map<Facility, CareSite[]>();
  readonly #groups = new Map<string, Weighted>();

  constructor(reference: Reference, run: RunKeys) {
    this.#reference = reference;
    this.#ids = new IdMaker(derive(run.ids, SITE, NO_LIFE));
    this.#draws = new Draws(derive(run.draws, SITE, NO_LIFE));
    this.#npi = new Permutation(run.identifiers, 'npi', NPI_CAPACITY);
  }

  /** The facilities of a kind that people of a city go to. */
  near(state: State, city: City, kind: FacilityKind): LocalFacilities {
    return this.#map(state).near(kind, city);
  }

  /** A facility of `local`, from 0 to `count` less 1, with the clinician in a slot (facilities.ts). */
  site(local: LocalFacilities, index: number, slot: number): CareSite {
    const facility = this.facility(local, index);
    let sites = this.#sites.get(facility);
    if (!sites) {
      sites = [];
      this.#sites.set(facility, sites);
    }
    sites[slot] ??= { ...facility, clinician: this.#clinician(local, index, slot) };
    return sites[slot];
  }

  facility(local: LocalFacilities, index: number): Facility {
    let facilities = this.#facilities.get(local);
    if (!facilities) {
      facilities = [];
      this.#facilities.set(local, facilities);
    }
    facilities[index] ??= this.#make(local, index);
    return facilities[index];
  }

  /**
   * Whether a practice takes people whose care is paid for in a way; those for whom that is not known are always taken. Half of the
   * practices take everybody: how it is paid for costs more to work out than the rest, and is asked for the others alone.
   */
  accepts({ facilities, city }: LocalFacilities, index: number, coverageOf: () => Coverage | undefined): boolean {
    const u = this.#draws.uniform(SITE, DECIDES.network ^ facilities.hash, city.index, index);
    if (u < LEAST_ACCEPTED) return true;
    const coverage = coverageOf();
    return coverage === undefined || u < (ACCEPTED[coverage] ?? ACCEPTED_OTHERWISE);
  }

  #make(local: LocalFacilities, index: number): Facility {
    const { city, facilities, state } = local;
    const { kind, names, hash } = facilities;
    const u = (what: Decision) => this.#draws.uniform(SITE, DECIDES[what] ^ hash, city.index, index);
    const id = (what: Decision) => this.#ids.id(SITE, DECIDES[what] ^ hash, city.index, index);
    const isGeneral = kind === 'hospital' && index === 0;
    const kindName = names[Math.floor(u('kind of name') * names.length)] as string;
    const name = isGeneral ? `${city.name} General Hospital` : `${inventedName(u('name'))} ${kindName}`;
    return {
      kind,
      organization: {
        id: id('organization'),
        name,
        phone: phoneNumber(state.code, u('phone')),
        npi: this.#npiOf(local, index, undefined),
      },
      location: { id: id('location'), name: kind === 'hospital' ? `${name} Main Campus` : name },
      address: {
        ...placeIn(state, city, { area: u('postal area'), north: u('north'), east: u('east') }),
        line: streetLine(u('house number'), u('street')),
      },
    };
  }

  #clinician(local: LocalFacilities, index: number, slot: number): CareSite['clinician'] {
    const { city, facilities, state } = local;
    const { hash, roster, ofEach } = facilities;
    const number = index * CLINICIANS + slot;
    const u = (what: Decision) => this.#draws.uniform(SITE, DECIDES[what] ^ hash, city.index, number);
    const id = (what: Decision) => this.#ids.id(SITE, DECIDES[what] ^ hash, city.index, number);
    const { names, demographics } = this.#reference;
    const sex: Sex = u('sex') < 0.5 ? 'F' : 'M';
    const group = GROUPS[this.#groupsOf(state).at(u('group'))] ?? 'white-nh';
    const race = demographics.race(group, state, u('race'));
    return {
      id: id('clinician'),
      roleId: id('role'),
      sex,
      givenName: names.givenName(sex, CLINICIAN_BIRTH_YEAR, u('given name')),
      familyName: names.familyName(group, race, u('family name')),
      specialty: roster ? (roster[slot] as string) : specialtyAt(Math.floor(slot / ofEach)).name,
      npi: this.#npiOf(local, index, slot),
    };
  }

  #npiOf(local: LocalFacilities, index: number, slot: number | undefined): string {
    const position = this.#reference.places.states.indexOf(local.state);
    const number = this.#map(local.state).numberOf(local, index, slot);
    return npi(this.#npi.at(position * NPI_PER_STATE + number));
  }

  #map(state: State): FacilityMap {
    const known = this.#maps.get(state.code);
    if (known) return known;
    const made = new FacilityMap(state);
    if (made.numbers > NPI_PER_STATE) throw new RangeError(`${state.name} has more facilities than there is room for`);
    this.#maps.set(state.code, made);
    return made;
  }

  #groupsOf(state: State): Weighted {
    const known = this.#groups.get(state.code);
    if (known) return known;
    const made = new Weighted(state.groupShares);
    this.#groups.set(state.code, made);
    return made;
  }
}

/** Room for the clinicians of one facility in what numbers their draws. */
const CLINICIANS = 1_000;
