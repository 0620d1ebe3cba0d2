import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '../../../src/core/time.ts';
import { EXPORT_DEFAULTS } from '../../../src/export/exporter.ts';
import { OutputFolder } from '../../../src/export/sink.ts';
import { AgeHistogram } from '../../../src/export/states/age-histogram.ts';
import { states } from '../../../src/export/states/states-exporter.ts';
import type { StateVisit, VisitLog } from '../../../src/record/visit-log.ts';
import { RecordBuilder } from '../../support/records.ts';

const YEAR = 365.25 * DAY;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'states-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function visit(
  state: string,
  entered: number | null,
  left: number | null,
  next: string | null,
  file = 'm',
): StateVisit {
  return { file, state, entered, left, next };
}

/** Exports lives, the `i`-th of which is born at day `i`, in as many ranges as lists; gives both tables. */
function exported(ranges: readonly (readonly VisitLog[])[]): [states: string[], transitions: string[]] {
  const context = { out: new OutputFolder(root), options: EXPORT_DEFAULTS, utcOffsetMinutes: () => 0 };
  const parts = ranges.map((logs) => {
    const run = states.open(context);
    for (const [slot, log] of logs.entries()) run.patient(new RecordBuilder(slot, { birth: 0 }).record(), log);
    return structuredClone(run.finish());
  });
  const { files } = states.close(context, parts);
  expect(files.map(({ path }) => path)).toEqual(['states/states.csv', 'states/transitions.csv']);
  const lines = (name: string): string[] => readFileSync(join(root, 'states', name), 'utf8').split('\n');
  return [lines('states.csv'), lines('transitions.csv')];
}

const LIFE: VisitLog = [
  visit('Initial', 0, 0, 'Wait'),
  visit('Wait', 0, 10 * YEAR, 'Visit, "first"'),
  visit('Visit, "first"', 10 * YEAR, 10 * YEAR + DAY / 2, 'Wait'),
  visit('Wait', 10 * YEAR + DAY / 2, null, null),
];

/** Dies on entering Death: the Terminal after it is never processed. */
const DEATH: VisitLog = [
  visit('Initial', 0, 0, 'Wait'),
  visit('Wait', 0, 20 * YEAR, 'Death'),
  visit('Death', 20 * YEAR, 20 * YEAR, 'Terminal'),
  visit('Terminal', null, null, null),
];

describe('the states exporter', () => {
  it('counts lives, visitors, visits, first ages and stays', () => {
    const [table] = exported([[LIFE, DEATH]]);
    expect(table).toEqual([
      'file,state,lives,visitors,visits,first_age_p25,first_age_p50,first_age_p75,mean_stay_days',
      'm,Death,2,1,1,20.00,20.00,20.00,0.000',
      'm,Initial,2,2,2,0.00,0.00,0.00,0.000',
      'm,"Visit, ""first""",2,1,1,10.00,10.00,10.00,0.500',
      'm,Wait,2,2,3,0.00,0.00,0.00,5478.750',
      '',
    ]);
  });

  it('counts transitions, but none to a state that death kept from being entered', () => {
    const [, table] = exported([[LIFE, DEATH]]);
    expect(table).toEqual([
      'file,from,to,count',
      'm,Initial,Wait,2',
      'm,"Visit, ""first""",Wait,1',
      'm,Wait,Death,1',
      'm,Wait,"Visit, ""first""",1',
      '',
    ]);
  });

  it('leaves the mean stay empty when nobody left', () => {
    const [table] = exported([[[visit('Wait', 0, null, null)]]]);
    expect(table[1]).toBe('m,Wait,1,1,1,0.00,0.00,0.00,');
  });

  it('gives the same for every division of the population', () => {
    const lives = [LIFE, DEATH, [visit('Other', 5 * YEAR, 7 * YEAR, null, 'n')], DEATH, LIFE];
    const whole = exported([lives]);
    expect(exported([lives.slice(0, 2), lives.slice(2)])).toEqual(whole);
    expect(exported([lives.slice(2), [], lives.slice(0, 2)])).toEqual(whole);
  });

  it('asks for the visit log', () => {
    const run = states.open({ out: new OutputFolder(root), options: EXPORT_DEFAULTS, utcOffsetMinutes: () => 0 });
    expect(() => run.patient(new RecordBuilder(0).record(), undefined)).toThrow(/needs the visit log/);
  });
});

describe('AgeHistogram', () => {
  it('gives quantiles by nearest rank, to the hundredth of a year', () => {
    const ages = new AgeHistogram();
    for (let i = 1; i <= 100; i++) ages.add(0, i * 0.37 * YEAR);
    expect([0.25, 0.5, 0.75, 1].map((p) => ages.quantile(p))).toEqual([9.25, 18.5, 27.75, 37]);
    expect(new AgeHistogram().quantile(0.5)).toBeNaN();
  });
});
