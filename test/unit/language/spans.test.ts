import { describe, expect, it } from 'vitest';
import { compileProgram } from '../../../src/language/compile.ts';
import { modulesInMemory } from '../../../src/language/in-memory.ts';
import { chain, type Json, native } from '../../support/scripts.ts';

const CODES = [{ system: 'LOINC', code: '1', display: 'One' }];
const range = (low: number, high: number, unit: string) => ({ range: { low, high, unit } });
const drawn = (kind: string, parameters: Json, unit: string) => ({ distribution: { kind, parameters }, unit });
const effect = (more: Json) => ({
  type: 'Effect',
  signal: 'Hemoglobin',
  change: 'add',
  exact: { quantity: 1 },
  ...more,
});

/** What is said of ranges and times in a file of one state. */
function said(state: Json, module: Json = native(chain({ A: state }))): readonly string[] {
  const text = JSON.stringify({ name: 'test', ...module });
  return compileProgram(modulesInMemory({ test: text }))
    .diagnostics.filter(({ code }) => code === 'upside-down' || code === 'negative-time')
    .map(({ severity, pointer, message }) => `${severity} ${pointer.replace('/states/A', '')} ${message}`);
}

const UPSIDE_DOWN: readonly (readonly [string, Json, string])[] = [
  ['a Delay', { type: 'Delay', ...range(3, 1, 'days') }, '/range/high the range is from 3 to 1'],
  [
    'a Procedure',
    { type: 'Procedure', codes: CODES, duration: { low: 30, high: 20, unit: 'minutes' } },
    '/duration/high the range is from 30 to 20',
  ],
  [
    'an Observation',
    { type: 'Observation', category: 'laboratory', codes: CODES, ...range(9, 8, 'mg/dL') },
    '/range/high the range is from 9 to 8',
  ],
  [
    'a part of a MultiObservation',
    {
      type: 'MultiObservation',
      category: 'laboratory',
      codes: CODES,
      observations: [{ category: 'laboratory', codes: CODES, ...range(9, 8, 'mg/dL') }],
    },
    '/observations/0/range/high the range is from 9 to 8',
  ],
  [
    'a Symptom',
    { type: 'Symptom', symptom: 'Pain', range: { low: 45, high: 2 } },
    '/range/high the range is from 45 to 2',
  ],
  [
    'a SetAttribute',
    { type: 'SetAttribute', attribute: 'a', range: { low: 2, high: 1 } },
    '/range/high the range is from 2 to 1',
  ],
];

describe('a range that is upside down', () => {
  it.each(UPSIDE_DOWN)('of %s is an error in a native file, a warning in a foreign one', (_of, state, what) => {
    expect(said(state)).toEqual([`error ${what}`]);
    expect(said(state, { states: chain({ A: state }) })).toEqual([`warning ${what}`]);
  });

  it('is told of the end of an Effect', () => {
    expect(said(effect({ lasts: range(20, 2, 'days') }))).toEqual([
      'error /lasts/range/high the range is from 20 to 2',
    ]);
  });

  it('is not one whose bounds are equal or below 0', () => {
    expect(said({ type: 'Observation', category: 'laboratory', codes: CODES, ...range(-3, -2, '{score}') })).toEqual(
      [],
    );
    expect(said({ type: 'Delay', ...range(2, 2, 'days') })).toEqual([]);
  });
});

const NEGATIVE: readonly (readonly [string, Json, string])[] = [
  ['an exact Delay', { exact: { quantity: -1, unit: 'days' } }, '/exact/quantity a time is not below 0: -1 days'],
  ['a range of a Delay', range(-1, 1, 'days'), '/range/low a time is not below 0: -1 days'],
  [
    'a drawn Delay',
    drawn('EXACT', { value: -2 }, 'weeks'),
    '/distribution/parameters/value a time is not below 0: -2 weeks',
  ],
  [
    'a Delay drawn between bounds',
    drawn('UNIFORM', { low: -2, high: 2 }, 'weeks'),
    '/distribution/parameters/low a time is not below 0: -2 weeks',
  ],
];

describe('a time below 0', () => {
  it.each(NEGATIVE)('of %s is an error in a native file, a warning in a foreign one', (_of, fields, what) => {
    const state = { type: 'Delay', ...fields };
    expect(said(state)).toEqual([`error ${what}`]);
    expect(said(state, { states: chain({ A: state }) })).toEqual([`warning ${what}`]);
  });

  it.each(['build_up', 'wear_off'])('is told of %s', (field) => {
    const found = said(effect({ [field]: { quantity: -2, unit: 'years' } }));
    expect(found).toEqual([`error /${field}/quantity a time is not below 0: -2 years`]);
  });

  it('is told of the end of an Effect', () => {
    expect(said(effect({ lasts: { exact: { quantity: -2, unit: 'days' } } }))).toEqual([
      'error /lasts/exact/quantity a time is not below 0: -2 days',
    ]);
  });

  it('is no size of an Effect, and no normal draw of which some are below 0', () => {
    expect(said(effect({ exact: { quantity: -3 } }))).toEqual([]);
    const normal = drawn('GAUSSIAN', { mean: 1, standardDeviation: 2 }, 'days');
    expect(said({ type: 'Delay', ...normal })).toEqual([]);
  });
});
