import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../../src/core/diagnostic.ts';
import { chainOf as chain, diagnose, type Files } from '../../../support/module-files.ts';

const CODE = { system: 'SNOMED-CT', code: '1', display: 'One' };

const native = { kind: 'module' };
const strict = { kind: 'module', strict: true };
const onset = (more: Files = {}) => ({ type: 'ConditionOnset', codes: [CODE], ...more });
const visit = (more: Files = {}) => ({ type: 'Encounter', encounter_class: 'ambulatory', codes: [CODE], ...more });
const call = (submodule: string, more: Files = {}) => ({ type: 'CallSubmodule', submodule, ...more });

async function about(files: Files, codes: readonly string[]): Promise<readonly Diagnostic[]> {
  return (await diagnose(files)).filter(({ code }) => codes.includes(code));
}

async function said(files: Files, codes: readonly string[]): Promise<readonly string[]> {
  return (await about(files, codes)).map(({ severity, code, pointer }) => `${severity} ${code} at ${pointer}`);
}

describe('states that end what a state began', () => {
  const REFERENCES = ['unknown-reference', 'reference-type'];

  it('name a state of any file in a foreign one', async () => {
    const files = {
      'a.json': chain({ Begin: onset(), End: { type: 'ConditionEnd', condition_onset: 'Begin' } }),
      'b.json': chain({ End: { type: 'ConditionEnd', condition_onset: 'Begin' } }),
    };
    expect(await said(files, REFERENCES)).toEqual([]);
  });

  it('name a state of their own file in a native one', async () => {
    const end = { End: { type: 'ConditionEnd', condition_onset: 'Begin' } };
    const files = { 'a.json': chain({ Begin: onset() }), 'b.json': chain(end, native), 'c.json': chain(end, strict) };
    expect(await said(files, REFERENCES)).toEqual([
      'warning unknown-reference at /states/End/condition_onset',
      'error unknown-reference at /states/End/condition_onset',
    ]);
  });

  it.each([
    ['ConditionEnd', 'condition_onset'],
    ['AllergyEnd', 'allergy_onset'],
    ['MedicationEnd', 'medication_order'],
    ['CarePlanEnd', 'careplan'],
    ['DeviceEnd', 'device'],
    ['Death', 'condition_onset'],
  ])('%s is told when no file has what it names', async (type, field) => {
    const [found, ...rest] = await about(
      { 'a.json': chain({ Begun: onset(), End: { type, [field]: 'Begin' } }) },
      REFERENCES,
    );
    expect(rest).toEqual([]);
    expect(found).toMatchObject({ severity: 'warning', code: 'unknown-reference', pointer: `/states/End/${field}` });
    expect(found?.message.includes('did you mean "Begun"?')).toBe(field === 'condition_onset');
  });

  it('name a state that begins such a thing', async () => {
    const files = { 'a.json': chain({ Begin: onset(), End: { type: 'CarePlanEnd', careplan: 'Begin' } }) };
    expect(await said(files, REFERENCES)).toEqual(['warning reference-type at /states/End/careplan']);
  });

  it('of PriorState conditions are states of the file', async () => {
    const guard = { type: 'Guard', allow: { condition_type: 'PriorState', name: 'Begun' } };
    expect(await said({ 'a.json': chain({ Begin: onset(), Wait: guard }) }, ['unknown-state'])).toEqual([
      'warning unknown-state at /states/Wait/allow/name',
    ]);
  });
});

describe('encounters that onsets wait for', () => {
  const sub = (header: Files = {}) => chain({ Begin: onset({ target_encounter: 'Visit' }) }, header);

  it('are told when no file has them', async () => {
    expect(await said({ 'a.json': sub() }, ['unknown-encounter'])).toEqual([
      'warning unknown-encounter at /states/Begin/target_encounter',
    ]);
  });

  it('may be those of a caller, and in a foreign file of any file', async () => {
    const caller = chain({ Call: call('sub/middle'), Visit: visit() });
    const middle = chain({ Call: call('sub/onset') });
    const files = { 'a.json': caller, 'sub/middle.json': middle };
    const strictSub = sub({ ...strict, kind: 'submodule' });
    expect(await said({ ...files, 'sub/onset.json': strictSub }, ['unknown-encounter'])).toEqual([]);
    expect(await said({ 'a.json': sub(), 'b.json': chain({ Visit: visit() }) }, ['unknown-encounter'])).toEqual([]);
  });

  it('are in a strict file those of the file and its callers only', async () => {
    const files = { 'a.json': sub(strict), 'b.json': chain({ Visit: visit() }) };
    expect(await said(files, ['unknown-encounter'])).toEqual([
      'error unknown-encounter at /states/Begin/target_encounter',
    ]);
  });

  it('may be left blank', async () => {
    expect(await said({ 'a.json': chain({ A: onset({ target_encounter: '' }) }) }, ['unknown-encounter'])).toEqual([]);
  });
});

describe('reasons', () => {
  it('are states of the file or of one it calls, attributes that are written, or parameters', async () => {
    const inner = chain(
      { Inner: onset(), Again: visit({ reason: 'why' }) },
      { kind: 'submodule', parameters: { why: { type: 'entry', doc: 'Why.' } } },
    );
    const files = {
      'a.json': chain({
        Begin: onset({ assign_to_attribute: 'illness' }),
        Call: call('sub/b', { with: { why: { attribute: 'illness' } } }),
        A: visit({ reason: 'Begin' }),
        B: visit({ reason: 'illness' }),
        C: visit({ reason: 'Inner' }),
        D: visit({ reason: '' }),
      }),
      'sub/b.json': inner,
    };
    expect(await said(files, ['unknown-reason', 'unwritten-attribute'])).toEqual([]);
  });

  it('that are none of these are told, with what was probably meant', async () => {
    const files = { 'a.json': chain({ Begin: onset(), A: visit({ reason: 'Begun' }) }) };
    const found = await about(files, ['unknown-reason', 'unwritten-attribute']);
    expect(found).toMatchObject([{ severity: 'warning', code: 'unknown-reason', pointer: '/states/A/reason' }]);
    expect(found[0]?.message).toContain('did you mean "Begin"?');
  });
});

describe('parameters', () => {
  const PARAMETERS = ['unknown-parameter', 'missing-parameter', 'parameter-type', 'parameter-value'];
  const callee = chain(
    {},
    {
      kind: 'submodule',
      parameters: {
        panel: { type: 'string', doc: 'Which panel.' },
        urgent: { type: 'boolean', optional: true, doc: 'Whether it cannot wait.' },
      },
    },
  );
  const given = (parameters: Files, header: Files = native) => ({
    'a.json': chain({ Call: call('sub/b', { with: parameters }) }, header),
    'sub/b.json': callee,
  });

  it('are those that the callee declares, each of its type', async () => {
    expect(await said(given({ panel: 'bmp', urgent: true }), PARAMETERS)).toEqual([]);
    expect(await said(given({ panel: 'bmp' }), PARAMETERS)).toEqual([]);
  });

  it('that it does not declare are an error in native files, with what was probably meant', async () => {
    const [unknown, missing] = await about(given({ pannel: 'bmp' }), PARAMETERS);
    expect(unknown).toMatchObject({ severity: 'warning', code: 'missing-parameter', pointer: '/states/Call' });
    expect(missing).toMatchObject({
      severity: 'error',
      code: 'unknown-parameter',
      pointer: '/states/Call/with/pannel',
    });
    expect(missing?.message).toContain('did you mean "panel"?');
  });

  it('of another type are an error, also through a declared attribute', async () => {
    const attributes = { count: { type: 'number', doc: 'A count.' } };
    const files = given({ panel: { attribute: 'count' }, urgent: 'yes' }, { ...native, attributes });
    expect(await said(files, PARAMETERS)).toEqual([
      'error parameter-type at /states/Call/with/panel',
      'error parameter-type at /states/Call/with/urgent',
    ]);
  });

  it('are compared with values of their type', async () => {
    const guard = (value: unknown) => ({
      type: 'Guard',
      allow: { condition_type: 'Parameter', parameter: 'n', operator: '==', value },
    });
    const header = { kind: 'submodule', parameters: { n: { type: 'number', doc: 'A number.' } } };
    const files = { 'sub/b.json': chain({ A: guard(1), B: guard('1') }, header) };
    expect(await said(files, PARAMETERS)).toEqual(['error parameter-type at /states/B/allow/value']);
  });

  it('that are entries are told how to be given where their name alone is', async () => {
    const attributes = { asthma: { type: 'entry', doc: 'The asthma.' } };
    const reason = { kind: 'submodule', parameters: { why: { type: 'entry', doc: 'Why.' } } };
    const hint = async (why: string) => {
      const states = { Begin: onset({ assign_to_attribute: 'asthma' }), Call: call('sub/b', { with: { why } }) };
      const files = { 'a.json': chain(states, { ...native, attributes }), 'sub/b.json': chain({}, reason) };
      return (await about(files, PARAMETERS)).map(({ message, hint: what }) => [message, what]);
    };
    const message = 'parameter "why" of "sub/b" is an entry; what is given is a string';
    expect(await hint('asthma')).toEqual([
      [message, 'to give what the attribute holds, write {"attribute": "asthma"}'],
    ]);
    expect(await hint('Begin')).toEqual([[message, 'to give the entry of the state, write {"state": "Begin"}']]);
    expect(await hint('a cough')).toEqual([[message, undefined]]);
  });

  const choice = (values: readonly unknown[]) => ({
    kind: 'submodule',
    parameters: { panel: { type: 'string', values, doc: 'Which panel.' } },
  });
  const chosen = (panel: unknown, header: Files = native) => ({
    'a.json': chain({ Call: call('sub/b', { with: { panel } }) }, header),
    'sub/b.json': chain({}, choice(['lipid', 'hepatic'])),
  });

  it('are one of the values that the callee lists, where it lists some', async () => {
    expect(await said(chosen('lipid'), PARAMETERS)).toEqual([]);
    const [found, ...rest] = await about(chosen('lipids'), PARAMETERS);
    expect(rest).toEqual([]);
    expect(found).toMatchObject({
      severity: 'error',
      code: 'parameter-value',
      pointer: '/states/Call/with/panel',
      message: 'parameter "panel" of "sub/b" cannot be "lipids"; did you mean "lipid"?',
      hint: 'one of "lipid", "hepatic"',
    });
    expect(await said(chosen('lipids', {}), PARAMETERS)).toEqual([
      'warning parameter-value at /states/Call/with/panel',
    ]);
  });

  it('may come from an attribute, whose values are not known', async () => {
    const attributes = { wanted: { type: 'string', doc: 'A panel.' } };
    expect(await said(chosen({ attribute: 'wanted' }, { ...native, attributes }), PARAMETERS)).toEqual([]);
  });

  it('are compared with values that they can have', async () => {
    const guard = {
      type: 'Guard',
      allow: { condition_type: 'Parameter', parameter: 'panel', operator: '==', value: 'x' },
    };
    const files = { 'sub/b.json': chain({ A: guard }, choice(['lipid', 'hepatic'])) };
    expect(await said(files, PARAMETERS)).toEqual(['error parameter-value at /states/A/allow/value']);
  });

  it('list values of their type', async () => {
    const files = { 'sub/b.json': chain({}, choice(['lipid', 2])) };
    expect(await said(files, PARAMETERS)).toEqual(['error parameter-type at /parameters/panel/values/1']);
  });
});

describe('submodules', () => {
  it('that nothing calls are noted', async () => {
    const files = { 'a.json': chain({ Call: call('sub/b') }), 'sub/b.json': chain({}), 'sub/c.json': chain({}) };
    const found = await about(files, ['unused-submodule']);
    expect(found.map(({ severity, message }) => [severity, message])).toEqual([
      ['note', 'nothing calls the submodule "sub/c"'],
    ]);
  });
});
