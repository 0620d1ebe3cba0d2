import { describe, expect, it } from 'vitest';
import { baselineSignal, linkTexts, saidOf, signalsText } from '../../../support/signal-files.ts';

const ranges = (...reference_ranges: object[]) => saidOf({ A: baselineSignal({ reference_ranges }) });
const at = (place: string) => `/signals/A/reference_ranges${place}`;

describe('limits, reference ranges and critical values', () => {
  it('are the right way round', () => {
    // All that is compared with limits waits until they are.
    const upsideDown = {
      limits: { low: 500, high: 1 },
      reference_ranges: [{ low: 40, high: 60 }],
      critical: { high: 80 },
    };
    expect(saidOf({ A: baselineSignal(upsideDown) })).toEqual(['upside-down /signals/A/limits/high']);
    expect(ranges({ low: 90, high: 40 })).toEqual([`upside-down ${at('/0/high')}`]);
    expect(ranges({ from: 60, below: 18, low: 40 })).toEqual([`upside-down ${at('/0/below')}`]);
    expect(saidOf({ A: baselineSignal({ critical: { low: 200, high: 100 } }) })).toEqual([
      'upside-down /signals/A/critical/high',
    ]);
    const within = { reference_ranges: [{ low: 50, high: 250 }], critical: { low: 200, high: 100 } };
    expect(saidOf({ A: baselineSignal(within) })).toEqual(['upside-down /signals/A/critical/high']);
  });

  it('have a bound', () => {
    expect(ranges({ sex: 'F', from: 18 })).toEqual([`no-bound ${at('/0')}`]);
  });

  it('lie within the limits of life', () => {
    expect(ranges({ low: 0, high: 400 })).toEqual([`outside-limits ${at('/0/low')}`]);
    expect(saidOf({ A: baselineSignal({ critical: { high: 501 } }) })).toEqual([
      'outside-limits /signals/A/critical/high',
    ]);
  });

  it('hold one at a time for an age and sex', () => {
    expect(ranges({ sex: 'F', from: 18, low: 40 }, { sex: 'M', from: 18, low: 50 }, { below: 18, low: 30 })).toEqual(
      [],
    );
    expect(ranges({ sex: 'F', from: 18, low: 40 }, { from: 50, low: 50 })).toEqual([`range-overlap ${at('/1')}`]);
    expect(ranges({ sex: 'F', low: 40 }, { sex: 'F', from: 12, below: 18, low: 30 })).toEqual([
      `range-overlap ${at('/1')}`,
    ]);
    // `below` is not included.
    expect(ranges({ below: 18, low: 40 }, { from: 18, low: 30 })).toEqual([]);
  });

  it('are critical outside of what is normal', () => {
    const said = (critical: object, ...reference_ranges: object[]) =>
      saidOf({ A: baselineSignal({ critical, reference_ranges }) });
    expect(said({ low: 20, high: 200 }, { low: 40, high: 90 })).toEqual([]);
    expect(said({ low: 40, high: 90 }, { low: 40, high: 90 })).toEqual([]);
    expect(said({ low: 50 }, { low: 40, high: 90 })).toEqual(['critical-normal /signals/A/critical/low']);
    expect(said({ high: 80 }, { below: 18, low: 40, high: 70 }, { from: 18, low: 40, high: 90 })).toEqual([
      'critical-normal /signals/A/critical/high',
    ]);
    // A range without a lower bound says nothing about how low is critical.
    expect(said({ low: 20 }, { high: 90 })).toEqual([]);
    expect(said({ low: 95 }, { high: 90 })).toEqual(['critical-normal /signals/A/critical/low']);
  });

  it('are told with line and column', () => {
    const text = signalsText({ A: baselineSignal({ reference_ranges: [{ low: 90, high: 40 }] }) });
    const line = text.split('\n').findIndex((one) => one.includes('"high": 40')) + 1;
    expect(linkTexts({ test: text }).diagnostics).toMatchObject([{ position: { line }, file: 'test.json' }]);
  });
});
