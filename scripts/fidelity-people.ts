import { fileURLToPath } from 'node:url';
import { systemUri } from '../src/core/code.ts';
import { Draws } from '../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../src/core/random/keys.ts';
import { type SimTime, timeOf, YEAR } from '../src/core/time.ts';
import { compileProgram } from '../src/language/compile.ts';
import type { Program } from '../src/language/compiled.ts';
import { discoverModules } from '../src/language/discover.ts';
import { backgroundDeath } from '../src/people/background-mortality.ts';
import { PersonDrawer } from '../src/people/draw-person.ts';
import { Body } from '../src/physiology/body.ts';
import { PersonSignals } from '../src/physiology/person-signals.ts';
import type { Signal, SignalCatalogue } from '../src/physiology/signal.ts';
import type { SignalReader } from '../src/physiology/signal-reader.ts';
import type { Person } from '../src/record/person.ts';
import { loadReference } from '../src/reference/data.ts';
import { spread } from '../src/report/labs/people.ts';
import { LifeSimulation } from '../src/simulate/life.ts';
import { lifeInput, type World } from '../src/simulate/population.ts';

/** The surveys that the distributions and correlations are of: their middle. Body measures change with the calendar year. */
const END = timeOf(2013, 1, 1);
const YEARS = 4;

/** All native modules, compiled; ends the program when one is wrong. */
export function nativeProgram(): Program {
  const folder = fileURLToPath(new URL('../modules/', import.meta.url));
  const { program, diagnostics } = compileProgram(discoverModules([{ path: folder, builtIn: true }]));
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return program;
  for (const { file, message } of errors) console.error(`${file}: ${message}`);
  process.exit(1);
}

export function signalOfLoinc(catalogue: SignalCatalogue, code: string): Signal | undefined {
  return catalogue.ofCode({ system: systemUri('LOINC'), code, display: '' });
}

/** People of the whole country and of all ages who live in 2009 to 2012, and their bodies; nothing acts on them. */
export function healthyPeople(
  catalogue: SignalCatalogue,
  lives: number,
  told: (person: Person, signals: SignalReader, t: SimTime) => void,
  tellHeld: TellHeld,
): void {
  const held = ({ name }: Signal, bound: 'limits' | 'ceiling') =>
    tellHeld(bound === 'limits' ? name : `${name} above its ceiling`, 1);
  const reference = loadReference();
  const keys = runKeys('fidelity');
  const drawer = new PersonDrawer(reference, keys, { referenceDate: END });
  for (let slot = 0; slot < lives; slot++) {
    const person = drawer.draw(slot, 0);
    const draws = new Draws(lifeKeys(keys, slot, 0).draws);
    const t = timeOfReading(slot);
    if (person.birth >= t || backgroundDeath(reference, draws, person).time < END) continue;
    const { sex, birth } = person;
    const body = new Body(reference, draws, person);
    told(person, new PersonSignals(catalogue, { sex, birth, draws, body, charts: reference, held }), t);
  }
}

/** The same people with all native modules in. */
export function generalPopulation(
  program: Program,
  lives: number,
  told: (person: Person, signals: SignalReader, t: SimTime) => void,
  tellHeld: TellHeld,
): void {
  const reference = loadReference();
  const keys = runKeys('fidelity');
  const world: World = {
    program,
    reference,
    keys,
    drawer: new PersonDrawer(reference, keys, { referenceDate: END }),
    simulation: { end: END, grain: 0, visitLog: false, officeHours: true },
    producers: 'native',
    backgroundMortality: true,
    wanted: 'any',
  };
  for (let slot = 0; slot < lives; slot++) {
    const person = world.drawer.draw(slot, 0);
    const t = timeOfReading(slot);
    if (person.birth >= t) continue;
    const input = lifeInput(world, person);
    // Who dies of what no module tells need not be told to the end.
    if (input.backgroundDeath && input.backgroundDeath.time < END) continue;
    const simulation = new LifeSimulation(program, input, world.simulation);
    simulation.run();
    if (simulation.life.isAliveAt(END)) told(person, simulation.life.signals, t);
    for (const [note, count] of simulation.life.notes) {
      if (note.endsWith('[signal-limit]') || note.endsWith('[signal-ceiling]')) tellHeld(note, count);
    }
  }
}

/** Told of values that would have been outside the limits of life or above their ceilings: what, and how often. */
export type TellHeld = (what: string, times: number) => void;

function timeOfReading(slot: number): SimTime {
  return Math.round(END - YEARS * YEAR * spread(slot));
}
