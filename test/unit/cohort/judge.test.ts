import { describe, expect, it } from 'vitest';
import { CohortJudge, type Membership } from '../../../src/cohort/judge.ts';
import { formatDate, HOUR, parseTime, type SimTime } from '../../../src/core/time.ts';
import type { PatientRecord } from '../../../src/record/patient-record.ts';
import { cohortOf, DRUG, ILL, LAB, PANEL, PEANUT, PLAN, SYSTOLIC } from '../../support/cohorts.ts';
import { RecordBuilder } from '../../support/records.ts';

const UNTIL = at('2025-01-01') - 9 * HOUR;

function at(date: string): SimTime {
  return (parseTime(date) as SimTime) + 9 * HOUR;
}

/** What a builder does with a record before it is finished. */
type Build = (record: RecordBuilder) => void;

function chart(build: Build, death?: string): PatientRecord {
  const builder = new RecordBuilder(2, { birth: at('1980-05-10'), sex: 'F', race: 'asian', ethnicity: 'hispanic' });
  build(builder);
  if (death === undefined) return builder.record({ end: UNTIL });
  const time = at(death);
  return builder.record({ end: time, death: { time, code: null, cause: builder.cause } });
}

function visit(record: RecordBuilder, date: string) {
  return record.encounter(at(date));
}

const ill =
  (date: string, more = {}): Build =>
  (record) =>
    record.condition(ILL, at(date), visit(record, date), more);
const drug =
  (date: string, more = {}): Build =>
  (record) =>
    record.medication(DRUG, visit(record, date), more);
const lab =
  (date: string, value: number): Build =>
  (record) =>
    record.observation(LAB, visit(record, date), value, { unit: '%', category: 'laboratory' });
const pressure =
  (date: string, value: number): Build =>
  (record) =>
    record.observation(PANEL, visit(record, date), null, { components: [record.component(SYSTOLIC, value, 'mm[Hg]')] });
const all =
  (...steps: readonly Build[]): Build =>
  (record) => {
    for (const step of steps) step(record);
  };

function judged(more: object, record: PatientRecord): Membership | string {
  return new CohortJudge(cohortOf(more), UNTIL).judge(record);
}

function indexOf(found: Membership | string): string {
  return typeof found === 'string' ? found : formatDate(found.index);
}

const DIAGNOSIS = [{ event_type: 'condition', codes: [ILL] }];

describe('the index event', () => {
  it('is the first that matches', () => {
    expect(indexOf(judged({}, chart(all(ill('2020-02-03'), ill('2019-01-05')))))).toBe('2019-01-05');
  });

  it('lies in the period, both days included', () => {
    const index = { event: 'Diagnosis', from: '2019-01-05', to: '2019-01-05' };
    expect(indexOf(judged({ index }, chart(ill('2019-01-05'))))).toBe('2019-01-05');
    expect(judged({ index }, chart(ill('2019-01-06')))).toBe('index');
    expect(judged({ index }, chart(ill('2019-01-04')))).toBe('index');
  });

  it('is the first at which the index condition holds', () => {
    const events = { Diagnosis: DIAGNOSIS, Lab: [{ event_type: 'observation', codes: [LAB] }] };
    const when = { condition_type: 'Event', event: 'Diagnosis', window: 'before index' };
    const index = { event: 'Lab', when };
    const labs = all(lab('2018-01-01', 7), ill('2018-06-01'), lab('2019-01-01', 7), lab('2020-01-01', 7));
    expect(indexOf(judged({ events, index }, chart(labs)))).toBe('2019-01-01');
    expect(judged({ events, index }, chart(lab('2018-01-01', 7)))).toBe('index-when');
  });

  it('is not moved by what a criterion says of its date', () => {
    const inclusion = [{ name: 'Since 2020', when: { condition_type: 'Date', operator: '>=', year: 2020 } }];
    expect(judged({ inclusion }, chart(all(ill('2019-01-05'), ill('2020-02-03'))))).toBe('inclusion/0');
  });

  it('is none that nobody has found', () => {
    expect(judged({}, chart(ill('2019-01-05', { diagnosed: false })))).toBe('index');
  });
});

describe('criteria', () => {
  const events = {
    Diagnosis: DIAGNOSIS,
    Drug: [{ event_type: 'medication', codes: [DRUG] }],
    'High lab': [{ event_type: 'observation', codes: [LAB], operator: '>=', value: 7, unit: '%' }],
    'High pressure': [{ event_type: 'observation', codes: [SYSTOLIC], operator: '>=', value: 140 }],
    Stay: [{ event_type: 'encounter', encounter_class: 'inpatient' }],
    Death: [{ event_type: 'death' }],
  };
  const base = all(ill('2020-06-15'));

  /** Whether a condition holds of the chart at the index date, 2020-06-15. */
  function holds(when: object, build: Build, death?: string): boolean {
    const inclusion = [{ name: 'It holds', when }];
    const found = judged({ events, inclusion }, chart(all(base, build), death));
    if (typeof found === 'string' && found !== 'inclusion/0') throw new Error(found);
    return typeof found !== 'string';
  }

  const event = (name: string, window: unknown, more = {}) => ({
    condition_type: 'Event',
    event: name,
    window,
    ...more,
  });
  const days = (quantity: number) => ({ quantity, unit: 'days' });

  it.each<[string, object, Build, boolean]>([
    ['an event before', event('Drug', 'before index'), drug('2020-06-14'), true],
    ['not on the day', event('Drug', 'before index'), drug('2020-06-15'), false],
    ['up to the day', event('Drug', 'up to index'), drug('2020-06-15'), true],
    ['at the index date', event('Drug', 'at index'), drug('2020-06-15'), true],
    ['after it', event('Drug', 'after index'), drug('2020-06-16'), true],
    ['within 30 days before', event('Drug', { from: days(-30), to: days(-1) }), drug('2020-05-16'), true],
    ['not 31', event('Drug', { from: days(-30), to: days(-1) }), drug('2020-05-15'), false],
    ['in the follow-up', event('Drug', 'follow-up'), drug('2022-06-15'), true],
    ['not after its end', event('Drug', 'follow-up'), drug('2022-06-16'), false],
    ['a washout', event('Drug', 'before index', { maximum: 0 }), drug('2010-01-01'), false],
    ['a count', event('Drug', 'before index', { minimum: 2 }), all(drug('2019-01-01'), drug('2020-01-01')), true],
    ['a count of one', event('Drug', 'before index', { minimum: 2 }), drug('2019-01-01'), false],
    [
      'at most so many',
      event('Drug', 'before index', { minimum: 1, maximum: 1 }),
      all(drug('2019-01-01'), drug('2020-01-01')),
      false,
    ],
    [
      'several on one day are one',
      event('Drug', 'before index', { minimum: 2, on_different_days: true }),
      all(drug('2019-01-01'), drug('2019-01-01')),
      false,
    ],
    ['what goes on', event('Drug', 'at index', { overlapping: true }), drug('2019-01-01'), true],
    [
      'what is over',
      event('Drug', 'at index', { overlapping: true }),
      drug('2019-01-01', { stop: at('2020-06-14') }),
      false,
    ],
    ['a value that is high', event('High lab', 'up to index'), lab('2020-06-01', 7), true],
    ['a value that is not', event('High lab', 'up to index'), lab('2020-06-01', 6.9), false],
    ['a value of a component', event('High pressure', 'up to index'), pressure('2020-06-01', 150), true],
    ['a component that is not high', event('High pressure', 'up to index'), pressure('2020-06-01', 139), false],
  ])('Event: %s', (_what, when, build, expected) => {
    expect(holds(when, build)).toBe(expected);
  });

  it('Event: a death, and a stay by its class', () => {
    expect(holds(event('Death', 'follow-up'), all(), '2021-01-01')).toBe(true);
    expect(holds(event('Death', 'follow-up'), all())).toBe(false);
    const stay: Build = (record) => record.encounter(at('2020-07-01'), 'inpatient');
    expect(holds(event('Stay', 'follow-up'), stay)).toBe(true);
    expect(holds(event('Stay', 'follow-up'), drug('2020-07-01'))).toBe(false);
  });

  it('Event: a result in another unit does not count', () => {
    const other: Build = (record) => record.observation(LAB, visit(record, '2020-06-01'), 53, { unit: 'mmol/mol' });
    expect(holds(event('High lab', 'up to index'), other)).toBe(false);
  });

  it.each<[object, Build, boolean]>([
    [{ condition_type: 'True' }, all(), true],
    [{ condition_type: 'Gender', gender: 'F' }, all(), true],
    [{ condition_type: 'Gender', gender: 'M' }, all(), false],
    [{ condition_type: 'Race', race: 'Asian' }, all(), true],
    [{ condition_type: 'Attribute', attribute: 'ethnicity', operator: '==', value: 'hispanic' }, all(), true],
    [{ condition_type: 'Attribute', attribute: 'state', operator: '==', value: 'Ohio' }, all(), false],
    [{ condition_type: 'Attribute', attribute: 'city', operator: '==', value: 'Boston' }, all(), true],
    [{ condition_type: 'Age', operator: '==', quantity: 40, unit: 'years' }, all(), true],
    [{ condition_type: 'Age', operator: '<', quantity: 481, unit: 'months' }, all(), false],
    [{ condition_type: 'Date', operator: '==', year: 2020 }, all(), true],
    [{ condition_type: 'Active Condition', codes: [ILL] }, all(), true],
    [{ condition_type: 'Active Medication', codes: [DRUG] }, drug('2020-01-01'), true],
    [{ condition_type: 'Active Medication', codes: [DRUG] }, drug('2020-01-01', { stop: at('2020-06-15') }), false],
    [{ condition_type: 'Active Medication', codes: [DRUG] }, drug('2020-07-01'), false],
    [
      { condition_type: 'Observation', codes: [LAB], operator: '>', value: 7 },
      all(lab('2019-01-01', 9), lab('2020-01-01', 6)),
      false,
    ],
    [
      { condition_type: 'Observation', codes: [LAB], operator: '>', value: 7 },
      all(lab('2020-01-01', 8), lab('2020-07-01', 6)),
      true,
    ],
    [{ condition_type: 'Observation', codes: [LAB], operator: 'is nil' }, all(), true],
    [{ condition_type: 'Not', condition: { condition_type: 'Active Medication', codes: [DRUG] } }, all(), true],
    [
      {
        condition_type: 'At Least',
        minimum: 1,
        conditions: [{ condition_type: 'Gender', gender: 'M' }, event('Drug', 'whole life')],
      },
      drug('2024-01-01'),
      true,
    ],
    [
      {
        condition_type: 'At Most',
        maximum: 1,
        conditions: [{ condition_type: 'Gender', gender: 'F' }, event('Drug', 'whole life')],
      },
      drug('2024-01-01'),
      false,
    ],
  ])('%j', (when, build, expected) => {
    expect(holds(when, build)).toBe(expected);
  });

  it('Active Allergy and Active CarePlan see what has begun, and not what nobody has found', () => {
    const has = (type: string, code: object) => ({ condition_type: type, codes: [code] });
    const allergic =
      (diagnosed: boolean): Build =>
      (record) =>
        record.allergy(PEANUT, at('2010-01-01'), null, { diagnosed });
    const planned =
      (date: string): Build =>
      (record) =>
        record.carePlan(PLAN, visit(record, date));
    expect(holds(has('Active Allergy', PEANUT), allergic(true))).toBe(true);
    expect(holds(has('Active Allergy', PEANUT), allergic(false))).toBe(false);
    expect(holds(has('Active CarePlan', PLAN), planned('2020-01-01'))).toBe(true);
    expect(holds(has('Active CarePlan', PLAN), planned('2020-07-01'))).toBe(false);
  });

  it('are asked in order: inclusions, exclusions, follow-up; the first that fails counts', () => {
    const male = { name: 'Man', when: { condition_type: 'Gender', gender: 'M' } };
    const treated = { name: 'Treated', when: event('Drug', 'up to index') };
    const more = { events, inclusion: [treated, male] };
    expect(judged(more, chart(base))).toBe('inclusion/0');
    expect(judged(more, chart(all(base, drug('2020-01-01'))))).toBe('inclusion/1');
    const exclusion = [{ name: 'Treated', when: event('Drug', 'up to index') }];
    expect(judged({ events, exclusion }, chart(all(base, drug('2020-01-01'))))).toBe('exclusion/0');
    expect(indexOf(judged({ events, exclusion }, chart(base)))).toBe('2020-06-15');
  });
});

describe('follow-up', () => {
  const years = (quantity: number) => ({ quantity, unit: 'years' });
  const end = (found: Membership | string) =>
    typeof found === 'string' ? found : [formatDate(found.followUpEnd * 86_400_000), found.ending];

  it.each<[string, string | undefined, readonly [string, string]]>([
    ['2020-06-15', undefined, ['2022-06-15', 'length reached']],
    ['2024-06-15', undefined, ['2025-01-01', 'end of records']],
    ['2023-01-01', undefined, ['2025-01-01', 'length reached']],
    ['2020-06-15', '2021-03-04', ['2021-03-04', 'death']],
    ['2020-06-15', '2022-06-15', ['2022-06-15', 'death']],
    ['2020-06-15', '2022-06-16', ['2022-06-15', 'length reached']],
  ])('from %s, death %s: %j', (index, death, expected) => {
    expect(end(judged({}, chart(ill(index), death)))).toEqual(expected);
  });

  it('needs records over the minimum; who dies in it stays, unless the file says otherwise', () => {
    const follow_up = { length: years(2), minimum: years(1) };
    expect(judged({ follow_up }, chart(ill('2024-01-02')))).toBe('follow-up');
    expect(end(judged({ follow_up }, chart(ill('2024-01-01'))))).toEqual(['2025-01-01', 'end of records']);
    expect(end(judged({ follow_up }, chart(ill('2020-01-01'), '2020-05-05')))).toEqual(['2020-05-05', 'death']);
    const excluded = { follow_up: { ...follow_up, deaths: 'excluded' } };
    expect(judged(excluded, chart(ill('2020-01-01'), '2020-12-31'))).toBe('deaths');
    expect(end(judged(excluded, chart(ill('2020-01-01'), '2021-01-01')))).toEqual(['2021-01-01', 'death']);
  });

  it('tells which outcomes came', () => {
    const events = { Diagnosis: DIAGNOSIS, Drug: [{ event_type: 'medication', codes: [DRUG] }] };
    const when = { condition_type: 'Event', event: 'Drug', window: 'follow-up' };
    const outcomes = [
      { name: 'Drug', when },
      { name: 'No drug', when: { condition_type: 'Not', condition: when } },
    ];
    const found = judged({ events, outcomes }, chart(all(ill('2020-06-15'), drug('2021-01-01'))));
    expect(found).toMatchObject({ outcomes: [true, false] });
  });
});
