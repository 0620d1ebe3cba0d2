import { Draws } from '../core/random/draws.ts';
import { lifeKeys } from '../core/random/keys.ts';
import { deathBefore } from '../people/background-mortality.ts';
import type { Cause } from '../record/kinds/entry.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import type { Person } from '../record/person.ts';
import type { World } from './population.ts';

const CAUSE: Cause = { module: 'background mortality', file: 'background mortality', state: 'death', visit: 0 };

/** The record of a life of which nothing is told but who the person is and when it ends: no visit, no entry. */
export function bareRecord(world: World, person: Person): PatientRecord {
  const { end } = world.simulation;
  const draws = new Draws(lifeKeys(world.keys, person.slot, person.attempt).draws);
  const { causesOfDeath } = world.program;
  const found = world.backgroundMortality ? deathBefore(world.reference, draws, person, end, causesOfDeath) : null;
  const death = found && { time: found.time, code: found.code, cause: CAUSE };
  return { person, primaryCare: null, entries: [], undiagnosed: [], symptoms: [], death, end: death?.time ?? end };
}
