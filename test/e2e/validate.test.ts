import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { anamnesis, filesBelow, ONLY_FIXTURES, put, testFolder } from './cli.ts';

const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition';

const PATIENT = { resourceType: 'Patient', id: 'p', gender: 'female' };

/** A folder in which a run of three has been made. */
async function madeFolder(...more: readonly string[]): Promise<string> {
  const folder = testFolder();
  await anamnesis([...ONLY_FIXTURES, '-p', '3', '-s', '1', ...more], { folder });
  return folder;
}

function patientsIn(folder: string): readonly string[] {
  return filesBelow(join(folder, 'output/fhir')).filter((path) => !path.startsWith('shared-'));
}

async function validate(folder: string, ...args: readonly string[]) {
  return anamnesis(['validate', ...args], { folder });
}

describe('validate', () => {
  it('finds no error in what was generated, and says what judged', async () => {
    const folder = await madeFolder();
    const { code, out } = await validate(folder, 'output');
    expect(code).toBe(0);
    expect(out).toMatch(
      /(^|\n)7 files and \d+ resources judged by FHIR R4, us-core-6\.1\.0: 0 errors, \d+ warnings?\n$/,
    );
  });

  it.each(['us-core-3.1.1', 'us-core-8.0.0', 'none'])('judges by what the run claims: %s', async (profile) => {
    const folder = await madeFolder('--profile', profile);
    const { code, out } = await validate(folder, 'output', '--level', 'error');
    const by = profile === 'none' ? 'FHIR R4' : `FHIR R4, ${profile}`;
    expect({ code, out: out.replaceAll(/\d+ (resources|warnings?)/g, 'N $1') }).toEqual({
      code: 0,
      out: expect.stringContaining(`7 files and N resources judged by ${by}: 0 errors`),
    });
  });

  it('names what is wrong, and ends with 1', async () => {
    const folder = await madeFolder();
    const [name] = patientsIn(folder);
    const file = join(folder, 'output/fhir', String(name));
    writeFileSync(file, readFileSync(file, 'utf8').replace('"gender":', '"gendre":'));
    const { code, out } = await validate(folder, 'output', '--level', 'error');
    expect(code).toBe(1);
    const [first] = out.split('\n');
    expect(first).toMatch(
      new RegExp(
        `^output/fhir/${name}:2: error: .*gendre.* \\[structure\\] at Bundle\\.entry\\[0\\]\\.resource\\.gendre \\(Patient/`,
      ),
    );
  });

  it('judges one file alone, and gives its findings as JSON', async () => {
    const folder = await madeFolder();
    const [name] = patientsIn(folder);
    for (const form of [['--json'], ['--format', 'json']]) {
      const { code, out } = await validate(folder, ...form, '--level', 'error', `output/fhir/${name}`);
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({
        files: 1,
        findings: [],
        counts: { error: 0 },
        judgedBy: 'FHIR R4, us-core-6.1.0',
      });
    }
  });

  it('judges what living persons can have, unless told not to', async () => {
    const folder = testFolder();
    const quantity = { value: 300, unit: 'mmol/L', system: 'http://unitsofmeasure.org', code: 'mmol/L' };
    const sodium = {
      resourceType: 'Observation',
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: '2951-2' }] },
      valueQuantity: quantity,
    };
    put(folder, 'sodium.json', sodium);
    const judged = await validate(folder, 'sodium.json');
    expect(judged.code).toBe(0);
    expect(judged.out).toContain(
      'sodium.json: warning: sodium-limits: sodium of 300 mmol/L; living persons have 50 to 250 [plausibility] at Observation.valueQuantity',
    );
    const off = await validate(folder, 'sodium.json', '--plausibility', 'off');
    expect(off.out).toMatch(/: 0 errors, 0 warnings\n$/);
    const unknown = await validate(folder, 'sodium.json', '--plausibility', 'of');
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain('--plausibility "of" is not one of on, off');
  });

  it('ends with 1 on warnings where that is asked', async () => {
    const folder = testFolder();
    const quantity = { value: 300, unit: 'mmol/L', system: 'http://unitsofmeasure.org', code: 'mmol/L' };
    const code = { coding: [{ system: 'http://loinc.org', code: '2951-2' }] };
    put(folder, 'sodium.json', { resourceType: 'Observation', status: 'final', code, valueQuantity: quantity });
    const codes = async (...args: readonly string[]) => (await validate(folder, '--profile', 'none', ...args)).code;
    expect(await codes('sodium.json')).toBe(0);
    expect(await codes('sodium.json', '--fail-on', 'warning')).toBe(1);
    expect(await codes('sodium.json', '--fail-on', 'warning', '--plausibility', 'off')).toBe(0);
    expect(await codes('sodium.json', '--fail-on', 'warning', '--quiet')).toBe(1);
    expect(await codes('sodium.json', '--fail-on', 'note')).toBe(2);
  });

  it('lists its rules of plausibility, or says what to judge', async () => {
    const folder = testFolder();
    const { code, out } = await validate(folder, '--rules');
    expect(code).toBe(0);
    expect(out).toMatch(/\nsystolic-above-diastolic +warning +the systolic pressure must be above the diastolic \(/);
    expect(out).toMatch(/\noxygen-saturation-limits +warning .*; below 0 or above 100, which cannot be, an error \(/);
    const rules = JSON.parse((await validate(folder, '--rules', '--json')).out) as readonly object[];
    expect(out).toContain(`\n${rules.length} rules\n`);
    expect((await validate(folder, '--rules', 'p.json')).code).toBe(2);
    const none = await validate(folder);
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('say what to judge')]);
  });

  it('takes standard input: a bundle, lines, packed or not', async () => {
    const folder = testFolder();
    const lines = `${JSON.stringify(PATIENT)}\r\n${JSON.stringify({ ...PATIENT, id: 'q', gender: 'F' })}\n`;
    for (const input of [lines, gzipSync(lines)]) {
      const { code, out } = await anamnesis(['validate', '-'], { folder, input });
      expect(code).toBe(1);
      expect(out).toMatch(/^-:2: error: .*\[binding\] at Patient\.gender \(Patient\/q\)\n1 file and 2 resources/);
    }
    const none = await anamnesis(['validate', '-'], { folder });
    expect(none.out).toMatch(/^-: error: it is empty/);
  });

  it('says the same of a file whether it is packed or not', async () => {
    const folder = testFolder();
    const bundle = { resourceType: 'Bundle', type: 'collection', entry: [{ resource: { ...PATIENT, gender: 'F' } }] };
    put(folder, 'a.json', bundle);
    writeFileSync(join(folder, 'b.json.gz'), gzipSync(JSON.stringify(bundle, null, 2)));
    const [plain, packed] = await Promise.all([validate(folder, 'a.json'), validate(folder, 'b.json.gz')]);
    expect(packed).toEqual({ ...plain, out: plain.out.replaceAll('a.json', 'b.json.gz') });
  });

  it('gives an OperationOutcome that is one', async () => {
    const folder = testFolder();
    put(folder, 'x/bad.json', { ...PATIENT, gender: 'F', name: [] });
    put(folder, 'y/good.json', PATIENT);
    for (const [from, count] of [
      ['x', 2],
      ['y', 1],
    ] as const) {
      const { out } = await validate(folder, from, '--format', 'outcome');
      expect((JSON.parse(out) as { issue: unknown[] }).issue).toHaveLength(count);
      put(folder, 'outcome.json', out);
      const again = await validate(folder, 'outcome.json');
      expect(again.out).toMatch(/^1 file and 1 resource judged by .*: 0 errors, 0 warnings\n$/);
    }
    const { out } = await validate(folder, 'x', '--format', 'outcome');
    expect(JSON.parse(out)).toMatchObject({
      issue: [
        { severity: 'error', expression: ['Patient.gender'], location: ['x/bad.json'] },
        { severity: 'error', code: 'structure', expression: ['Patient.name'] },
      ],
    });
  });

  it('judges by a profile that nothing claims, and says when there was nothing to judge by it', async () => {
    const folder = testFolder();
    put(folder, 'x.json', PATIENT);
    expect((await validate(folder, 'x.json')).code).toBe(0);
    const claimed = await validate(folder, 'x.json', '--claim', `${US_CORE}/us-core-patient`);
    expect(claimed.code).toBe(1);
    expect(claimed.out).toContain('(us-core-patient) [profile]');
    const other = await validate(folder, 'x.json', '--claim', `${US_CORE}/us-core-coverage`);
    expect(other.code).toBe(0);
    expect(other.out).toContain('warning: no resource is of the type');
    const unknown = await validate(folder, 'x.json', '--claim', 'http://example.org/x');
    expect(unknown).toMatchObject({ code: 2, err: expect.stringContaining('--package') });
  });

  it('judges by a package of the user', async () => {
    const folder = testFolder();
    const url = 'http://example.org/StructureDefinition/named-patient';
    put(folder, 'guide/package/package.json', { name: 'example.guide', version: '1.0.0', fhirVersions: ['4.0.1'] });
    put(folder, 'guide/package/StructureDefinition-named-patient.json', {
      resourceType: 'StructureDefinition',
      url,
      version: '1.0.0',
      name: 'NamedPatient',
      status: 'active',
      fhirVersion: '4.0.1',
      kind: 'resource',
      abstract: false,
      type: 'Patient',
      baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
      derivation: 'constraint',
      snapshot: {
        element: [
          { id: 'Patient', path: 'Patient', min: 0, max: '*', base: { path: 'Patient', min: 0, max: '*' } },
          {
            id: 'Patient.name',
            path: 'Patient.name',
            min: 1,
            max: '*',
            base: { path: 'Patient.name', min: 0, max: '*' },
            type: [{ code: 'HumanName' }],
          },
        ],
      },
    });
    put(folder, 'x.json', { ...PATIENT, meta: { profile: [url] } });
    const without = await validate(folder, 'x.json');
    expect(without).toMatchObject({ code: 0, out: expect.stringContaining('[unknown-profile]') });
    const { code, out } = await validate(folder, 'x.json', '--package', 'guide');
    expect(code).toBe(1);
    expect(out).toContain('(named-patient) [profile] at Patient (Patient/p)');
    expect(out).toContain('judged by FHIR R4, us-core-6.1.0, example.guide 1.0.0');
    put(folder, 'broken.tgz', 'this is no archive');
    const broken = await validate(folder, 'x.json', '--package', 'broken.tgz');
    expect(broken.code).toBeGreaterThanOrEqual(2);
    expect(broken.err).toMatch(/^error: .*broken\.tgz/);
  });

  it('lists a hundred of each rule, or all', async () => {
    const folder = testFolder();
    const lines = Array.from({ length: 150 }, (_, i) => JSON.stringify({ ...PATIENT, id: `p${i}`, gender: 'F' }));
    put(folder, 'x.ndjson', lines.join('\n'));
    const some = await validate(folder, 'x.ndjson');
    expect(some.out.split('\n').filter((line) => line.startsWith('x.ndjson'))).toHaveLength(100);
    expect(some.out).toMatch(/150 errors, 0 warnings\n {2}binding {2}150 {2}100 listed; --all lists all\n$/);
    const all = await validate(folder, 'x.ndjson', '--all');
    expect(all.out.split('\n').filter((line) => line.startsWith('x.ndjson'))).toHaveLength(150);
    const quiet = await validate(folder, 'x.ndjson', '-q', '--all');
    expect(quiet.out.split('\n')).toHaveLength(151);
  });

  it.each([
    ['a list', '[{}]', /^x\.json:1: error: it holds a JSON list/],
    ['no bytes', '', /^x\.json: error: it is empty \[not-json\]/],
    ['bytes that are no text', '\u0000\u0001', /^x\.json:1: error: this is no JSON/],
    ['JSON that is no FHIR', '{"hello":"world"}', /^x\.json: error: this is no FHIR resource/],
    ['half a bundle', '{"resourceType":"Bundle","entry":[\n{"res', /^x\.json:2: error: the file ends in the middle/],
    [
      'a deep nest',
      `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
      /^x\.json:1: error: it is nested more than 200/,
    ],
    ['a type that FHIR has not', '{"resourceType":"Person2"}', /^x\.json: error: Person2 is no type of resource/],
  ])('says what is wrong with %s', async (_, text, message) => {
    const folder = testFolder();
    put(folder, 'x.json', text);
    const { code, out, err } = await validate(folder, 'x.json');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(message);
  });

  it('names the line at which lines are cut off, and packed files that are', async () => {
    const folder = testFolder();
    const lines = `${JSON.stringify(PATIENT)}\n\n${JSON.stringify({ ...PATIENT, id: 'q' })}`;
    put(folder, 'x.ndjson', lines.slice(0, -5));
    expect((await validate(folder, 'x.ndjson')).out).toMatch(/^x\.ndjson:3: error: .*\[not-json\]/);
    writeFileSync(join(folder, 'y.ndjson.gz'), gzipSync(lines).subarray(0, -10));
    expect((await validate(folder, 'y.ndjson.gz')).out).toMatch(/^y\.ndjson\.gz: error: its gzip data end too early/);
  });

  it('refuses what is not there, a folder without FHIR, and options that mean nothing', async () => {
    const folder = testFolder();
    put(folder, 'none/x.txt', '');
    put(folder, 'x.json', PATIENT);
    const cases = [
      [['nowhere'], 'there is no file or folder nowhere'],
      [['none'], 'there is nothing to validate in none'],
      [['x.json', '--profile', 'us-core-6.1'], 'did you mean "us-core-6.1.0"?'],
      [['x.json', '--format', 'xml'], '--format "xml" is not one of text, json, outcome'],
      [['x.json', '--level', 'fatal'], '--level "fatal" is not one of error, warning, note'],
      [['x.json', '--package', 'nowhere.tgz'], 'nowhere.tgz'],
    ] as const;
    for (const [args, message] of cases) {
      const { code, out, err } = await validate(folder, ...args);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(message);
    }
  });

  it('says when a file may not be read', async (context) => {
    const folder = testFolder();
    chmodSync(put(folder, 'out/x.json', PATIENT), 0o000);
    mkdirSync(join(folder, 'out/y'));
    // Root may read everything.
    if (process.getuid?.() === 0) context.skip();
    const { code, err } = await validate(folder, 'out');
    expect(code).toBe(3);
    expect(err).toMatch(/cannot read .*x\.json: permission was denied/);
  });

  it('generate judges one patient in twenty, or none, when that is asked for', async () => {
    const folder = testFolder();
    const run = async (mode: string) => {
      const args = [...ONLY_FIXTURES, '-p', '21', '--validate', mode, '-o', mode, '--json'];
      return JSON.parse((await anamnesis(args, { folder })).out) as { validation: { files: number } | null };
    };
    const full = await run('full');
    const sample = await run('sample');
    expect((full.validation?.files ?? 0) - (sample.validation?.files ?? 0)).toBe(19);
    expect((await run('off')).validation).toBeNull();
    const manifest = JSON.parse(readFileSync(join(folder, 'sample/manifest.json'), 'utf8'));
    expect(manifest.validation).toMatchObject({ mode: 'sample', profile: 'us-core-6.1.0' });
  });
});
