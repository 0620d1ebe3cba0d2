import type { Code } from '../core/code.ts';
import type { SimTime } from '../core/time.ts';
import type { Address, Sex } from './person.ts';

/** What a relative is to the person whose relative it is. */
export type Relationship =
  | 'spouse'
  | 'mother'
  | 'father'
  | 'child'
  | 'sibling'
  | 'grandparent'
  | 'grandchild'
  | 'aunt-or-uncle'
  | 'niece-or-nephew'
  | 'parent-in-law'
  | 'sibling-in-law';

/** An illness that a relative has or had, as the person tells it. */
export interface RelativeCondition {
  readonly code: Code;
  /** Age of the relative when it was found, in completed years. */
  readonly onsetAge: number;
}

/** A relative as a chart knows one: by name, dates and identifiers. */
export interface Relative {
  readonly relationship: Relationship;
  /** UUID of this relative in this person's chart. */
  readonly id: string;
  readonly sex: Sex;
  readonly birth: SimTime;
  /**
   * null while living. Persons of the population are matched with those who live at the reference date, and said to be living: no life
   * waits for another's simulation, and theirs alone tells what became of them.
   */
  readonly death: SimTime | null;
  readonly givenName: string;
  readonly familyName: string;
  /** null where the chart does not know it. */
  readonly address: Address | null;
  readonly phone: string | null;
  /** Place in the population, and medical record number, of a relative who is a person of it; null for all others. */
  readonly slot: number | null;
  readonly medicalRecordNumber: string | null;
  /** Whether the two live in one household at the reference date. */
  readonly sharesHome: boolean;
  /** Family history; empty for persons of the population, whose own charts say it. */
  readonly conditions: readonly RelativeCondition[];
}

/** The household at the reference date, counted as the American Community Survey does. */
export interface Household {
  /** The person and the relatives who share the home; 1 in group quarters. */
  readonly familySize: number;
  /** Sons and daughters under 18 who share the home. */
  readonly ownChildrenAtHome: number;
}

/** A family name that somebody bore from birth until a marriage. */
export interface FormerName {
  readonly familyName: string;
  readonly until: SimTime;
}

/** A person's relatives and household. Worked out when first asked for. */
export interface Family {
  readonly household: Household;
  readonly relatives: readonly Relative[];
  /**
   * Since when a parent, brother or sister has an illness that runs in families (SNOMED CT code), up to the end of what is told; undefined
   * when none has. Also of persons of the population, by the liability of the family and a draw of the pair: a risk, not their charts.
   */
  illnessSince(code: string): SimTime | undefined;
  /** null where the name never changed. */
  readonly formerName: FormerName | null;
}
