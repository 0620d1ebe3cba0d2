import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { elementsOf } from '../support/well-formed.ts';
import { anamnesis, filesBelow, ONLY_FIXTURES, put, testFolder } from './cli.ts';

const YEAR = 31_557_600_000;

/** Six years of diabetes that nobody treats, then metformin. */
const METFORMIN = {
  format: 'module-cases-1',
  cases: [
    {
      id: 'metformin',
      module: 'endocrine/type-2-diabetes.json',
      case: 'untreated diabetes, then metformin',
      person: {
        sex: 'F',
        birth: '1965-03-01T00:00:00Z',
        time: '2015-01-01T00:00:00Z',
        attributes: { medication_adherence: 1 },
        signals: { 'Hemoglobin A1c': 8.5 },
      },
      run: {
        mode: 'states',
        steps: [
          { state: 'Type_2_Diabetes', at: YEAR },
          { state: 'HbA1c_at_Onset', at: YEAR },
          { state: 'Diagnosis_Visit', at: 7 * YEAR },
          { state: 'Metformin', at: 7 * YEAR },
          { state: 'Metformin_Acts', at: 7 * YEAR },
          { state: 'End_of_Visit', at: 7 * YEAR },
        ],
      },
      expect: {},
    },
  ],
};

describe('report labs', () => {
  it('prints a table of quantities, and how correlations compare', async () => {
    const folder = testFolder();
    const { code, out, err } = await anamnesis(['report', 'labs', '-p', '40', ...ONLY_FIXTURES], { folder });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^\d+ persons of 40 lives: ours beside the published percentiles\n/);
    expect(out).toMatch(/\nHemoglobin A1c +% +\d+ +too few/);
    expect(out).toMatch(/\n {2}at equal age and sex: \d+ pairs: mean distance 0\.\d+/);
    expect(filesBelow(folder)).toEqual([]);
  });

  it('writes a page whole in place of another file, and the same again', async () => {
    const folder = testFolder();
    put(folder, 'labs.html', 'something else');
    const args = ['report', 'labs', '--healthy', '-p', '60', '-o', 'labs.html'];
    const { code, out, err } = await anamnesis(args, { folder });
    expect({ code, err }).toEqual({ code: 0, err: 'written: labs.html\n' });
    expect(out).toMatch(/^\d+ persons of 60 lives, on whom nothing acts/);
    const page = readFileSync(join(folder, 'labs.html'), 'utf8');
    expect(elementsOf(page).filter((name) => name === 'svg').length).toBeGreaterThan(80);
    expect(page).toContain('<h3>Lipids</h3>');
    expect(page).not.toMatch(/(?:src|href)=|<script|url\(|NaN|undefined/);
    expect(filesBelow(folder)).toEqual(['labs.html']);
    await anamnesis(args, { folder });
    expect(readFileSync(join(folder, 'labs.html'), 'utf8') === page).toBe(true);
  });

  it('gives one quantity band by band, and data as JSON', async () => {
    const folder = testFolder();
    const one = ['report', 'labs', '--healthy', '-p', '200', '--signals', 'hdl cholesterol'];
    const { out } = await anamnesis(one, { folder });
    expect(out).toMatch(/\nHDL Cholesterol, mg\/dL \(\d+ of \d+ near; ! is not\)\n/);
    expect(out).toMatch(/\nfemales +20 to 39 +\d+ +published +34 +38 +45 +54 +64 +75 +86\n/);
    const { out: json, err } = await anamnesis([...one, '--format', 'json'], { folder });
    expect(err).toBe('');
    expect(JSON.parse(json)).toMatchObject({
      seed: 'anamnesis',
      referenceDate: '2026-01-01',
      lives: 200,
      healthy: true,
      quantities: [{ signal: 'HDL Cholesterol', loinc: '2085-9', comparedWith: 'file' }],
    });
  });

  it('shows a signal of which nothing is published, and its correlations alone', async () => {
    const folder = testFolder();
    const { code, out } = await anamnesis(
      ['report', 'labs', '--healthy', '-p', '400', '--signals', 'Pulse Pressure,HDL Cholesterol'],
      { folder },
    );
    expect(code).toBe(0);
    expect(out).toContain('\nPulse Pressure, mmHg: nothing is published to compare it with; ours are\n');
    expect(out).toMatch(/\nfemales +20 to 39 +\d+ +\d+ +\d+ +\d+ +\d+ +\d+\n/);
    const pairs = out.slice(out.indexOf('correlations of')).match(/[−\d.]+ for [−\d.]+/g) ?? [];
    const named = out.match(/\n.*HDL Cholesterol.* for .*/g) ?? [];
    expect(pairs.length).toBeGreaterThan(1);
    expect(named.length).toBe(pairs.length);
    const few = await anamnesis(['report', 'labs', '-p', '20', '--signals', 'FIB-4', ...ONLY_FIXTURES], { folder });
    expect(few.out).toMatch(/\nfemales +0 to 19 +\d+ +too few\n/);
    expect(few.out).toContain('take more lives, as with -p 1000\n');
    expect(few.out).not.toContain('farthest');
  });

  it('lists the signals of which nothing is published', async () => {
    const folder = testFolder();
    const { out } = await anamnesis(['report', 'labs', '--healthy', '-p', '30'], { folder });
    expect(out).toMatch(/nothing is published to compare these with; --signals shows them: (.|\n)*Pulse\s+Pressure/);
    const json = await anamnesis(['report', 'labs', '--healthy', '-p', '30', '--format', 'json'], { folder });
    const { unpublished } = JSON.parse(json.out) as { readonly unpublished: readonly { readonly signal: string }[] };
    expect(unpublished.map(({ signal }) => signal)).toContain('Pulse Pressure');
  });

  it('has help with examples', async () => {
    const { code, out } = await anamnesis(['report', 'labs', '--help'], { folder: testFolder() });
    expect(code).toBe(0);
    expect(out).toMatch(/\n {2}anamnesis report labs -o labs\.html /);
    expect((await anamnesis(['report', '--help'], { folder: testFolder() })).out).toMatch(
      /\n {2}labs \[options\] +laboratory values/,
    );
  });

  it.each([
    [['report'], 'error: say what to report on\n  anamnesis report labs -o labs.html\n'],
    [['report', 'lab'], 'error: there is no report "lab"; did you mean "labs"?'],
    [['report', 'labs', '-p', '0'], 'error: --population "0" is not a number of lives'],
    [['report', 'labs', '-r', 'today'], 'error: --reference-date "today" is not a date'],
    [['report', 'labs', '-s', ''], 'error: --seed "" is empty'],
    [
      ['report', 'labs', '--signals', 'Hemoglobin A1'],
      'there is no signal "Hemoglobin A1"; did you mean "Hemoglobin A1c"?',
    ],
    [
      ['report', 'labs', '-o', 'labs.pdf'],
      'error: nothing is written as ".pdf"\n  name the file *.html, *.htm, *.json, *.txt',
    ],
    [
      ['report', 'labs', '-o', 'labs'],
      'error: the name "labs" has no ending\n  name the file *.html, *.htm, *.json, *.txt, or say what it shall be with --format',
    ],
    [['report', 'labs', '-o', '/dev/null', '--format', 'json'], 'error: --out "/dev/null" is a device, not a file'],
    [
      ['report', 'labs', '--format', 'htm'],
      'error: --format "htm" is not one of html, json, text; did you mean "html"?',
    ],
    [['report', 'labs', '-o', '.'], 'error: --out "." is a folder; name a file in it'],
    [['report', 'labs', '--healthy', '-m', 'x'], 'error: --healthy runs no module, and --modules says which to run'],
    [['report', 'labs', '--helthy'], `error: unknown option '--helthy'; did you mean --healthy?`],
  ])('%j', async (args, message) => {
    const folder = testFolder();
    const { code, out, err } = await anamnesis(args, { folder });
    expect(err).toContain(message);
    expect({ code, out, files: filesBelow(folder) }).toEqual({ code: 2, out: '', files: [] });
  });

  it('tells at once that a file has no place, and leaves what is there', async () => {
    const folder = testFolder();
    writeFileSync(join(folder, 'file'), 'x');
    const { code, err } = await anamnesis(['report', 'labs', '-o', 'file/labs.html'], { folder });
    expect(err).toMatch(/^error: cannot .*file/);
    expect(code).toBe(3);
    expect(filesBelow(folder)).toEqual(['file']);
  });
});

describe('trace --signals', () => {
  it('tells the course of a scripted case', async () => {
    const folder = testFolder();
    put(folder, 'my.cases.json', METFORMIN);
    const args = ['trace', '--cases', 'my.cases.json', '--signals', 'Hemoglobin A1c'];
    const { code, out } = await anamnesis(args, { folder });
    expect(code).toBe(0);
    expect(out).toMatch(/^metformin: untreated diabetes, then metformin\na woman born 1965-03-01, from 2015-01-01 to /);
    const rows = out.split('\n').filter((line) => /^ {2}\d{4}-/.test(line));
    const usual = (test: RegExp) =>
      rows.filter((row) => test.test(row)).map((row) => Number(row.trim().split(/ {2,}/)[2]));
    expect(out).toContain('\nusual: without what varies from day to day; true: ');
    expect(out).toContain('\nL, H: below or above what is normal; LL, HH: critical; ');
    expect(usual(/^ {2}2015-01-01/)).toEqual([8.5]);
    const before = usual(/HbA1c_at_Onset$/);
    expect(Math.min(...before)).toBeGreaterThan(6.4);
    // From 8.5 by 1.12 percent on average, and a person's own response of 30 % of it more or less: at least a third of it.
    expect(Math.min(...usual(/Metformin$/))).toBeLessThan(Math.min(...before) - 1.12 / 3);
  });

  it('draws it as a picture, a page or data', async () => {
    const folder = testFolder();
    put(folder, 'my.cases.json', METFORMIN);
    const args = ['trace', '--cases', 'my.cases.json', '--case', 'metformin', '--signals', '-o'];
    for (const file of ['a.svg', 'a.html', 'a.json']) {
      const { code, out, err } = await anamnesis([...args, file], { folder });
      expect({ code, out, err }).toEqual({ code: 0, out: '', err: `written: ${file}\n` });
    }
    const picture = readFileSync(join(folder, 'a.svg'), 'utf8');
    expect(elementsOf(picture)[0]).toBe('svg');
    for (const text of ['Hemoglobin A1c', 'Fasting Glucose', 'Diabetes mellitus type 2', 'metformin']) {
      expect(picture).toContain(text);
    }
    expect(elementsOf(readFileSync(join(folder, 'a.html'), 'utf8'))).toContain('svg');
    expect(JSON.parse(readFileSync(join(folder, 'a.json'), 'utf8'))).toMatchObject([
      { sex: 'F', signals: expect.any(Array), events: [{ kind: 'condition' }, { kind: 'drug' }] },
    ]);
    expect(filesBelow(folder)).toEqual(['a.html', 'a.json', 'a.svg', 'my.cases.json']);
  });

  it('tells the life of a person in a module, of the signals that are named', async () => {
    const args = ['trace', 'cough', ...ONLY_FIXTURES, '--signals', 'Body Temperature,Hemoglobin', '--json'];
    const { code, out } = await anamnesis(args, { folder: testFolder() });
    expect(code).toBe(0);
    const [life] = JSON.parse(out) as { readonly signals: readonly { readonly signal: string }[] }[];
    expect(life?.signals.map(({ signal }) => signal)).toEqual(['Body Temperature', 'Hemoglobin']);
  });

  it.each([
    [['cough', '--signals'], 1, 'nothing acts on any signal'],
    [['cough', '-o', 'a.svg'], 2, '--out and --format are of signals'],
    [['cough', '--signals', '-n', '5'], 2, '--signals shows one life'],
    [['cough', '--signals', '--json', '-o', 'a.svg'], 2, '--json says the same as --format json'],
    [['cough', '--case', 'x'], 2, '--case names a case of a file'],
    [['--signals', 'cough'], 2, '"cough" was read as names of signals'],
    [['cough', '--signals', 'Haemoglobin'], 2, 'there is no signal "Haemoglobin"; did you mean "Hemoglobin"?'],
    [
      ['--cases', 'my.cases.json', '--case', 'metfromin', '--signals'],
      2,
      'there is no case "metfromin"; did you mean "metformin"?',
    ],
    [['--cases', 'my.cases.json', '--case', 'metfromin'], 2, 'there is no case "metfromin"'],
  ])('%j', async (args, code, message) => {
    const folder = testFolder();
    put(folder, 'my.cases.json', METFORMIN);
    const finished = await anamnesis(['trace', ...args, ...ONLY_FIXTURES], { folder });
    expect(finished.err).toContain(message);
    expect({ code: finished.code, out: finished.out, files: filesBelow(folder) }).toEqual({
      ...{ code, out: '', files: ['my.cases.json'] },
    });
  });
});
