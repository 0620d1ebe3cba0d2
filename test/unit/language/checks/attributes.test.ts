import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../../src/core/diagnostic.ts';
import { chainOf as chain, diagnose, type Files, moduleOf } from '../../../support/module-files.ts';

const CODE = { system: 'SNOMED-CT', code: '1', display: 'One' };

const native = (attributes: Files = {}) => ({ kind: 'module', attributes });
const strict = (attributes: Files = {}) => ({ kind: 'module', strict: true, attributes });
const set = (attribute: string, more: Files) => ({ type: 'SetAttribute', attribute, ...more });
const wait = (attribute: string, value: unknown = true) => ({
  type: 'Guard',
  allow: { condition_type: 'Attribute', attribute, operator: '==', value },
});
const flag = { type: 'boolean', doc: 'A flag.' };
const stage = { type: 'string', values: ['mild', 'severe'], doc: 'A stage.' };

async function said(files: Files, codes: readonly string[]): Promise<readonly string[]> {
  return (await about(files, codes)).map(({ severity, code, pointer }) => `${severity} ${code} at ${pointer}`);
}

async function about(files: Files, codes: readonly string[]): Promise<readonly Diagnostic[]> {
  return (await diagnose(files)).filter(({ code }) => codes.includes(code));
}

describe('attributes that are read', () => {
  it('but written nowhere are told once a file, with what was probably meant', async () => {
    const files = {
      'a.json': chain({ W: set('pregnant', { value: true }), A: wait('pregnent'), B: wait('pregnent') }),
      'b.json': chain({ C: wait('pregnant') }),
    };
    const [first, ...rest] = await about(files, ['unwritten-attribute']);
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ severity: 'warning', pointer: '/states/A/allow/attribute' });
    expect(first?.message).toContain('did you mean "pregnant"?');
  });

  it('may be written by any state of any file, or supplied by the program', async () => {
    const files = {
      'a.json': chain({ A: wait('counted', 1), B: wait('gender', 'F'), C: wait('held', 1) }),
      'b.json': chain({
        W: { type: 'Counter', attribute: 'counted', action: 'increment' },
        X: { type: 'ConditionOnset', codes: [CODE], assign_to_attribute: 'held' },
      }),
    };
    expect(await said(files, ['unwritten-attribute'])).toEqual([]);
  });

  it('but written nowhere are an error in a strict file that declares them', async () => {
    const files = { 'a.json': chain({ A: wait('exposed') }, strict({ exposed: flag })) };
    expect(await said(files, ['unwritten-attribute', 'undeclared-attribute'])).toEqual([
      'error unwritten-attribute at /states/A/allow/attribute',
    ]);
  });

  it('in a native file must be declared by some native file', async () => {
    const files = {
      'a.json': chain({ A: wait('exposed'), B: wait('state', 'Ohio'), C: wait('expossed') }, native()),
      'b.json': chain({ W: set('exposed', { value: true }) }, native({ exposed: flag })),
    };
    const found = await about(files, ['unwritten-attribute', 'undeclared-attribute']);
    expect(found.map(({ severity, code, pointer }) => [severity, code, pointer])).toEqual([
      ['error', 'undeclared-attribute', '/states/C/allow/attribute'],
    ]);
    expect(found[0]?.message).toContain('did you mean "exposed"?');
  });

  it('by the targets of a file count as read, and must be declared', async () => {
    const target = (attribute: string) => ({
      ...{ id: 't', measure: 'prevalence', year: 2020, value: 0.1, low: 0, high: 1, source: 's' },
      when: { condition_type: 'Attribute', attribute, operator: '==', value: true },
    });
    const sources = [{ id: 's', citation: 'Somebody 2020' }];
    const header = { ...strict({ exposed: flag }), sources, targets: [target('exposed'), target('exposde')] };
    const files = { 'a.json': chain({ W: set('exposed', { value: true }) }, header) };
    expect(await said(files, ['unread-attribute', 'undeclared-attribute'])).toEqual([
      'error undeclared-attribute at /targets/1/when/attribute',
    ]);
  });
});

describe('attributes that are written', () => {
  it('but read nowhere are noted in strict files', async () => {
    const files = {
      'a.json': chain({ W: set('exposed', { value: true }) }, strict({ exposed: flag })),
      'b.json': chain({ W: set('anything', { value: true }) }),
    };
    expect(await said(files, ['unread-attribute'])).toEqual(['note unread-attribute at /states/W/attribute']);
  });

  it('by a native file must be declared by it', async () => {
    const files = { 'a.json': chain({ W: set('exposd', { value: true }) }, native({ exposed: flag })) };
    const found = await about(files, ['undeclared-attribute']);
    expect(found).toMatchObject([{ severity: 'error', pointer: '/states/W/attribute' }]);
    expect(found[0]?.message).toContain('did you mean "exposed"?');
  });

  it('by a foreign file although a native one declares them are a warning that names it', async () => {
    const files = {
      'a.json': chain({ W: set('exposed', { value: 3 }) }),
      'b.json': chain({ W: set('exposed', { value: true }) }, native({ exposed: flag })),
    };
    const found = await about(files, ['declared-elsewhere', 'attribute-type']);
    expect(found).toMatchObject([
      { severity: 'warning', code: 'declared-elsewhere', pointer: '/states/W/attribute' },
      { severity: 'warning', code: 'attribute-type', pointer: '/states/W/value' },
    ]);
    expect(found[0]?.message).toMatch(/b\.json as a boolean$/);
  });

  it('are declared with one type by all that declare them', async () => {
    const files = {
      'a.json': chain({}, native({ exposed: flag })),
      'b.json': chain({}, native({ exposed: { type: 'number', doc: 'How much.' } })),
      'c.json': chain({}, native({ exposed: flag })),
    };
    const found = await about(files, ['declaration-conflict']);
    expect(found).toMatchObject([{ severity: 'error', pointer: '/attributes/exposed/type' }]);
    expect(found[0]?.file).toMatch(/b\.json$/);
  });
});

describe('declared types', () => {
  const TYPES = ['attribute-type', 'attribute-value'];
  const declared = native({
    exposed: flag,
    stage,
    level: { type: 'number', doc: 'A level.' },
    finding: { type: 'code', doc: 'A finding.' },
    illness: { type: 'entry', doc: 'An illness.' },
  });
  const exact = { distribution: { kind: 'EXACT', parameters: { value: 1 } } };

  it.each<[string, Files]>([
    ['a literal', set('exposed', { value: false })],
    ['a listed value', set('stage', { value: 'mild' })],
    ['a draw', set('level', exact)],
    ['a code', set('finding', { value_code: CODE })],
    ['an entry', { type: 'ConditionOnset', codes: [CODE], assign_to_attribute: 'illness' }],
    ['nothing', set('stage', {})],
    ['an attribute of its type', set('stage', { value_attribute: 'stage' })],
    ['an expression', set('level', { expression: '1 + 1' })],
    ['a comparison', wait('stage', 'severe')],
    ['a count', { type: 'Counter', attribute: 'level', action: 'increment' }],
  ])('agree with %s', async (_name, state) => {
    expect(await said({ 'a.json': chain({ A: state }, declared) }, TYPES)).toEqual([]);
  });

  it.each<[string, Files, string]>([
    ['a literal of another type', set('exposed', { value: 'yes' }), 'attribute-type at /states/A/value'],
    ['a code for a text', set('stage', { value_code: CODE }), 'attribute-type at /states/A/value_code'],
    ['a value that is not listed', set('stage', { value: 'midl' }), 'attribute-value at /states/A/value'],
    ['a draw for a flag', set('exposed', exact), 'attribute-type at /states/A/distribution'],
    [
      'an attribute of another type',
      set('stage', { value_attribute: 'level' }),
      'attribute-type at /states/A/value_attribute',
    ],
    [
      'a count of texts',
      { type: 'Counter', attribute: 'stage', action: 'increment' },
      'attribute-type at /states/A/attribute',
    ],
    [
      'an entry for a number',
      { type: 'ConditionOnset', codes: [CODE], assign_to_attribute: 'level' },
      'attribute-type at /states/A/assign_to_attribute',
    ],
    ['a comparison with another type', wait('level', '3'), 'attribute-type at /states/A/allow/value'],
    ['a comparison with a value that is not listed', wait('stage', 'Mild'), 'attribute-value at /states/A/allow/value'],
  ])('disagree with %s', async (_name, state, expected) => {
    expect(await said({ 'a.json': chain({ A: state }, declared) }, TYPES)).toEqual([`error ${expected}`]);
  });

  it('agree with their own values and default', async () => {
    const attributes = { stage: { ...stage, values: ['mild', 2], default: 'none' } };
    expect(await said({ 'a.json': chain({}, native(attributes)) }, TYPES)).toEqual([
      'error attribute-type at /attributes/stage/values/1',
      'error attribute-value at /attributes/stage/default',
    ]);
  });

  it('hold for attributes that are probabilities', async () => {
    const weighted = {
      type: 'Simple',
      distributed_transition: [
        { distribution: { attribute: 'stage', default: 0.5 }, transition: 'Terminal' },
        { distribution: 0.5, transition: 'Terminal' },
      ],
    };
    const states = {
      Initial: { type: 'Initial', direct_transition: 'A' },
      A: weighted,
      Terminal: { type: 'Terminal' },
    };
    expect(await said({ 'a.json': moduleOf(states, declared) }, TYPES)).toEqual([
      'error attribute-type at /states/A/distributed_transition/0/distribution/attribute',
    ]);
  });
});
