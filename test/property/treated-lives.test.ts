import { describe, expect, it } from 'vitest';
import { BUILT_IN_MODULES, createWorld } from '../../src/index.ts';
import { compileProgram } from '../../src/language/compile.ts';
import { discoverModules } from '../../src/language/discover.ts';
import type { ActingEffect } from '../../src/physiology/effect.ts';
import type { MedicationEntry } from '../../src/record/kinds/medication.ts';
import { LifeSimulation } from '../../src/simulate/life.ts';
import { lifeInput } from '../../src/simulate/population.ts';
import type { RunningLife } from '../../src/simulate/running-life.ts';

const LIVES = 600;
const GLUCOSE_DRUGS = {
  metformin: '861007',
  glipizide: '310490',
  chlorpropamide: '197496',
  pioglitazone: '312440',
  sitagliptin: '665033',
  empagliflozin: '1545658',
  dulaglutide: '1551295',
  glargine: '311041',
  isophane: '311028',
};

const { program } = compileProgram(discoverModules([BUILT_IN_MODULES]), {
  includes: (path) => path.startsWith('endocrine/') || path.startsWith('wellness/'),
});
const world = createWorld(program, { seed: 'treated', minAge: 60, maxAge: 90 });
const lives = Array.from({ length: LIVES }, (_, slot) => {
  const simulation = new LifeSimulation(program, lifeInput(world, world.drawer.draw(slot, 0)), world.simulation);
  simulation.run();
  return simulation.life;
});

function ordersOf(life: RunningLife, codes: readonly string[]): readonly MedicationEntry[] {
  return life.recorder.entries.flatMap((entry) =>
    entry.kind === 'medication' && codes.some((code) => code === entry.codes[0]?.code) ? [entry] : [],
  );
}

function effectsOn(life: RunningLife, signal: string, state: RegExp): readonly ActingEffect[] {
  const known = life.catalogue.named(signal);
  return known ? life.signals.effectsOn(known).filter(({ cause }) => state.test(cause)) : [];
}

const stopOf = ({ stop }: MedicationEntry): number => stop ?? Number.POSITIVE_INFINITY;

describe('people with type 2 diabetes', () => {
  it('get a higher dose of a drug that they take, for as long as they take it', () => {
    let doses = 0;
    for (const life of lives) {
      const drugs = ordersOf(life, Object.values(GLUCOSE_DRUGS));
      for (const effect of effectsOn(life, 'Hemoglobin A1c', /: Higher_Dose$/)) {
        doses++;
        expect(drugs.some((drug) => drug.start <= effect.from && stopOf(drug) >= effect.from)).toBe(true);
        const until = effect.until();
        expect(until === Number.POSITIVE_INFINITY || drugs.some(({ stop }) => stop === until)).toBe(true);
      }
    }
    expect(doses).toBeGreaterThan(30);
  });

  it('take one insulin, and begin no sitagliptin beside dulaglutide', () => {
    for (const life of lives) {
      const [glargine, isophane, sitagliptin, dulaglutide] = (
        ['glargine', 'isophane', 'sitagliptin', 'dulaglutide'] as const
      ).map((name) => ordersOf(life, [GLUCOSE_DRUGS[name]]));
      for (const one of glargine ?? []) {
        for (const other of isophane ?? []) {
          expect(Math.min(stopOf(one), stopOf(other))).toBeLessThanOrEqual(Math.max(one.start, other.start));
        }
      }
      // A prescription that is renewed is no beginning.
      const begun = (sitagliptin ?? []).filter(({ start }) => !sitagliptin?.some(({ stop }) => stop === start));
      for (const one of begun) {
        expect(dulaglutide?.some((other) => other.start < one.start && stopOf(other) > one.start)).toBe(false);
      }
    }
  });

  it('have HbA1c that rises in everybody', () => {
    const rises = lives.flatMap((life) => effectsOn(life, 'Hemoglobin A1c', /: HbA1c_Rises$/));
    expect(rises.length).toBeGreaterThan(50);
    expect(rises.filter(({ size }) => size <= 0)).toEqual([]);
  });

  it('have kidneys that fall more slowly with an ACE inhibitor, and do not grow back', () => {
    let spared = 0;
    for (const life of lives) {
      const falls = effectsOn(life, 'Glomerular Filtration Rate', /diabetic-kidney-disease/).filter(
        ({ change }) => change === 'add-per-year',
      );
      const down = falls.reduce((sum, { size }) => sum + Math.min(0, size), 0);
      const up = falls.reduce((sum, { size }) => sum + Math.max(0, size), 0);
      if (up > 0) spared++;
      expect(up).toBeLessThanOrEqual(-0.15 * down + 1e-9);
    }
    expect(spared).toBeGreaterThan(5);
  });
});
