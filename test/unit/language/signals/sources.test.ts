import { describe, expect, it } from 'vitest';
import { baselineSignal, linkTexts, saidOf, signalsText } from '../../../support/signal-files.ts';

const BAND = { sex: 'all', from: 18, to: 99, mean: 60, sd: 15 };

describe('sources of signals', () => {
  it('are listed', () => {
    const variation = { within: 6, time: 'weeks', source: 'tset' };
    const { diagnostics } = linkTexts({ test: signalsText({ A: baselineSignal({ variation }) }) });
    expect(diagnostics).toMatchObject([
      {
        code: 'unknown-source',
        pointer: '/signals/A/variation/source',
        message: 'source "tset" is not listed under "sources"; did you mean "test"?',
      },
    ]);
  });

  it.each([
    ['a baseline', { baseline: { shape: 'normal', bands: [BAND] } }, '/baseline/bands/0'],
    [
      'a season whose bands have their own',
      {
        baseline: { shape: 'normal', bands: [{ ...BAND, source: 'test' }], season: { amplitude: 0.1, peak_month: 8 } },
      },
      '/baseline/season',
    ],
    ['variation', { variation: { within: 6, time: 'weeks' } }, '/variation'],
    ['measuring', { measurement: { analytic: 3 } }, '/measurement'],
    ['following', { follows: [{ signal: 'B', per_unit: 2 }] }, '/follows/0'],
  ])('are said of %s', (_what, more, place) => {
    expect(saidOf({ A: baselineSignal(more), B: baselineSignal() })).toEqual([`source-missing /signals/A${place}`]);
  });

  it('are said of a ceiling in strict files', () => {
    const signals = (more: object) => ({
      A: baselineSignal({ ceiling: { signals: { B: 1 }, plus: 1, ...more } }),
      B: baselineSignal(),
    });
    expect(saidOf(signals({}))).toEqual([]);
    expect(saidOf(signals({}), { strict: true })).toEqual(['source-missing /signals/A/ceiling']);
    expect(saidOf(signals({ source: 'test' }), { strict: true })).toEqual([]);
    expect(saidOf(signals({ source: 'tset' }))).toEqual(['unknown-source /signals/A/ceiling/source']);
  });

  it('are said of a correlation, or of all of them', () => {
    const signals = { A: baselineSignal(), B: baselineSignal() };
    const correlations = [{ between: ['A', 'B'], r: 0.5 }];
    expect(saidOf(signals, { correlations })).toEqual(['source-missing /correlations/0']);
    expect(saidOf(signals, { correlations, correlation_source: 'test' })).toEqual([]);
    expect(saidOf(signals, { correlations, correlation_source: 'other' })).toEqual([
      'unknown-source /correlation_source',
    ]);
  });

  it('are each listed once, and named', () => {
    const sources = ['test', 'more', 'test'].map((id) => ({ id, citation: 'none' }));
    expect(saidOf({ A: baselineSignal() }, { sources })).toEqual([
      'unused-source /sources/1/id',
      'duplicate-source /sources/2/id',
    ]);
  });

  it('may be those of single bands', () => {
    const baseline = { shape: 'normal', bands: [{ ...BAND, source: 'test' }] };
    expect(saidOf({ A: baselineSignal({ baseline }) })).toEqual([]);
  });
});
