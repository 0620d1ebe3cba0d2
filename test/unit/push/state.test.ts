import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/push/plan/plan.ts';
import { type ChunkResult, Journal } from '../../../src/push/state/journal.ts';
import { planId, readPlan, writePlan } from '../../../src/push/state/plan-file.ts';
import { type Reject, Rejects } from '../../../src/push/state/rejects.ts';
import { StateFolder } from '../../../src/push/state/state-folder.ts';
import { folderOf } from './pushing.ts';

const RESULT: ChunkResult = { created: { Patient: 1 }, updated: {}, unchanged: {}, rejected: [] };

const ENTRY = {
  file: 0,
  at: 10,
  length: 20,
  digest: 'd',
  type: 'Patient',
  key: 'Patient/1',
  kind: 'fixed',
  form: 'ready',
  isJoined: false,
  renames: {},
} as const;

const PLAN: Plan = {
  server: 'http://127.0.0.1/fhir',
  interaction: 'transaction',
  limits: { entries: 200, bytes: 1000 },
  ids: 'given',
  files: [{ path: 'a.json', bytes: 40, sha256: 'f' }],
  passedBy: ['manifest.json'],
  chunks: [
    { number: 0, stage: 0, lane: 0, hash: 'h0', entries: [ENTRY] },
    {
      number: 1,
      stage: 1,
      lane: 0,
      hash: 'h1',
      entries: [
        {
          ...ENTRY,
          key: 'urn:uuid:1',
          type: 'Encounter',
          kind: 'assigned',
          isJoined: true,
          renames: { 'urn:uuid:1': 'Patient/1' },
        },
        { ...ENTRY, key: 'a.json#/entry/2', type: 'Observation', kind: 'assigned', form: 'entry' },
      ],
    },
  ],
};

describe('a plan', () => {
  it('is read as it was written', () => {
    const path = join(folderOf({}), 'plan.jsonl');
    writePlan(path, PLAN);
    expect(readPlan(path)).toEqual(PLAN);
    expect(planId(readPlan(path))).toBe(planId(PLAN));
    expect(planId({ ...PLAN, server: 'http://other' })).not.toBe(planId(PLAN));
  });

  it.each(['', 'no plan', '{"format":"something else"}\n', '{"format":"anamnesis-push-plan-1","chunks":1}\n'])(
    '%j is none',
    (text) => {
      const folder = folderOf({ 'plan.jsonl': text });
      expect(() => readPlan(join(folder, 'plan.jsonl'))).toThrow(/^the plan .* cannot be read$/);
    },
  );
});

describe('a journal', () => {
  async function written(): Promise<{ path: string; text: string }> {
    const path = join(folderOf({}), 'journal.jsonl');
    const journal = Journal.begin(path, 'plan', { Patient: 7 });
    journal.done(0, RESULT);
    await journal.sending(1);
    journal.named(new Map([['urn:uuid:1', 'Encounter/55']]));
    await journal.sending(2);
    journal.done(1, { ...RESULT, rejected: ['Observation/9'] });
    await journal.close();
    return { path, text: readFileSync(path, 'utf8') };
  }

  it('tells what was done', async () => {
    const journal = Journal.resume((await written()).path, 'plan');
    expect(journal?.before).toEqual({ Patient: 7 });
    expect([0, 1, 2].map((chunk) => journal?.resultOf(chunk)?.rejected)).toEqual([[], ['Observation/9'], undefined]);
    expect([0, 1, 2, 3].map((chunk) => journal?.wasSending(chunk))).toEqual([false, false, true, false]);
    expect(journal?.idOf('urn:uuid:1')).toBe('Encounter/55');
    await journal?.close();
  });

  it('may end anywhere: what is not whole does not count, and writing goes on behind the last whole line', async () => {
    const { path, text } = await written();
    for (let length = 0; length <= text.length; length++) {
      writeFileSync(path, text.slice(0, length));
      const whole = text.slice(0, length).split('\n').length - 1;
      const journal = Journal.resume(path, 'plan');
      expect(journal === undefined).toBe(whole === 0);
      if (journal === undefined) continue;
      expect([...Array(3).keys()].filter((chunk) => journal.resultOf(chunk) !== undefined)).toEqual(
        whole < 2 ? [] : whole < 6 ? [0] : [0, 1],
      );
      journal.done(9, RESULT);
      await journal.close();
      const again = Journal.resume(path, 'plan');
      expect(again?.resultOf(9)).toMatchObject(RESULT);
      await again?.close();
    }
  });

  it('is that of one plan, and of nothing else', async () => {
    const { path, text } = await written();
    expect(() => Journal.resume(path, 'other')).toThrow(`the journal ${path} is that of another plan`);
    writeFileSync(path, text.replace('{"sending":1}', '{"sending":'));
    expect(() => Journal.resume(path, 'plan')).toThrow(`${path}:3 is no line of a journal`);
    writeFileSync(path, '{"done":1}\n');
    expect(() => Journal.resume(path, 'plan')).toThrow('that of another plan');
  });
});

describe('rejects', () => {
  const reject = (chunk: number, reason = 'r'): Reject => ({
    chunk,
    resource: `Patient/${chunk}`,
    file: 'a',
    offset: 0,
    reason,
    entry: {},
  });

  function linesOf(path: string): [number, string][] {
    const lines = readFileSync(path, 'utf8').trim().split('\n');
    return lines.map((line) => JSON.parse(line) as Reject).map(({ chunk, reason }) => [chunk, reason]);
  }

  it('stay as long as they count as rejected', () => {
    const path = join(folderOf({}), 'rejects.ndjson');
    new Rejects(path, () => true).add([reject(0), reject(1)]);
    writeFileSync(path, `${readFileSync(path, 'utf8')}{"chunk":2,"half`);
    const rejects = new Rejects(path, (chunk, resource) => chunk > 0 && resource === `Patient/${chunk}`);
    expect(linesOf(path)).toEqual([[1, 'r']]);
    rejects.add([reject(3), reject(1, 'again')]);
    rejects.tidy();
    expect(linesOf(path)).toEqual([
      [1, 'again'],
      [3, 'r'],
    ]);
  });

  it.each(['{"chunk":', 'null', '[]', '{"chunk":"1"}'])('%s are none: file and line are told', (line) => {
    const path = join(folderOf({}), 'rejects.ndjson');
    writeFileSync(path, `${JSON.stringify(reject(1))}\n${line}\n`);
    expect(() => new Rejects(path, () => true)).toThrow(`${path}:2 tells of no rejected resource`);
  });

  it('that cannot be read are not taken for none', () => {
    const folder = folderOf({});
    expect(() => new Rejects(folder, () => true)).toThrow(`cannot read ${folder} (EISDIR)`);
  });
});

describe('the folder for what is remembered', () => {
  it('is one for each server and each choice of files', () => {
    const folder = folderOf({ 'a.json': '{}', 'b.json': '{}' });
    const of = (paths: string[], server = 'http://127.0.0.1:8080/fhir') =>
      StateFolder.of(paths, server, undefined).path;
    const paths = [
      of([folder]),
      of([folder], 'http://127.0.0.1:8081/fhir'),
      of([join(folder, 'a.json')]),
      of([join(folder, 'b.json')]),
      of([join(folder, 'a.json'), join(folder, 'b.json')]),
    ];
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.every((path) => path.startsWith(join(folder, '.push', '127.0.0.1-808')))).toBe(true);
    expect(StateFolder.of([folder], 'http://x', '/elsewhere').path).toMatch(/^\/elsewhere\/x-/);
  });
});
