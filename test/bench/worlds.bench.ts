/**
 * What people and care cost beside the foreign modules of the corpus, in each world: lives with everything against the same lives of people
 * who were drawn beforehand, told once more what the world told them the first time. The readings of bodies that modules ask for (vital
 * signs, and the risks that follow from them) are told apart: they are no part of people and care, and the third run leaves them alone to be
 * worked out. `npm run bench:worlds`. Says whether the figure (a fifth) is met; exit code 1 when a world is far beyond it.
 */
import type { SimTime } from '../../src/core/time.ts';
import { compileProgram } from '../../src/language/compile.ts';
import type { Program } from '../../src/language/compiled.ts';
import { discoverModules } from '../../src/language/discover.ts';
import type { AttributeValue } from '../../src/language/values.ts';
import { Households } from '../../src/people/household/households.ts';
import { finishRecord } from '../../src/simulate/finish.ts';
import { LifeSimulation } from '../../src/simulate/life.ts';
import { lifeInput, simulateSlot, type World } from '../../src/simulate/population.ts';
import { WORLD_NAMES, type WorldName } from '../../src/simulate/producers/index.ts';
import type { Process, Producers } from '../../src/simulate/producers/producers.ts';
import type { RunningLife } from '../../src/simulate/running-life.ts';
import { CORPUS, HAS_CORPUS } from '../support/corpus.ts';
import { worldOf } from '../support/world.ts';

type Times = readonly [all: number, withBodies: number, made: number, modules: number];

const WARM_UP = 1;
const ROUNDS = 3;
/** Four whole blocks of households. */
const LIVES = 256;
const MOST_SHARE = 0.2;
/** Beyond this a change has made it worse, whatever else the machine does. */
const WORST_SHARE = 0.5;

function cpuSeconds(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Seconds of the acts, by round after those that warm up; the acts take turns, so that a busy time is a busy time for all of them. */
function timed(...acts: readonly (() => void)[]): readonly (readonly number[])[] {
  return Array.from({ length: WARM_UP + ROUNDS }, () => acts.map(cpuSeconds)).slice(WARM_UP);
}

/** Of rounds on a machine that does other things, too, the one in the middle. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

function whole(world: World): () => void {
  return () => {
    for (let slot = 0; slot < LIVES; slot++) simulateSlot(world, slot);
  };
}

/** What a life's producers said, in the order in which they were asked. */
interface Script {
  readonly values: (AttributeValue | undefined)[];
  readonly signs: (number | undefined)[];
  readonly changes: { readonly time: SimTime; readonly name: string; readonly value: AttributeValue | undefined }[];
}

/** Producers that also write down what they say. */
function recording(life: RunningLife, made: Producers, script: Script): Producers {
  const set = life.setAttributeNamed.bind(life);
  const run = (process: Process, time: SimTime) => {
    life.setAttributeNamed = (name, value) => {
      script.changes.push({ time, name, value });
      set(name, value);
    };
    process.run(time);
    life.setAttributeNamed = set;
  };
  const noted = <T>(value: T, list: T[]): T => {
    list.push(value);
    return value;
  };
  const computed = Object.entries(made.computed).map(
    ([name, compute]) => [name, () => noted(compute(), script.values)] as const,
  );
  const { vitalSigns } = made;
  return {
    ...made,
    computed: Object.fromEntries(computed),
    vitalSigns: {
      read: (...asked) => noted(vitalSigns.read(...asked), script.signs),
      ...(vitalSigns.stands && { stands: vitalSigns.stands.bind(vitalSigns) }),
    },
    processes: made.processes.map((process) => ({
      get next() {
        return process.next;
      },
      run: (time) => run(process, time),
    })),
  };
}

/** Attributes that are readings of a body. */
const OF_BODIES = /_risk$|_percentile$|^probability_of_fall_injury$/;

/** How much of a world a told life has: none, producers that are made and not asked, or producers that are asked for readings of bodies. */
type Part = 'none' | 'made' | 'bodies';

/** Producers that say what is written down, and work nothing out but, with `fresh`, the readings of bodies. */
function replaying(life: RunningLife, made: Producers, script: Script, fresh?: Producers): Producers {
  const { values, signs, changes } = script;
  let [value, sign, change] = [0, 0, 0];
  const tell = (name: string) => () => {
    const told = values[value++];
    const read = OF_BODIES.test(name) ? fresh?.computed[name] : undefined;
    return read ? read() : told;
  };
  return {
    ...made,
    computed: Object.fromEntries(Object.keys(made.computed).map((name) => [name, tell(name)])),
    vitalSigns: fresh ? fresh.vitalSigns : { ...made.vitalSigns, read: () => signs[sign++] },
    processes: [
      {
        get next() {
          return changes[change]?.time ?? Number.POSITIVE_INFINITY;
        },
        run(time) {
          for (let due = changes[change]; due && due.time <= time; due = changes[++change]) {
            life.setAttributeNamed(due.name, due.value);
          }
        },
      },
    ],
    visitOpened: () => undefined,
  };
}

/**
 * The same lives of people who were drawn beforehand, and whose producers only repeat what they said. Three times: with the readings of bodies
 * worked out; with producers that are made for it and repeated like all else; with nothing but the modules.
 */
function withoutPeople(world: World): readonly (() => void)[] {
  const given = Array.from({ length: LIVES }, (_, slot) => {
    const person = (world.households ?? world.drawer).draw(slot, 0);
    const input = lifeInput(world, person);
    const script: Script = { values: [], signs: [], changes: [] };
    const record = { ...input, producers: (life: RunningLife) => recording(life, input.producers(life), script) };
    const simulation = new LifeSimulation(world.program, record, world.simulation);
    simulation.run();
    const { producers } = simulation.life;
    return { person, input, producers, script };
  });
  const live = (part: Part) => () => {
    for (const { person, input, producers, script } of given) {
      const told = (life: RunningLife) => {
        const fresh = part === 'none' ? undefined : input.producers(life);
        return replaying(life, producers, script, part === 'bodies' ? fresh : undefined);
      };
      const simulation = new LifeSimulation(world.program, { ...input, producers: told }, world.simulation);
      simulation.run();
      finishRecord(simulation.life, person, world.simulation.end);
    }
  };
  return [live('bodies'), live('made'), live('none')];
}

/** As a run makes it: persons have their households. */
function worldWith(program: Program, producers: WorldName): World {
  const world = worldOf(program, { visitLog: false });
  const { reference, keys, drawer, simulation } = world;
  const dates = { referenceDate: simulation.end, until: simulation.end };
  return { ...world, producers, households: new Households(drawer, { reference, keys, ...dates, matched: true }) };
}

function main(): number {
  if (!HAS_CORPUS) {
    console.log(`benchmark of worlds skipped: there are no foreign modules at ${CORPUS} (set GMF_CORPUS)`);
    return 0;
  }
  const { program } = compileProgram(discoverModules([{ path: `${CORPUS}/modules`, builtIn: false }]));
  const shares = WORLD_NAMES.map((producers) => {
    const world = worldWith(program, producers);
    const rounds = timed(whole(world), ...withoutPeople(world)) as readonly Times[];
    const share = median(rounds.map(([all, withBodies, made, modules]) => (all - withBodies + made - modules) / all));
    const bodies = 100 * median(rounds.map(([all, withBodies, made]) => (withBodies - made) / all));
    const time = `${((1e3 * median(rounds.map(([all]) => all))) / LIVES).toFixed(2)} ms a life`;
    const figure = `${time}, people and care ${(100 * share).toFixed(1)} % (readings of bodies ${bodies.toFixed(1)} %)`;
    console.log(`${share <= MOST_SHARE ? 'met    ' : 'NOT MET'}  ${producers} world: ${figure}`);
    return share;
  });
  return shares.every((share) => share <= WORST_SHARE) ? 0 : 1;
}

process.exitCode = main();
