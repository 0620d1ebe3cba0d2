import type { Code } from '../core/code.ts';
import type { Draws } from '../core/random/draws.ts';
import { murmur3 } from '../core/random/murmur3.ts';
import { type SimTime, YEAR, yearOf } from '../core/time.ts';
import type { Person } from '../record/person.ts';
import type { Reference } from '../reference/data.ts';
import { groupOf } from '../reference/group.ts';

const BACKGROUND_MORTALITY = murmur3('background mortality');
const WHEN = 0;
const OF_WHAT = murmur3('cause of death');
const NONE: ReadonlySet<string> = new Set();

/** A death that no module brings about. */
export interface BackgroundDeath {
  /** May lie beyond the reference date. */
  readonly time: SimTime;
  /** The underlying cause. */
  readonly code: Code;
}

/**
 * When and of what a person dies if no module ends the life before: the first event, in the life tables of the person's sex and
 * group and the calendar years that are lived through, whose cause is not left to the modules (`told`, codes of causes). So what modules
 * cause is not counted twice: the deaths of those causes are theirs, and the hazard of all others goes on.
 */
export function backgroundDeath(
  reference: Reference,
  draws: Draws,
  person: Pick<Person, 'sex' | 'birth' | 'race' | 'ethnicity'>,
  told: ReadonlySet<string> = NONE,
): BackgroundDeath {
  return deathBefore(reference, draws, person, Number.POSITIVE_INFINITY, told) as BackgroundDeath;
}

/** The same if it is before `until`, otherwise null: at a part of the cost, because the time after that is not looked at. */
export function deathBefore(
  reference: Reference,
  draws: Draws,
  person: Pick<Person, 'sex' | 'birth' | 'race' | 'ethnicity'>,
  until: SimTime,
  told: ReadonlySet<string> = NONE,
): BackgroundDeath | null {
  const { birth, sex } = person;
  const group = groupOf(person);
  let hazard = 0;
  for (let event = 0; ; event++) {
    hazard += draws.exponential(BACKGROUND_MORTALITY, WHEN, event, 0);
    const time = reference.mortality.deathTime(birth, sex, group, hazard, until);
    if (time >= until) return null;
    const u = draws.uniform(BACKGROUND_MORTALITY, OF_WHAT, event, 0);
    const code = reference.causesOfDeath.at((time - birth) / YEAR, sex, yearOf(time), u);
    if (!told.has(code.code)) return { time, code };
  }
}

/** Whether a person would be alive at `t` if nothing were left to the modules: the same as asking when, at a part of the cost. */
export function isAliveAt(
  { mortality }: Reference,
  draws: Draws,
  person: Pick<Person, 'sex' | 'birth' | 'race' | 'ethnicity'>,
  t: SimTime,
): boolean {
  const hazard = draws.exponential(BACKGROUND_MORTALITY, WHEN, 0, 0);
  return mortality.cumulativeHazard(person.birth, person.sex, groupOf(person), t) < hazard;
}
