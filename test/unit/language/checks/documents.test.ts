import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../../src/core/diagnostic.ts';
import type { ValueSets } from '../../../../src/reference/value-sets.ts';
import { chainOf, diagnose, type Files, moduleOf } from '../../../support/module-files.ts';

const ASTHMA = { system: 'SNOMED-CT', code: '195967001', display: 'Asthma' };

const around = (state: Files, header: Files = {}) => chainOf({ A: state }, header);

const strict = { kind: 'module', strict: true, title: 'Test', summary: 'A test.' };
const sources = [{ id: 'one', citation: 'Somebody 2020' }];

const valueSets: ValueSets = {
  all: [],
  valueSet: () => undefined,
  displayOf: (_system, code) => (code === ASTHMA.code ? ASTHMA.display : undefined),
  codesOf: () => new Map([[ASTHMA.code, ASTHMA.display]]),
};

async function about(files: Files, codes: readonly string[], own: Files = {}): Promise<readonly Diagnostic[]> {
  return (await diagnose(files, own, { valueSets })).filter(({ code }) => codes.includes(code));
}

async function said(files: Files, codes: readonly string[]): Promise<readonly string[]> {
  return (await about(files, codes)).map(({ severity, code, pointer }) => `${severity} ${code} at ${pointer}`);
}

describe('codes', () => {
  const CODES = ['unknown-system', 'code-unlisted', 'code-display'];
  const onset = (code: Files) => ({ type: 'ConditionOnset', codes: [code] });

  it('of strict files stand in a value set with their display', async () => {
    expect(await said({ 'a.json': around(onset(ASTHMA), strict) }, CODES)).toEqual([]);
    const [found] = await about({ 'a.json': around(onset({ ...ASTHMA, display: 'Astma' }), strict) }, CODES);
    expect(found).toMatchObject({ severity: 'error', code: 'code-display', pointer: '/states/A/codes/0/display' });
    expect(found?.message).toBe('SNOMED-CT 195967001 is "Asthma", not "Astma"');
  });

  it('that are in none are told with the code of that display', async () => {
    const [found] = await about({ 'a.json': around(onset({ ...ASTHMA, code: '195967002' }), strict) }, CODES);
    expect(found).toMatchObject({
      code: 'code-unlisted',
      pointer: '/states/A/codes/0/code',
      hint: '"Asthma" is 195967001',
    });
  });

  it('of conditions count too, each once', async () => {
    const wrong = { ...ASTHMA, code: '1' };
    const active = { condition_type: 'Active Condition', codes: [wrong] };
    const guard = { type: 'Guard', allow: { condition_type: 'And', conditions: [active, active] } };
    expect(await said({ 'a.json': around(guard, strict) }, CODES)).toEqual([
      'error code-unlisted at /states/A/allow/conditions/0/codes/0/code',
    ]);
  });

  it('of foreign files need a known system only', async () => {
    expect(await said({ 'a.json': around(onset({ ...ASTHMA, code: '1' })) }, CODES)).toEqual([]);
    const [found] = await about({ 'a.json': around(onset({ ...ASTHMA, system: 'SNOMED_CT' })) }, CODES);
    expect(found).toMatchObject({ severity: 'warning', code: 'unknown-system', pointer: '/states/A/codes/0/system' });
    expect(found?.message).toContain('did you mean "SNOMED-CT"?');
  });
});

describe('units of observations', () => {
  const observe = (unit: string) => ({ type: 'Observation', codes: [ASTHMA], unit, range: { low: 1, high: 2 } });

  it.each(['mm[Hg]', 'mg/dL', '{score}', '%', ' '])('may be %s', async (unit) => {
    const blank = { type: 'Observation', codes: [ASTHMA], unit, vital_sign: 'Heart Rate' };
    expect(await said({ 'a.json': around(blank) }, ['unit'])).toEqual([]);
  });

  it('that UCUM does not know are told: a warning in a foreign file, an error in a strict one', async () => {
    expect(await said({ 'a.json': around(observe('mmHg')) }, ['unit'])).toEqual(['warning unit at /states/A/unit']);
    expect(await said({ 'a.json': around(observe('mmHg'), strict) }, ['unit'])).toEqual([
      'error unit at /states/A/unit',
    ]);
  });

  it('are looked at in groups, amounts and goals', async () => {
    const exact = { codes: [ASTHMA], unit: 'mg/dL', exact: { quantity: 1, unit: 'mg per dl' } };
    const report = { type: 'DiagnosticReport', codes: [ASTHMA], observations: [observe('mg/dL'), exact] };
    expect(await said({ 'a.json': around(report) }, ['unit'])).toContain(
      'warning unit at /states/A/observations/1/exact/unit',
    );
    const goal = { observation: { codes: [ASTHMA], operator: '<', value: 1, unit: 'percent' } };
    const plan = { type: 'CarePlanStart', codes: [ASTHMA], goals: [goal] };
    expect(await said({ 'a.json': around(plan) }, ['unit'])).toEqual([
      'warning unit at /states/A/goals/0/observation/unit',
    ]);
  });
});

describe('vital signs', () => {
  const reads = (name: string) => ({ type: 'Observation', category: 'vital-signs', codes: [ASTHMA], vital_sign: name });
  const CODES = ['unknown-vital-sign'];

  it('that a native file reads are known, or set by a module', async () => {
    const [found] = await about({ 'a.json': around(reads('Hart Rate'), strict) }, CODES);
    expect(found).toMatchObject({ severity: 'error', pointer: '/states/A/vital_sign' });
    expect(found?.message).toBe(
      'there is no vital sign "Hart Rate", and no module sets it; did you mean "Heart Rate"?',
    );
    const guard = {
      type: 'Guard',
      allow: { condition_type: 'Vital Sign', vital_sign: 'Grip', operator: '>', value: 1 },
    };
    const file = { 'a.json': around(guard, { kind: 'module' }) };
    expect(await said(file, CODES)).toEqual(['warning unknown-vital-sign at /states/A/allow/vital_sign']);
    const sets = { type: 'VitalSign', vital_sign: 'Grip', unit: 'kg', exact: { quantity: 30 } };
    expect(await said({ ...file, 'b.json': around(sets, { kind: 'module' }) }, CODES)).toEqual([]);
  });

  it('of foreign files may be any', async () => {
    expect(await said({ 'a.json': around(reads('Grip')) }, CODES)).toEqual([]);
  });
});

describe('documentation', () => {
  const DOCUMENTED = ['undocumented', 'unused-source', 'duplicate-source', 'unknown-source', 'target'];
  const simple = { type: 'Simple' };
  const target = {
    ...{ id: 't', measure: 'prevalence', year: 2020, value: 0.1, low: 0.05, high: 0.2, source: 'one' },
    when: { condition_type: 'True' },
  };

  it('is asked of strict files only', async () => {
    expect(await said({ 'a.json': around(simple, { kind: 'module' }) }, DOCUMENTED)).toEqual([]);
    const bare = { kind: 'module', strict: true, title: ' ' };
    const found = await about({ 'a.json': around(simple, bare) }, DOCUMENTED);
    expect(found.map(({ message, pointer }) => `${message} at ${pointer}`)).toEqual([
      'a strict file has a "summary" at ',
      'a strict file has "sources" at ',
      'a strict file has a "title" at /title',
    ]);
  });

  it('lists sources that a number, a target or a table names', async () => {
    const hazard = {
      type: 'Hazard',
      events: [{ to: 'Terminal', rate: { table: 'rates.csv' }, source: 'one' }],
    };
    const header = { ...strict, sources: [...sources, { id: 'two', citation: 'B' }, { id: 'three', citation: 'C' }] };
    const { direct_transition: _, ...states } = hazard as Files;
    const module = moduleOf(
      { Initial: { type: 'Initial', direct_transition: 'A' }, A: states, Terminal: { type: 'Terminal' } },
      header,
    );
    const files = { 'a.json': module, 'rates.csv': 'age,rate,source\n0-50,0.1,two\n51+,0.2,two' };
    expect(await said(files, DOCUMENTED)).toEqual(['error unused-source at /sources/2/id']);
    const misspelt = { ...files, 'rates.csv': 'age,rate,source\n0-50,0.1,two\n51-60,0.2,thre\n61+,0.2,thre' };
    const found = await about(misspelt, ['unknown-source']);
    expect(found.map(({ message, pointer }) => `${message} at ${pointer}`)).toEqual([
      'source "thre", line 3 of the table, is not listed under "sources"; did you mean "three"? at /states/A/events/0/rate/table',
    ]);
  });

  it('lists each source once', async () => {
    const header = { ...strict, sources: [...sources, ...sources], targets: [target] };
    expect(await said({ 'a.json': around(simple, header) }, DOCUMENTED)).toEqual([
      'error duplicate-source at /sources/1/id',
    ]);
  });

  it.each<[string, Files, string]>([
    ['without its condition', { when: undefined }, 'target at /targets/0'],
    ['of an incidence without its state', { measure: 'incidence' }, 'target at /targets/0'],
    ['of a state that is not there', { state: 'B' }, 'target at /targets/0/state'],
    ['outside its interval', { low: 0.11 }, 'target at /targets/0/value'],
    ['of nobody', { population: { ageMin: 50, ageMax: 40 } }, 'target at /targets/0/population'],
    ['of a source that is not listed', { source: 'ones' }, 'unknown-source at /targets/0/source'],
  ])('has no target %s', async (_name, change, expected) => {
    const header = { ...strict, sources, targets: [target, { ...target, id: 'u', ...change }].reverse() };
    expect(await said({ 'a.json': around(simple, header) }, DOCUMENTED)).toEqual([`error ${expected}`]);
  });

  it('has each target once', async () => {
    const header = { ...strict, sources, targets: [target, target] };
    expect(await said({ 'a.json': around(simple, header) }, DOCUMENTED)).toEqual(['error target at /targets/1/id']);
  });
});

describe('one disease', () => {
  const onset = around({ type: 'ConditionOnset', codes: [ASTHMA] });

  it('in a built-in module and in one of the user is a warning that names both', async () => {
    const [found, ...rest] = await about({ 'lungs.json': onset }, ['same-disease'], { 'mine.json': onset });
    expect(rest).toEqual([]);
    expect(found).toMatchObject({ severity: 'warning', pointer: '/states/A/codes' });
    expect(found?.file).toMatch(/mine\.json$/);
    expect(found?.message).toContain('(Asthma) is given by "mine" and by the built-in module "lungs"');
    expect(found?.hint).toContain('--no-builtin');
  });

  it('may be in several modules of one folder, and in submodules', async () => {
    expect(await about({ 'lungs.json': onset, 'more.json': onset }, ['same-disease'])).toEqual([]);
    expect(await about({ 'lungs.json': onset }, ['same-disease'], { 'sub/mine.json': onset })).toEqual([]);
  });
});

describe('broken files', () => {
  const sound = around({ type: 'Simple' });

  it.each([
    ['of broken JSON', '{ "name": "A", ', 'json-syntax'],
    ['that is no object', '[]', 'not-a-module'],
    ['of an unknown kind', JSON.stringify({ ...sound, kind: 'modul' }), 'unknown-kind'],
    ['that is empty', '', 'json-syntax'],
  ])('a built-in file %s is told, at its place, and stops no other', async (_name, text, code) => {
    const found = await diagnose({ 'a.json': text, 'b.json': sound }, { 'c.json': sound });
    const errors = found.filter(({ severity }) => severity === 'error');
    expect(errors).not.toEqual([]);
    expect(errors.map((error) => error.code)).toContain(code);
    for (const { file, position } of errors) {
      expect(file).toMatch(/a\.json$/);
      expect(position).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
    }
  });
});

describe('a file without a kind that uses what other engines do not know', () => {
  const HAZARD = { type: 'Hazard', events: [{ to: 'Terminal', rate: 0.1 }] };
  const GUARD = { type: 'Guard', allow: { condition_type: 'Signal', signal: 'Glucose', operator: '>', value: 100 } };

  it.each([
    ['a state', HAZARD, '/states/A/type'],
    ['a condition', GUARD, '/states/A/allow/condition_type'],
    ['a field', { type: 'Observation', signal: 'Glucose' }, '/states/A/signal'],
  ])('is told to say its kind: %s', async (_what, state, pointer) => {
    expect(await about({ 'a.json': around(state) }, ['extension'])).toMatchObject([
      { severity: 'warning', pointer, hint: expect.stringContaining('add "kind": "module"') },
    ]);
    expect(await about({ 'a.json': around(state, { kind: 'module' }) }, ['extension'])).toEqual([]);
  });
});

describe('words that were misspelt', () => {
  it.each<[string, Files, string]>([
    ['a field', { type: 'Simple', remraks: [] }, 'unknown field "remraks"; did you mean "remarks"?'],
    [
      'one of few words',
      { type: 'Delay', exact: { quantity: 1, unit: 'day' } },
      '"unit" cannot be "day"; did you mean "days"?',
    ],
  ])('%s comes with what was meant', async (_name, state, message) => {
    const found = await about({ 'a.json': around(state, strict) }, ['unknown-field', 'shape']);
    expect(found.map((item) => item.message)).toEqual([message]);
  });
});

describe('causes of death', () => {
  const CODES = ['unknown-cause-of-death', 'untold-cause-of-death'];
  const death = { type: 'Death', direct_transition: 'Done' };
  const file = (code: string, state: Files) => ({
    'a.json': around(state, { ...strict, sources, causes_of_death: [{ ...ASTHMA, code }] }),
  });

  it('that a file tells are ones that people otherwise die of, and somebody dies in it', async () => {
    expect(await said(file(ASTHMA.code, death), CODES)).toEqual([]);
    const [unknown] = await about(file('1', death), CODES);
    expect(unknown).toMatchObject({ code: 'unknown-cause-of-death', pointer: '/causes_of_death/0/code' });
    expect(unknown?.hint).toContain('195967001 (Asthma)');
    expect(await said(file(ASTHMA.code, { type: 'Simple' }), CODES)).toEqual([
      'error untold-cause-of-death at /causes_of_death/0/code',
    ]);
  });
});
