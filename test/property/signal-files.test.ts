import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasErrors } from '../../src/core/diagnostic.ts';
import type { Signal } from '../../src/physiology/signal.ts';
import { baselineSignal, type Json, linkTexts, signalsText } from '../support/signal-files.ts';
import { atAge, somebody } from '../support/signals.ts';

/** How many times more cases than in the everyday run. */
const HEAVIER = Number(process.env['PARSER_RUNS'] ?? 1);

const plain = (more: Json) => baselineSignal({ baseline: undefined, variation: undefined, ...more });

/** A file with one of everything. */
const SOUND = JSON.parse(
  signalsText(
    {
      Height: plain({ growth: 'height', codes: [{ system: 'LOINC', code: '8302-2', display: 'Body height' }] }),
      'Body Mass Index': plain({ growth: 'body mass index' }),
      S: baselineSignal({ unit: 'mm[Hg]', vital_sign: 'Systolic Blood Pressure', critical: { low: 2, high: 400 } }),
      D: baselineSignal({
        unit: 'mm[Hg]',
        follows: [{ signal: 'S', per_unit: 0.5, source: 'test' }],
        ceiling: { signals: { S: 1, N: -0.1 }, plus: 50 },
        reference_ranges: [
          { sex: 'F', from: 18, low: 40, high: 80 },
          { below: 18, high: 70 },
        ],
        measurement: { analytic: 2, haemolysis: 0.1, source: 'test' },
      }),
      M: plain({
        unit: 'mm[Hg]',
        derivation: { formula: 'mean-arterial-pressure', inputs: { systolic: 'S', diastolic: 'D' }, source: 'test' },
      }),
      N: baselineSignal({
        sex: 'M',
        baseline: {
          shape: 'normal',
          bands: [
            { sex: 'M', from: 0, to: 49, mean: 60, sd: 15 },
            { sex: 'M', from: 50, to: 99, p2_5: 20, p25: 30, p50: 50, p97_5: 99, source: 'test' },
          ],
          season: { amplitude: 0.1, peak_month: 8 },
          source: 'test',
        },
      }),
    },
    {
      correlation_source: 'test',
      correlations: [
        { between: ['S', 'D'], r: 0.6 },
        { between: ['N', 'Body Mass Index'], r: -0.3 },
      ],
    },
  ),
) as unknown;

const WORDS = [
  'S',
  'D',
  'M',
  'Height',
  'test',
  'toString',
  'constructor',
  'systolic',
  'mm[Hg]',
  'all',
  'F',
  'height',
  '',
];
const NUMBERS = [0, 1, -1, 0.5, 18, 60, 99, 1e9, 1e308, 5e-324, -0];
const FIELDS = [
  'baseline',
  'derivation',
  'growth',
  'p5',
  'p50',
  'mean',
  'sd',
  'plus',
  'ceiling',
  'low',
  'high',
  'from',
  'sex',
  'source',
  'r',
];

const change = fc.record({
  where: fc.nat(),
  what: fc.constantFrom('replace', 'replace', 'remove', 'add'),
  key: fc.oneof(fc.constantFrom(...WORDS, ...FIELDS)),
  value: fc.oneof(
    fc.constantFrom(...NUMBERS),
    fc.constantFrom(...WORDS),
    fc.double({ noNaN: true }),
    fc.jsonValue({ maxDepth: 2 }),
  ),
});

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** The JSON with one thing in it changed. */
function changed(json: unknown, { where, what, key, value }: Change): unknown {
  const copy = structuredClone(json);
  const places = placesIn(copy);
  const place = places[where % Math.max(1, places.length)];
  if (!place) return value;
  const { holder, at } = place;
  if (what === 'replace') holder[at] = value;
  else if (what === 'remove') delete holder[at];
  else holder[key] = value;
  return copy;
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly at: string;
}

function placesIn(json: unknown): readonly Place[] {
  if (typeof json !== 'object' || json === null) return [];
  const holder = json as Record<string, unknown>;
  return Object.keys(holder).flatMap((at) => [{ holder, at }, ...placesIn(holder[at])]);
}

describe('files of signals with faults in them', () => {
  it('are refused with the place of each, or give levels that are numbers, and values within their limits and ceilings', () => {
    let sound = 0;
    fc.assert(
      fc.property(fc.array(change, { maxLength: 3 }), (changes) => {
        const text = JSON.stringify(changes.reduce<unknown>(changed, SOUND), null, 1);
        const { linked, diagnostics } = linkTexts({ test: text });
        for (const { severity, position, message } of diagnostics) {
          if (severity === 'error') expect(position, message).toMatchObject({ line: expect.any(Number) });
        }
        if (hasErrors(diagnostics)) return;
        sound++;
        for (const row of linked.catalogue.factor) expect(row.every(Number.isFinite)).toBe(true);
        const { signals } = somebody(linked.catalogue, 1);
        const latent = (signal: Signal) => signals.latent(signal, atAge(40));
        for (const signal of linked.catalogue.signals) {
          const { origin, limits, ceiling } = signal;
          const value = latent(signal);
          expect(value < limits.low || value > limits.high).toBe(false);
          const top = ceiling?.terms.reduce((sum, term) => sum + term.times * latent(term.signal), ceiling.plus);
          expect(top !== undefined && value > top * (1 + 1e-12)).toBe(false);
          if (origin.kind !== 'baseline') continue;
          for (const score of [-3, 0, 3]) {
            const value = origin.distribution.F.at(40, score);
            expect(value >= limits.low && value <= limits.high).toBe(true);
          }
        }
      }),
      { numRuns: 200 * HEAVIER },
    );
    // A file in four or so has no change at all.
    expect(sound).toBeGreaterThan(10);
  });

  it('of any JSON are refused with the place of the fault', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom({ kind: 'signals' }, {}), (json, more) => {
        const text = JSON.stringify(typeof json === 'object' && !Array.isArray(json) ? { ...json, ...more } : json);
        const { diagnostics } = linkTexts({ test: text });
        expect(hasErrors(diagnostics)).toBe(true);
      }),
      { numRuns: 100 * HEAVIER },
    );
  });
});
