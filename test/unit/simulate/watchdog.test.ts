import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/core/time.ts';
import { compileProgram } from '../../../src/language/compile.ts';
import { modulesInMemory } from '../../../src/language/in-memory.ts';
import { ModuleFault } from '../../../src/simulate/module-fault.ts';
import {
  attributeIs,
  BIRTH,
  compiled,
  delay,
  guard,
  type Json,
  type ModuleLike,
  native,
  set,
  simulationOf,
} from '../../support/scripts.ts';

/** What stops a life with these modules. */
function faultOf(modules: Readonly<Record<string, ModuleLike>>, days = 400): ModuleFault {
  return faultIn(compiled(modules).program, days);
}

function faultIn(program: Parameters<typeof simulationOf>[0], days = 400): ModuleFault {
  const simulation = simulationOf(program, { end: BIRTH + days * DAY, visitLog: false });
  try {
    simulation.run();
  } catch (error) {
    if (error instanceof ModuleFault) return error;
    throw error;
  }
  throw new Error('the life was not stopped');
}

function leadsTo(state: Json, target: string): Json {
  return { ...state, direct_transition: target };
}

describe('modules that run away', () => {
  it('a loop without time is stopped, naming module, file and state', () => {
    const fault = faultOf({ 'good one': {}, bad: { A: set('x', 1), B: leadsTo({ type: 'Simple' }, 'A') } });
    expect(fault).toMatchObject({ module: 'bad', file: 'bad' });
    expect(['A', 'B']).toContain(fault.state);
    expect(fault.message).toMatch(/does not stop/);
  });

  it('so is one of delays of nothing, and one in a submodule, whose file is named', () => {
    expect(faultOf({ bad: { Wait: leadsTo(delay(0, 'days'), 'Wait') } }).state).toBe('Wait');
    const inner = { Spin: leadsTo({ type: 'Simple' }, 'Spin') };
    const fault = faultOf({ top: { Call: { type: 'CallSubmodule', submodule: 'sub/inner' } }, 'sub/inner': inner });
    expect(fault).toMatchObject({ module: 'top', file: 'sub/inner', state: 'Spin' });
  });

  it('two modules that keep waking each other are stopped', () => {
    const turn = (mine: number, other: number) => ({
      Wait: guard(attributeIs('turn', '==', mine)),
      Pass: leadsTo(set('turn', other), 'Wait'),
    });
    const fault = faultOf({ begin: { Set: set('turn', 1) }, one: turn(1, 2), two: turn(2, 1) });
    expect(['one', 'two']).toContain(fault.module);
    expect(fault.state).toBe('Wait');
    expect(fault.message).toMatch(/waking each other/);
  });

  it('a loop with the smallest delays is stopped in the end', () => {
    const tiny = { type: 'Delay', exact: { quantity: 0.001, unit: 'seconds' } };
    const fault = faultOf({ bad: { Tick: leadsTo(tiny, 'Tick') } });
    expect(fault).toMatchObject({ module: 'bad', state: 'Tick' });
    expect(fault.message).toMatch(/does not end/);
  });

  it('long but finite work is none of that', () => {
    const count = (limit: number): Json => ({
      type: 'Counter',
      attribute: 'n',
      action: 'increment',
      conditional_transition: [{ condition: attributeIs('n', '<', limit), transition: 'Count' }, { transition: 'End' }],
    });
    const simulation = simulationOf(compiled({ m: { Count: count(50_000) } }).program, { visitLog: false });
    simulation.run();
    expect(simulation.life.attributeNamed('n')).toBe(50_000);
  });
});

describe('modules that cannot go on', () => {
  const states = (body: Record<string, Json>) =>
    JSON.stringify({ name: 'M', states: { Initial: { type: 'Initial', direct_transition: 'A' }, ...body } });

  it('a transition to a state that does not exist stops the life that takes it', () => {
    const { program } = compileProgram(
      modulesInMemory({ m: states({ A: leadsTo({ type: 'Simple' }, 'Nowhere'), End: { type: 'Terminal' } }) }),
    );
    expect(faultIn(program)).toMatchObject({ module: 'm', file: 'm', state: 'A' });
  });

  it('so does a call of a submodule that does not exist', () => {
    const call = leadsTo({ type: 'CallSubmodule', submodule: 'sub/none' }, 'End');
    const { program } = compileProgram(modulesInMemory({ m: states({ A: call, End: { type: 'Terminal' } }) }));
    const fault = faultIn(program);
    expect(fault).toMatchObject({ module: 'm', state: 'A' });
    expect(fault.message).toContain('sub/none');
  });

  it('and a native module that makes an entry outside an encounter', () => {
    const fault = faultOf({
      m: native({ Do: { type: 'Procedure', codes: [{ system: 'S', code: '1', display: 'd' }] } }),
    });
    expect(fault).toMatchObject({ module: 'm', state: 'Do' });
    expect(fault.message).toMatch(/outside every encounter/);
  });
});
