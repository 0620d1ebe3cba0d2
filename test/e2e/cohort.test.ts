import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Bundle,
  childhoodAsthma,
  followUpEnd,
  newlyTreatedDiabetes,
  patientBundles,
  uncontrolledHypertension,
  type Verdict,
} from '../support/cohort-charts.ts';
import { anamnesis, type Finished, filesBelow, hashes, ONLY_FIXTURES, put, testFolder } from './cli.ts';

const END = '2026-01-01';
/** Members of a run, and of the shorter one that is compared with it. `COHORT_MEMBERS=200` for the whole. */
const MEMBERS = Number(process.env['COHORT_MEMBERS'] ?? 12);
const FEW = Math.ceil(MEMBERS / 10) + 2;
/** Members take some seconds where others work beside. */
const PATIENCE = { timeout: 30_000 + MEMBERS * 5_000 };

interface Member {
  readonly slot: string;
  readonly attempts: string;
  readonly patient: string;
  readonly index_date: string;
  readonly follow_up_end: string;
  readonly end_reason: string;
}

interface FlowFile {
  readonly lives: number;
  readonly members: number;
  readonly slotsWithoutMember: number;
  readonly steps: readonly { readonly name: string; readonly excluded: number; readonly remaining: number }[];
}

function membersOf(folder: string): readonly Member[] {
  const [header = '', ...rows] = readFileSync(join(folder, 'cohort/members.csv'), 'utf8').trimEnd().split('\n');
  const names = header.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((cell, i) => [names[i], cell])) as unknown as Member);
}

function flowOf(folder: string): FlowFile {
  return JSON.parse(readFileSync(join(folder, 'cohort/flow.json'), 'utf8')) as FlowFile;
}

describe.each<[string, (bundle: Bundle, end: string) => Verdict, number]>([
  ['newly-treated-type-2-diabetes', newlyTreatedDiabetes, 5],
  ['uncontrolled-hypertension', uncontrolledHypertension, 3],
  ['childhood-asthma', childhoodAsthma, 3],
])('cohort run %s', (name, verdict, years) => {
  const folder = mkdtempSync(join(tmpdir(), 'anamnesis-cohort-'));
  const [whole, few] = [join(folder, 'whole'), join(folder, 'few')];
  let finished: Finished;
  beforeAll(async () => {
    finished = await anamnesis(['cohort', 'run', name, '-n', String(MEMBERS), '-o', 'whole'], { folder });
    await anamnesis(['cohort', 'run', name, '-n', String(FEW), '-o', 'few', '--validate', 'off'], { folder });
  }, PATIENCE.timeout);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('makes as many members as were asked for, and finds nothing wrong with them', () => {
    expect(finished.err).toBe('');
    expect(finished.code).toBe(0);
    expect(membersOf(whole).map(({ slot }) => slot)).toEqual(Array.from({ length: MEMBERS }, (_, i) => String(i)));
    expect(finished.out).toContain(`Judged: ${filesBelow(join(whole, 'fhir')).length} files`);
  });

  it('gives only patients who fit, from the FHIR alone, with the same dates', () => {
    const bundles = patientBundles(whole);
    expect(bundles.size).toBe(MEMBERS);
    for (const { patient, index_date, follow_up_end, end_reason } of membersOf(whole)) {
      const bundle = bundles.get(patient) as Bundle;
      expect({ patient, ...verdict(bundle, END) }).toEqual({ patient, index: index_date });
      expect([follow_up_end, end_reason]).toEqual(followUpEnd(bundle, index_date, years, END));
    }
  });

  it('makes the same member of a slot in a shorter run', () => {
    expect(membersOf(few)).toEqual(membersOf(whole).slice(0, FEW));
    const all = hashes(join(whole, 'fhir'));
    const patients = [...hashes(join(few, 'fhir'))].filter(([file]) => !file.startsWith('shared'));
    expect(patients.length).toBe(FEW);
    for (const [file, hash] of patients) expect([file, all.get(file)]).toEqual([file, hash]);
  });

  it('tells how lives became members', () => {
    const { lives, members, steps, slotsWithoutMember } = flowOf(whole);
    expect([members, slotsWithoutMember]).toEqual([MEMBERS, 0]);
    expect(lives).toBe(membersOf(whole).reduce((sum, { attempts }) => sum + Number(attempts), 0));
    expect(steps.at(-1)?.remaining).toBe(MEMBERS);
    expect(steps.reduce((sum, { excluded }) => sum + excluded, 0)).toBe(lives - MEMBERS);
    expect(lives).toBeGreaterThan(MEMBERS);
    for (const step of steps) expect(finished.out).toContain(step.name);
    expect(finished.out).toContain(`${MEMBERS} members (`);
  });
});

describe('cohort list and show', () => {
  it('list tells name and title', async () => {
    const { code, out } = await anamnesis(['cohort', 'list'], { folder: testFolder() });
    expect(code).toBe(0);
    expect(out).toMatch(/^childhood-asthma {2,}Children below 12 years who begin controller therapy for asthma$/m);
  });

  it('show tells the definition, as text or as JSON', async () => {
    const folder = testFolder();
    const { code, out } = await anamnesis(['cohort', 'show', 'uncontrolled-hypertension'], { folder });
    expect(code).toBe(0);
    expect(out).toContain(
      'while at least 2 times Raised reading on different days, 12 months before to the index date',
    );
    const json = await anamnesis(['cohort', 'show', 'cohorts/uncontrolled-hypertension', '--json'], { folder });
    expect(JSON.parse(json.out)).toMatchObject({ kind: 'cohort', name: 'Uncontrolled hypertension' });
  });
});

const COUGH = { system: 'SNOMED-CT', code: '10509002', display: 'Acute bronchitis (disorder)' };

/** A cohort over the small modules of the fixtures. */
function coughs(more: object = {}): object {
  return {
    name: 'Coughs',
    kind: 'cohort',
    title: 'People with bronchitis',
    question: 'Who coughs?',
    modules: ['cough'],
    events: { Cough: [{ event_type: 'condition', codes: [COUGH] }] },
    index: { event: 'Cough' },
    inclusion: [],
    follow_up: { length: { quantity: 1, unit: 'years' } },
    ...more,
  };
}

function age(operator: string, quantity: number): object {
  return { condition_type: 'Age', operator, quantity, unit: 'years' };
}

const OWN = ['cohort', 'run', 'mine.json', ...ONLY_FIXTURES];

describe("a researcher's own cohort", () => {
  it('runs from its file, over modules of a folder', async () => {
    const folder = testFolder();
    const index = { event: 'Cough', when: age('>=', 18) };
    const inclusion = [{ name: 'Below retirement', when: age('<', 65) }];
    put(folder, 'mine.json', coughs({ index, inclusion, exports: ['states'] }));
    const { code, out, err } = await anamnesis([...OWN, '-n', '5'], { folder });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^ {2}included: +Below retirement +\d+ +5$/m);
    expect(filesBelow(join(folder, 'output'))).toContain('cohort/members.csv');
    expect(filesBelow(join(folder, 'output')).filter((file) => file.startsWith('fhir'))).toEqual([]);
    const manifest = JSON.parse(readFileSync(join(folder, 'output/manifest.json'), 'utf8')) as {
      options: object;
      modules: { path: string }[];
    };
    expect(manifest.options).toMatchObject({ cohort: 'mine', maxAttempts: 1000 });
    expect(manifest.modules.map(({ path }) => path)).toContain('mine.json');
  });

  it('gives the flow as JSON', async () => {
    const folder = testFolder();
    put(folder, 'mine.json', coughs());
    const { out } = await anamnesis([...OWN, '-n', '3', '--json', '--format', 'states'], { folder });
    expect(JSON.parse(out)).toMatchObject({ flow: { members: 3, cohort: 'mine' }, complete: true });
  });

  it('is given up when hardly anybody fits: the flow, the share, and what to do; nothing is written', async () => {
    const folder = testFolder();
    // Nobody has both at once: the cough is over before the next begins.
    const twice = { condition_type: 'Event', event: 'Cough', window: 'at index', minimum: 3 };
    put(folder, 'mine.json', coughs({ inclusion: [{ name: 'Three at once', when: twice }] }));
    const { code, out, err } = await anamnesis([...OWN, '-n', '50', '--max-attempts', '40'], { folder });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/Three at once +\d+ +0\n/);
    expect(err).toContain(
      'error: the cohort is too rare to be reached in 40 attempts a member: 0 members among 120 lives',
    );
    expect(err).toMatch(/\(at most \d\.\d %\)\n {2}most were left out by "Three at once"/);
    expect(filesBelow(folder)).toEqual(['mine.json']);
  });

  it('is checked like modules', async () => {
    const folder = testFolder();
    put(
      folder,
      'mine.json',
      coughs({
        inclusion: [
          { name: 'Old', when: age('>', 150) },
          { name: 'Young', when: age('<', 9) },
        ],
      }),
    );
    const { code, out } = await anamnesis(['check', 'mine.json', ...ONLY_FIXTURES], { folder });
    expect(code).toBe(1);
    expect(out).toMatch(
      /^mine\.json:\d+:\d+: error: no age is at least 151 years and below 9 years.* at \/inclusion\/1\/when$/m,
    );
    expect(out).toContain('1 cohort checked: 1 error, 0 warnings');
  });
});

/** Expects a refusal that writes nothing. */
async function refused(args: readonly string[], folder: string, code: number, message: string | RegExp): Promise<void> {
  const before = filesBelow(folder);
  const finished = await anamnesis(args, { folder });
  expect(finished.err).toMatch(message);
  expect(finished.err).not.toContain('    at ');
  expect({ code: finished.code, out: finished.out }).toEqual({ code, out: '' });
  expect(filesBelow(folder)).toEqual(before);
}

describe('what cannot be run', () => {
  it.each<[readonly string[], string | RegExp]>([
    [['cohort'], 'say what to do with cohorts'],
    [['cohort', 'rnu', 'x'], 'too many arguments'],
    [['cohort', 'lsit'], 'cohort cannot "lsit"; did you mean "list"?'],
    [['trace', 'childhood-asthma'], 'cohorts/childhood-asthma is a cohort, which has no states to trace'],
    [['cohort', 'run'], "missing required argument 'cohort'"],
    [['cohort', 'run', 'childhod-asthma'], 'there is no cohort "childhod-asthma"; did you mean "childhood-asthma"?'],
    [['cohort', 'show', 'respiratory/asthma'], 'there is no cohort "respiratory/asthma"'],
    [['cohort', 'run', 'childhood-asthma', '-n', '0'], 'error: --members "0" is not a number of lives from 1'],
    [
      ['cohort', 'run', 'childhood-asthma', '--max-attempts', '0'],
      '--max-attempts "0" is not a number of lives from 1',
    ],
    [['cohort', 'run', 'childhood-asthma', '--state', 'Masachusetts'], 'did you mean "Massachusetts"?'],
    [['cohort', 'run', 'childhood-asthma', '--population', '5'], "unknown option '--population'"],
  ])('%j', async (args, message) => {
    await refused(args, testFolder(), 2, message);
  });

  it.each<[string, object | string, RegExp]>([
    [
      'an unknown module',
      coughs({ modules: ['couhg'] }),
      /^mine\.json:\d+:\d+: error: .*"couhg" that runs; did you mean "cough"\? \[unknown-module\] at \/modules\/0$/m,
    ],
    [
      'a code that no module writes',
      coughs({ events: { Cough: [{ event_type: 'condition', codes: [{ ...COUGH, code: '10509003' }] }] } }),
      /^mine\.json:\d+:\d+: error: .*SNOMED-CT 10509003 .*did you mean 10509002 .* at \/events\/Cough\/0\/codes\/0\/code$/m,
    ],
    ['text that is no JSON', '{ "kind": "cohort", ', /^mine\.json:1:\d+: error: .*\[json-syntax\]/m],
    [
      'a module in place of a cohort',
      { name: 'x', kind: 'module', states: {} },
      /^mine\.json:3:11: error: the file is a module, not a cohort \[not-a-cohort\] at \/kind$/m,
    ],
  ])('%s is named with file, line, column and pointer', async (_what, content, message) => {
    const folder = testFolder();
    put(folder, 'mine.json', content);
    await refused(OWN, folder, 1, message);
  });

  it.each<[readonly string[], RegExp]>([
    [['-g', 'M'], /error: --gender M leaves nobody: the cohort takes people of F only/],
    [['-a', '60-70'], /error: --age 60-70 leaves nobody: the cohort takes people who are 0 to 17 years old/],
    [['-r', '2014-06-01'], /no index event of "mine" can be in records that end so early/],
  ])('people who cannot fit: %j', async (args, message) => {
    const folder = testFolder();
    const woman = { name: 'Woman', when: { condition_type: 'Gender', gender: 'F' } };
    const inclusion = [woman, { name: 'Child', when: age('<', 6) }];
    put(folder, 'mine.json', coughs({ index: { event: 'Cough', from: '2015-01-01' }, inclusion }));
    await refused([...OWN, ...args], folder, 2, message);
  });

  it('options of a configuration that are not for cohorts', async () => {
    const folder = testFolder();
    put(folder, 'mine.json', coughs());
    put(folder, 'anamnesis.json', { only: 'alive' });
    await refused(OWN, folder, 2, /"only" and a cohort do not go together/);
  });
});
