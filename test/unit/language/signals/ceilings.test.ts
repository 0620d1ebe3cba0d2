import { describe, expect, it } from 'vitest';
import { baselineSignal, type Json, linkTexts, saidOf, signalsText } from '../../../support/signal-files.ts';

const below = (signals: Readonly<Record<string, number>>, more: Json = {}): Json =>
  baselineSignal({ ceiling: { signals, ...more } });
const derived = (input: string, more: Json = {}): Json =>
  baselineSignal({
    baseline: undefined,
    variation: undefined,
    derivation: { formula: 'non-hdl-cholesterol', inputs: { total: input, hdl: input }, source: 'test' },
    ...more,
  });
const grown = (growth: string, more: Json = {}): Json =>
  baselineSignal({ baseline: undefined, variation: undefined, growth, ...more });
const share = (signals: Readonly<Record<string, number>>, plus: number): Json =>
  baselineSignal({ ceiling: { signals, plus }, limits: { low: 0.1, high: 99 } });

describe('ceilings', () => {
  it('are linked with the signals that give them', () => {
    const { linked, diagnostics } = linkTexts({
      one: signalsText({ A: below({ B: 1, C: 0.5 }, { plus: 2 }), C: baselineSignal() }),
      two: signalsText({ B: baselineSignal() }),
    });
    expect(diagnostics).toEqual([]);
    const named = (name: string) => linked.catalogue.named(name);
    expect(named('A')?.ceiling).toEqual({
      terms: [
        { signal: named('B'), times: 1 },
        { signal: named('C'), times: 0.5 },
      ],
      plus: 2,
    });
    expect(named('B')?.ceiling).toBeNull();
  });

  it('add nothing where "plus" is left out', () => {
    const { linked } = linkTexts({ test: signalsText({ A: below({ B: 1 }), B: baselineSignal() }) });
    expect(linked.catalogue.named('A')?.ceiling?.plus).toBe(0);
  });

  it.each([
    ['an unknown signal', { A: below({ C: 1 }) }, 'unknown-signal /signals/A/ceiling/signals/C'],
    ['no signal', { A: below({}) }, 'no-signal /signals/A/ceiling/signals'],
    ['a factor of nothing', { A: below({ B: 0 }) }, 'times-zero /signals/A/ceiling/signals/B'],
    ['an unknown field', { A: below({ B: 1 }, { less: 3 }) }, 'unknown-field /signals/A/ceiling/less'],
  ])('are refused with %s', (_what, signals, said) => {
    expect(saidOf({ ...signals, B: baselineSignal() })).toEqual([said]);
  });

  it.each([
    ['itself', { A: below({ A: 1 }) }, 'A', 'A > A'],
    ['what it is the ceiling of', { A: below({ B: 1 }), B: below({ A: 1 }) }, 'A', 'A > B > A'],
    [
      'what is derived from it',
      { A: below({ B: 1 }), B: derived('A', { limits: { low: 1, high: 9 } }) },
      'A',
      'A > B > A',
    ],
    [
      'what follows it',
      { A: baselineSignal({ follows: [{ signal: 'B', per_unit: 1, source: 'test' }] }), B: below({ A: 1 }) },
      'B',
      'B > A > B',
    ],
    [
      'the index that it is part of',
      { A: grown('weight', { ceiling: { signals: { B: 1 } } }), B: grown('body mass index'), C: baselineSignal() },
      'A',
      'A > B > A',
    ],
  ])('do not hang on %s, and that is told once', (_what, signals, owner, circle) => {
    const { linked, diagnostics } = linkTexts({ test: signalsText(signals) });
    expect(diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      `ceiling-circle /signals/${owner}/ceiling`,
    ]);
    expect(diagnostics[0]?.message.endsWith(circle)).toBe(true);
    expect(linked.broken).toContain(owner);
    expect(linked.catalogue.named(owner)).toBeUndefined();
  });

  it('are never below the limits of life', () => {
    // B is 1 at least.
    expect(saidOf({ A: below({ B: 1 }), B: baselineSignal() })).toEqual([]);
    expect(saidOf({ A: below({ B: 1 }, { plus: -0.5 }), B: baselineSignal() })).toEqual([
      'upside-down /signals/A/ceiling',
    ]);
    // What takes from it is 500 at most.
    expect(saidOf({ A: below({ B: -1 }, { plus: 501 }), B: baselineSignal() })).toEqual([]);
    expect(saidOf({ A: below({ B: -1 }, { plus: 500 }), B: baselineSignal() })).toEqual([
      'upside-down /signals/A/ceiling',
    ]);
  });

  it('of the parts of a whole leave each what the parts before leave', () => {
    const parts = (last: number): Json => ({
      A: baselineSignal({ limits: { low: 0.1, high: 99 } }),
      B: share({ A: -1 }, 99.5),
      C: share({ A: -1, B: -1 }, 99.75),
      D: share({ A: -1, B: -1, C: -1 }, last),
    });
    expect(saidOf(parts(100))).toEqual([]);
    expect(saidOf(parts(99.75))).toEqual(['upside-down /signals/D/ceiling']);
    // Without a ceiling of its own, B could be 99 when A is, too.
    expect(saidOf({ ...parts(100), B: baselineSignal({ limits: { low: 0.1, high: 99 } }) })).toEqual([
      'upside-down /signals/C/ceiling',
    ]);
  });

  it('of signals that something is wrong with are told where that is', () => {
    const { linked, diagnostics } = linkTexts({
      test: signalsText({ A: below({ B: 1 }), B: baselineSignal({ limits: { low: 9, high: 1 } }) }),
    });
    expect(new Set(diagnostics.map(({ pointer }) => pointer?.split('/')[2]))).toEqual(new Set(['B']));
    expect([...linked.broken].sort()).toEqual(['A', 'B']);
  });
});
