import type { Group } from './places.ts';
import type { Ethnicity, Race } from './terms.ts';

/** The group of the joint population tables that people of a race and ethnicity belong to. */
export function groupOf({ race, ethnicity }: { readonly race: Race; readonly ethnicity: Ethnicity }): Group {
  if (ethnicity === 'hispanic') return 'hispanic';
  if (race === 'white') return 'white-nh';
  if (race === 'black') return 'black-nh';
  return race === 'asian' ? 'asian-nh' : 'other-nh';
}
