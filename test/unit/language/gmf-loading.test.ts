import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/core/diagnostic.ts';
import { pickWeighted } from '../../../src/core/distributions/categorical.ts';
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts';
import { compileProgram } from '../../../src/language/compile.ts';
import { discoverModules } from '../../../src/language/discover.ts';
import { realSpan } from '../../../src/language/time-units.ts';
import { CORPUS, HAS_CORPUS, NO_CORPUS } from '../../support/corpus.ts';
import { chainOf, compileFiles, type Files, moduleOf } from '../../support/module-files.ts';
import { snomed } from '../../support/records.ts';
import { chain, drawsOf, encounter, programOf, Script, scripted, set } from '../../support/scripts.ts';
import { expectMean, expectShare } from '../../support/tolerance.ts';

/** The errors of a module, as `code at pointer`. */
function errorsOf(module: unknown, more: Files = {}): readonly string[] {
  return errors({ 'a.json': module, ...more }).map(({ code, pointer }) => `${code} at ${pointer}`);
}

function errors(files: Files): readonly Diagnostic[] {
  return compileFiles(files).compilation.diagnostics.filter(({ severity }) => severity === 'error');
}

function draws(kind: string, parameters: Files, more: Files = {}): Files {
  return { type: 'Delay', distribution: { kind, parameters, ...more }, unit: 'days' };
}

describe('loading', () => {
  it.each([2, 2.0, 1, 0, '2', undefined])('gmf 4: version %s of the format is accepted', (version) => {
    expect(errorsOf(chainOf({ A: { type: 'Simple' } }, { gmf_version: version }))).toEqual([]);
  });

  it('gmf 4: a newer version is rejected at its place', () => {
    const { compilation } = compileFiles({ 'a.json': chainOf({}, { gmf_version: 2.1 }) });
    expect(compilation.program.modules.size).toBe(0);
    expect(compilation.diagnostics).toMatchObject([
      { severity: 'error', code: 'gmf-version', pointer: '/gmf_version', position: { line: 3 } },
    ]);
  });

  it.each<[string, Files, readonly string[]]>([
    ['EXACT', { value: 1 }, ['value']],
    ['UNIFORM', { low: 1, high: 2 }, ['low', 'high']],
    ['EXPONENTIAL', { mean: 1 }, ['mean']],
    ['GAUSSIAN', { mean: 1, standardDeviation: 1 }, ['mean', 'standardDeviation']],
    ['TRIANGULAR', { min: 0, mode: 1, max: 2 }, ['min', 'mode', 'max']],
  ])('gmf 5: %s needs each of its parameters; its state is named', (kind, parameters, names) => {
    expect(errorsOf(chainOf({ Wait: draws(kind, parameters) }))).toEqual([]);
    for (const missing of names) {
      const rest = Object.fromEntries(Object.entries(parameters).filter(([name]) => name !== missing));
      const found = errors({ 'a.json': chainOf({ Wait: draws(kind, rest) }) });
      expect(found).toMatchObject([{ pointer: '/states/Wait/distribution/parameters' }]);
      expect(found[0]?.message).toContain(`"${missing}" is missing`);
    }
  });

  it('gmf 5: a distribution without parameters, or of an unknown kind, is rejected', () => {
    const distribution = { kind: 'EXACT' };
    const wait = { type: 'Delay', distribution, unit: 'days' };
    expect(errorsOf(chainOf({ Wait: wait }))).toEqual(['shape at /states/Wait/distribution']);
    expect(errorsOf(chainOf({ Wait: draws('exact', { value: 1 }) }))).toEqual([
      'shape at /states/Wait/distribution/kind',
    ]);
  });

  it('a distribution with odd parameters runs, unless its draws are no numbers', () => {
    const waits = (kind: string, parameters: Files) =>
      errorsOf(chainOf({ Wait: { type: 'Delay', distribution: { kind, parameters }, unit: 'days' } }));
    expect(waits('UNIFORM', { low: 5, high: 1 })).toEqual([]);
    expect(waits('GAUSSIAN', { mean: 5, standardDeviation: -1 })).toEqual([]);
    expect(waits('GOMPERTZ', { rate: -1, acceleration: 1 })).toEqual([
      'distribution at /states/Wait/distribution/parameters',
    ]);
  });

  it('an empty list of codes to look for finds nothing, and is told', () => {
    const lists = {
      Ill: { type: 'ConditionOnset', codes: [snomed('1', 'One')] },
      Well: { type: 'ConditionEnd', codes: [] },
      Ask: {
        type: 'SetAttribute',
        attribute: 'asked',
        value: true,
        conditional_transition: [
          { condition: { condition_type: 'Active Condition', codes: [] }, transition: 'Ill' },
          { condition: { condition_type: 'Observation', codes: [], operator: 'is not nil' }, transition: 'Ill' },
          { transition: 'End' },
        ],
      },
    };
    const script = scripted(lists).runAt(0);
    expect(script.path).toEqual(['Initial', 'Ill', 'Well', 'Ask', 'End']);
    expect(script.life.recorder.isActive('condition', '1')).toBe(true);
    const { diagnostics } = compileFiles({ 'a.json': { name: 'A', states: chain(lists) } }).compilation;
    expect(diagnostics.map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`)).toEqual([
      'warning no-codes /states/Well/codes',
      'warning no-codes /states/Ask/conditional_transition/0/condition/codes',
      'warning no-codes /states/Ask/conditional_transition/1/condition/codes',
    ]);
  });

  it('a state that is null is none', () => {
    const states = { Initial: { type: 'Initial', direct_transition: 'A' }, A: null };
    expect(errorsOf({ name: 'A', states })).toEqual(['unknown-state at /states/Initial/direct_transition']);
  });

  it('calls of submodules that are nested without end, or that double at each level, are refused', () => {
    const nested = (levels: number, calls: number): readonly string[] => {
      const files = Array.from({ length: levels }, (_, i) => {
        const path = i === 0 ? 'top' : `sub/${i}`;
        const call = { type: 'CallSubmodule', submodule: `sub/${i + 1}` };
        const states = i + 1 < levels ? Array.from({ length: calls }, (_, k) => [`Call ${k}`, call]) : [];
        return [`${path}.json`, { name: path, states: chain(Object.fromEntries(states)) }];
      });
      return errors(Object.fromEntries(files)).map(({ code }) => code);
    };
    expect(nested(100, 1)).toEqual([]);
    expect(nested(2_000, 1)).toEqual(['call-depth']);
    expect(nested(10, 2)).toEqual([]);
    expect(new Set(nested(40, 2))).toEqual(new Set(['call-paths']));
  });

  it('gmf 6: a state without a transition is rejected, unless it is Terminal', () => {
    const states = { Initial: { type: 'Initial', direct_transition: 'A' }, A: { type: 'Simple' } };
    expect(errorsOf({ name: 'A', states })).toEqual(['no-transition at /states/A']);
    expect(errorsOf({ name: 'A', states: { ...states, A: { type: 'Terminal' } } })).toEqual([]);
  });

  it('gmf 7: an observation with a range or exact value and a blank unit is rejected, also inside a group', () => {
    const range = { codes: [snomed('1', 'One')], range: { low: 1, high: 2 }, unit: '  ' };
    const exact = { codes: [snomed('1', 'One')], exact: { quantity: 1 } };
    const group = { codes: [snomed('2', 'Two')], observations: [{ ...range, unit: 'mg' }, range, exact] };
    expect(errorsOf(chainOf({ A: { type: 'Observation', ...range } }))).toEqual(['unit-missing at /states/A']);
    for (const type of ['DiagnosticReport', 'MultiObservation']) {
      expect(errorsOf(chainOf({ A: { type, ...group } }))).toEqual([
        'unit-missing at /states/A/observations/1',
        'unit-missing at /states/A/observations/2',
      ]);
    }
  });

  it('gmf 8: a code that is a number is the code of its digits', () => {
    const numeric = { system: 'SNOMED-CT', code: 5678, display: 'Number' };
    const script = scripted({
      Visit: encounter('ambulatory'),
      A: { type: 'ConditionOnset', codes: [numeric] },
    }).runAt(0);
    expect(script.only('condition').codes).toEqual([{ ...numeric, code: '5678' }]);
    expect(script.life.recorder.isActive('condition', '5678')).toBe(true);
  });

  it('gmf 8: a probability that is text is taken as its number', () => {
    const option = (transition: string, share: string) => ({
      transition,
      default_probability: share,
      lookup_table_name: 'x.csv',
    });
    const lookup = [option('Never', '0'), option('Terminal', '1')];
    const states = {
      Initial: { type: 'Initial', lookup_table_transition: lookup },
      Never: { type: 'Terminal' },
      Terminal: { type: 'Terminal' },
    };
    expect(errorsOf({ name: 'A', states }, { 'lookup_tables/x.csv': 'age,Never,Terminal\n0-5,1,0' })).toEqual([]);
    const script = scripted({ states }, { tables: { 'x.csv': 'age,Never,Terminal\n0-5,1,0' } }).runAt(0);
    expect(script.path).toEqual(['Initial', 'Terminal']);
  });

  it.skipIf(!HAS_CORPUS)(
    `gmf 9: in modules that others wrote only onsets have a target_encounter${HAS_CORPUS ? '' : ` (${NO_CORPUS})`}`,
    () => {
      const discovery = discoverModules([{ path: `${CORPUS}/modules`, builtIn: false }]);
      const states = [...compileProgram(discovery).parsed.values()].flatMap((module) => [...module.states.values()]);
      const types = states.filter((state) => state['target_encounter'] !== undefined).map(({ type }) => type);
      expect(types.length).toBeGreaterThan(0);
      expect(types.filter((type) => !type.endsWith('Onset'))).toEqual([]);
    },
  );
});

describe('reactions of an allergy', () => {
  const reaction = (name: string, severities: Readonly<Record<string, number>>) => ({
    reaction: snomed(name, name),
    possible_severities: Object.entries(severities).map(([level, value]) => ({ level, value })),
  });
  const allergy = (reactions: readonly Files[]) => ({
    Visit: encounter('ambulatory'),
    A: { type: 'AllergyOnset', codes: [snomed('91935009', 'Peanut')], reactions },
  });

  it('gmf 43: are drawn by weights that are divided by their sum', () => {
    const program = programOf(
      allergy([reaction('hives', { moderate: 0.25, mild: 0.75 }), reaction('shock', { severe: 0.01, none: 0.98 })]),
    );
    const drawn = Array.from({ length: 2000 }, (_, number) => {
      const script = new Script(program, { number }).runAt(0);
      return script.only('allergy').reactions.map((found) => `${found.reaction.code} ${found.severity}`);
    });
    const share = (what: string) => drawn.filter((found) => found.includes(what)).length;
    expect(drawn.every(([first]) => first?.startsWith('hives'))).toBe(true);
    expectShare(share('hives moderate'), drawn.length, 0.25);
    expectShare(share('shock severe'), drawn.length, 0.01 / 0.99);
  });

  it('gmf 43: whose weights sum to more than 1.001 are rejected', () => {
    const states = (high: number) => ({ A: allergy([reaction('hives', { mild: high, none: 0.5 })]).A });
    expect(errorsOf(chainOf(states(0.501)))).toEqual([]);
    expect(errorsOf(chainOf(states(0.502)))).toEqual([
      'probabilities-sum at /states/A/reactions/0/possible_severities',
    ]);
  });

  it('gmf 43: end by the name of the state that began them', () => {
    const script = scripted({ ...allergy([]), Over: { type: 'AllergyEnd', allergy_onset: 'A' } }).runAt(0);
    expect(script.only('allergy').stop).toBe(script.only('allergy').start);
    expect(script.life.recorder.isActive('allergy', '91935009')).toBe(false);
  });
});

describe('weights', () => {
  const share = (weights: readonly number[], index: number) => {
    const uniforms = Array.from({ length: 5000 }, (_, number) => drawsOf(number).uniform(1, 2, 0, 3));
    return { count: uniforms.filter((u) => pickWeighted(weights, u) === index).length, of: uniforms.length };
  };

  it.each([
    [
      [0.15, 0.55, 0.3],
      [0.15, 0.55, 0.3],
    ],
    [
      [0.3, 0.6],
      [0.3, 0.7],
    ],
    [
      [0.75, 0.5, 0.3],
      [0.75, 0.25, 0],
    ],
    [
      [1, 1],
      [1, 0],
    ],
    [
      [-1, 0.5],
      [0, 1],
    ],
  ])('gmf 59: %j give the shares %j', (weights, expected) => {
    for (const [index, p] of expected.entries()) {
      const { count, of } = share(weights, index);
      expectShare(count, of, p);
    }
  });

  it('gmf 59: a draw of exactly the first weight selects the second', () => {
    expect(pickWeighted([0.15, 0.55, 0.3], 0.15)).toBe(1);
    expect(pickWeighted([0.15, 0.55, 0.3], 0.14999)).toBe(0);
  });

  it('gmf 59: that do not sum to 1 are a warning, and an error in a strict file', () => {
    const module = (first: number) =>
      moduleOf({
        Initial: {
          type: 'Initial',
          distributed_transition: [
            { distribution: first, transition: 'Terminal' },
            { distribution: 0.6, transition: 'Terminal' },
          ],
        },
        Terminal: { type: 'Terminal' },
      });
    const found = (first: number, header: Files = {}) =>
      compileFiles({ 'a.json': { ...module(first), ...header } })
        .compilation.diagnostics.filter(({ code }) => code === 'probabilities-sum')
        .map(({ severity, pointer, message }) => [severity, pointer, message]);
    const place = '/states/Initial/distributed_transition';
    expect(found(0.4)).toEqual([]);
    expect(found(0.24)).toEqual([['warning', place, 'probabilities sum to 0.84, not 1']]);
    expect(found(0.24, { kind: 'module', strict: true })).toEqual([
      ['error', place, 'probabilities sum to 0.84, not 1'],
    ]);
  });
});

describe('numbers', () => {
  it('gmf 73: half a unit of time is cut to whole smaller units', () => {
    const spans = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'].map((unit) =>
      realSpan(0.5, unit),
    );
    expect(spans).toEqual([500, 30_000, 30 * MINUTE, 12 * HOUR, 3 * DAY, 15 * DAY, 182 * DAY]);
  });

  it('gmf 73: an unknown unit of time is an error that lists the known ones', () => {
    expect(realSpan(0.5, 'fortnights')).toBeUndefined();
    const wait = { type: 'Delay', exact: { quantity: 1, unit: 'fortnights' } };
    const found = errors({ 'a.json': chainOf({ A: wait }) });
    expect(found).toMatchObject([{ pointer: '/states/A/exact/unit' }]);
    expect(found[0]?.hint).toContain('"weeks"');
  });

  const drawn = (distribution: Files, count: number): readonly number[] => {
    const program = programOf({ A: { ...set('x'), distribution } });
    return Array.from({ length: count }, (_, number) =>
      Number(new Script(program, { number }).runAt(0).attribute('x')),
    );
  };

  it('gmf 74: a rounded draw is a whole number, halves up', () => {
    const values = drawn({ kind: 'GAUSSIAN', parameters: { mean: 0, standardDeviation: 3 }, round: true }, 200);
    expect(values.every(Number.isInteger)).toBe(true);
    expect(drawn({ kind: 'EXACT', parameters: { value: 2.5 }, round: true }, 1)).toEqual([3]);
    expect(drawn({ kind: 'EXACT', parameters: { value: -2.5 }, round: true }, 1)).toEqual([-2]);
  });

  it('gmf 74: EXPONENTIAL is at least 1, and its expectation is its mean and 1 more', () => {
    const values = drawn({ kind: 'EXPONENTIAL', parameters: { mean: 5 } }, 2000);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(1);
    expectMean(values, 6, 5);
  });

  it('gmf 74: rounding keeps to the nearest whole number', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (value) => {
        const [rounded = Number.NaN] = drawn({ kind: 'EXACT', parameters: { value }, round: true }, 1);
        expect(Math.abs(rounded - value)).toBeLessThanOrEqual(0.5);
      }),
      { numRuns: 30 },
    );
  });
});
