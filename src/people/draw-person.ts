import { CareSites } from '../care/care-site.ts';
import { phoneNumber } from '../care/contact.ts';
import { squaredDistance } from '../care/facility-map.ts';
import { type CareHome, PersonalCare } from '../care/personal-care.ts';
import { AppError, ExitCode } from '../core/app-error.ts';
import { IdCipher } from '../core/id.ts';
import { Draws } from '../core/random/draws.ts';
import { lifeKeys, type RunKeys } from '../core/random/keys.ts';
import { murmur3 } from '../core/random/murmur3.ts';
import { didYouMean } from '../core/suggest.ts';
import { DAY, type SimTime, yearOf } from '../core/time.ts';
import type { Address, GivenTraits, Person, Place, Sex } from '../record/person.ts';
import type { Reference } from '../reference/data.ts';
import { birthWindow, OLDEST } from '../reference/demographics.ts';
import type { City, Lookup, State } from '../reference/places.ts';
import { addressIn } from './address.ts';
import { BirthChooser } from './choose-birth.ts';
import { PersonCourse } from './course/person-course.ts';
import { moves } from './course/residence.ts';
import { coverageAt } from './coverage-at.ts';
import type { GivenPerson } from './given-person.ts';
import { IdentifierMaker } from './identifiers.ts';
import { OriginChooser } from './origin.ts';

/** Whom a population is made of. Everything but the reference date is optional and restricts. */
export interface PopulationOptions {
  /** The day on which those alive have the age pyramid of that day. */
  readonly referenceDate: SimTime;
  /** To when the course of life is drawn; the reference date when left out. */
  readonly end?: SimTime;
  /** Name or two-letter postal code of a state; the fifty states and the District of Columbia when left out. */
  readonly state?: string;
  /** A place of that state. */
  readonly city?: string;
  readonly sex?: Sex;
  /** Age at the reference date in completed years by the birth date, dead or alive; both ends inclusive. */
  readonly minAge?: number;
  readonly maxAge?: number;
}

const PERSON = murmur3('person');
/** Purpose of the draws here: each decision has a state of its own. */
const ONLY = 0;
const DECIDES = {
  state: murmur3('state'),
  city: murmur3('city'),
  /** Age at the reference date, sex, and race or ethnicity, jointly. */
  demographics: murmur3('demographics'),
  birth: murmur3('birth'),
  race: murmur3('race'),
  givenName: murmur3('given name'),
  familyName: murmur3('family name'),
  postalCode: murmur3('postal code'),
  houseNumber: murmur3('house number'),
  street: murmur3('street'),
  distance: murmur3('distance from the middle'),
  direction: murmur3('direction from the middle'),
  phone: murmur3('phone'),
  bornAbroad: murmur3('born abroad'),
  birthPlace: murmur3('birth place'),
  language: murmur3('language'),
  license: murmur3('drivers license'),
  passport: murmur3('passport'),
} as const;

type Decision = keyof typeof DECIDES;

/**
 * Draws the persons of a population, each from its slot alone. Births are drawn so that, after background mortality,
 * those alive at the reference date have the age, sex and race of that day's population; about one in four is not.
 */
export class PersonDrawer {
  readonly #reference: Reference;
  readonly #run: RunKeys;
  readonly #referenceDate: SimTime;
  readonly #end: SimTime;
  readonly #births: BirthChooser;
  readonly #origins: OriginChooser;
  readonly #identifiers: IdentifierMaker;
  readonly #ids = new IdCipher();
  /** The only place, and its state. */
  readonly #city: City | undefined;
  readonly #cityState: State | undefined;
  readonly #sites: CareSites;

  /** Throws an AppError when the options leave nobody: an unknown state or city, or no age from 0 to OLDEST. */
  constructor(reference: Reference, run: RunKeys, options: PopulationOptions) {
    const { minAge = 0, maxAge = OLDEST, referenceDate } = options;
    if (!(minAge <= maxAge && minAge <= OLDEST && maxAge >= 0)) {
      throw new AppError(ExitCode.usage, `nobody is from ${minAge} to ${maxAge} years old (0 to ${OLDEST} are known)`);
    }
    const { demographics, places, origins } = reference;
    const states = statesOf(reference, options);
    const population = demographics.at(referenceDate, places.states);
    this.#reference = reference;
    this.#run = run;
    this.#referenceDate = referenceDate;
    this.#end = options.end ?? referenceDate;
    this.#city = cityOf(reference, states, options);
    this.#cityState = this.#city && states[0];
    this.#births = new BirthChooser(demographics, population, { date: referenceDate, states, restriction: options });
    this.#origins = new OriginChooser(origins, population, places.states, referenceDate);
    this.#identifiers = new IdentifierMaker(run);
    this.#sites = new CareSites(reference, run);
  }

  /**
   * The person in `slot` (0 to 99,999,999, the capacity of medical record numbers) at an attempt (0 unless conditioned). What
   * is given is kept, even against the restrictions of the population; what is missing is drawn given it.
   */
  draw(slot: number, attempt: number, given?: GivenPerson): Person {
    const keys = lifeKeys(this.#run, slot, attempt);
    const draws = new Draws(keys.draws);
    const u = (what: Decision) => draws.uniform(PERSON, DECIDES[what], 0, ONLY);
    const { demographics, names } = this.#reference;
    const { state, cell } = this.#births.choose(u('state'), u('demographics'), given);
    const { sex, group, age } = cell;
    const birth =
      given?.birth === undefined ? this.#birthAt(age, u('birth')) : given.birth + Math.floor(u('birth') * DAY);
    const race = given?.race ?? demographics.race(group, state, u('race'));
    const birthPlace = this.#origins.birthPlace(state, group, age, u('bornAbroad'), u('birthPlace'));
    const traits = given && givenTraits(given);
    const subject = { sex, birth, group, stateCode: state.code, asOf: this.#referenceDate };
    const person: Person = {
      slot,
      attempt,
      id: this.#ids.id(keys.ids, PERSON, 0, 0, 0),
      sex,
      birth,
      race,
      ethnicity: group === 'hispanic' ? 'hispanic' : 'nonhispanic',
      givenName: names.givenName(sex, yearOf(birth), u('givenName')),
      familyName: names.familyName(group, race, u('familyName')),
      address: this.#home(state, u, given?.city),
      phone: phoneNumber(state.code, u('phone')),
      medicalRecordNumber: this.#identifiers.medicalRecordNumber(slot),
      identifiers: this.#identifiers.of({ slot, age, uLicense: u('license'), uPassport: u('passport') }),
      language: this.#origins.language(state, group, birthPlace, u('language')),
      birthPlace,
      course: new PersonCourse(traits ? { ...subject, given: traits } : subject, draws, this.#reference, this.#end),
    };
    return traits ? { ...person, given: traits } : person;
  }

  /** Where somebody who was drawn here goes for care; `draws` are those of that life. */
  careOf(person: Person, draws: Draws): PersonalCare {
    const { address, birth, residence } = person;
    return new PersonalCare(this.#sites, draws, {
      birth,
      moves: () =>
        residence?.former.map(({ until }) => until) ?? moves(person, draws, this.#end).map(({ time }) => time),
      homeAfter: (count) => this.#careHome(residence?.former[count]?.address ?? address),
      coverageAt: (t) => coverageAt(person, t),
    });
  }

  #careHome(address: Address): CareHome {
    const { places } = this.#reference;
    const state = places.states.find(({ code }) => code === address.state);
    if (!state) throw new Error(`a person lives in a state that is not known: ${address.state}`);
    const city = places.findCity(state, address.city).found ?? nearestCity(state, address);
    return { state, city, latitude: address.latitude, longitude: address.longitude };
  }

  #birthAt(age: number, u: number): SimTime {
    const { from, to } = birthWindow(this.#referenceDate, age);
    return from + Math.floor(u * (to - from));
  }

  #home(state: State, u: (what: Decision) => number, text?: string): Address {
    const wanted = text === undefined ? undefined : this.#reference.places.findCity(state, text).found;
    const own = this.#cityState === state ? this.#city : undefined;
    const city = wanted ?? own ?? (state.cities[state.cityChoice.at(u('city'))] as City);
    const uniform = {
      postalCode: u('postalCode'),
      houseNumber: u('houseNumber'),
      street: u('street'),
      distance: u('distance'),
      direction: u('direction'),
    };
    const name = text !== undefined && wanted === undefined ? text.trim() : city.name;
    return addressIn(state, city, uniform, name);
  }
}

/** The place of a state whose middle is nearest: for those who live in a place that is not known by its name. */
function nearestCity({ cities }: State, home: Place): City {
  let [nearest] = cities as readonly [City];
  for (const city of cities) if (squaredDistance(city, home) < squaredDistance(nearest, home)) nearest = city;
  return nearest;
}

/** What is given of the course of life; undefined when nothing is. */
function givenTraits({ education, income, socioeconomicCategory, attributes }: GivenPerson): GivenTraits | undefined {
  const traits = {
    ...(education !== undefined && { education }),
    ...(income !== undefined && { income }),
    ...(socioeconomicCategory !== undefined && { socioeconomicCategory }),
    ...(attributes !== undefined && { attributes }),
  };
  return Object.keys(traits).length === 0 ? undefined : traits;
}

function statesOf({ places }: Reference, { state }: PopulationOptions): readonly State[] {
  return state === undefined
    ? places.states.filter(({ inNation }) => inNation)
    : [known('state', state, places.findState(state))];
}

function cityOf({ places }: Reference, states: readonly State[], { city }: PopulationOptions): City | undefined {
  if (city === undefined) return undefined;
  const [state, another] = states;
  if (!state || another) throw new AppError(ExitCode.usage, `city "${city}" needs its state`);
  return known(`city of ${state.name}`, city, places.findCity(state, city));
}

function known<T>(what: string, text: string, lookup: Lookup<T>): T {
  if (!('candidates' in lookup)) return lookup.found;
  throw new AppError(ExitCode.usage, `unknown ${what} "${text}"${didYouMean(text, lookup.candidates)}`);
}
