import { describe, expect, it } from 'vitest';
import { baselineSignal, linkTexts, saidOf, signalsText } from '../../../support/signal-files.ts';

const growth = (measure: string) => baselineSignal({ baseline: undefined, variation: undefined, growth: measure });
const NO_SOURCE = { sources: [{ id: 'test', citation: 'none' }], correlation_source: 'test' };

describe('what belongs to one signal', () => {
  it('is its name, over all files', () => {
    const { linked, diagnostics } = linkTexts({
      one: signalsText({ A: baselineSignal({ unit: 'mg/dL' }) }),
      two: signalsText({ A: baselineSignal({ unit: 'mmol/L' }) }),
    });
    expect(diagnostics).toMatchObject([
      {
        code: 'duplicate-signal',
        file: 'two.json',
        pointer: '/signals/A',
        message: 'one.json has a signal "A" already',
      },
    ]);
    expect(linked.catalogue.named('A')?.unit).toBe('mg/dL');
  });

  it('is each of its codes, however the system is written', () => {
    const coded = (system: string) => baselineSignal({ codes: [{ system, code: '2276-4', display: 'x' }] });
    const { diagnostics } = linkTexts({
      test: signalsText({ A: coded('LOINC'), B: coded('http://loinc.org') }),
    });
    expect(diagnostics).toMatchObject([
      {
        code: 'duplicate-code',
        pointer: '/signals/B/codes/0/code',
        message: 'LOINC 2276-4 is that of "A" already',
      },
    ]);
  });

  it('is its vital sign', () => {
    const signal = baselineSignal({ vital_sign: 'Sodium' });
    expect(saidOf({ A: signal, B: signal })).toEqual(['duplicate-vital-sign /signals/B/vital_sign']);
  });

  it('is its part of growth', () => {
    expect(saidOf({ A: growth('height'), B: growth('weight') }, NO_SOURCE)).toEqual([]);
    expect(saidOf({ A: growth('height'), B: growth('height') }, NO_SOURCE)).toEqual([
      'duplicate-growth /signals/B/growth',
    ]);
  });

  it.each(['height', 'weight', 'body mass index', 'head circumference'])(
    'is its %s, beside which a second cannot be linked, also where pairs name it',
    (measure) => {
      const correlated = measure === 'height' || measure === 'body mass index';
      const correlations = correlated ? [{ between: ['B', 'C'], r: 0.2, source: 'test' }] : [];
      const { linked, diagnostics } = linkTexts({
        test: signalsText({ A: growth(measure), B: growth(measure), C: baselineSignal() }, { correlations }),
      });
      expect(diagnostics).toMatchObject([
        { code: 'duplicate-growth', pointer: '/signals/B/growth', message: `${measure} is read by "A" already` },
      ]);
      expect(diagnostics[0]?.position).toBeDefined();
      expect(linked.catalogue.signals.map(({ name }) => name)).toEqual(['A', 'C']);
      expect(linked.broken).toEqual(new Set(['B']));
      expect(linked.catalogue.moves).toEqual([]);
    },
  );

  it('is the key of its draws', () => {
    // Two names with one hash.
    expect(saidOf({ S22646: baselineSignal(), S104747: baselineSignal() })).toEqual([
      'hash-collision /signals/S104747',
    ]);
  });
});
