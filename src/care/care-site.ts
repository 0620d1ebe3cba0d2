import { IdMaker } from '../core/id.ts';
import { Draws } from '../core/random/draws.ts';
import { derive, type RunKeys } from '../core/random/keys.ts';
import { murmur3 } from '../core/random/murmur3.ts';
import { Permutation } from '../core/random/permutation.ts';
import type { CareSite, Sex } from '../record/person.ts';
import type { Reference } from '../reference/data.ts';
import { type City, GROUPS, type State } from '../reference/places.ts';
import { Weighted } from '../reference/weighted.ts';
import { phoneNumber, placeOf, streetLine } from './contact.ts';

const SITE = murmur3('care site');
/** An attempt number that no life has, so that the keys of sites are not those of a life in the slot `SITE`. */
const NO_LIFE = 0xffff_ffff;
/** National Provider Identifiers: 2, eight permuted digits, check digit. */
const NPI_CAPACITY = 100_000_000;
/** About the middle of the birth years of physicians at work (median age about 50). */
const CLINICIAN_BIRTH_YEAR = 1974;

/** Makes the hospital of each place: the same for all its people, and a function of the place and the seed alone. */
export class CareSites {
  readonly #reference: Reference;
  readonly #ids: IdMaker;
  readonly #draws: Draws;
  readonly #npi: Permutation;
  readonly #sites = new Map<number, CareSite>();

  constructor(reference: Reference, run: RunKeys) {
    this.#reference = reference;
    this.#ids = new IdMaker(derive(run.ids, SITE, NO_LIFE));
    this.#draws = new Draws(derive(run.draws, SITE, NO_LIFE));
    this.#npi = new Permutation(run.identifiers, 'npi', NPI_CAPACITY);
  }

  /** The care site of a city. */
  of(state: State, city: City): CareSite {
    const known = this.#sites.get(city.index);
    if (known) return known;
    const made = this.#make(state, city);
    this.#sites.set(city.index, made);
    return made;
  }

  #make(state: State, city: City): CareSite {
    const place = city.index;
    const id = (what: string) => this.#ids.id(SITE, murmur3(what), place, 0);
    const u = (what: string) => this.#draws.uniform(SITE, murmur3(what), place, 0);
    const name = `${city.name} General Hospital`;
    const postalCode = city.postalCodes[0] as string;
    return {
      organization: { id: id('organization'), name, phone: phoneNumber(state.code, u('phone')) },
      location: { id: id('location'), name: `${name} Main Campus` },
      clinician: {
        id: id('clinician'),
        roleId: id('role'),
        ...this.#clinician(state, u),
        npi: npi(this.#npi.at(place)),
      },
      address: { ...placeOf(state, city, postalCode), line: streetLine(u('house number'), u('street')) },
    };
  }

  #clinician(state: State, u: (what: string) => number): { givenName: string; familyName: string; sex: Sex } {
    const { names, demographics } = this.#reference;
    const sex = u('sex') < 0.5 ? 'F' : 'M';
    const group = GROUPS[new Weighted(state.groupShares).at(u('group'))] ?? 'white-nh';
    const race = demographics.race(group, state, u('race'));
    return {
      sex,
      givenName: names.givenName(sex, CLINICIAN_BIRTH_YEAR, u('given name')),
      familyName: names.familyName(group, race, u('family name')),
    };
  }
}

/** A National Provider Identifier with the given eight middle digits; its first digit, 2, is allowed but not issued. */
function npi(middle: number): string {
  const nine = `2${String(middle).padStart(8, '0')}`;
  return `${nine}${luhnCheckDigit(`80840${nine}`)}`;
}

/** The digit that completes `digits` to a number of valid Luhn checksum (ISO/IEC 7812-1, annex B). */
export function luhnCheckDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    // The digit left of the check digit is doubled, then every second one; 10 and more count as the sum of their digits.
    const doubled = digit * 2;
    sum += i % 2 === 1 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
}
