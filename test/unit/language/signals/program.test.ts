import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Diagnostic } from '../../../../src/core/diagnostic.ts';
import { runChecks } from '../../../../src/language/checks/run-checks.ts';
import { compileProgram } from '../../../../src/language/compile.ts';
import { builtInSignals, discoverModules } from '../../../../src/language/discover.ts';
import { modulesInMemory } from '../../../../src/language/in-memory.ts';
import { chainOf } from '../../../support/module-files.ts';
import { baselineSignal, type Json, signalsText } from '../../../support/signal-files.ts';

/** A module that measures and moves these signals. */
function moduleText(measured: string, moved: string): string {
  const lasts = { exact: { quantity: 2, unit: 'weeks' } };
  return JSON.stringify({
    ...chainOf({
      Moved: { type: 'Effect', signal: moved, change: 'multiply', exact: { quantity: 2 }, lasts, source: 'test' },
      Measured: { type: 'Observation', category: 'laboratory', signal: measured },
    }),
    kind: 'module',
    sources: [{ id: 'test', citation: 'none' }],
  });
}

async function judged(files: Readonly<Record<string, string>>): Promise<readonly Diagnostic[]> {
  const discovery = modulesInMemory(files);
  const compilation = compileProgram(discovery);
  const said = [...compilation.diagnostics, ...(await runChecks(compilation, discovery))];
  return said.filter(({ file }) => Object.keys(files).some((path) => `${path}.json` === file));
}

async function saidOf(signals: Json, more: Json = {}): Promise<readonly string[]> {
  const found = await judged({ mine: signalsText(signals, more) });
  return found.map(({ severity, code, pointer }) => `${severity}: ${code} ${pointer}`);
}

describe('the signals of a program', () => {
  it('are those of the package, where no folder has any', () => {
    const { program, diagnostics } = compileProgram(modulesInMemory({ mine: moduleText('Ferritin', 'Ferritin') }));
    expect(builtInSignals().length).toBeGreaterThan(0);
    expect(program.signals.signals.length).toBeGreaterThan(builtInSignals().length);
    expect(program.signals.named('Ferritin')?.unit).toBe('ng/mL');
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('are added to by a folder, under any path', () => {
    const codes = [{ system: 'LOINC', code: '9622-2', display: 'Phytonadione [Mass/volume] in Serum or Plasma' }];
    const files = {
      'mine/vitamins': signalsText({ 'Vitamin K': baselineSignal({ codes }) }),
      mine: moduleText('Vitamin K', 'Vitamin K'),
    };
    const { program, diagnostics, parsed, signals } = compileProgram(modulesInMemory(files));
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(program.signals.named('Vitamin K')).toBeDefined();
    expect(program.signals.named('Ferritin')).toBeDefined();
    // No file of signals is a module.
    expect([...parsed.keys()]).toEqual(['mine']);
    expect(program.sites.map(({ path }) => path)).toEqual(['mine']);
    expect(signals.opened.map(({ path }) => path)).toContain('mine/vitamins');
  });

  it('keep the levels of the package whatever a folder adds', () => {
    const signals = { Aaa: baselineSignal({ category: 'vital-signs', variation: undefined }) };
    const before = compileProgram(modulesInMemory({})).program.signals;
    const after = compileProgram(modulesInMemory({ mine: signalsText(signals) })).program.signals;
    const rowOf = (catalogue: typeof after, name: string) => {
      const origin = catalogue.named(name)?.origin;
      return origin?.kind === 'baseline' ? origin.row : undefined;
    };
    for (const { name } of before.signals) expect(rowOf(after, name), name).toBe(rowOf(before, name));
    expect(rowOf(after, 'Aaa')).toBe(before.factor.length);
    // The nearest matrix is looked for in a larger one, which gives the same but for rounding.
    const moved = before.factor.flatMap((row, i) => [...row].map((r, k) => Math.abs((after.factor[i]?.[k] ?? 9) - r)));
    expect(Math.max(...moved)).toBeLessThan(1e-4);
  });

  it('are replaced by a file of the same path', () => {
    const folder = mkdtempSync(join(tmpdir(), 'anamnesis-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const [first] = builtInSignals();
    const file = join(folder, `${first?.path}.json`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, signalsText({ 'Vitamin K': baselineSignal() }));
    const { signals } = compileProgram(discoverModules([{ path: folder, builtIn: false }]));
    expect(signals.opened.filter(({ path }) => path === first?.path).map((one) => one.file)).toEqual([file]);
    expect(signals.opened).toHaveLength(builtInSignals().length);
    expect(signals.catalogue.named('Vitamin K')).toBeDefined();
  });

  it('have one name each: that of the package is kept, and the other told', async () => {
    const found = await judged({ aaa: signalsText({ Ferritin: baselineSignal() }) });
    expect(found).toMatchObject([{ code: 'duplicate-signal', file: 'aaa.json', pointer: '/signals/Ferritin' }]);
  });

  it('are found by modules, with a suggestion where they are not', async () => {
    const found = await judged({ mine: moduleText('Feritin', 'Ferritinn') });
    expect(found.map(({ code, pointer, message }) => ({ code, pointer, message }))).toEqual(
      ['Moved', 'Measured'].map((state, i) => ({
        code: 'unknown-signal',
        pointer: `/states/${state}/signal`,
        message: `there is no signal "${['Ferritinn', 'Feritin'][i]}"; did you mean "Ferritin"?`,
      })),
    );
  });

  it('that are broken are told where they are, not where they are used', async () => {
    const broken = signalsText({ 'Vitamin K': baselineSignal({ limits: { low: 9, high: 1 } }) });
    const found = await judged({ signals: broken, mine: moduleText('Vitamin K', 'Vitamin K') });
    expect(new Set(found.map(({ file }) => file))).toEqual(new Set(['signals.json']));
  });

  const wanted = { 'Vitamin K': baselineSignal() };

  it.each([
    ['has no sources', signalsText(wanted, { sources: undefined }), ['shape']],
    ['is of a kind that is misspelt', signalsText(wanted, { kind: 'signal' }), ['unknown-kind']],
    ['does not say its kind', signalsText(wanted, { kind: undefined }), ['kind-missing']],
    ['is no JSON', signalsText(wanted).replace('"kind":', '"kind"'), ['json-syntax']],
  ])('of a file that %s are not said to be nowhere', async (_what, text, codes) => {
    const other = signalsText({
      Other: baselineSignal({
        unit: 'mm[Hg]',
        baseline: undefined,
        variation: undefined,
        derivation: {
          formula: 'pulse-pressure',
          inputs: { systolic: 'Vitamin K', diastolic: 'Vitamin K' },
          source: 'test',
        },
      }),
    });
    for (const files of [{ signals: text }, { signals: text, other }]) {
      const found = await judged({ ...files, mine: moduleText('Vitamin K', 'Vitamin K') });
      expect(new Set(found.map(({ file }) => file))).toEqual(new Set(['signals.json']));
      expect([...new Set(found.map(({ code }) => code))]).toEqual(codes);
    }
  });

  it('that no file declares are told beside a file that could not be read, where its JSON names its signals', async () => {
    const found = await judged({
      signals: signalsText(wanted, { sources: undefined }),
      mine: moduleText('Vitamin K', 'Vitamin Q'),
    });
    expect(found.filter(({ file }) => file === 'mine.json')).toMatchObject([
      { message: 'there is no signal "Vitamin Q"; did you mean "Vitamin D"?' },
    ]);
  });

  it('are not moved where they are derived', async () => {
    const found = await judged({ mine: moduleText('Ferritin', 'Mean Arterial Pressure') });
    expect(found).toMatchObject([{ code: 'effect-on-derived', pointer: '/states/Moved/signal' }]);
    expect(found[0]?.hint).toContain('"Systolic Blood Pressure"');
  });
});

describe('checks of signals', () => {
  it('want units of UCUM', async () => {
    expect(await saidOf({ A: baselineSignal({ unit: 'mg/decilitre' }) })).toEqual(['error: unit /signals/A/unit']);
    expect(await saidOf({ A: baselineSignal({ unit: '10*3/uL' }) })).toEqual([]);
  });

  it('want the units of the formula, however they are written', async () => {
    const pressure = (unit: string) => baselineSignal({ unit });
    const mean = (unit: string) =>
      baselineSignal({
        unit,
        baseline: undefined,
        variation: undefined,
        derivation: { formula: 'mean-arterial-pressure', inputs: { systolic: 'S', diastolic: 'D' }, source: 'test' },
      });
    const said = (unit: string, s: string, d: string) => saidOf({ A: mean(unit), S: pressure(s), D: pressure(d) });
    expect(await said('mm[Hg]', 'mm[Hg]', '10*-3.m[Hg]')).toEqual([]);
    expect(await said('kPa', 'mm[Hg]', 'mm[Hg]')).toEqual(['error: unit-mismatch /signals/A/unit']);
    expect(await said('mm[Hg]', 'mm[Hg]', 'kPa')).toEqual([
      'error: unit-mismatch /signals/A/derivation/inputs/diastolic',
    ]);
  });

  it('want the unit of the signal in what gives its ceiling', async () => {
    const said = (a: string, b: string) =>
      saidOf({ A: baselineSignal({ unit: a, ceiling: { signals: { B: 1 } } }), B: baselineSignal({ unit: b }) });
    expect(await said('mm[Hg]', '10*-3.m[Hg]')).toEqual([]);
    expect(await said('mm[Hg]', 'kPa')).toEqual(['error: unit-mismatch /signals/A/ceiling/signals/B']);
  });

  it('want codes of known systems', async () => {
    const codes = [{ system: 'LIONC', code: '1-8', display: 'x' }];
    expect(await saidOf({ A: baselineSignal({ codes }) })).toEqual(['error: unknown-system /signals/A/codes/0/system']);
  });

  it('want codes of value sets where the file says strict', async () => {
    const codes = [{ system: 'LOINC', code: '1-8', display: 'x' }];
    const valueSets = { displayOf: () => undefined, codesOf: () => new Map() };
    const said = async (strict: boolean) => {
      const discovery = modulesInMemory({ mine: signalsText({ A: baselineSignal({ codes }) }, { strict }) });
      const compilation = compileProgram(discovery);
      const found = await runChecks(compilation, discovery, { valueSets: valueSets as never });
      return found.filter(({ file }) => file === 'mine.json').map(({ code, pointer }) => `${code} ${pointer}`);
    };
    expect(await said(true)).toEqual(['code-unlisted /signals/A/codes/0/code']);
    expect(await said(false)).toEqual([]);
  });

  it('tell correlations that cannot hold where the user declares them, whichever pair is the worst', async () => {
    const own = signalsText(
      { A: baselineSignal({ variation: undefined }) },
      {
        correlation_source: 'test',
        correlations: [
          { between: ['A', 'Hemoglobin'], r: 0.95 },
          { between: ['A', 'Platelets'], r: 0.95 },
        ],
      },
    );
    // The levels of hemoglobin and of platelets, which the program's files pair, would have to be nearly the same.
    const found = await judged({ mine: own });
    expect(found).toMatchObject([
      { severity: 'error', code: 'correlation-matrix', pointer: expect.stringMatching(/^\/correlations\/[01]$/) },
    ]);
    expect(found[0]?.message).toMatch(
      /^these correlations cannot all hold: [\d.]+ between readings of "[^"]+" and "[^"]+" needs/,
    );
  });
});
