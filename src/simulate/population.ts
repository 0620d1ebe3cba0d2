import { IdMaker } from '../core/id.ts';
import { Draws } from '../core/random/draws.ts';
import { lifeKeys, type RunKeys } from '../core/random/keys.ts';
import type { Program } from '../language/compiled.ts';
import { backgroundDeath } from '../people/background-mortality.ts';
import type { PersonDrawer } from '../people/draw-person.ts';
import type { PeopleSource } from '../people/given-person.ts';
import type { Households } from '../people/household/households.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import type { Person } from '../record/person.ts';
import type { VisitLog } from '../record/visit-log.ts';
import type { Reference } from '../reference/data.ts';
import { bareRecord } from './bare-record.ts';
import { finishRecord } from './finish.ts';
import { LifeSimulation } from './life.ts';
import { ModuleFault } from './module-fault.ts';
import { newbornsOf } from './newborns.ts';
import type { SimulationOptions } from './options.ts';
import { signalsOf } from './person-signals.ts';
import { producersOf, type WorldName } from './producers/index.ts';
import type { LifeInput } from './running-life.ts';
import { visitLogOf } from './visit-log.ts';

/** A question asked of finished lives. */
export interface LifeWish {
  /** Attempts at one slot before it is given up. */
  readonly mostAttempts: number;
  /** Why a life is not what is wanted, in words that are counted; undefined when it is. Depends on the record alone. */
  refusal(record: PatientRecord): string | undefined;
}

/** Which of a slot's lives count; the others are tried again under another key, counted and told. */
export type Wanted = 'any' | 'alive' | 'dead' | LifeWish;

/** Attempts at one slot before it is given up, where the wish does not say. */
const MOST_ATTEMPTS = 1_000;

/** What became of a slot. */
export type LifeResult =
  | {
      readonly kind: 'life';
      readonly record: PatientRecord;
      readonly visitLog: VisitLog | null;
      readonly notes: ReadonlyMap<string, number>;
      readonly moduleRuns: number;
      readonly attempts: number;
      /** Why the earlier attempts were turned down, and how many of them. */
      readonly refusals: ReadonlyMap<string, number>;
    }
  | { readonly kind: 'fault'; readonly slot: number; readonly attempt: number; readonly fault: ModuleFault }
  | {
      readonly kind: 'none';
      readonly slot: number;
      readonly attempts: number;
      readonly refusals: ReadonlyMap<string, number>;
    };

/** What lives are made with. */
export interface World {
  readonly program: Program;
  readonly reference: Reference;
  readonly keys: RunKeys;
  readonly drawer: PersonDrawer;
  /** Gives persons their relatives; without it they have none. */
  readonly households?: Households;
  /** Who the people are, where that is given. */
  readonly people?: PeopleSource;
  readonly simulation: SimulationOptions;
  /** What modules are given to read. */
  readonly producers: WorldName;
  /** Whether people also die of what no module causes. */
  readonly backgroundMortality: boolean;
  readonly wanted: Wanted;
  /** Whether nothing is told of lives but who the people are and when they die: no visit happens. Without modules only. */
  readonly personsOnly?: boolean;
}

/** Of lives that no module told anything of, or that were not turned down. */
const NOTHING: ReadonlyMap<string, number> = new Map();

/** Simulates the life in a slot: a pure function of the world and the slot. */
export function simulateSlot(world: World, slot: number): LifeResult {
  const wish = wishOf(world.wanted);
  const refusals = new Refusals();
  for (let attempt = 0; attempt < wish.mostAttempts; attempt++) {
    const person = drawPerson(world, slot, attempt);
    if (world.personsOnly) {
      const record = bareRecord(world, person);
      const refusal = wish.refusal(record);
      if (refusal === undefined) return bareLife(record, attempt + 1, refusals.counts);
      refusals.add(refusal);
      continue;
    }
    const simulation = new LifeSimulation(world.program, lifeInput(world, person), world.simulation);
    try {
      simulation.run();
    } catch (error) {
      if (error instanceof ModuleFault) return { kind: 'fault', slot, attempt, fault: error };
      throw error;
    }
    const record = withNewborns(world, finishRecord(simulation.life, person, world.simulation.end), simulation);
    const refusal = wish.refusal(record);
    if (refusal !== undefined) {
      refusals.add(refusal);
      continue;
    }
    return {
      kind: 'life',
      record,
      visitLog: world.simulation.visitLog ? visitLogOf(simulation.cursors) : null,
      notes: simulation.life.notes,
      moduleRuns: simulation.moduleRuns,
      attempts: attempt + 1,
      refusals: refusals.counts,
    };
  }
  return { kind: 'none', slot, attempts: wish.mostAttempts, refusals: refusals.counts };
}

/** What no module took part in. */
function bareLife(record: PatientRecord, attempts: number, refusals: ReadonlyMap<string, number>): LifeResult {
  return { kind: 'life', record, visitLog: null, notes: NOTHING, moduleRuns: 0, attempts, refusals };
}

/** Counts reasons. Most lives are taken at once, and need no map of their own. */
class Refusals {
  #counts: Map<string, number> | undefined;

  get counts(): ReadonlyMap<string, number> {
    return this.#counts ?? NOTHING;
  }

  add(reason: string): void {
    this.#counts ??= new Map();
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
  }
}

/** The person of a slot; relatives of the population have only those who are drawn, unconditioned, with everybody else. */
function drawPerson({ drawer, households, people }: World, slot: number, attempt: number): Person {
  const given = people?.given(slot);
  if (!households) return drawer.draw(slot, attempt, given);
  return people ? households.alone(drawer.draw(slot, attempt, given)) : households.draw(slot, attempt);
}

function withNewborns(world: World, record: PatientRecord, { life }: LifeSimulation): PatientRecord {
  const newborns = newbornsOf(record, world.reference, life.input.ids, life.input.draws);
  return newborns.length === 0 ? record : { ...record, newborns };
}

const WISHES: Readonly<Record<Exclude<Wanted, LifeWish>, LifeWish>> = {
  any: { mostAttempts: MOST_ATTEMPTS, refusal: () => undefined },
  alive: { mostAttempts: MOST_ATTEMPTS, refusal: ({ death }) => (death ? 'dead' : undefined) },
  dead: { mostAttempts: MOST_ATTEMPTS, refusal: ({ death }) => (death ? undefined : 'alive') },
};

function wishOf(wanted: Wanted): LifeWish {
  return typeof wanted === 'object' ? wanted : WISHES[wanted];
}

/** What a drawn person brings into life. */
export function lifeInput(world: World, person: Person): LifeInput {
  const keys = lifeKeys(world.keys, person.slot, person.attempt);
  const draws = new Draws(keys.draws);
  return {
    birth: person.birth,
    sex: person.sex,
    draws,
    ids: new IdMaker(keys.ids),
    signals: signalsOf(world.program.signals, draws, person, () => world.reference),
    producers: (life) => producersOf(world.producers)(life, person, world.reference),
    care: world.drawer.careOf(person, draws),
    backgroundDeath: world.backgroundMortality
      ? backgroundDeath(world.reference, draws, person, world.program.causesOfDeath)
      : null,
  };
}
