import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../../src/core/diagnostic.ts';
import { diagnose, type Files, moduleOf } from '../../../support/module-files.ts';

const END = { Terminal: { type: 'Terminal' } };
const initial = (to: string) => ({ Initial: { type: 'Initial', direct_transition: to } });
const simple = (to: string) => ({ type: 'Simple', direct_transition: to });
const either = (a: string, b: string) => ({
  type: 'Simple',
  distributed_transition: [
    { distribution: 0.5, transition: a },
    { distribution: 0.5, transition: b },
  ],
});

/** What is said under these codes of a foreign module of these states, as `severity code at pointer`. */
async function said(states: Files, codes: readonly string[], more: Files = {}): Promise<readonly string[]> {
  return briefly(await diagnose({ 'a.json': moduleOf(states), ...more }), codes);
}

function briefly(diagnostics: readonly Diagnostic[], codes: readonly string[]): readonly string[] {
  return diagnostics
    .filter(({ code }) => codes.includes(code))
    .map(({ severity, code, pointer }) => `${severity} ${code} at ${pointer}`);
}

describe('states that no path reaches', () => {
  const states = { ...initial('Terminal'), Lost: simple('Lost too'), 'Lost too': simple('Terminal'), ...END };

  it('are told each at its place: a warning in a foreign file, an error in a strict one', async () => {
    expect(await said(states, ['unreachable'])).toEqual([
      'warning unreachable at /states/Lost',
      'warning unreachable at /states/Lost too',
    ]);
    const strict = moduleOf(states, { kind: 'module', strict: true });
    expect(briefly(await diagnose({ 'a.json': strict }), ['unreachable'])).toEqual([
      'error unreachable at /states/Lost',
      'error unreachable at /states/Lost too',
    ]);
  });

  it('are not told behind a transition to a state that does not exist', async () => {
    const broken = { ...states, Initial: { type: 'Initial', direct_transition: 'Lots' } };
    expect(await said(broken, ['unreachable', 'unknown-state'])).toEqual([
      'error unknown-state at /states/Initial/direct_transition',
    ]);
  });

  it('are found through every transition, alternatives and events too', async () => {
    const everyWay = {
      ...initial('A'),
      A: { type: 'Simple', conditional_transition: [{ condition: { condition_type: 'True' }, transition: 'B' }] },
      B: { type: 'Simple', complex_transition: [{ distributions: [{ distribution: 1, transition: 'C' }] }] },
      C: { type: 'Simple', type_of_care_transition: { ambulatory: 'D', emergency: 'E', telemedicine: 'F' } },
      D: simple('Terminal'),
      E: { type: 'Physiology', model: 'm', sim_duration: 1, alt_direct_transition: 'G', direct_transition: 'D' },
      F: { type: 'Hazard', events: [{ to: 'H', rate: 0.1 }] },
      G: simple('Terminal'),
      H: simple('Terminal'),
      ...END,
    };
    expect(await said(everyWay, ['unreachable'])).toEqual([]);
  });
});

describe('loops in which no time goes by', () => {
  const LOOPS = ['zero-time-loop', 'endless-loop'];
  const loopOf = (body: Files) => ({
    ...initial('A'),
    A: either('B', 'Terminal'),
    B: { ...simple('A'), ...body },
    ...END,
  });

  it('are told with their states', async () => {
    const found = (await diagnose({ 'a.json': moduleOf(loopOf({})) })).find(({ code }) => code === 'zero-time-loop');
    expect(found?.severity).toBe('warning');
    expect(found?.message).toBe('no time goes by in the loop "A" > "B" > "A"');
    expect(found?.position).toMatchObject({ line: 8 });
  });

  it('are an error in a strict file', async () => {
    const strict = moduleOf(loopOf({}), { kind: 'module', strict: true });
    expect(briefly(await diagnose({ 'a.json': strict }), LOOPS)).toEqual(['error zero-time-loop at /states/A']);
  });

  it('are an error everywhere when nothing leads out, and the loop is reached', async () => {
    const stuck = { ...initial('A'), A: simple('B'), B: either('A', 'C'), C: simple('A'), ...END };
    expect(await said(stuck, LOOPS)).toEqual(['error endless-loop at /states/A']);
    const broken = { ...initial('A'), A: either('A', 'Termnial'), ...END };
    expect(await said(broken, LOOPS)).toEqual(['warning zero-time-loop at /states/A']);
    const elsewhere = { ...initial('Terminal'), A: simple('A'), ...END };
    expect(await said(elsewhere, LOOPS)).toEqual(['warning zero-time-loop at /states/A']);
  });

  it.each<[string, Files]>([
    ['a delay', { type: 'Delay', exact: { quantity: 1, unit: 'seconds' } }],
    ['a drawn delay', { type: 'Delay', distribution: { kind: 'EXPONENTIAL', parameters: { mean: 1 } }, unit: 'days' }],
    [
      'a delay of one unit or more',
      { type: 'Delay', distribution: { kind: 'EXACT', parameters: { value: 1 } }, unit: 'days' },
    ],
    ['a guard', { type: 'Guard', allow: { condition_type: 'False' } }],
    ['a visit', { type: 'Encounter', wellness: true }],
    ['a timed procedure', procedure({ duration: { low: 1, high: 2, unit: 'minutes' } })],
    ['a death', { type: 'Death' }],
  ])('are none with %s in them', async (_name, body) => {
    expect(await said(loopOf(body), LOOPS)).toEqual([]);
  });

  it.each<[string, Files]>([
    ['a delay of nothing', { type: 'Delay', exact: { quantity: 0, unit: 'days' } }],
    ['a delay of nothing at most', { type: 'Delay', range: { low: 0, high: 0, unit: 'days' } }],
    [
      'a delay cut to nothing',
      { type: 'Delay', distribution: { kind: 'UNIFORM', parameters: { low: 0, high: 1 } }, unit: 'years' },
    ],
    [
      'a delay of less than a unit',
      { type: 'Delay', distribution: { kind: 'EXACT', parameters: { value: 0.9 } }, unit: 'days' },
    ],
    ['an encounter', { type: 'Encounter', encounter_class: 'ambulatory', codes: [CODE] }],
    ['a procedure without a duration', procedure({})],
    ['a death to come', { type: 'Death', exact: { quantity: 1, unit: 'years' } }],
    ['a call that takes no time', { type: 'CallSubmodule', submodule: 'sub/quick' }],
  ])('stay loops with %s in them', async (_name, body) => {
    const quick = moduleOf({ ...initial('Terminal'), ...END });
    expect(await said(loopOf(body), LOOPS, { 'sub/quick.json': quick })).toEqual([
      'warning zero-time-loop at /states/A',
    ]);
  });

  it('are none when what they call can take time', async () => {
    const slow = moduleOf({
      ...initial('Wait'),
      Wait: { type: 'Delay', exact: { quantity: 1, unit: 'days' }, direct_transition: 'Terminal' },
      ...END,
    });
    const states = loopOf({ type: 'CallSubmodule', submodule: 'sub/slow' });
    expect(await said(states, LOOPS, { 'sub/slow.json': slow })).toEqual([]);
  });
});

describe('names of states', () => {
  it('that differ in case, spaces and underscores only are noted, and refused in strict files', async () => {
    const states = { ...initial('At home'), 'At home': simple('at_home'), at_home: simple('Terminal'), ...END };
    expect(await said(states, ['similar-names'])).toEqual(['note similar-names at /states/at_home']);
    const strict = moduleOf(states, { kind: 'module', strict: true });
    expect(briefly(await diagnose({ 'a.json': strict }), ['similar-names'])).toEqual([
      'error similar-names at /states/at_home',
    ]);
  });
});

const CODE = { system: 'SNOMED-CT', code: '1', display: 'One' };

function procedure(span: Files): Files {
  return { type: 'Procedure', codes: [{ system: 'SNOMED-CT', code: '1', display: 'One' }], ...span };
}
