import type { Draws } from '../core/random/draws.ts';
import { murmur3 } from '../core/random/murmur3.ts';
import type { SimTime } from '../core/time.ts';
import type { Person } from '../record/person.ts';
import type { Reference } from '../reference/data.ts';
import { groupOf } from './group.ts';

const BACKGROUND_MORTALITY = murmur3('background mortality');

/**
 * When a person dies if no module ends the life before: one draw against the life tables of the person's sex and group and the
 * calendar years that are lived through. May lie beyond the reference date.
 */
export function backgroundDeath(
  reference: Reference,
  draws: Draws,
  person: Pick<Person, 'sex' | 'birth' | 'race' | 'ethnicity'>,
): SimTime {
  const exponential = draws.exponential(BACKGROUND_MORTALITY, 0, 0, 0);
  return reference.mortality.deathTime(person.birth, person.sex, groupOf(person), exponential);
}
