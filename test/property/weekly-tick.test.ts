import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WEEK } from '../../src/core/time.ts';
import { compileProgram } from '../../src/language/compile.ts';
import type { Program } from '../../src/language/compiled.ts';
import { discoverModules } from '../../src/language/discover.ts';
import { loadReference } from '../../src/reference/data.ts';
import { LifeSimulation } from '../../src/simulate/life.ts';
import { ModuleFault } from '../../src/simulate/module-fault.ts';
import { lifeInput, simulateSlot, type World } from '../../src/simulate/population.ts';
import { WORLD_NAMES } from '../../src/simulate/producers/index.ts';
import { visitLogOf } from '../../src/simulate/visit-log.ts';
import { CORPUS, HAS_CORPUS, NO_CORPUS } from '../support/corpus.ts';
import { programOf } from '../support/program.ts';
import { randomFiles } from '../support/random-module.ts';
import { WeeklyTick } from '../support/weekly-tick.ts';
import { worldOf } from '../support/world.ts';

const reference = loadReference();

/** Lives of the corpus that are compared; the heavy suites ask for more. */
const LIVES = Number(process.env['ORACLE_LIVES'] ?? 30);
const MODULE_SETS = Number(process.env['ORACLE_MODULES'] ?? 60);

/** States with their times, entries with their ids, times and values, the death, or the fault that stopped the life. */
function lived(make: () => LifeSimulation | WeeklyTick): unknown {
  const simulation = make();
  let fault: string | undefined;
  try {
    simulation.run();
  } catch (error) {
    if (!(error instanceof ModuleFault)) throw error;
    fault = error.state;
  }
  const { life, cursors } = simulation;
  return {
    fault,
    death: life.deathTime,
    visits: visitLogOf(cursors),
    entries: life.recorder.entries.map((entry) => ({
      kind: entry.kind,
      id: entry.id,
      start: entry.start,
      stop: entry.stop,
      encounter: entry.encounter?.id,
      codes: entry.codes.map(({ code }) => code),
      value: 'value' in entry ? entry.value : undefined,
    })),
  };
}

function bothWays(world: World, program: Program, slot: number): { event: unknown; tick: unknown } {
  const input = () => lifeInput(world, world.drawer.draw(slot, 0));
  return {
    event: lived(() => new LifeSimulation(program, input(), world.simulation)),
    tick: lived(() => new WeeklyTick(program, input(), world.simulation)),
  };
}

describe(`the event engine at a grain of 7 days equals the naive weekly tick${HAS_CORPUS ? '' : ` (${NO_CORPUS})`}`, () => {
  it.skipIf(!HAS_CORPUS).each(WORLD_NAMES)(
    `in states, times and entries of ${LIVES} lives of foreign modules, %s world`,
    { timeout: 600_000 },
    (producers) => {
      const { program } = compileProgram(discoverModules([{ path: `${CORPUS}/modules`, builtIn: false }]));
      const world = { ...worldOf(program, { grain: WEEK, reference }), producers };
      for (let slot = 0; slot < LIVES; slot++) {
        const { event, tick } = bothWays(world, program, slot);
        expect(event).toEqual(tick);
      }
    },
  );

  it(`in ${MODULE_SETS} random sets of modules`, { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(randomFiles(), fc.nat(10_000), (files, slot) => {
        const program = programOf(files);
        const { event, tick } = bothWays(worldOf(program, { grain: WEEK, reference }), program, slot);
        expect(event).toEqual(tick);
      }),
      { numRuns: MODULE_SETS, seed: 1 },
    );
  });
});

describe(`exact times tell the same lives as the weekly grid${HAS_CORPUS ? '' : ` (${NO_CORPUS})`}`, () => {
  it.skipIf(!HAS_CORPUS)('as many of them visit each state', { timeout: 600_000 }, () => {
    const { program } = compileProgram(discoverModules([{ path: `${CORPUS}/modules`, builtIn: false }]));
    const lives = 200;
    const exact = visitors(worldOf(program, { seed: 'exact', reference }), lives);
    const weekly = visitors(worldOf(program, { seed: 'weekly', grain: WEEK, reference }), lives);
    const apart = [...new Set([...exact.keys(), ...weekly.keys()])].filter((state) => {
      const p = (exact.get(state) ?? 0) / lives;
      const q = (weekly.get(state) ?? 0) / lives;
      const pooled = (p + q) / 2;
      // Two independent samples; 4.5 standard errors: about 3,000 states, so that one in fifty runs errs by chance.
      return pooled * lives >= 10 && Math.abs(p - q) > 4.5 * Math.sqrt((pooled * (1 - pooled) * 2) / lives);
    });
    expect(apart).toEqual([]);
  });
});

function visitors(world: World, lives: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let slot = 0; slot < lives; slot++) {
    const result = simulateSlot(world, slot);
    if (result.kind !== 'life') throw new Error(`slot ${slot} gave no life`);
    const states = (result.visitLog ?? []).filter(({ entered }) => entered !== null);
    for (const key of new Set(states.map(({ file, state }) => `${file} ${state}`)))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
