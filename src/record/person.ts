import type { SimTime } from '../core/time.ts';
import type { Education, LifeCourse } from './life-course.ts';
import type { Family } from './relative.ts';

export type Sex = 'F' | 'M';
export type Race = 'white' | 'black' | 'asian' | 'native' | 'hawaiian' | 'other';
export type Ethnicity = 'hispanic' | 'nonhispanic';
/** As modules of the shared format know it. */
export type SocioeconomicCategory = 'High' | 'Middle' | 'Low';
/** The value of an attribute that was given with a person. */
export type PersonAttribute = string | number | boolean;

/** A county, or what stands for one in its state. */
export interface CountyName {
  readonly name: string;
  /** Five digits. */
  readonly fips: string;
}

/** A place where people live. */
export interface Place {
  readonly city: string;
  readonly county?: CountyName;
  /** Two-letter postal code of the state. */
  readonly state: string;
  readonly stateName: string;
  readonly postalCode: string;
  /** Degrees, WGS 84. */
  readonly latitude: number;
  readonly longitude: number;
}

/** An address that cannot be anybody's: real place, invented street. */
export interface Address extends Place {
  readonly line: string;
}

/** An address that somebody had before the present one. */
export interface FormerAddress {
  readonly address: Address;
  readonly from: SimTime;
  /** When the next home began. */
  readonly until: SimTime;
}

/** Where a person lived before. Worked out when first asked for. */
export interface Residence {
  /** From birth on without gaps, oldest first; from the end of the last, the person lives at `Person.address`. */
  readonly former: readonly FormerAddress[];
}

export type FacilityKind =
  | 'primary-care'
  | 'hospital'
  | 'specialists'
  | 'urgent-care'
  | 'pharmacy'
  | 'nursing-home'
  | 'hospice'
  | 'veterans';

/** A place of care and one of its clinicians. */
export interface CareSite {
  readonly kind: FacilityKind;
  readonly organization: { readonly id: string; readonly name: string; readonly phone: string; readonly npi: string };
  readonly location: { readonly id: string; readonly name: string };
  readonly clinician: {
    readonly id: string;
    /** Id of the role that ties the clinician to the organization. */
    readonly roleId: string;
    readonly givenName: string;
    readonly familyName: string;
    readonly sex: Sex;
    /** In the words of US Medicare. */
    readonly specialty: string;
    /** National Provider Identifier of a shape that is never issued (first digit 2), with a right check digit. */
    readonly npi: string;
  };
  readonly address: Address;
}

/** What was given of a person's course of life, instead of drawn. */
export interface GivenTraits {
  /** Highest education attained at the reference date. */
  readonly education?: Education;
  /** Personal income in dollars of the reference year. */
  readonly income?: number;
  readonly socioeconomicCategory?: SocioeconomicCategory;
  /** Attributes that modules read, by name. */
  readonly attributes?: Readonly<Record<string, PersonAttribute>>;
}

/** Completed years from which on people drive. */
export const LICENSE_AGE = 16;

/** Numbers that name a person. Every one keeps to a range or a shape in which none is issued. */
export interface Identifiers {
  /** Shaped like a social security number, of area 900 to 999 and group 01 to 49: neither a number nor a taxpayer's is issued there. */
  readonly socialSecurityNumber: string | undefined;
  /** `XDL-` and eight digits, of who is old enough at the reference date, living or not: see `licenseHeld`. */
  readonly driversLicense: string | undefined;
  /** `XPP-` and eight digits. */
  readonly passport: string | undefined;
}

export interface Language {
  /** BCP 47. */
  readonly code: string;
  /** In English, in lower case, as modules know it. */
  readonly name: string;
}

/** Where a person was born. */
export interface BirthPlace {
  /** ISO 3166-1, two letters; `US` in the states and Puerto Rico. */
  readonly country: string;
  /** Two-letter postal code, of those born in the United States. */
  readonly state: string | undefined;
}

/** Who a person is, drawn once. */
export interface Person {
  /** Place in the population, from 0. */
  readonly slot: number;
  /** 0 unless the run is conditioned on outcomes and earlier lives of the slot were turned down. */
  readonly attempt: number;
  /** UUID. */
  readonly id: string;
  readonly sex: Sex;
  readonly birth: SimTime;
  readonly race: Race;
  readonly ethnicity: Ethnicity;
  readonly givenName: string;
  readonly familyName: string;
  /** The last home: at the end of what is told, or at death if no module ends the life before. `homesAt` tells the home at a time. */
  readonly address: Address;
  /** The homes before; absent where none are drawn, as in scripted lives. */
  readonly residence?: Residence;
  readonly phone: string;
  /** Medical record number, unique in the population. */
  readonly medicalRecordNumber: string;
  readonly identifiers: Identifiers;
  /** The first language. */
  readonly language: Language;
  readonly birthPlace: BirthPlace;
  /** Education, work, habits and what else a life has besides a body; absent in scripted lives. */
  readonly course?: LifeCourse;
  /** What is given of the course of life; left out when nothing is. */
  readonly given?: GivenTraits;
  /** Relatives and household at the reference date; absent where none are drawn, as in scripted lives. */
  readonly family?: Family;
}
