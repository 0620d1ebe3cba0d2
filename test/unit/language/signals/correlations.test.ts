import { describe, expect, it } from 'vitest';
import type { CheckedProgram } from '../../../../src/language/checks/check.ts';
import { signalCorrelations } from '../../../../src/language/checks/signal-correlations.ts';
import type { Baseline, Signal } from '../../../../src/physiology/signal.ts';
import { baselineSignal, type Json, linkTexts, saidOf, signalsText } from '../../../support/signal-files.ts';

const growth = (measure: string) => baselineSignal({ baseline: undefined, variation: undefined, growth: measure });
const FORMULA = { name: 'same', inputs: { of: 'mg/dL' }, unit: 'mg/dL', citation: 'a test', evaluate: () => 0 };
const SIGNALS = {
  A: baselineSignal(),
  B: baselineSignal(),
  Height: growth('height'),
  'Body Mass Index': growth('body mass index'),
  Weight: growth('weight'),
  Twice: baselineSignal({
    baseline: undefined,
    variation: undefined,
    derivation: { formula: 'same', inputs: { of: 'A' }, source: 'test' },
  }),
};

function pairs(...correlations: (readonly [string, string, number])[]): Json {
  return {
    correlation_source: 'test',
    correlations: correlations.map(([a, b, r]) => ({ between: [a, b], r })),
  };
}

const said = (...correlations: (readonly [string, string, number])[]) =>
  saidOf(SIGNALS, { ...pairs(...correlations) }, [FORMULA]);

describe('correlations', () => {
  it('are between baselines, height and body mass index', () => {
    expect(said(['A', 'B', 0.4], ['A', 'Height', -0.1], ['Body Mass Index', 'B', 0.3])).toEqual([]);
  });

  it('hold in the factor, without what varies within people', () => {
    const signals = {
      A: baselineSignal({ variation: undefined }),
      B: baselineSignal({ variation: undefined }),
      Height: growth('height'),
      BMI: growth('body mass index'),
    };
    const { linked } = linkTexts({ test: signalsText(signals, pairs(['A', 'B', 0.4], ['A', 'BMI', 0.3])) });
    const { factor } = linked.catalogue;
    expect(factor.map((row) => row.length)).toEqual([1, 2, 3, 4]);
    const product = (i: number, j: number) =>
      [...(factor[j] as Float64Array)].reduce((sum, value, k) => sum + value * (factor[i]?.[k] as number), 0);
    expect(product(3, 2)).toBeCloseTo(0.4, 9);
    expect(product(2, 1)).toBeCloseTo(0.3, 9);
    expect(product(3, 1)).toBeCloseTo(0, 9);
  });

  it.each([
    ['of an unknown signal', ['A', 'C', 0.4], 'unknown-signal /correlations/0/between/1'],
    ['of what is derived', ['Twice', 'B', 0.4], 'correlation-derived /correlations/0/between/0'],
    ['of weight', ['A', 'Weight', 0.4], 'correlation-derived /correlations/0/between/1'],
    ['with itself', ['A', 'A', 0.4], 'correlation-itself /correlations/0/between'],
    ['above 1', ['A', 'B', 1.2], 'correlation-size /correlations/0/r'],
    ['of 1, which is one quantity', ['A', 'B', 1], 'correlation-size /correlations/0/r'],
    ['below -1', ['A', 'B', -1.01], 'correlation-size /correlations/0/r'],
  ] as const)('are refused %s', (_what, pair, line) => {
    expect(said(pair)).toEqual([line]);
  });

  it('are given once, whichever way round and in whatever file', () => {
    expect(said(['A', 'B', 0.4], ['B', 'A', 0.4])).toEqual(['duplicate-correlation /correlations/1/between']);
    const { diagnostics } = linkTexts({
      one: signalsText({ A: baselineSignal(), B: baselineSignal() }, pairs(['A', 'B', 0.4])),
      two: signalsText({ C: baselineSignal() }, pairs(['A', 'B', 0.5])),
    });
    expect(diagnostics).toMatchObject([{ code: 'duplicate-correlation', file: 'two.json' }]);
  });

  it('say of what inputs a derived signal is', () => {
    const { diagnostics } = linkTexts({ test: signalsText(SIGNALS, pairs(['Twice', 'B', 0.4])) }, [FORMULA]);
    expect(diagnostics[0]?.message).toBe('"Twice" is derived: it correlates as its inputs "A" make it');
  });
});

describe('correlations that cannot all hold', () => {
  /** Signals that differ between people alone, so that correlations of readings are those of levels. */
  const PLAIN = baselineSignal({ variation: undefined });

  async function judged(...correlations: (readonly [string, string, number])[]) {
    const { files, linked } = linkTexts({
      test: signalsText(
        { A: PLAIN, B: PLAIN, C: PLAIN, Height: growth('height'), BMI: growth('body mass index') },
        pairs(...correlations),
      ),
    });
    await signalCorrelations.check({ signals: files, linkedSignals: linked } as unknown as CheckedProgram);
    const { moves } = linked.catalogue;
    const worst = [...moves].sort((a, b) => Math.abs(b.asked - b.given) - Math.abs(a.asked - a.given))[0];
    return { diagnostics: files[0]?.report.list ?? [], worst };
  }

  it('are told where they are none', async () => {
    const { diagnostics, worst } = await judged(['A', 'B', 0.8], ['B', 'C', 0.8], ['A', 'C', 0.5]);
    expect({ diagnostics, worst }).toEqual({ diagnostics: [], worst: undefined });
  });

  it('are taken as the nearest that can where that is near, and it is said how far they move', async () => {
    // With 0.8 and 0.7 the third is at least 0.56 - 0.6 * 0.714 = 0.132.
    const { diagnostics, worst } = await judged(['A', 'B', 0.8], ['B', 'C', 0.7], ['A', 'C', 0.09]);
    const move = Math.abs((worst?.asked ?? 0) - (worst?.given ?? 0));
    expect(move).toBeGreaterThan(0.005);
    expect(move).toBeLessThanOrEqual(0.05);
    expect(diagnostics).toMatchObject([
      {
        severity: 'note',
        code: 'correlation-moved',
        message: expect.stringContaining(`is ${worst?.given.toFixed(3)} in place of ${worst?.asked.toFixed(3)}`),
      },
    ]);
  });

  it('are refused where it is far, at the pair that would move most', async () => {
    const { diagnostics, worst } = await judged(['A', 'C', -0.6], ['A', 'B', 0.9], ['B', 'C', 0.5]);
    expect(Math.abs((worst?.asked ?? 0) - (worst?.given ?? 0))).toBeGreaterThan(0.05);
    const index = ['A C', 'A B', 'B C'].indexOf([...(worst?.between ?? [])].sort().join(' '));
    expect(diagnostics).toMatchObject([
      {
        severity: 'error',
        code: 'correlation-matrix',
        pointer: `/correlations/${index}`,
        position: { line: expect.any(Number) },
        message: expect.stringContaining(`"${worst?.between[0]}" and "${worst?.between[1]}"`),
        // Added signals are taken one by one: the first two keep what they have.
        hint: 'pairs that would move by more than 0.05: 2; mend this one, or what it hangs together with',
      },
    ]);
  });

  it('say what readings need between people, and how much of it fits', async () => {
    const signals = (r: number, s: number) =>
      linkTexts({
        test: signalsText(
          {
            A: baselineSignal({ variation: undefined }),
            B: baselineSignal({ variation: undefined }),
            C: baselineSignal({ variation: { within: 15, time: 'weeks', source: 'test' } }),
          },
          pairs(['A', 'B', 0.8], ['A', 'C', r], ['B', 'C', s]),
        ),
      });
    const messages = async (r: number, s: number) => {
      const { files, linked } = signals(r, s);
      await signalCorrelations.check({ signals: files, linkedSignals: linked } as unknown as CheckedProgram);
      return (files[0]?.report.list ?? []).filter(({ severity }) => severity === 'error').map(({ message }) => message);
    };
    const [message = ''] = await messages(0.9, -0.3);
    const { between } = (signals(0.9, -0.3).linked.catalogue.named('C') as Signal).origin as Baseline;
    expect(between).toBeLessThan(0.9);
    const needs = (0.9 / Math.sqrt(between)).toFixed(3);
    expect(message).toContain(`0.9 between readings of "A" and "C" needs ${needs} between people; at most `);
    const most = Number(/at most (0\.\d+) fits where all pairs of "C" are made smaller alike$/.exec(message)?.[1]);
    // It fits, and a little more of it does not.
    expect(await messages(most, -most / 3)).toEqual([]);
    expect(await messages(most + 0.02, -(most + 0.02) / 3)).toHaveLength(1);
  });

  it('are not made by pairs that nobody declares', async () => {
    // B would have to be correlated with C, which is declared to be 0 by saying nothing.
    const { diagnostics } = await judged(['A', 'B', 0.9], ['A', 'C', 0.9]);
    expect(diagnostics).toMatchObject([{ code: 'correlation-matrix' }]);
  });
});
