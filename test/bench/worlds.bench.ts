/**
 * What people and care cost beside the foreign modules of the corpus, in each world: lives with everything against lives of the same people,
 * drawn beforehand, whose modules are given the attributes of birth and nothing else. Run it by
 * `npm run bench:worlds`. Exit code 1 when a figure is not met.
 */
import { compileProgram } from '../../src/language/compile.ts';
import { discoverModules } from '../../src/language/discover.ts';
import { LifeSimulation } from '../../src/simulate/life.ts';
import { lifeInput, simulateSlot, type World } from '../../src/simulate/population.ts';
import { WORLD_NAMES } from '../../src/simulate/producers/index.ts';
import { fixedProducers, type Producers } from '../../src/simulate/producers/producers.ts';
import { CORPUS, HAS_CORPUS } from '../support/corpus.ts';
import { worldOf } from '../support/world.ts';

const ROUNDS = 8;
const LIVES = 400;
const MOST_SHARE = 0.2;

function cpuSeconds(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** The best of some rounds, since other programs on the machine only ever add. */
function best(act: () => void): number {
  let seconds = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) seconds = Math.min(seconds, cpuSeconds(act));
  return seconds;
}

function whole(world: World): number {
  return best(() => {
    for (let slot = 0; slot < LIVES; slot++) simulateSlot(world, slot);
  });
}

/** Without drawing people, and with vital signs that are always the same. */
function modulesAlone(world: World): number {
  const given = Array.from({ length: LIVES }, (_, slot) => {
    const input = lifeInput(world, world.drawer.draw(slot, 0));
    const { attributes } = new LifeSimulation(world.program, input, world.simulation).life.producers;
    const producers: Producers = fixedProducers({ attributes, vitalSigns: { read: () => 1 } });
    return { ...input, producers: () => producers };
  });
  return best(() => {
    for (const input of given) new LifeSimulation(world.program, input, world.simulation).run();
  });
}

function main(): number {
  if (!HAS_CORPUS) {
    console.log(`benchmark of worlds skipped: there are no foreign modules at ${CORPUS} (set GMF_CORPUS)`);
    return 0;
  }
  const { program } = compileProgram(discoverModules([{ path: `${CORPUS}/modules`, builtIn: false }]));
  const shares = WORLD_NAMES.map((producers) => {
    const world = { ...worldOf(program, { visitLog: false }), producers };
    const [all, modules] = [whole(world), modulesAlone(world)];
    const share = 1 - modules / all;
    const figure = `${((1e3 * all) / LIVES).toFixed(2)} ms a life, people and care ${(100 * share).toFixed(1)} %`;
    console.log(`${share <= MOST_SHARE ? 'met    ' : 'NOT MET'}  ${producers} world: ${figure}`);
    return share;
  });
  return shares.every((share) => share <= MOST_SHARE) ? 0 : 1;
}

process.exitCode = main();
