import { describe, expect, it } from 'vitest';
import { DAY, HOUR, WEEK } from '../../../src/core/time.ts';
import { snomed } from '../../support/records.ts';
import {
  delay,
  ENCOUNTER_END,
  encounter,
  type Json,
  NOW,
  programOf,
  Script,
  scripted,
  set,
} from '../../support/scripts.ts';

const STROKE = snomed('230690007', 'Cerebrovascular accident');

function death(fields: Json = {}): Json {
  return { type: 'Death', ...fields };
}

describe('Death', () => {
  it('gmf 47: a death without a time is now', () => {
    const script = scripted({ Die: death() }).runAt(0);
    expect(script.life.isAliveAt(NOW)).toBe(false);
    expect(script.life.isAliveAt(NOW - 1)).toBe(true);
    expect(script.life.death).toMatchObject({ time: NOW, code: null });
    expect(script.finished).toBe(true);
    expect(script.history.at(-1)).toEqual(['End', null, null]);
  });

  it('gmf 48: after a death in two days, what comes in four does not happen', () => {
    const script = scripted({
      First: encounter('ambulatory'),
      Die: death({ exact: { quantity: 2, unit: 'days' } }),
      Wait: delay(4, 'days'),
      Second: encounter('ambulatory'),
    }).runAt(0);
    expect(script.life.isAliveAt(NOW)).toBe(true);
    script.runAt(WEEK);
    expect(script.life.isAliveAt(NOW + WEEK)).toBe(false);
    expect(script.only('encounter').name).toBe('First');
    expect(script.path).not.toContain('Second');
  });

  it('gmf 48: a delay that outlasts the life is never passed, even when run before the death', () => {
    const script = scripted({ Die: death({ exact: { quantity: 10, unit: 'days' } }), Wait: delay(11, 'days') });
    script.runAt(0, 9 * DAY, 11 * DAY);
    expect(script.history.at(-1)).toEqual(['Wait', 0, null]);
    expect(script.process('Wait', 12 * DAY)).toBe(false);
  });

  it('gmf 49: a module goes on until a death that is drawn, and then no more', () => {
    const script = scripted({
      Die: death({ range: { low: 4, high: 6, unit: 'weeks' } }),
      Mark: { type: 'Counter', attribute: 'weeks', action: 'increment' },
      Wait: { ...delay(1, 'weeks'), direct_transition: 'Mark' },
    });
    script.runAt(...Array.from({ length: 12 }, (_, week) => week * WEEK));
    const died = (script.life.death?.time ?? 0) - NOW;
    expect(died).toBeGreaterThanOrEqual(4 * WEEK);
    expect(died).toBeLessThanOrEqual(6 * WEEK);
    expect(script.attribute('weeks')).toBe(Math.ceil(died / WEEK));
    expect(script.finished).toBe(true);
  });

  it('gmf 50: a death after a timed procedure comes not before the encounter stops', () => {
    const program = programOf({
      Visit: encounter('inpatient'),
      Work: { type: 'Procedure', codes: [snomed('1', 'Work')], duration: { low: 24, high: 48, unit: 'hours' } },
      Leave: ENCOUNTER_END,
      Die: death(),
    });
    for (let number = 0; number < 20; number++) {
      const script = new Script(program, { number }).runAt(0, WEEK);
      const { stop } = script.only('encounter');
      expect(script.life.death?.time).toBeGreaterThanOrEqual(stop);
      expect(stop - NOW).toBeGreaterThanOrEqual(24 * HOUR);
    }
  });

  it.each([
    ['its codes', { codes: [STROKE] }],
    ['the state of its onset', { condition_onset: 'Ill' }],
    ['an attribute', { referenced_by_attribute: 'illness' }],
    ['its codes before anything else', { codes: [STROKE], referenced_by_attribute: 'nothing' }],
  ])('gmf 51: the cause of death is given by %s', (_how, fields) => {
    const script = scripted({
      Ill: { type: 'ConditionOnset', codes: [STROKE], assign_to_attribute: 'illness' },
      Die: death(fields),
    }).runAt(0);
    expect(script.life.death).toMatchObject({ time: NOW, code: STROKE });
  });

  it('an onset state that was not visited gives its codes as the cause', () => {
    const script = scripted({
      Initial: { type: 'Initial', direct_transition: 'Die' },
      Ill: { type: 'ConditionOnset', codes: [STROKE] },
      Die: death({ condition_onset: 'Ill' }),
    }).runAt(0);
    expect(script.life.death?.code).toEqual(STROKE);
  });

  it('an onset state that was visited and of which nothing is active is no cause', () => {
    const ill = { type: 'ConditionOnset', codes: [STROKE] };
    const over = scripted({
      Ill: ill,
      Well: { type: 'ConditionEnd', condition_onset: 'Ill' },
      Die: death({ condition_onset: 'Ill' }),
    });
    expect(over.runAt(0).life.death).toMatchObject({ time: NOW, code: null });
    const unfound = scripted({ Ill: { ...ill, target_encounter: 'Later' }, Die: death({ condition_onset: 'Ill' }) });
    expect(unfound.runAt(0).life.death).toMatchObject({ time: NOW, code: null });
  });

  it('a module is finished when the death came in a submodule', () => {
    const submodules = { 'sub/die': { Die: death(), Wait: delay(1, 'days') } };
    const script = scripted({ Call: { type: 'CallSubmodule', submodule: 'sub/die' } }, { submodules }).runAt(0);
    expect(script.finished).toBe(true);
    expect(script.path).toEqual(['Initial', 'Call', 'Initial', 'Die', 'Wait']);
  });

  it('nothing is processed after the death, state by state either', () => {
    const script = scripted({ Die: death(), After: set('after', true) });
    expect(script.process('Die')).toBe(true);
    expect(script.process('After')).toBe(false);
    expect(script.attribute('after')).toBeUndefined();
    expect(script.history.at(-1)).toEqual(['After', null, null]);
  });

  it('an attribute that holds nothing is a death without a cause, and noted', () => {
    const script = scripted({ Die: death({ referenced_by_attribute: 'nothing' }) }).runAt(0);
    expect(script.life.death).toMatchObject({ code: null });
    expect([...script.life.notes.keys()].join()).toContain('"nothing"');
  });

  it('gmf 52: the earliest death counts: a later one does not move it, an earlier one does', () => {
    const inDays = (quantity: number) => death({ exact: { quantity, unit: 'days' } });
    const script = scripted({ First: inDays(20), Later: inDays(30), Earlier: inDays(10) });
    const times = ['First', 'Later', 'Earlier'].map((state) => {
      script.process(state);
      return (script.life.death?.time ?? 0) - NOW;
    });
    expect(times).toEqual([20 * DAY, 20 * DAY, 10 * DAY]);
  });

  it('a death tells its time and cause to modules that read them', () => {
    const script = scripted({
      Die: death({ codes: [STROKE], exact: { quantity: 1, unit: 'days' } }),
      Mark: set('marked', true),
    }).runAt(0);
    expect(script.attribute('deathdate')).toBe(NOW + DAY);
    expect(script.attribute('cause_of_death')).toEqual(STROKE);
    expect(script.attribute('marked')).toBe(true);
  });
});
