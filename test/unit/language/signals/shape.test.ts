import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../../../src/core/diagnostic.ts';
import { GRIDS } from '../../../../src/physiology/variation.ts';
import { baselineSignal, linkTexts, saidOf, signalsText } from '../../../support/signal-files.ts';

describe('a file of signals', () => {
  it('has nothing wrong with it, and gives its signals', () => {
    const { linked, diagnostics } = linkTexts({
      test: signalsText({
        Ferritin: baselineSignal({
          codes: [{ system: 'LOINC', code: '2276-4', display: 'Ferritin [Mass/volume] in Serum or Plasma' }],
          vital_sign: 'Calcium',
          measurement: { analytic: 3.5, haemolysis: 0.12, source: 'test' },
          reference_ranges: [
            { sex: 'M', from: 18, low: 30, high: 300 },
            { below: 18, high: 120 },
          ],
          critical: { high: 400 },
        }),
      }),
    });
    expect(diagnostics.map(formatDiagnostic)).toEqual([]);
    const signal = linked.catalogue.named('Ferritin');
    expect(signal).toMatchObject({
      name: 'Ferritin',
      unit: 'mg/dL',
      specimen: 'serum',
      sex: null,
      vitalSign: 'Calcium',
      analyticVariation: 0.035,
      haemolysis: 0.12,
      limits: { low: 1, high: 500 },
      referenceRanges: [
        { sex: 'M', from: 18, below: Number.POSITIVE_INFINITY, low: 30, high: 300 },
        { sex: null, from: 0, below: 18, low: null, high: 120 },
      ],
      critical: { low: null, high: 400 },
    });
    expect(signal?.origin).toMatchObject({ kind: 'baseline', row: 2, drift: 0.25, season: null });
    expect(signal?.variation).toMatchObject({ grids: GRIDS.weeks });
    expect(linked.catalogue.ofCode({ system: 'LOINC', code: '2276-4', display: '' })).toBe(signal);
    expect(linked.catalogue.ofVitalSign('Calcium')).toBe(signal);
  });

  it('tells an unknown field with its place', () => {
    const text = signalsText({ A: baselineSignal({ specimn: 'serum' }) });
    const line = text.split('\n').findIndex((one) => one.includes('specimn')) + 1;
    const { diagnostics } = linkTexts({ test: text });
    expect(diagnostics).toMatchObject([
      {
        severity: 'error',
        code: 'unknown-field',
        pointer: '/signals/A/specimn',
        message: 'unknown field "specimn"; did you mean "specimen"?',
        position: { line, column: '      "specimn": '.length + 1 },
      },
    ]);
  });

  it('is strict though it does not say so', () => {
    expect(saidOf({ A: baselineSignal() }, { sumary: 'x' })).toEqual(['unknown-field /sumary']);
  });

  it.each([
    ['an unknown field of a band', { baseline: { shape: 'normal', bands: [{ sexx: 'F' }], source: 'test' } }],
    ['no coefficient of variation', { variation: { time: 'weeks', source: 'test' } }],
    ['a coefficient of variation of 0', { variation: { within: 0, time: 'weeks', source: 'test' } }],
    ['an unknown grid of time', { variation: { within: 5, time: 'years', source: 'test' } }],
    ['an unknown vital sign', { vital_sign: 'Heart Rat' }],
    ['an unknown shape', { baseline: { shape: 'gamma', bands: [], source: 'test' } }],
    [
      'a season in a month that is none',
      { baseline: { shape: 'normal', bands: [], season: { amplitude: 0.1, peak_month: 13 } } },
    ],
    ['no limits of life', { limits: undefined }],
    ['too many decimals', { decimals: 12 }],
  ])('is refused with %s', (_what, more) => {
    const said = saidOf({ A: baselineSignal(more) });
    expect(said.length).toBeGreaterThan(0);
    expect(said.filter((line) => !/^(shape|unknown-field) \/signals\/A/.test(line))).toEqual([]);
  });

  it('needs title, summary and sources', () => {
    const said = linkTexts({
      test: signalsText({ A: baselineSignal() }, { title: undefined, summary: '', sources: [] }),
    });
    expect(said.diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'shape: field "title" is missing',
      'shape: "summary" is empty',
      'shape: "sources" is empty',
    ]);
  });

  it('keeps its other signals when one is broken, and does not call that one unknown', () => {
    const { linked, diagnostics } = linkTexts({
      test: signalsText(
        { A: baselineSignal({ unit: 3 }), B: baselineSignal() },
        { correlations: [{ between: ['A', 'B'], r: 0.5, source: 'test' }] },
      ),
    });
    expect(diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(['shape /signals/A/unit']);
    expect(linked.catalogue.signals.map(({ name }) => name)).toEqual(['B']);
    expect([...linked.broken]).toEqual(['A']);
  });

  it('has signals with one origin each', () => {
    expect(saidOf({ A: baselineSignal({ baseline: undefined, variation: undefined }), B: baselineSignal() })).toEqual([
      'signal-origin /signals/A',
    ]);
    expect(saidOf({ A: baselineSignal({ growth: 'weight' }) })).toEqual(['signal-origin /signals/A/growth']);
  });

  it('says variation only of what has its own', () => {
    expect(saidOf({ A: baselineSignal({ baseline: undefined, growth: 'weight' }), B: baselineSignal() })).toEqual([
      'variation-unused /signals/A/variation',
    ]);
  });
});
