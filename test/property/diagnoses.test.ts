import { describe, expect, it } from 'vitest';
import type { Code } from '../../src/core/code.ts';
import { WEEK, YEAR } from '../../src/core/time.ts';
import { BUILT_IN_MODULES, createWorld, simulate, type World } from '../../src/index.ts';
import { compileProgram } from '../../src/language/compile.ts';
import { discoverModules } from '../../src/language/discover.ts';
import type { Signal } from '../../src/physiology/signal.ts';
import type { Entry } from '../../src/record/kinds/index.ts';
import { LifeSimulation } from '../../src/simulate/life.ts';
import { lifeInput } from '../../src/simulate/population.ts';

/** A world of people of 45 to 80 with one module. */
function worldWith(path: string): World {
  const { program } = compileProgram(discoverModules([BUILT_IN_MODULES]), { includes: (other) => other === path });
  return createWorld(program, { seed: 'diagnoses', minAge: 45, maxAge: 80 });
}

/** What is on the charts of the first slots. */
function recordsOf(world: World, lives: number): readonly (readonly Entry[])[] {
  const results = [...simulate(world, { from: 0, to: lives - 1 })];
  return results.flatMap((result) => (result.kind === 'life' ? [result.record.entries] : []));
}

function conditionsOf(entries: readonly Entry[], code: string): readonly Entry[] {
  return entries.filter(({ kind, codes }) => kind === 'condition' && codes[0]?.code === code);
}

function numberOf(
  results: readonly { readonly codes: readonly Code[]; readonly value: unknown }[],
  code: string,
): number {
  const found = results.find(({ codes }) => codes[0]?.code === code)?.value;
  return typeof found === 'number' ? found : Number.NaN;
}

describe('a diagnosis by what is measured', () => {
  it('hypertension is diagnosed where the visit, and one of the weeks before, measured 130 or 80 mm[Hg] or more', () => {
    const found: (readonly [systolic: number, diastolic: number])[] = [];
    for (const entries of recordsOf(worldWith('cardiovascular/hypertension'), 300)) {
      for (const diagnosis of conditionsOf(entries, '59621000')) {
        const pressures = entries.flatMap((entry) =>
          entry.kind === 'observation' && entry.codes[0]?.code === '85354-9' && entry.start <= diagnosis.start
            ? [entry]
            : [],
        );
        const [before, now] = pressures.slice(-2);
        expect(now?.encounter).toBe(diagnosis.encounter);
        expect(diagnosis.start - (before?.start ?? 0)).toBeLessThanOrEqual(6 * WEEK);
        for (const { components } of [before, now].flatMap((one) => (one ? [one] : []))) {
          found.push([numberOf(components, '8480-6'), numberOf(components, '8462-4')]);
        }
      }
    }
    expect(found.length).toBeGreaterThan(80);
    expect(found.filter(([systolic, diastolic]) => !(systolic >= 130 || diastolic >= 80))).toEqual([]);
  });

  it('one of two pressures of who has hypertension is usually raised, two years on and ten, until drugs lower it', () => {
    let judged = 0;
    let normal = 0;
    const world = worldWith('cardiovascular/hypertension');
    for (let slot = 0; slot < 300; slot++) {
      const simulation = new LifeSimulation(
        world.program,
        lifeInput(world, world.drawer.draw(slot, 0)),
        world.simulation,
      );
      simulation.run();
      const { life } = simulation;
      const end = Math.min(life.deathTime, world.simulation.end);
      const [systolic, diastolic] = ['Systolic Blood Pressure', 'Diastolic Blood Pressure'].map(
        (name) => life.catalogue.named(name) as Signal,
      ) as [Signal, Signal];
      const effects = life.signals.effectsOn(systolic);
      const onset = effects.find(({ cause }) => /: Stage_1_.*_Systolic/.test(cause));
      const drug = effects.find(({ cause }) => /: Antihypertensive/.test(cause))?.from ?? Number.POSITIVE_INFINITY;
      for (const years of onset ? [2, 10] : []) {
        const t = (onset?.from ?? 0) + years * YEAR;
        if (t >= Math.min(end, drug)) continue;
        judged++;
        if (life.usual(systolic, t) < 130 && life.usual(diastolic, t) < 80) normal++;
      }
    }
    expect(judged).toBeGreaterThan(100);
    // What the person's own level loses between two looks may undo it for a while: seldom.
    expect(normal / judged).toBeLessThan(0.05);
  });

  it('diabetes is diagnosed at an HbA1c of 6.5 percent or more, by the test before it', () => {
    const tested: number[] = [];
    for (const entries of recordsOf(worldWith('endocrine/type-2-diabetes'), 700)) {
      for (const found of conditionsOf(entries, '44054006')) {
        const tests = entries.filter(({ start, codes }) => start <= found.start && codes[0]?.code === '4548-4');
        const test = tests.findLast(({ kind }) => kind === 'observation');
        if (test?.kind === 'observation' && typeof test.value === 'number') tested.push(test.value);
      }
    }
    expect(tested.length).toBeGreaterThan(20);
    expect(Math.min(...tested)).toBeGreaterThanOrEqual(6.5);
  });
});
