import { describe, expect, it } from 'vitest';
import { DAY, HOUR, WEEK } from '../../../src/core/time.ts';
import { snomed } from '../../support/records.ts';
import { BIRTH, delay, ENCOUNTER_END, encounter, guard, type Json, live, type States } from '../../support/scripts.ts';

const FOREVER = guard({ condition_type: 'False' });
const ILL = snomed('73211009', 'Diabetes');

function procedure(hours: number): Json {
  return {
    type: 'Procedure',
    codes: [snomed('1', 'Work')],
    duration: { low: hours, high: hours, unit: 'hours' },
  };
}

describe('the record of a finished life', () => {
  const operation: States = {
    Wait: delay(10, 'days'),
    Stay: encounter('inpatient'),
    Work: procedure(6),
    Leave: ENCOUNTER_END,
  };

  it('ends at the reference date: what goes on then ends then, and what is open stays open', () => {
    const order = { type: 'MedicationOrder', codes: [snomed('2', 'Drug')] };
    const end = BIRTH + 10 * DAY + HOUR;
    const { record, entries } = live({ m: operation, n: { Order: order } }, { end });
    expect([record.end, record.death]).toEqual([end, null]);
    expect(entries('procedure')).toMatchObject([{ start: BIRTH + 10 * DAY, stop: end }]);
    expect(entries('encounter').at(-1)).toMatchObject({ name: 'Stay', stop: end, ended: true });
    expect(entries('medication')).toMatchObject([{ stop: null }]);
  });

  it('ends at a death from no module as at any other, without a certificate', () => {
    const end = BIRTH + 10 * DAY + HOUR;
    const { record, entries } = live({ m: operation }, { backgroundDeath: end });
    expect(record.death).toMatchObject({ time: end, code: null, cause: { module: 'background mortality' } });
    expect(entries('procedure')[0]?.stop).toBe(end);
    expect(entries('report')).toEqual([]);
  });

  it('of two deaths tells the earlier, with its cause', () => {
    const die = { Wait: delay(10, 'days'), Die: { type: 'Death', codes: [ILL] } };
    const natural = (days: number) => live({ die }, { backgroundDeath: BIRTH + days * DAY }).record.death;
    expect(natural(5)).toMatchObject({ time: BIRTH + 5 * DAY, code: null });
    expect(natural(15)).toMatchObject({ time: BIRTH + 10 * DAY, code: ILL });
  });

  it('leaves out what one module did after a death that another goes back to', () => {
    const symptom = { type: 'Symptom', symptom: 'Pain', exact: { quantity: 10 } };
    const active = {
      Wait: delay(13, 'days'),
      Ill: { type: 'ConditionOnset', codes: [ILL], target_encounter: 'Never' },
      Ache: symptom,
      Visit: encounter('ambulatory'),
      Work: procedure(1),
      Never: FOREVER,
    };
    const die = { Wait: delay(9, 'days'), Die: { type: 'Death' } };
    const { record, life } = live({ a: active, b: die }, { grain: WEEK });
    expect(record.end).toBe(BIRTH + 9 * DAY);
    expect(life.recorder.entries.some(({ name }) => name === 'Visit')).toBe(true);
    expect(record.entries.map(({ name }) => name)).toEqual(['encounter scheduler']);
    expect([record.undiagnosed, record.symptoms]).toEqual([[], []]);
  });

  it('tells of illness that nobody found, and of symptoms', () => {
    const module = {
      Wait: delay(10, 'days'),
      Ill: { type: 'ConditionOnset', codes: [ILL], target_encounter: 'Never' },
      Ache: { type: 'Symptom', symptom: 'Pain', exact: { quantity: 10 } },
      Never: FOREVER,
    };
    const { record } = live({ m: module }, { end: BIRTH + 20 * DAY });
    expect(record.undiagnosed).toMatchObject([{ codes: [ILL], onset: BIRTH + 10 * DAY, diagnosed: false }]);
    expect(record.symptoms).toMatchObject([{ symptom: 'Pain', value: 10, time: BIRTH + 10 * DAY }]);
  });
});
