import { type SimTime, YEAR } from '../../core/time.ts';
import type { SignalReader } from '../../physiology/signal-reader.ts';
import type { Entry } from '../../record/kinds/index.ts';
import type { Person } from '../../record/person.ts';
import { LifeSimulation } from '../../simulate/life.ts';
import { ModuleFault } from '../../simulate/module-fault.ts';
import { lifeInput, type World } from '../../simulate/population.ts';

const GOLDEN = 0.618_033_988_749_895;

/** Spreads people evenly from 0 to 1, by their slots and whatever their number. */
export function spread(slot: number): number {
  return (slot * GOLDEN) % 1;
}

/** A body, and what happened to the person. */
export interface LivingPerson {
  readonly slot: number;
  readonly person: Person;
  readonly signals: SignalReader;
  /** In the order in which they were made; none where no module ran. */
  readonly entries: readonly Entry[];
  /** When the signals are read: a day of the year before the end, so that a population has all seasons in it. */
  readonly readAt: SimTime;
}

/**
 * The person of a slot, who is the same as `generate` makes; undefined when the person is not yet born at the reading, or dead at
 * the end. `healthy`: no module runs, so that nothing acts on the body.
 * @throws ModuleFault when a module cannot go on.
 */
export function livingPerson(world: World, slot: number, healthy: boolean): LivingPerson | undefined {
  const { end } = world.simulation;
  const person = world.households?.draw(slot, 0) ?? world.drawer.draw(slot, 0);
  const readAt = Math.round(end - YEAR * spread(slot));
  const program = healthy ? { ...world.program, sites: [], causesOfDeath: new Set<string>() } : world.program;
  if (person.birth >= readAt) return undefined;
  const input = lifeInput({ ...world, program }, person);
  // Who dies of what no module tells need not be told to the end.
  if (input.backgroundDeath && input.backgroundDeath.time < end) return undefined;
  const simulation = new LifeSimulation(program, input, world.simulation);
  if (!healthy) simulation.run();
  const { life } = simulation;
  if (!life.isAliveAt(end)) return undefined;
  return { slot, person, signals: life.signals, entries: life.recorder.entries, readAt };
}

/** The living of the first `slots` slots, one after the other; lives that a module stopped are handed to `onFault` and left out. */
export function* livingPeople(
  world: World,
  slots: number,
  healthy: boolean,
  onFault: (slot: number, fault: ModuleFault) => void,
): Generator<LivingPerson | undefined> {
  for (let slot = 0; slot < slots; slot++) {
    try {
      yield livingPerson(world, slot, healthy);
    } catch (error) {
      if (!(error instanceof ModuleFault)) throw error;
      onFault(slot, error);
      yield undefined;
    }
  }
}
