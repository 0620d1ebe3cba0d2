import { describe, expect, it } from 'vitest';
import type { Formula } from '../../../../src/physiology/formulas/formula.ts';
import { baselineSignal, type Json, linkTexts, saidOf, signalsText } from '../../../support/signal-files.ts';

const RATIO: Formula = {
  name: 'ratio',
  inputs: { upper: 'mg/dL', lower: 'mg/dL' },
  unit: '1',
  citation: 'a test',
  evaluate: ([upper, lower]) => (upper as number) / (lower as number),
};
const FORMULAS = [RATIO];

function derived(inputs: Readonly<Record<string, string>>, more: Json = {}): Json {
  const derivation = { formula: 'ratio', inputs, source: 'test', ...more };
  return baselineSignal({ baseline: undefined, variation: undefined, derivation });
}

describe('derivations', () => {
  it('have their inputs in the order of the formula', () => {
    const { linked, diagnostics } = linkTexts(
      { test: signalsText({ B: baselineSignal(), A: baselineSignal(), R: derived({ lower: 'A', upper: 'B' }) }) },
      FORMULAS,
    );
    expect(diagnostics).toEqual([]);
    const { named } = { named: (name: string) => linked.catalogue.named(name) };
    expect(named('R')?.origin).toEqual({ kind: 'derivation', formula: RATIO, inputs: [named('B'), named('A')] });
  });

  it.each([
    ['an unknown formula', { A: derived({}, { formula: 'rato' }) }, 'unknown-formula /signals/A/derivation/formula'],
    [
      'an unknown signal',
      { A: derived({ upper: 'C', lower: 'B' }) },
      'unknown-signal /signals/A/derivation/inputs/upper',
    ],
    ['a missing input', { A: derived({ upper: 'B' }) }, 'missing-input /signals/A/derivation/inputs'],
    [
      'an unknown input',
      { A: derived({ upper: 'B', lower: 'B', loewr: 'B' }) },
      'unknown-input /signals/A/derivation/inputs/loewr',
    ],
  ])('are refused with %s', (_what, signals, said) => {
    expect(saidOf({ ...signals, B: baselineSignal() }, {}, FORMULAS)).toEqual([said]);
  });

  it('do not read themselves, and that is told once', () => {
    const { linked, diagnostics } = linkTexts(
      {
        one: signalsText({ A: derived({ upper: 'B', lower: 'X' }), X: baselineSignal() }),
        two: signalsText({ B: derived({ upper: 'C', lower: 'X' }), C: derived({ upper: 'X', lower: 'A' }) }),
      },
      FORMULAS,
    );
    expect(diagnostics).toMatchObject([
      {
        code: 'derivation-circle',
        file: 'one.json',
        pointer: '/signals/A/derivation',
        message: 'reads itself: A > B > C > A',
      },
    ]);
    expect(linked.catalogue.signals.map(({ name }) => name)).toEqual(['X']);
  });

  it('do not read themselves at once', () => {
    expect(saidOf({ A: derived({ upper: 'A', lower: 'B' }), B: baselineSignal() }, {}, FORMULAS)).toEqual([
      'derivation-circle /signals/A/derivation',
    ]);
  });

  it('may read what is derived', () => {
    const signals = {
      A: derived({ upper: 'B', lower: 'C' }),
      B: derived({ upper: 'C', lower: 'C' }),
      C: baselineSignal(),
    };
    expect(saidOf(signals, {}, FORMULAS)).toEqual([]);
  });

  it('are left out where something is wrong with an input, which alone is told', () => {
    const { linked, diagnostics } = linkTexts(
      {
        test: signalsText({
          A: derived({ upper: 'B', lower: 'C' }),
          B: baselineSignal({ limits: { low: 9, high: 1 } }),
          C: baselineSignal(),
        }),
      },
      FORMULAS,
    );
    expect(new Set(diagnostics.map(({ pointer }) => pointer.split('/')[2]))).toEqual(new Set(['B']));
    expect(linked.catalogue.signals.map(({ name }) => name)).toEqual(['C']);
    expect([...linked.broken].sort()).toEqual(['A', 'B']);
  });
});

describe('following', () => {
  const follows = (...names: string[]): Json =>
    baselineSignal({ follows: names.map((signal) => ({ signal, per_unit: 2, source: 'test' })) });

  it('is linked', () => {
    const { linked, diagnostics } = linkTexts({ test: signalsText({ A: follows('B'), B: baselineSignal() }) });
    expect(diagnostics).toEqual([]);
    expect(linked.catalogue.named('A')?.follows).toEqual([{ signal: linked.catalogue.named('B'), perUnit: 2 }]);
  });

  it('is of a signal that there is', () => {
    expect(saidOf({ A: follows('C'), B: baselineSignal() })).toEqual(['unknown-signal /signals/A/follows/0/signal']);
  });

  it('has no circle', () => {
    const { diagnostics } = linkTexts({ test: signalsText({ A: follows('B'), B: follows('A') }) });
    expect(diagnostics).toMatchObject([
      { code: 'follows-circle', pointer: '/signals/A/follows', message: 'follows itself: A > B > A' },
    ]);
  });

  it('is said once of a signal', () => {
    expect(saidOf({ A: follows('B', 'B'), B: baselineSignal() })).toEqual([
      'duplicate-follows /signals/A/follows/1/signal',
    ]);
  });

  it('is neither of nor by what no effect acts on', () => {
    const B = derived({ upper: 'C', lower: 'C' });
    const C = baselineSignal();
    expect(saidOf({ A: follows('B'), B, C }, {}, FORMULAS)).toEqual(['follows-derived /signals/A/follows/0/signal']);
    const { diagnostics } = linkTexts(
      { test: signalsText({ B: { ...B, follows: [{ signal: 'C', per_unit: 1, source: 'test' }] }, C }) },
      FORMULAS,
    );
    expect(diagnostics).toMatchObject([
      {
        code: 'follows-derived',
        pointer: '/signals/B/follows',
        message: '"B" is derived and cannot follow another; its inputs "C" can',
      },
    ]);
  });
});
