import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { anamnesis, MODULES, ONLY_FIXTURES, put, testFolder } from './cli.ts';

const PERSON = '{"sex":"F","birth":"1970-01-31","attributes":{"coughs":100}}';

const PROGRAM_MODULES = fileURLToPath(new URL('../../modules', import.meta.url));

/** The commands that a help text and the README give as examples, as lists of arguments. */
function examplesIn(text: string): readonly (readonly string[])[] {
  return [...text.matchAll(/^ +(?:npx )?anamnesis (trace .+)$/gm)].map(([, line = '']) =>
    [...(line.split(/ {2,}/)[0] ?? '').matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? ''),
  );
}

describe('examples of trace', () => {
  it('work as they stand', async () => {
    const folder = testFolder();
    symlinkSync(PROGRAM_MODULES, join(folder, 'modules'));
    const { out } = await anamnesis(['trace', '--help'], { folder });
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const examples = [...examplesIn(out), ...examplesIn(readme)];
    expect(examples.length).toBeGreaterThan(6);
    for (const args of examples) {
      const { code, err } = await anamnesis(args, { folder });
      expect({ args, code, err }).toEqual({ args, code: 0, err: expect.not.stringContaining('error') });
    }
    expect(readFileSync(join(folder, 'life.svg'), 'utf8')).toContain('<svg');
  });
});

describe('trace of one life', () => {
  it('gives path, entries and attributes as JSON', async () => {
    const args = ['trace', 'cough', ...ONLY_FIXTURES, '--person', PERSON, '--json'];
    const { code, out } = await anamnesis(args, { folder: testFolder() });
    expect(code).toBe(0);
    const life = JSON.parse(out) as {
      readonly path: readonly { readonly file: string; readonly state: string }[];
      readonly entries: readonly Readonly<Record<string, unknown>>[];
      readonly attributes: { readonly coughs: number };
    };
    expect(life.attributes.coughs).toBeGreaterThan(100);
    expect(life).toMatchObject({
      module: 'cough',
      person: { sex: 'F', birth: '1970-01-31T00:00:00' },
      attributes: { gender: 'F' },
      fault: null,
    });
    expect(life.path[0]).toEqual({
      file: 'cough',
      state: 'Initial',
      entered: '1970-01-31T00:00:00',
      left: '1970-01-31T00:00:00',
      next: 'Healthy',
    });
    expect(life.path.some(({ file, state }) => file === 'care/syrup' && state === 'Syrup')).toBe(true);
    const observation = life.entries.find(({ kind }) => kind === 'observation');
    expect(observation).toMatchObject({
      unit: 'Cel',
      value: expect.any(Number),
      codes: [{ system: 'LOINC', code: '8310-5', display: 'Body temperature' }],
      encounter: { entry: expect.any(Number) },
      cause: { module: 'cough', state: 'Temperature' },
    });
  });

  it('reads as a table', async () => {
    const { out } = await anamnesis(['trace', 'cough', ...ONLY_FIXTURES, '--person', PERSON], { folder: testFolder() });
    expect(out).toMatch(/^cough on a woman born 1970-01-31, (told up to 2026-01-01|died .*)\n/);
    expect(out).toMatch(/\n1970-01-31 00:00:00 {2}at once +Initial +cough\n/);
    expect(out).toMatch(/\n\d.* observation +Body temperature \(LOINC 8310-5\) = [\d.]+ Cel +Temperature\n/);
    expect(out).toMatch(/\nAttributes at the end\n/);
  });

  it('takes a file, and goes where it is told to', async () => {
    const args = ['trace', join(MODULES, 'cough.json'), '--no-builtin', '--person', PERSON];
    const { code, out } = await anamnesis([...args, '--choose', 'Course=Death', '--json'], { folder: testFolder() });
    expect(code).toBe(0);
    const life = JSON.parse(out) as { readonly path: readonly { readonly state: string }[]; readonly death: unknown };
    expect(life.path.map(({ state }) => state)).toContain('Death');
    expect(life.death).toMatchObject({ cause: { state: 'Death' } });
  });

  it('runs a submodule by itself', async () => {
    const { code, out } = await anamnesis(['trace', 'care/syrup', ...ONLY_FIXTURES, '--json'], {
      folder: testFolder(),
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ path: [{ state: 'Initial' }, { state: 'Syrup' }, { state: 'Terminal' }] });
  });

  it('puts events on a grid', async () => {
    const args = ['trace', 'cough', ...ONLY_FIXTURES, '--person', '{"birth":"1970-01-01"}', '--grain', '7d', '--json'];
    const { out } = await anamnesis(args, { folder: testFolder() });
    const { entries } = JSON.parse(out) as {
      readonly entries: readonly { readonly encounterClass?: string; readonly start: string }[];
    };
    // Delays are rewound to their exact ends; the visits of the scheduler stand where the grid is.
    const visits = entries.filter(({ encounterClass }) => encounterClass === 'wellness');
    expect(visits.length).toBeGreaterThan(0);
    expect(visits.every(({ start }) => start.endsWith('T00:00:00'))).toBe(true);
  });
});

describe('trace of many lives', () => {
  it('tells how often each transition is taken, with an interval', async () => {
    const { code, out } = await anamnesis(['trace', 'cough', ...ONLY_FIXTURES, '-n', '20', '--json'], {
      folder: testFolder(),
    });
    expect(code).toBe(0);
    const result = JSON.parse(out) as { readonly transitions: readonly Readonly<Record<string, unknown>>[] };
    expect(result).toMatchObject({ module: 'cough', lives: 20, faults: [] });
    expect(result.transitions[0]).toMatchObject({ from: 'Initial', to: 'Healthy', count: 20, of: 20, share: 1 });
    expect(result.transitions[0]?.['interval']).toEqual({ low: expect.closeTo(0.8316, 4), high: 1 });
    const table = await anamnesis(['trace', 'cough', ...ONLY_FIXTURES, '-n', '20'], { folder: testFolder() });
    expect(table.out).toMatch(/^cough on 20 lives told up to 2026-01-01: \d+ deaths?\n/);
    expect(table.out).toMatch(/\nInitial +Healthy +20 +100\.0 %\n/);
  });
});

describe('cases', () => {
  const cases = (...list: readonly unknown[]) => ({ format: 'module-cases-1', cases: list });
  const one = (expected: unknown) => ({
    id: 'syrup-1',
    module: 'care/syrup.json',
    case: 'a drug is ordered',
    person: { sex: 'F', birth: '1970-01-01T00:00:00Z', time: '2020-01-01T00:00:00Z' },
    run: { mode: 'module', at: [0] },
    expect: expected,
  });

  it('that hold are counted', async () => {
    const folder = testFolder();
    put(folder, 'a.cases.json', cases(one({ finished: true }), one({ path: ['Initial', 'Syrup', 'Terminal'] })));
    const { code, out } = await anamnesis(['trace', '-d', MODULES, '--cases', 'a.cases.json'], { folder });
    expect({ code, out }).toEqual({ code: 0, out: '2 passed, 0 failed\n' });
  });

  it('that do not hold are told, and end with 1', async () => {
    const folder = testFolder();
    put(folder, 'a.cases.json', cases(one({ finished: false }), one({ finished: true })));
    put(folder, 'b.cases.json', cases(one({ finished: true })));
    const args = ['trace', '-d', MODULES, '--cases', 'a.cases.json', '--cases', 'b.cases.json'];
    const { code, out } = await anamnesis(args, { folder });
    expect(code).toBe(1);
    expect(out).toMatch(/^a\.cases\.json: syrup-1: failed: a drug is ordered\n {4}\S.*\n2 passed, 1 failed\n$/);
    const json = await anamnesis([...args, '--json'], { folder });
    expect(JSON.parse(json.out)).toMatchObject({ passed: 2, failed: 1, skipped: 0 });
  });

  it('of an unknown form are refused, with their place', async () => {
    const folder = testFolder();
    put(folder, 'a.cases.json', '{\n  "format": "cases-0"\n}');
    const { code, err } = await anamnesis(['trace', '-d', MODULES, '--cases', 'a.cases.json'], { folder });
    expect(code).toBe(2);
    expect(err).toMatch(/^error: a\.cases\.json:2:13: /);
  });

  it('are not what check judges, which says what does', async () => {
    const folder = testFolder();
    put(folder, 'mine/a.cases.json', cases(one({ finished: true })));
    put(folder, 'mine/a.json', { name: 'a', states: { Initial: { type: 'Initial' } } });
    const { code, err } = await anamnesis(['check', 'mine/a.cases.json'], { folder });
    expect(code).toBe(2);
    expect(err).toBe(
      'error: mine/a.cases.json is not a file of modules\n  cases are judged by anamnesis trace --cases mine/a.cases.json\n',
    );
  });

  it('are judged only where what they expect can be', async () => {
    const folder = testFolder();
    put(folder, 'a.cases.json', cases(one({ signals: { 'Body Weight': { between: [21, 18] } } })));
    const { code, err } = await anamnesis(['trace', '-d', MODULES, '--cases', 'a.cases.json'], { folder });
    expect(code).toBe(2);
    expect(err).toMatch(/^error: a\.cases\.json:\d+:\d+: \[21,18\] is upside down: the lower bound comes first at /);
  });
});

describe('what cannot be traced', () => {
  it.each([
    [[], 'error: nothing to trace'],
    [['couhg'], 'error: there is no module "couhg"; did you mean "cough"?'],
    [['cough', '--person', '{"sec":"F"}'], 'error: --person has the unknown field "sec"; did you mean "sex"?'],
    [['cough', '--person', '{"sex":"X"}'], 'error: --person: "sex" is F or M'],
    [['cough', '--person', '{"birth":"1970"}'], 'error: --person: "birth" is a date such as 1970-01-31'],
    [['cough', '--person', '{"attributes":{"a":[1]}}'], 'error: --person: attribute "a" is not a number'],
    [['cough', '--person', '{"sex":"F"'], 'error: --person:1:11: error: '],
    [['cough', '--person', '[]'], 'error: --person is not a JSON object'],
    [['cough', '--person', '{"attributes":{"cuoghs":1}}'], 'error: nothing knows the attribute "cuoghs"; did you mean'],
    [['cough', '--choose', 'Course'], 'error: --choose "Course" is not a state and its target'],
    [['cough', '--choose', 'Curse=Death'], 'error: there is no state "Curse" to choose at; did you mean "Course"?'],
    [['cough', '--choose', 'Course=Deth'], 'error: there is no state "Deth" in cough to go to from "Course"'],
    [['cough', '-n', '0'], 'error: --lives "0" is not a number of lives'],
  ])('%j', async (args, message) => {
    const { code, out, err } = await anamnesis(['trace', ...args, ...ONLY_FIXTURES], { folder: testFolder() });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.startsWith(message)).toBe(true);
  });

  it('a module that does not compile: its faults are told', async () => {
    const folder = testFolder();
    put(folder, 'm/x.json', { name: 'X', states: { Initial: { type: 'Initial', direct_transition: 'Nowhere' } } });
    put(folder, 'm/y.json', '{');
    const { code, err } = await anamnesis(['trace', 'x', '--no-builtin', '-d', 'm'], { folder });
    expect(code).toBe(1);
    expect(err).toMatch(/^m\/x\.json:\d+:\d+: error: /);
    expect(err).toContain('error: x cannot run: 1 error');
    expect(err).not.toContain('y.json');
  });
});
