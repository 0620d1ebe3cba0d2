import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readCaseFile } from '../../../src/trace/run-cases.ts';

const PERSON = { sex: 'F', birth: '1985-01-15T00:00:00Z', time: '2020-01-15T00:00:00Z' };

/** A file of one case with this expectation, which stands in line 3. */
function fileWith(expected: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'anamnesis-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'x.cases.json');
  const one = `{"id": "1", "module": "m", "case": "one", "person": ${JSON.stringify(PERSON)}, "run": {"mode": "load"}`;
  const text = `{"format": "module-cases-1", "cases": [\n${one}, "expect":\n${JSON.stringify(expected)}}]}\n`;
  writeFileSync(file, text);
  return file;
}

/** What is told of the file, without its folder. */
async function faultOf(expected: object): Promise<string> {
  const file = fileWith(expected);
  try {
    await readCaseFile(file);
  } catch (error) {
    return (error as Error).message.replaceAll(file, 'x.cases.json');
  }
  return 'no fault';
}

describe('what a case expects', () => {
  it.each([
    { signals: { X: 8.5 } },
    { signals: { X: null, Y: { between: [17, 18] }, Z: { approx: 3, tolerance: 0.1 } } },
    { vitals: { 'Heart rate': { between: [50, 90], integer: true, reads: 20, distinct: true } } },
    { vitals: { 'Heart rate': { present: true } } },
    { symptoms: { cough: { between: [1, 10], updated: 0 } } },
    { attributes: { a: 'text', b: true, c: null, d: { oneOf: ['x', 'y'] }, e: { entry: 'condition:1' } } },
    { attributes: { a: { system: 'SNOMED-CT', code: '1', display: 'x' }, b: { series: { count: 3 } }, c: [1, 2] } },
    { entries: [{ kind: 'medication', start: { between: [0, 9] }, prescription: { dosage: { amount: 1 } } }] },
    { visitShares: { Onset: [0.1, 0.1] } },
  ])('may be %j', async (expected) => {
    expect(await faultOf(expected)).toBe('no fault');
  });

  it.each([
    [{ signals: { X: { betwen: [1, 2] } } }, 'did you mean "between"? at /cases/0/expect/signals/X/betwen'],
    [{ signals: { X: { between: [21, 18] } } }, '[21,18] is upside down: the lower bound comes first at'],
    [{ signals: { X: { between: [1] } } }, 'is not [low, high], both numbers at'],
    [{ signals: { X: { between: [1, '2'] } } }, 'is not [low, high], both numbers at'],
    [{ signals: { X: { between: [1, 2], intger: true } } }, 'did you mean "integer"?'],
    [{ signals: { X: { more: 3 } } }, '"more" is nothing that a value can be expected to be: between, approx,'],
    [{ signals: { X: '8.5' } }, '"8.5" is no number'],
    [{ signals: { X: [17, 18] } }, '[17,18] is no number, and not what one can be, such as { "between": [1, 2] }'],
    [{ signals: { X: { approx: 3 } } }, 'has no "tolerance" beside it'],
    [{ vitals: { X: { between: [1, 2], read: 3 } } }, 'did you mean "reads"?'],
    [{ attributes: { a: { beetween: [1, 2] } } }, 'did you mean "between"?'],
    [{ attributes: { a: { oneOf: [] } } }, 'is no list of values'],
    [{ attributes: { a: { oneOf: [{ between: [2, 1] }] } } }, 'at /cases/0/expect/attributes/a/oneOf/0/between'],
    [{ attributes: { a: { present: 'yes' } } }, 'is neither true nor false'],
    [{ entries: [{ kind: 'observation', value: { between: [9, 1] } }] }, 'at /cases/0/expect/entries/0/value/between'],
    [{ visitShares: { Onset: [0.4, 0.1] } }, '[0.4,0.1] is upside down'],
  ])('may not be %j', async (expected, message) => {
    const fault = await faultOf(expected);
    expect(fault).toMatch(/^x\.cases\.json:3:\d+: /);
    expect(fault).toContain(message);
  });

  it('is told with its place, each fault in a line', async () => {
    const fault = await faultOf({ signals: { Ab: { between: [2, 1] } }, deathBetween: [5, 4] });
    expect(fault.split('\n')).toEqual([
      'x.cases.json:3:29: [2,1] is upside down: the lower bound comes first at /cases/0/expect/signals/Ab/between',
      'x.cases.json:3:52: [5,4] is upside down: the lower bound comes first at /cases/0/expect/deathBetween',
    ]);
  });
});
