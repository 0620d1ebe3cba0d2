import type { SimTime } from '../core/time.ts';
import type { Ethnicity, GivenTraits, Race, Sex } from '../record/person.ts';
import type { State } from '../reference/places.ts';

/**
 * What is known of a person beforehand. Whatever is left out is drawn given what is there, from the same draws as without
 * it, so that a person with nothing given is the person of the slot.
 */
export interface GivenPerson extends GivenTraits {
  readonly sex?: Sex;
  /** Midnight of the day of birth, before the reference date; the time of day is drawn. */
  readonly birth?: SimTime;
  readonly race?: Race;
  readonly ethnicity?: Ethnicity;
  readonly state?: State;
  /** Any text: where the state (given or drawn) has no such place, the name is kept, at coordinates of another place of the state. */
  readonly city?: string;
}

/** Who the people of a run are. */
export interface PeopleSource {
  /** What is known beforehand of the person in a slot. */
  given(slot: number): GivenPerson;
}
