import type { RunKeys } from '../core/random/keys.ts';
import { Permutation } from '../core/random/permutation.ts';
import { type Identifiers, LICENSE_AGE } from '../record/person.ts';

/** Slots; the numbers of each kind but one have room for all of them. */
const CAPACITY = 100_000_000;

/** Areas 900 to 999 by groups 01 to 49 by serials 0000 to 9999 (taxpayers' numbers have groups from 50 on). */
const FIRST_AREA = 900;
const GROUPS = 49;
const SERIALS = 10_000;
const SOCIAL_SECURITY_NUMBERS = 100 * GROUPS * SERIALS;

/** Licensed drivers over residents of 16 and over: FHWA, Highway Statistics 2019, table DL-20 (229 of 264 million; not re-read). */
const LICENSED = 0.87;
/** Valid passports over residents: Department of State, 2022 (151 of 333 million; not re-read). */
const WITH_PASSPORT = 0.45;

/** What decides which numbers a person has. */
export interface Holder {
  readonly slot: number;
  /** Completed years at the reference date. */
  readonly age: number;
  /** Uniform numbers in (0, 1). */
  readonly uLicense: number;
  readonly uPassport: number;
}

/** Makes the numbers that name persons: keyed permutations of the slot, so that no two slots share one. */
export class IdentifierMaker {
  readonly #records: Permutation;
  readonly #socialSecurity: Permutation;
  readonly #licenses: Permutation;
  readonly #passports: Permutation;

  constructor({ identifiers }: RunKeys) {
    this.#records = new Permutation(identifiers, 'mrn', CAPACITY);
    this.#socialSecurity = new Permutation(identifiers, 'social security number', SOCIAL_SECURITY_NUMBERS);
    this.#licenses = new Permutation(identifiers, 'drivers license', CAPACITY);
    this.#passports = new Permutation(identifiers, 'passport', CAPACITY);
  }

  /** `MRN-` and eight digits. */
  medicalRecordNumber(slot: number): string {
    return `MRN-${digits(this.#records.at(slot), 8)}`;
  }

  /** `9aa-gg-ssss`; undefined in the slots from 49,000,000 on, for which there is none left. */
  socialSecurityNumber(slot: number): string | undefined {
    if (slot >= SOCIAL_SECURITY_NUMBERS) return undefined;
    const number = this.#socialSecurity.at(slot);
    const area = FIRST_AREA + Math.floor(number / (GROUPS * SERIALS));
    const group = 1 + (Math.floor(number / SERIALS) % GROUPS);
    return `${area}-${digits(group, 2)}-${digits(number % SERIALS, 4)}`;
  }

  driversLicense({ slot, age, uLicense }: Holder): string | undefined {
    return age >= LICENSE_AGE && uLicense < LICENSED ? `XDL-${digits(this.#licenses.at(slot), 8)}` : undefined;
  }

  passport({ slot, uPassport }: Holder): string | undefined {
    return uPassport < WITH_PASSPORT ? `XPP-${digits(this.#passports.at(slot), 8)}` : undefined;
  }

  /** Numbers are worked out when they are read: many persons are drawn of whom nobody asks for them. */
  of(holder: Holder): Identifiers {
    return new LazyIdentifiers(this, holder);
  }
}

class LazyIdentifiers implements Identifiers {
  readonly #maker: IdentifierMaker;
  readonly #holder: Holder;

  constructor(maker: IdentifierMaker, holder: Holder) {
    this.#maker = maker;
    this.#holder = holder;
  }

  get socialSecurityNumber(): string | undefined {
    return this.#maker.socialSecurityNumber(this.#holder.slot);
  }

  get driversLicense(): string | undefined {
    return this.#maker.driversLicense(this.#holder);
  }

  get passport(): string | undefined {
    return this.#maker.passport(this.#holder);
  }
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
