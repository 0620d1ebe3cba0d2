import { NO_CARE } from '../../src/care/care.ts';
import { IdMaker } from '../../src/core/id.ts';
import { Draws } from '../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../src/core/random/keys.ts';
import { type SimTime, timeOf } from '../../src/core/time.ts';
import type { Program } from '../../src/language/compiled.ts';
import { SUPPLIED_ATTRIBUTES } from '../../src/language/engine-attributes.ts';
import type { GivenTraits, Person, Sex } from '../../src/record/person.ts';
import { loadReference } from '../../src/reference/data.ts';
import { LifeSimulation } from '../../src/simulate/life.ts';
import { signalsOf } from '../../src/simulate/person-signals.ts';
import { referenceProducers } from '../../src/simulate/producers/reference-engine/reference-producers.ts';
import type { RunningLife } from '../../src/simulate/running-life.ts';
import { RecordBuilder } from './records.ts';
import { compiled, set } from './scripts.ts';

const KEYS = runKeys('reference lives');
const REFERENCE = loadReference();

export interface ReferenceLifeOptions {
  readonly number?: number;
  readonly sex?: Sex;
  readonly race?: Person['race'];
  readonly birth?: SimTime;
  /** End of the life's simulation; birth when left out, so that nothing has happened. */
  readonly end?: SimTime;
  readonly grain?: number;
  readonly given?: GivenTraits;
  readonly program?: Program;
}

/** A module that does nothing and mentions what the engine supplies, and other attributes that formulas read. */
export function programKnowing(...names: readonly string[]): Program {
  const states = Object.fromEntries([...SUPPLIED_ATTRIBUTES, ...names].map((name, i) => [`S${i}`, set(name)]));
  return compiled({ test: { states: { Initial: { type: 'Initial' }, Wait: { type: 'Terminal' }, ...states } } })
    .program;
}

const NOTHING = programKnowing();

/** A life of the reference world without modules, lived to `end`; its clock stands there. */
export function referenceLife(options: ReferenceLifeOptions = {}): RunningLife {
  const { number = 0, sex = 'F', race = 'white', birth = timeOf(1970, 6, 1), grain = 0, given } = options;
  const { program = NOTHING, end = birth } = options;
  const drawn = new RecordBuilder(number, { birth }).person;
  const person: Person = { ...drawn, sex, race, birth, ...(given && { given }) };
  const keys = lifeKeys(KEYS, number, 0);
  const draws = new Draws(keys.draws);
  const input = {
    birth,
    sex,
    draws,
    ids: new IdMaker(keys.ids),
    signals: signalsOf(program.signals, draws, person, () => REFERENCE),
    producers: (life: RunningLife) => referenceProducers(life, person, REFERENCE),
    care: NO_CARE,
    backgroundDeath: null,
  };
  const simulation = new LifeSimulation(program, input, { end, grain, visitLog: false });
  simulation.run();
  simulation.life.setClock(end);
  return simulation.life;
}

/** A vital sign of a life at a time, by a reader of no account. */
export function sign(life: RunningLife, name: string, t: SimTime = life.clock, reader = 1): number {
  const value = life.producers.vitalSigns.read(name, t, reader, 2, 3, 4);
  if (value === undefined) throw new Error(`${name} is not supplied`);
  return value;
}
