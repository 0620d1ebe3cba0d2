import { describe, expect, it } from 'vitest';
import { manifestFiles, manifestOf, manifestText } from '../../../src/cli/generate/manifest.ts';
import { resolveOptions } from '../../../src/cli/generate/resolve-options.ts';
import { type RunSummary, summaryJson, summaryText } from '../../../src/cli/generate/summary.ts';
import { Tally } from '../../../src/cli/generate/tally.ts';
import { timeOf } from '../../../src/core/time.ts';
import type { PatientRecord } from '../../../src/record/patient-record.ts';
import { ModuleFault } from '../../../src/simulate/module-fault.ts';
import type { LifeResult } from '../../../src/simulate/population.ts';
import { RecordBuilder, snomed } from '../../support/records.ts';

const ASTHMA = snomed('195967001', 'Asthma (disorder)');
const COLD = snomed('82272006', 'Common cold (disorder)');

function life(record: PatientRecord, notes: Readonly<Record<string, number>> = {}, attempts = 1): LifeResult {
  const made = { visitLog: null, moduleRuns: 1, attempts, refusals: new Map() };
  return { kind: 'life', record, notes: new Map(Object.entries(notes)), ...made };
}

/** A person born in `year` who had `colds` colds, alive in 2025 unless `died`. */
function someone(slot: number, year: number, colds: number, died?: number): PatientRecord {
  const builder = new RecordBuilder(slot, { birth: timeOf(year, 7, 1) });
  const visit = builder.encounter(timeOf(year + 1, 1, 1));
  for (let i = 0; i < colds; i++) builder.condition(COLD, timeOf(year + 1, 1, 1), visit);
  const death = died === undefined ? null : { time: timeOf(died, 1, 1), code: null, cause: builder.cause };
  return builder.record({ death });
}

function fault(slot: number): LifeResult {
  const place = { module: 'heart/attack', file: 'shared/lab', state: 'Draw' };
  return { kind: 'fault', slot, attempt: 0, fault: new ModuleFault('the state has no transition', place) };
}

function tallied(): Tally {
  const tally = new Tally();
  tally.add(life(someone(0, 2010, 2), { 'attribute "x" was odd': 3 }));
  tally.add(life(someone(1, 1950, 1), { 'attribute "x" was odd': 1 }));
  tally.add(life(someone(2, 1930, 0, 2001), {}, 4));
  tally.add(fault(3));
  tally.add(fault(7));
  tally.add({ kind: 'none', slot: 8, attempts: 1000, refusals: new Map() });
  return tally;
}

async function summary(tally: Tally, more: Partial<RunSummary> = {}): Promise<RunSummary> {
  const asked = await resolveOptions([], { population: '10', seed: '1', out: 'my output' });
  const options = { ...asked, slots: { from: 0, to: 9 } };
  const files = [{ path: 'fhir/a.json', bytes: 1200, sha256: 'aa' }];
  const written = new Map([
    ['fhir', { files, counts: { Patient: 3, Condition: 3 }, notes: [{ text: 'a thing left out', count: 2 }] }],
  ]);
  const made = { tally, written, report: undefined, complete: true, ...more };
  const run = { modules: [{ path: 'a.json', sha256: 'bb' }], signals: [], tables: [], valueSets: [] };
  return { options, ...made, manifest: manifestOf(options, run, undefined, made), seconds: 2, ...more };
}

describe('the tally of a run', () => {
  it('keeps a thousand different notes, and counts what is beyond together', () => {
    const tally = new Tally();
    for (let i = 0; i < 1_200; i++) tally.add(life(someone(i, 2010, 0), { [`${i} / 0 has no value`]: 1, odd: 1 }));
    expect(tally.notes.size).toBe(1_001);
    expect(tally.notes.get('odd')).toBe(1_200);
    expect([...tally.notes].at(-1)?.[1]).toBe(201);
  });

  it('counts lives, entries, ages, conditions by life, and what was left out by reason', () => {
    const tally = tallied();
    expect([tally.living, tally.dead, tally.lives, tally.slots, tally.turnedDown]).toEqual([2, 1, 3, 6, 1003]);
    expect(tally.entries).toMatchObject({ encounter: 3, condition: 3, allergy: 0 });
    expect(tally.ageBands).toEqual([
      ['0-17', 1],
      ['18-39', 0],
      ['40-64', 0],
      ['65+', 1],
    ]);
    expect(tally.topConditions(5)).toEqual([['Common cold (disorder)', 2]]);
    expect(tally.leftOut).toEqual([
      {
        reason: 'the state has no transition',
        module: 'heart/attack',
        file: 'shared/lab',
        state: 'Draw',
        lives: 2,
        slots: [3, 7],
      },
      { reason: 'none of 1000 lives was what --only asks for', lives: 1, slots: [8] },
    ]);
  });

  it('orders conditions by lives, then by name', () => {
    const tally = new Tally();
    const builder = new RecordBuilder(0);
    builder.condition(COLD, 0, null);
    builder.condition(ASTHMA, 0, null);
    tally.add(life(builder.record()));
    expect(tally.topConditions(1)).toEqual([['Asthma (disorder)', 1]]);
  });
});

describe('the summary', () => {
  it('says that nothing was judged only where there was something to judge', async () => {
    const said = async (...format: string[]) => {
      const made = await summary(tallied());
      return summaryText({ ...made, options: { ...made.options, format } });
    };
    expect(await said('ndjson', 'csv')).toContain('Not judged');
    expect(await said('csv', 'states')).not.toContain('udged');
  });

  it('tells everything that a person wants to know', async () => {
    expect(summaryText(await summary(tallied()))).toBe(`3 lives: 2 living, 1 dead
Seed 1, reference date 2026-01-01
Drawn again because of --only: 1,003 lives
Ages of the living: 0-17: 1   18-39: 0   40-64: 0   65+: 1

Entries       number  per life
  encounters       3       1.0
  conditions       3       1.0

Conditions that most lives had at some time
  67 %  Common cold (disorder)

Notes
  4  attribute "x" was odd
  2  fhir: a thing left out

Left out: 3 lives; --person and the slot make one again
  heart/attack in shared/lab, state Draw: the state has no transition (2 lives, slot 3 first)
  none of 1000 lives was what --only asks for (1 life, slot 8)

Not judged: --validate off

Written: 1 file, 1.2 kB, and manifest.json, in my output
Time: 2.0 s, 3 lives a second

Next:  anamnesis show "my output" NAME  one patient's timeline as text
       anamnesis validate "my output"   judge the files once more
       anamnesis serve "my output"      a FHIR server over them, on this machine
`);
  });

  it('says what was found in the files, and that the run was stopped', async () => {
    const finding = {
      severity: 'error',
      code: 'structure',
      file: 'fhir/a.json',
      expression: '',
      resource: 'Patient/1',
    } as const;
    const report = {
      files: 1,
      resources: 6,
      counts: { error: 1, warning: 0, note: 0 },
      countsByCode: { structure: 1 },
      findings: [{ ...finding, message: 'gender is missing' }],
    };
    const text = summaryText(await summary(tallied(), { report, complete: false }));
    expect(text).toMatch(/^Stopped after 6 of 10 lives\.\n/);
    expect(text).toContain(
      'Judged: 1 file, 6 resources, by FHIR R4, us-core-6.1.0: 1 error, 0 warnings\n  fhir/a.json: error: gender is missing',
    );
  });

  it('has nothing to say of lives where there are none', async () => {
    const text = summaryText(await summary(new Tally()));
    expect(text).toMatch(/^0 lives: 0 living, 0 dead\nSeed 1, reference date 2026-01-01\n\nNotes/);
    expect(text).not.toContain('Next:');
  });

  it('is data, too', async () => {
    expect(summaryJson(await summary(tallied()))).toMatchObject({
      complete: true,
      counts: { slots: 6, living: 2, dead: 1, written: { fhir: { Condition: 3, Patient: 3 } } },
      topConditions: [{ display: 'Common cold (disorder)', lives: 2 }],
      files: 1,
      bytes: 1200,
    });
  });
});

describe('the manifest', () => {
  it('can be read again, and lists one file a line', async () => {
    const { manifest } = await summary(tallied());
    const text = manifestText(manifest);
    expect(JSON.parse(text)).toMatchObject({ format: 'anamnesis-manifest-1', seed: '1', complete: true });
    expect(text).toContain('\n    {"path":"fhir/a.json","bytes":1200,"sha256":"aa"}\n');
    expect(manifestFiles(text)).toEqual(['fhir/a.json']);
  });

  it('of others, or with paths that lead out of the folder, lists nothing', () => {
    const withPath = (path: unknown) => JSON.stringify({ format: 'anamnesis-manifest-1', files: [{ path }] });
    expect(manifestFiles(withPath('a/b.json'))).toEqual(['a/b.json']);
    for (const path of ['../a', '/a', 'a/../../b', 'a//b', 'a\\..\\b', '', '.', 5]) {
      expect(manifestFiles(withPath(path))).toBeUndefined();
    }
    expect(manifestFiles('{}')).toBeUndefined();
    expect(manifestFiles('null')).toBeUndefined();
    expect(manifestFiles('not JSON')).toBeUndefined();
    expect(manifestFiles('{"format":"anamnesis-manifest-2","files":[]}')).toBeUndefined();
  });
});
