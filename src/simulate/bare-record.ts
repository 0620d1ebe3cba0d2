import { Draws } from '../core/random/draws.ts';
import { lifeKeys } from '../core/random/keys.ts';
import { deathBefore } from '../people/background-mortality.ts';
import { PersonFamily } from '../people/household/relatives.ts';
import type { Cause } from '../record/kinds/entry.ts';
import type { Death, PatientRecord } from '../record/patient-record.ts';
import type { Person } from '../record/person.ts';
import type { World } from './population.ts';

const CAUSE: Cause = { module: 'background mortality', file: 'background mortality', state: 'death', visit: 0 };

/** The record of a life of which nothing is told but who the person is and when it ends: no visit, no entry. */
export function bareRecord(world: World, person: Person): PatientRecord {
  const { end } = world.simulation;
  const death = deathOf(world, person);
  return { person, primaryCare: null, entries: [], undiagnosed: [], symptoms: [], death, end: death?.time ?? end };
}

function deathOf({ keys, program, reference, simulation, backgroundMortality }: World, person: Person): Death | null {
  const { end } = simulation;
  const { family, slot, attempt } = person;
  // Whoever is alive by all causes of death is so by some of them; most people need no second look.
  if (!backgroundMortality || (family instanceof PersonFamily && family.isKnownAlive(end))) return null;
  const draws = new Draws(lifeKeys(keys, slot, attempt).draws);
  const found = deathBefore(reference, draws, person, end, program.causesOfDeath);
  return found && { time: found.time, code: found.code, cause: CAUSE };
}
