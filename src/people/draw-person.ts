import { CareSites } from '../care/care-site.ts';
import { phoneNumber, placeOf, streetLine } from '../care/contact.ts';
import { AppError, ExitCode } from '../core/app-error.ts';
import { IdMaker } from '../core/id.ts';
import { Draws } from '../core/random/draws.ts';
import { lifeKeys, type RunKeys } from '../core/random/keys.ts';
import { murmur3 } from '../core/random/murmur3.ts';
import { Permutation } from '../core/random/permutation.ts';
import { didYouMean } from '../core/suggest.ts';
import { type SimTime, yearOf } from '../core/time.ts';
import type { Address, Person, Sex } from '../record/person.ts';
import type { Reference } from '../reference/data.ts';
import {
  type BirthTable,
  birthWindow,
  CohortSurvival,
  OLDEST,
  type PopulationCell,
} from '../reference/demographics.ts';
import type { City, Lookup, State } from '../reference/places.ts';
import { Weighted } from '../reference/weighted.ts';

/** Whom a population is made of. Everything but the reference date is optional and restricts. */
export interface PopulationOptions {
  /** The day on which those alive have today's age pyramid. */
  readonly referenceDate: SimTime;
  /** Name or two-letter postal code of a state. */
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
  phone: murmur3('phone'),
} as const;

const RECORD_NUMBERS = 100_000_000;

/**
 * Draws the persons of a population, each from its slot alone. Births are drawn so that, after background mortality,
 * those alive at the reference date have the age, sex and race of today's population; about one in four is not.
 */
export class PersonDrawer {
  readonly #reference: Reference;
  readonly #run: RunKeys;
  readonly #options: PopulationOptions;
  readonly #states: readonly State[];
  readonly #stateChoice: Weighted;
  readonly #city: City | undefined;
  /** By position in `#states`. */
  readonly #births: readonly BirthTable[];
  readonly #sites: CareSites;
  readonly #recordNumbers: Permutation;

  /** Throws an AppError when the options leave nobody: an unknown state or city, or no age from 0 to OLDEST. */
  constructor(reference: Reference, run: RunKeys, options: PopulationOptions) {
    const { minAge = 0, maxAge = OLDEST } = options;
    if (!(minAge <= maxAge && minAge <= OLDEST && maxAge >= 0)) {
      throw new AppError(ExitCode.usage, `nobody is from ${minAge} to ${maxAge} years old (0 to ${OLDEST} are known)`);
    }
    this.#reference = reference;
    this.#run = run;
    this.#options = options;
    this.#states = statesOf(reference, options);
    this.#city = cityOf(reference, this.#states, options);
    const survival = new CohortSurvival(reference.mortality, options.referenceDate);
    this.#births = this.#states.map((state) => reference.demographics.births(state, survival, options));
    // Residents are the living, and a life that is over by the reference date comes on top of them.
    this.#stateChoice = new Weighted(
      this.#births.map(({ perResident }, i) => perResident * (this.#states[i] as State).population),
    );
    this.#sites = new CareSites(reference, run);
    this.#recordNumbers = new Permutation(run.identifiers, 'mrn', RECORD_NUMBERS);
  }

  /** The person in `slot` (0 to 99,999,999, the capacity of medical record numbers) at an attempt (0 unless conditioned). */
  draw(slot: number, attempt: number): Person {
    const keys = lifeKeys(this.#run, slot, attempt);
    const draws = new Draws(keys.draws);
    const u = (what: keyof typeof DECIDES) => draws.uniform(PERSON, DECIDES[what], 0, ONLY);
    const { demographics, names } = this.#reference;
    const stateIndex = this.#stateChoice.at(u('state'));
    const state = this.#states[stateIndex] as State;
    const city = this.#city ?? (state.cities[state.cityChoice.at(u('city'))] as City);
    const table = this.#births[stateIndex] as BirthTable;
    const { age, sex, group } = table.cells[table.choice.at(u('demographics'))] as PopulationCell;
    const { from, to } = birthWindow(this.#options.referenceDate, age);
    const birth = from + Math.floor(u('birth') * (to - from));
    const race = demographics.race(group, state, u('race'));
    return {
      slot,
      attempt,
      id: new IdMaker(keys.ids).id(PERSON, 0, 0, 0),
      sex,
      birth,
      race,
      ethnicity: group === 'hispanic' ? 'hispanic' : 'nonhispanic',
      givenName: names.givenName(sex, yearOf(birth), u('givenName')),
      familyName: names.familyName(group, race, u('familyName')),
      address: addressIn(state, city, u),
      phone: phoneNumber(state.code, u('phone')),
      medicalRecordNumber: `MRN-${String(this.#recordNumbers.at(slot)).padStart(8, '0')}`,
      site: this.#sites.of(state, city),
    };
  }
}

function addressIn(state: State, city: City, u: (what: keyof typeof DECIDES) => number): Address {
  const postalCode = city.postalCodes[Math.floor(u('postalCode') * city.postalCodes.length)] as string;
  return { ...placeOf(state, city, postalCode), line: streetLine(u('houseNumber'), u('street')) };
}

function statesOf({ places }: Reference, { state }: PopulationOptions): readonly State[] {
  return state === undefined ? places.states : [known('state', state, places.findState(state))];
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
