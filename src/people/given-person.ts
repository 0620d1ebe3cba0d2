import type { SimTime } from '../core/time.ts';
import type { Ethnicity, GivenTraits, Race, Sex } from '../record/person.ts';
import type { State } from '../reference/places.ts';

/**
 * What is known of a person beforehand. Whatever is left out is drawn given what is there, from the same draws as without
 * it, so that a person with nothing given is the person of the slot.
 */
export interface GivenPerson extends GivenTraits {
  readonly sex?: Sex;
  /** The instant of birth; not after the reference date. */
  readonly birth?: SimTime;
  readonly race?: Race;
  readonly ethnicity?: Ethnicity;
  readonly state?: State;
  /** Any text: where the state (given or drawn) has no such place, the name is kept, at coordinates of another place of the state. */
  readonly city?: string;
}
