import { describe, expect, it } from 'vitest';
import { murmur3 } from '../../../src/core/random/murmur3.ts';
import { DAY, HOUR, MINUTE, SECOND, WEEK } from '../../../src/core/time.ts';
import { compileProgram } from '../../../src/language/compile.ts';
import { modulesInMemory } from '../../../src/language/in-memory.ts';
import type { Visit } from '../../../src/language/run.ts';
import { BIRTH, delay, guard, type Json, programOf, Script, scripted, set } from '../../support/scripts.ts';
import { expectMean, expectShare } from '../../support/tolerance.ts';

/** A wait by a v2 distribution. */
function drawn(kind: string, parameters: Json, unit: string): Json {
  return { type: 'Delay', distribution: { kind, parameters }, unit };
}

/** How long independent persons wait in the state `Wait`. */
function waits(state: Json, count: number): readonly number[] {
  const program = programOf({ Wait: state });
  return Array.from({ length: count }, (_, number) => {
    const script = new Script(program, { number });
    script.process('Wait');
    const { wake, entered } = script.visits.at(-1) as Visit;
    return wake - entered;
  });
}

describe('Initial, Terminal and Guard', () => {
  it('gmf 10: Initial passes, and Terminal blocks now and a week later', () => {
    const script = scripted({});
    expect(script.process('Initial')).toBe(true);
    expect(script.process('End')).toBe(false);
    expect(script.process('End', WEEK)).toBe(false);
  });

  it('gmf 10: a module of Initial and Terminal is finished after one run', () => {
    const script = scripted({}).runAt(0);
    expect(script.finished).toBe(true);
    expect(script.history).toEqual([
      ['Initial', 0, 0],
      ['End', 0, null],
    ]);
  });

  it('gmf 11: a Guard on sex passes for F and blocks for M', () => {
    const module = { Gate: guard({ condition_type: 'Gender', gender: 'F' }) };
    expect(scripted(module, { sex: 'F' }).process('Gate')).toBe(true);
    expect(scripted(module, { sex: 'M' }).process('Gate')).toBe(false);
  });
});

describe('Counter and SetAttribute', () => {
  it('gmf 12: a Counter begins at nothing and counts up by 1, or down by its amount', () => {
    const script = scripted({
      Up: { type: 'Counter', attribute: 'count', action: 'increment' },
      Down: { type: 'Counter', attribute: 'count', action: 'decrement', amount: 2 },
    });
    const values = ['Up', 'Up', 'Up', 'Down', 'Down'].map((state) => {
      script.process(state);
      return script.attribute('count');
    });
    expect(values).toEqual([1, 2, 3, 1, -1]);
  });

  it('gmf 13: SetAttribute sets a value, and without any value field removes it', () => {
    const script = scripted({ Set: set('drug', 'Vicodin'), Clear: set('drug'), Null: set('drug', null) });
    script.process('Set');
    expect(script.attribute('drug')).toBe('Vicodin');
    script.process('Clear');
    expect(script.attribute('drug')).toBeUndefined();
    script.process('Set');
    script.process('Null');
    expect(script.attribute('drug')).toBeUndefined();
  });

  it('gmf 13: SetAttribute takes a distribution, an expression of the age, and a series', () => {
    const script = scripted({
      Exact: { type: 'SetAttribute', attribute: 'two', distribution: { kind: 'EXACT', parameters: { value: 2 } } },
      Rate: { type: 'SetAttribute', attribute: 'rate', expression: '220 - #{age}' },
      Trace: { type: 'SetAttribute', attribute: 'trace', series_data: '2041 2043 1 2 3 4 5 6 7 8' },
    }).runAt(0);
    expect(script.attribute('two')).toBe(2);
    expect(script.attribute('rate')).toBeCloseTo(185, 6);
    expect(script.attribute('trace')).toEqual({ samples: [2041, 2043, 1, 2, 3, 4, 5, 6, 7, 8], periodSeconds: 1 });
  });

  it('an expression finds vital signs whatever the case of their names, before attributes', () => {
    const script = scripted(
      {
        Weigh: { type: 'VitalSign', vital_sign: 'BMI', exact: { quantity: 20 } },
        Sum: { type: 'SetAttribute', attribute: 'sum', expression: '#{bmi} + #{hdl}' },
      },
      { attributes: { bmi: 1, hdl: 2 } },
    ).runAt(0);
    expect(script.attribute('sum')).toBe(22);
  });

  it('an expression reads two drawn vital signs as two draws', () => {
    const drawn = (name: string) => ({ type: 'VitalSign', vital_sign: name, range: { low: 0, high: 100 } });
    const script = scripted({
      One: drawn('Systolic Blood Pressure'),
      Two: drawn('Diastolic Blood Pressure'),
      Differ: {
        type: 'SetAttribute',
        attribute: 'difference',
        expression: '#{Systolic Blood Pressure} - #{Diastolic Blood Pressure}',
      },
    }).runAt(0);
    expect(script.attribute('difference')).not.toBe(0);
  });

  it('an expression that gives a list sets nothing, and is noted', () => {
    const script = scripted({
      List: { type: 'SetAttribute', attribute: 'list', series_data: '1 2 3' },
      Copy: { type: 'SetAttribute', attribute: 'copy', expression: '#l{list}' },
    }).runAt(0);
    expect(script.attribute('copy')).toBeUndefined();
    expect([...script.life.notes.keys()].join()).toMatch(/state Copy: .*list/);
  });

  it('gmf 13: a token of a series that is no number is an error naming the token and the attribute', () => {
    const state = { type: 'SetAttribute', attribute: 'trace', series_data: '1 invalid 3', direct_transition: 'End' };
    const states = { Initial: { type: 'Initial', direct_transition: 'Set' }, Set: state, End: { type: 'Terminal' } };
    const { diagnostics } = compileProgram(modulesInMemory({ m: JSON.stringify({ name: 'M', states }) }));
    expect(diagnostics.map(({ message }) => message).join()).toMatch(/trace.*invalid/);
  });

  it('gmf 13: of several value fields expression, range, series, distribution, code, attribute, value decide in this order', () => {
    const fields = [
      { expression: '1 + 0' },
      { range: { low: 2, high: 2 } },
      { series_data: '3' },
      { distribution: { kind: 'EXACT', parameters: { value: 4 } } },
      { value_code: { system: 'S', code: '5', display: 'five' } },
      { value_attribute: 'six' },
      { value: 7 },
    ];
    const states = fields.map((_, i) => [
      `S${i}`,
      { type: 'SetAttribute', attribute: `a${i}`, ...Object.assign({}, ...fields.slice(i)) },
    ]);
    const script = scripted(Object.fromEntries(states), { attributes: { six: 6 } }).runAt(0);
    expect(fields.map((_, i) => script.attribute(`a${i}`))).toEqual([
      1,
      2,
      { samples: [3], periodSeconds: 1 },
      4,
      { system: 'S', code: '5', display: 'five' },
      6,
      7,
    ]);
  });

  it('an attribute to copy that is absent falls back to the value', () => {
    const script = scripted(
      {
        Fallback: { type: 'SetAttribute', attribute: 'a', value_attribute: 'nothing', value: 3 },
        Clear: { type: 'SetAttribute', attribute: 'b', value_attribute: 'nothing' },
      },
      { attributes: { b: 1 } },
    ).runAt(0);
    expect(script.attribute('a')).toBe(3);
    expect(script.attribute('b')).toBeUndefined();
  });
});

describe('Delay', () => {
  const TWO = [
    ['seconds', 2 * SECOND],
    ['minutes', 2 * MINUTE],
    ['hours', 2 * HOUR],
    ['days', 2 * DAY],
    ['weeks', 2 * WEEK],
    ['months', 60 * DAY],
    ['years', 730 * DAY],
  ] as const;

  it.each(TWO)(
    'gmf 14: a Delay of 2 %s blocks at first and after half of it, and passes at exactly its end',
    (unit, span) => {
      const module = { Wait: delay(2, unit) };
      const script = scripted(module);
      expect([0, span / 2, span - 1, span].map((at) => script.process('Wait', at))).toEqual([
        false,
        false,
        false,
        true,
      ]);
      const late = scripted(module);
      expect([0, span + WEEK].map((at) => late.process('Wait', at))).toEqual([false, true]);
      expect(late.history.at(-1)).toEqual(['Wait', 0, span]);
    },
  );

  it.each(TWO)('gmf 14: a Delay of 2 to 10 %s ends within them', (unit, span) => {
    const spans = waits({ type: 'Delay', range: { low: 2, high: 10, unit } }, 50);
    for (const drawnSpan of spans) {
      expect(drawnSpan).toBeGreaterThanOrEqual(span);
      // Four years have a leap day.
      expect(drawnSpan).toBeLessThanOrEqual(5 * span + 3 * DAY);
    }
    expect(new Set(spans).size).toBeGreaterThan(5);
  });

  it('gmf 15: a Delay by the distribution EXACT waits as the legacy form does', () => {
    const script = scripted({ Wait: drawn('EXACT', { value: 2 }, 'seconds') });
    expect([0, SECOND, 2 * SECOND].map((at) => script.process('Wait', at))).toEqual([false, false, true]);
  });

  it('gmf 16: a GAUSSIAN Delay never ends before it began', () => {
    const spans = waits(drawn('GAUSSIAN', { mean: 1, standardDeviation: 1000 }, 'days'), 100);
    expect(spans.every((span) => span >= 0)).toBe(true);
    expect(spans.filter((span) => span === 0).length).toBeGreaterThan(0);
  });

  it('gmf 16: a GAUSSIAN Delay of mean 10 s waits 10 s on average, less the half second that is cut off', () => {
    const spans = waits(drawn('GAUSSIAN', { mean: 10, standardDeviation: 2 }, 'seconds'), 1000);
    // The fraction cut off is uniform: it takes 0.5 from the mean and adds 1/12 to the variance at most.
    expectMean(spans, 9.5 * SECOND, SECOND * Math.sqrt(4 + 1 / 12));
  });

  it('gmf 17: a UNIFORM Delay of 0 to 1 years is none, one of 1 to 2 years is 365 days', () => {
    expect(new Set(waits(drawn('UNIFORM', { low: 0, high: 1 }, 'years'), 100))).toEqual(new Set([0]));
    expect(new Set(waits(drawn('UNIFORM', { low: 1, high: 2 }, 'years'), 100))).toEqual(new Set([365 * DAY]));
  });

  it('a Delay by exact keeps the leap day of four years, one by distribution does not', () => {
    expect(waits(delay(4, 'years'), 1)).toEqual([1461 * DAY]);
    expect(waits(drawn('EXACT', { value: 4 }, 'years'), 1)).toEqual([1460 * DAY]);
  });

  it('exact is preferred to range, and range to distribution', () => {
    const both = {
      range: { low: 3, high: 3, unit: 'days' },
      distribution: { kind: 'EXACT', parameters: { value: 9 } },
    };
    expect(waits({ type: 'Delay', ...both, unit: 'days' }, 1)).toEqual([3 * DAY]);
    expect(waits({ ...delay(2, 'days'), ...both, unit: 'days' }, 1)).toEqual([2 * DAY]);
  });
});

describe('VitalSign and Symptom', () => {
  const SYSTOLIC = 'Systolic Blood Pressure';

  it('gmf 18: a VitalSign with exact is read as that, and the record is not touched', () => {
    const script = scripted({
      Set: { type: 'VitalSign', vital_sign: SYSTOLIC, exact: { quantity: 120 }, unit: 'mmHg' },
    });
    expect(script.process('Set')).toBe(true);
    expect(script.life.vitalSign(SYSTOLIC, BIRTH, 1)).toBe(120);
    expect(script.life.recorder.entries).toEqual([]);
  });

  it('gmf 18: a VitalSign with a distribution is drawn anew for every reader, within its bounds', () => {
    const distribution = { kind: 'UNIFORM', parameters: { low: 110, high: 130 } };
    const script = scripted({ Set: { type: 'VitalSign', vital_sign: SYSTOLIC, distribution, unit: 'mmHg' } });
    script.process('Set');
    const reads = Array.from({ length: 50 }, (_, i) => script.life.vitalSign(SYSTOLIC, BIRTH, murmur3(`read ${i}`)));
    expect(reads.every((value) => value !== undefined && value >= 110 && value <= 130)).toBe(true);
    expect(new Set(reads).size).toBeGreaterThan(1);
    expect(script.life.recorder.entries).toEqual([]);
  });

  it('gmf 19: a Symptom is set within its range and replaced by the next of the same module, at the time of processing', () => {
    const script = scripted({
      Mild: { type: 'Symptom', symptom: 'Headache', range: { low: 1, high: 10 } },
      Bad: { type: 'Symptom', symptom: 'Headache', exact: { quantity: 96 } },
    });
    script.process('Mild');
    expect(script.life.symptom('Headache')).toBeGreaterThanOrEqual(1);
    expect(script.life.symptom('Headache')).toBeLessThanOrEqual(10);
    script.process('Bad', DAY);
    expect(script.life.symptom('Headache')).toBe(96);
    expect((script.life.symptomEvents.at(-1)?.time ?? 0) - (script.life.symptomEvents[0]?.time ?? 0)).toBe(DAY);
  });

  it('gmf 20: a Symptom with probability 0.5 always passes, and is set about half the time', () => {
    const program = programOf({ Ache: { type: 'Symptom', symptom: 'Ache', probability: 0.5, exact: { quantity: 7 } } });
    const scripts = Array.from({ length: 1000 }, (_, number) => new Script(program, { number }));
    expect(scripts.every((script) => script.process('Ache'))).toBe(true);
    expectShare(scripts.filter(({ life }) => life.symptom('Ache') === 7).length, 1000, 0.5);
  });

  it('a Symptom keeps the whole part of its strength, and takes a range whose ends are swapped', () => {
    const swapped = { type: 'Symptom', symptom: 'Itch', range: { low: 45, high: 2 } };
    const script = scripted({
      Itch: swapped,
      Cut: { type: 'Symptom', symptom: 'Cut', exact: { quantity: 4.9 } },
    }).runAt(0);
    expect(script.life.symptom('Cut')).toBe(4);
    expect(script.life.symptom('Itch')).toBeGreaterThanOrEqual(2);
    expect(script.life.symptom('Itch')).toBeLessThanOrEqual(45);
  });
});
