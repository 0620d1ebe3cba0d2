import type { Person } from '../record/person.ts';
import type { Group } from '../reference/places.ts';

/** The group of the joint population tables that a person belongs to. */
export function groupOf({ race, ethnicity }: Pick<Person, 'race' | 'ethnicity'>): Group {
  if (ethnicity === 'hispanic') return 'hispanic';
  if (race === 'white') return 'white-nh';
  if (race === 'black') return 'black-nh';
  return race === 'asian' ? 'asian-nh' : 'other-nh';
}
