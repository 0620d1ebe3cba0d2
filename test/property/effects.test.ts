import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DAY, type SimTime, WEEK, YEAR } from '../../src/core/time.ts';
import { BUILT_IN_MODULES } from '../../src/index.ts';
import { compileProgram } from '../../src/language/compile.ts';
import type { Program } from '../../src/language/compiled.ts';
import { discoverModules } from '../../src/language/discover.ts';
import { modulesInMemory } from '../../src/language/in-memory.ts';
import type { Signal } from '../../src/physiology/signal.ts';
import { rxnorm } from '../support/records.ts';
import { BIRTH, chain, delay, encounter, NOW, Script } from '../support/scripts.ts';
import { signalsAt } from '../support/signal-values.ts';

/**
 * Twins: the same person with and without a treatment or a disease, who share every draw. They differ by the published size, over the
 * published time and with full adherence. How differently persons respond averages out to within 4.5 standard errors, which a right size
 * misses once in 150,000.
 */

const PAIRS = 60;
const Z = 4.5;
/** Of sums of numbers of some hundreds. */
const EXACT = 1e-9;

const compilation = compileProgram(discoverModules([BUILT_IN_MODULES]));

/** Values with and without, of each pair. */
type Pairs = readonly (readonly [number, number])[];

interface Twins {
  latent(t: SimTime): Pairs;
  usual(t: SimTime): Pairs;
}

/** Pairs of people of 55, half of them women; `lives` is what happens to one of each. */
function twins(
  program: Program,
  name: string,
  given: Readonly<Record<string, number>>,
  lives: (script: Script) => void,
): Twins {
  const signal = program.signals.named(name) as Signal;
  const pairs = Array.from({ length: PAIRS }, (_, number) => {
    const somebody = () => {
      const script = new Script(program, { number, birth: BIRTH - 20 * YEAR, sex: number % 2 === 0 ? 'F' : 'M' });
      signalsAt(script.life, given, NOW);
      return script;
    };
    const [affected, other] = [somebody(), somebody()];
    lives(affected);
    return [affected.life, other.life] as const;
  });
  return {
    latent: (t) => pairs.map(([a, b]) => [a.latent(signal, NOW + t), b.latent(signal, NOW + t)]),
    usual: (t) => pairs.map(([a, b]) => [a.usual(signal, NOW + t), b.usual(signal, NOW + t)]),
  };
}

/** Twins of whom one is prescribed a treatment, and has it stopped after ten years. */
function treated(
  treatment: string,
  name: string,
  given: Readonly<Record<string, number>> = {},
  adherence?: number,
): Twins {
  const states = chain({
    Visit: encounter('ambulatory'),
    Order: { type: 'MedicationOrder', codes: [rxnorm('1', 'any drug')] },
    Acts: {
      type: 'CallSubmodule',
      submodule: 'shared/treatment-effect',
      with: { treatment, order: { state: 'Order' }, ...(adherence === undefined ? {} : { adherence }) },
    },
    Waits: delay(3650, 'days'),
    Stop: { type: 'MedicationEnd', medication_order: 'Order' },
  });
  const files = {
    twin: JSON.stringify({ name: 'twin', kind: 'module', states }),
    'shared/treatment-effect': readFileSync(`${BUILT_IN_MODULES.path}/shared/treatment-effect.json`, 'utf8'),
  };
  const { program } = compileProgram(modulesInMemory(files));
  return twins(program, name, given, (script) => script.runAt(0, 3650 * DAY));
}

/** Twins of whom one goes through states of a module. */
function ill(
  path: string,
  states: readonly string[],
  name: string,
  given: Readonly<Record<string, number>> = {},
): Twins {
  const program = compilation.programOf(path);
  if (!program) throw new Error(`there is no module ${path}`);
  return twins(program, name, given, (script) => {
    for (const state of states) script.process(state);
  });
}

const difference = (pairs: Pairs) => pairs.map(([a, b]) => a - b);
const percent = (pairs: Pairs) => pairs.map(([a, b]) => 100 * (a / b - 1));

interface Mean {
  readonly mean: number;
  readonly error: number;
}

function meanOf(values: readonly number[]): Mean {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length) };
}

/** `rounding`: by how much the numbers of the file are rounded. */
function expectMean(values: readonly number[], published: number, rounding = EXACT): void {
  const { mean, error } = meanOf(values);
  expect(Math.abs(mean - published), `${mean}, not ${published}`).toBeLessThan(Z * error + rounding);
}

/** What there is after a time of an effect that builds up. */
const share = (time: SimTime, buildUp: SimTime) => 1 - Math.exp((-3 * time) / buildUp);

describe('a treatment does what trials found', () => {
  it.each([
    ['antihypertensive', 'Systolic Blood Pressure', -9.1, difference],
    ['antihypertensive', 'Diastolic Blood Pressure', -5.5, difference],
    ['moderate-intensity-statin', 'LDL Cholesterol', -38, percent],
    ['high-intensity-statin', 'LDL Cholesterol', -52, percent],
    ['ezetimibe', 'LDL Cholesterol', -18, percent],
    ['pcsk9-inhibitor', 'LDL Cholesterol', -59, percent],
    ['metformin', 'Hemoglobin A1c', -1.12, difference],
    ['sulfonylurea', 'Hemoglobin A1c', -1.5, difference],
    ['dpp-4-inhibitor', 'Hemoglobin A1c', -0.7, difference],
    ['sglt2-inhibitor', 'Hemoglobin A1c', -0.7, difference],
    ['glp-1-receptor-agonist', 'Hemoglobin A1c', -1.3, difference],
  ] as const)(
    '%s: %s by %d, once it is built up; nothing before, and nothing in the end after it',
    (treatment, name, size, of) => {
      // Well above the limits of life, whoever responds how.
      const pairs = treated(treatment, name, name === 'Hemoglobin A1c' ? { [name]: 8.5 } : {});
      const later = of(pairs.latent(2 * YEAR));
      expectMean(later, size, 0.005 * Math.abs(size));
      for (const one of later) expect(one).toBeLessThan(0);
      expect(of(pairs.latent(-DAY)).every((one) => one === 0)).toBe(true);
      expect(Math.abs(meanOf(of(pairs.latent(WEEK))).mean)).toBeLessThan(0.7 * Math.abs(size));
      for (const one of of(pairs.latent(20 * YEAR))) expect(Math.abs(one)).toBeLessThan(EXACT);
    },
  );

  it('metformin: as much of it in the weeks of its build-up as is said', () => {
    const pairs = treated('metformin', 'Hemoglobin A1c', { 'Hemoglobin A1c': 8.5 });
    for (const weeks of [4, 12, 26]) {
      expectMean(difference(pairs.latent(weeks * WEEK)), -1.12 * share(weeks, 12));
    }
  });

  it.each([
    ['semaglutide-2.4-mg', 68 * WEEK, -12.5],
    ['tirzepatide-15-mg', 72 * WEEK, -17.8],
    ['gastric-bypass', YEAR, -31],
    ['gastric-bypass', 5 * YEAR, -25.5],
  ])('%s after %d ms: %d percent of body weight', (treatment, time, size) => {
    expectMean(percent(treated(treatment, 'Body Weight').latent(time)), size, 0.1);
  });

  it('weight that is lost shows in the body mass index', () => {
    const pairs = treated('semaglutide-2.4-mg', 'Body Mass Index');
    expectMean(percent(pairs.latent(68 * WEEK)), -(14.9 - 2.4), 0.1);
  });

  it('allopurinol brings urate below 6 mg/dL', () => {
    for (const [urate] of treated('allopurinol', 'Urate', { Urate: 8.4 }).usual(YEAR)) expect(urate).toBeLessThan(6);
  });

  it('insulin brings HbA1c from 9 to about 7 percent', () => {
    const { mean, error } = meanOf(
      treated('insulin', 'Hemoglobin A1c', { 'Hemoglobin A1c': 9 })
        .usual(YEAR)
        .map(([a]) => a),
    );
    expect(mean).toBeGreaterThan(6.8 - Z * error);
    expect(mean).toBeLessThan(7.5 + Z * error);
  });

  it('oral iron adds 1.5 g/dL in the first month', () => {
    expectMean(difference(treated('oral-iron', 'Hemoglobin').latent(30 * DAY)), 1.5, 0.01);
  });

  it.each([
    ['metformin', -1.12],
    ['sulfonylurea', -1.5],
    ['dpp-4-inhibitor', -0.7],
    ['sglt2-inhibitor', -0.7],
    ['glp-1-receptor-agonist', -1.3],
    ['thiazolidinedione', -1],
  ])('%s does in proportion to what HbA1c is above normal, and nothing below', (treatment, size) => {
    const name = 'Hemoglobin A1c';
    const [low, middle, high] = [6.5, 8.5, 9.5].map((baseline) => {
      const changes = difference(treated(treatment, name, { [name]: baseline }).usual(2 * YEAR));
      for (const change of changes) expect(change).toBeLessThan(0);
      return meanOf(changes);
    }) as [Mean, Mean, Mean];
    expect(Math.abs(middle.mean - size)).toBeLessThan(Z * middle.error + 0.05 * Math.abs(size));
    // Half a percent more for each percent of baseline, 95 percent interval 0.1 to 0.9 (Sherifali 2010).
    const slope = (low.mean - high.mean) / 3;
    expect(slope).toBeGreaterThan(0.1);
    expect(slope).toBeLessThan(0.9);
    for (const [own, other] of treated(treatment, name, { [name]: 5.8 }).usual(2 * YEAR)) {
      expect(own).toBeGreaterThanOrEqual(Math.min(other, 5.5));
    }
  });

  it('a drug that is taken by half does half', () => {
    const pairs = treated('metformin', 'Hemoglobin A1c', { 'Hemoglobin A1c': 8.5 }, 0.5);
    expectMean(difference(pairs.latent(2 * YEAR)), -1.12 / 2);
  });
});

describe('a disease shifts what is published of it', () => {
  const KIDNEY = 'endocrine/diabetic-kidney-disease';

  it('macroalbuminuria takes 3 to 5 mL/min/1.73 m2 a year from filtration, with what age takes', () => {
    const states = ['Micro', 'Macro'].flatMap((kind) => [`${kind}albuminuria_Fall`, `${kind}albuminuria_Filtration`]);
    const pairs = ill(KIDNEY, states, 'Glomerular Filtration Rate', { 'Glomerular Filtration Rate': 90 });
    const { mean, error } = meanOf(pairs.usual(8 * YEAR).map(([a]) => (a - 90) / 8));
    expect(mean).toBeGreaterThan(-5 - Z * error);
    expect(mean).toBeLessThan(-3 + Z * error);
    // The twin loses what everybody does with age.
    expect(meanOf(pairs.usual(8 * YEAR).map(([, b]) => (b - 90) / 8)).mean).toBeGreaterThan(-2);
  });

  it('anaemia of kidney disease in stages 4 and 5: 9 to 11 g/dL for most', () => {
    for (const [state, low, high] of [
      ['Stage_4_Hemoglobin', 10, 11.5],
      ['Stage_5_Hemoglobin', 9, 10.5],
    ] as const) {
      const { mean, error } = meanOf(
        ill(KIDNEY, [state], 'Hemoglobin', { Hemoglobin: 13.5 })
          .usual(4 * YEAR)
          .map(([a]) => a),
      );
      expect(mean).toBeGreaterThan(low - Z * error);
      expect(mean).toBeLessThan(high + Z * error);
    }
  });

  it.each([
    ['Stage_1_Younger_Systolic', 'Systolic Blood Pressure', 131, 139],
    ['Stage_1_Younger_Diastolic', 'Diastolic Blood Pressure', 81, 89],
    ['Stage_1_Older_Systolic', 'Systolic Blood Pressure', 131, 139],
    ['Stage_2_Younger_Systolic', 'Systolic Blood Pressure', 141, 190],
    ['Stage_2_Younger_Diastolic', 'Diastolic Blood Pressure', 91, 115],
    ['Stage_2_Older_Systolic', 'Systolic Blood Pressure', 141, 205],
  ])('%s: usual pressure in the category', (state, name, low, high) => {
    const given = name === 'Systolic Blood Pressure' ? 112 : 66;
    const pairs = ill('cardiovascular/hypertension', ['Hypertension', state], name, { [name]: given });
    // Built up within a year; what the level itself drifts in it goes either way.
    for (const [a, b] of pairs.usual(3 * YEAR)) {
      expect(a - b).toBeGreaterThanOrEqual(low - given - 0.1);
      expect(a - b).toBeLessThanOrEqual(high - given + 0.1);
    }
  });

  it('HbA1c rises for three years before the onset of diabetes, and does not jump', () => {
    const name = 'Hemoglobin A1c';
    const pairs = ill('endocrine/type-2-diabetes', ['Glucose_Begins_to_Rise'], name, { [name]: 5.6 });
    for (const one of difference(pairs.usual(DAY))) expect(one).toBeLessThan(0.01);
    for (const one of difference(pairs.usual(YEAR))) {
      expect(one).toBeGreaterThan(0.5);
      expect(one).toBeLessThan(1);
    }
    for (const one of difference(pairs.usual(3 * YEAR))) expect(one + 5.6).toBeGreaterThanOrEqual(6.5);
  });

  it('glucose follows HbA1c by 28.7 mg/dL for each percent', () => {
    const pairs = ill('endocrine/type-2-diabetes', ['Type_2_Diabetes', 'HbA1c_at_Onset'], 'Glucose', {
      'Hemoglobin A1c': 5.5,
    });
    for (const one of difference(pairs.latent(DAY))) {
      expect(one).toBeGreaterThanOrEqual(28.7 * (6.5 - 5.5) - 0.5);
      expect(one).toBeLessThanOrEqual(28.7 * (6.9 - 5.5) + 0.5);
    }
  });
});
