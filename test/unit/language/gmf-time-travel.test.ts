import { describe, expect, it } from 'vitest';
import { DAY, HOUR, timeOf, WEEK } from '../../../src/core/time.ts';
import { snomed } from '../../support/records.ts';
import { delay, encounter, type Json, NOW, scripted, set } from '../../support/scripts.ts';

function call(submodule: string): Json {
  return { type: 'CallSubmodule', submodule };
}

describe('rewinding', () => {
  it('gmf 54: the states after a delay are run at its end, although the module ran later', () => {
    const script = scripted({
      'Wait A': delay(2, 'days'),
      Visit: encounter('emergency'),
      'Wait B': { type: 'Delay', distribution: { kind: 'EXACT', parameters: { value: 3 } }, unit: 'days' },
      Die: { type: 'Death' },
    }).runAt(0);
    expect(script.path.at(-1)).toBe('Wait A');
    script.runAt(WEEK);
    expect(script.history).toEqual([
      ['Initial', 0, 0],
      ['Wait A', 0, 2 * DAY],
      ['Visit', 2 * DAY, 2 * DAY],
      ['Wait B', 2 * DAY, 5 * DAY],
      ['Die', 5 * DAY, 5 * DAY],
      ['End', null, null],
    ]);
    expect(script.only('encounter').start).toBe(NOW + 2 * DAY);
    expect(script.finished).toBe(true);
  });

  it('a state that blocks at the time gone back to is tried again at the run', () => {
    const script = scripted({
      Wait: delay(2, 'days'),
      Gate: {
        type: 'Guard',
        allow: { condition_type: 'Date', operator: '>=', date: { year: 2020, month: 1, day: 18 } },
      },
      Done: set('done', true),
    }).runAt(0, WEEK);
    expect(script.history.slice(2)).toEqual([
      ['Gate', 2 * DAY, WEEK],
      ['Done', WEEK, WEEK],
      ['End', WEEK, null],
    ]);
  });

  it('gmf 58: a transition is evaluated at the run, while the state it leads to is processed at the end of the delay', () => {
    const start = timeOf(1999, 12, 27) - NOW;
    const script = scripted({
      Wait: {
        ...delay(3, 'days'),
        conditional_transition: [
          { condition: { condition_type: 'Date', operator: '>=', year: 2000 }, transition: 'New' },
          { transition: 'Old' },
        ],
      },
      Old: set('century', 'old'),
      New: set('century', 'new'),
    }).runAt(start, start + WEEK);
    expect(script.attribute('century')).toBe('new');
    expect(script.history[2]).toEqual(['New', start + 3 * DAY, start + 3 * DAY]);
  });
});

describe('submodules', () => {
  const submodules = {
    'sub/x': { 'X wait': delay(2, 'days'), 'Call Y': call('sub/y'), 'X end': { type: 'Simple' } },
    'sub/y': { 'Y wait': delay(1, 'days'), 'Y set': set('y', true) },
  };

  it('gmf 55: the states of nested submodules stand in the history between their calls, each entered when the last was left', () => {
    const script = scripted(
      { Before: { type: 'Simple' }, 'Call X': call('sub/x'), After: delay(1, 'days') },
      { submodules },
    );
    script.runAt(0, WEEK, 2 * WEEK);
    expect(script.history).toEqual([
      ['Initial', 0, 0],
      ['Before', 0, 0],
      ['Call X', 0, 3 * DAY],
      ['Initial', 0, 0],
      ['X wait', 0, 2 * DAY],
      ['Call Y', 2 * DAY, 3 * DAY],
      ['Initial', 2 * DAY, 2 * DAY],
      ['Y wait', 2 * DAY, 3 * DAY],
      ['Y set', 3 * DAY, 3 * DAY],
      ['End', 3 * DAY, null],
      ['Call Y', 2 * DAY, 3 * DAY],
      ['X end', 3 * DAY, 3 * DAY],
      ['End', 3 * DAY, null],
      ['Call X', 0, 3 * DAY],
      ['After', 3 * DAY, 4 * DAY],
      ['End', 4 * DAY, null],
    ]);
    const files = script.visits.map(({ module, state }) => [state.name, module.path]);
    expect(files.filter(([, file]) => file === 'sub/x').map(([name]) => name)).toEqual([
      ...['Initial', 'X wait', 'Call Y', 'Call Y', 'X end', 'End'],
    ]);
    expect(files.filter(([, file]) => file === 'sub/y').map(([name]) => name)).toEqual([
      ...['Initial', 'Y wait', 'Y set', 'End'],
    ]);
  });

  it('gmf 56: while a submodule waits its caller waits, and the next run goes on inside it', () => {
    const script = scripted({ Call: call('sub/x'), After: set('after', true) }, { submodules }).runAt(0, DAY);
    expect(script.path).toEqual(['Initial', 'Call', 'Initial', 'X wait']);
    expect(script.finished).toBe(false);
    script.runAt(2 * DAY);
    expect(script.path.slice(-3)).toEqual(['Call Y', 'Initial', 'Y wait']);
    script.runAt(3 * DAY);
    expect(script.finished).toBe(true);
    expect([script.attribute('y'), script.attribute('after')]).toEqual([true, true]);
  });

  it('a module begins at the key Initial, whatever its type, and may lead back to it', () => {
    const initial = {
      type: 'Counter',
      attribute: 'turns',
      action: 'increment',
      conditional_transition: [
        {
          condition: { condition_type: 'Attribute', attribute: 'turns', operator: '<', value: 3 },
          transition: 'Initial',
        },
        { transition: 'End' },
      ],
    };
    const script = scripted({ Initial: initial }).runAt(0);
    expect(script.attribute('turns')).toBe(3);
    expect(script.finished).toBe(true);
  });

  it('entries of a submodule belong to the top-level module, and say which file made them', () => {
    const bodies = { 'sub/visit': { Visit: encounter('ambulatory'), Work: procedure() } };
    const script = scripted({ Call: call('sub/visit') }, { submodules: bodies }).runAt(0);
    expect(script.only('procedure').cause).toMatchObject({ module: 'test', file: 'sub/visit', state: 'Work' });
    expect(script.only('procedure').encounter).toBe(script.only('encounter'));
  });

  it('two calls of one submodule have frames, and draws, of their own', () => {
    const drawn = { kind: 'UNIFORM', parameters: { low: 0, high: 1 } };
    const bodies = { 'sub/draw': { Draw: { type: 'SetAttribute', attribute: 'drawn', distribution: drawn } } };
    const copy = (to: string): Json => ({ type: 'SetAttribute', attribute: to, value_attribute: 'drawn' });
    const script = scripted(
      { One: call('sub/draw'), 'Keep one': copy('one'), Two: call('sub/draw'), 'Keep two': copy('two') },
      { submodules: bodies },
    ).runAt(0);
    expect(script.attribute('one')).not.toBe(script.attribute('two'));
  });

  it('a submodule without a wait leaves no time between its states', () => {
    const script = scripted({ Wait: delay(5, 'hours'), Call: call('sub/now') }, { submodules: { 'sub/now': {} } });
    script.runAt(0, WEEK);
    expect(script.history.slice(2).every(([, entered]) => entered === 5 * HOUR)).toBe(true);
  });
});

function procedure(): Json {
  return { type: 'Procedure', codes: [snomed('1', 'Work')] };
}
