import { describe, expect, it } from 'vitest';
import { DAY, HOUR, type SimTime, timeOf, WEEK, YEAR } from '../../../src/core/time.ts';
import { primaryCode } from '../../../src/record/recorder.ts';
import { rxnorm, snomed } from '../../support/records.ts';
import {
  BIRTH,
  compiled,
  delay,
  ENCOUNTER_END,
  encounter,
  guard,
  type Json,
  type Lived,
  live,
  type States,
  set,
  simulationOf,
  WELLNESS,
} from '../../support/scripts.ts';

/** Waits for an attribute that nobody sets. */
const FOREVER = guard({ condition_type: 'False' });

function symptom(name: string, quantity: number): Json {
  return { type: 'Symptom', symptom: name, exact: { quantity } };
}

/** Visits of the scheduler, by class, with days after birth. */
function scheduled({ entries }: Lived): readonly (readonly [string, number])[] {
  return entries('encounter')
    .filter(({ cause }) => cause.module === 'encounter scheduler')
    .map(({ encounterClass, start }) => [encounterClass, (start - BIRTH) / DAY]);
}

describe('symptoms of several modules', () => {
  it('gmf 21: the greatest value counts, addressing it leaves the next, and setting it again revives it', () => {
    const { life } = simulationOf(compiled({ a: {}, b: {} }).program);
    const { symptoms } = life;
    for (const value of [0, 100, 200]) symptoms.set('Pain', 0, value);
    for (const value of [0, 10, 20]) symptoms.set('Pain', 1, value);
    const values: number[] = [symptoms.value('Pain')];
    for (let i = 0; i < 2; i++) {
      symptoms.addressGreatest();
      values.push(symptoms.value('Pain'));
    }
    symptoms.set('Pain', 0, 150);
    expect([...values, symptoms.value('Pain')]).toEqual([200, 20, 0, 150]);
  });

  it('gmf 22: a condition on a symptom sees the greatest value of all modules', () => {
    const pain = (operator: string, value: number): Json => ({
      condition_type: 'Symptom',
      symptom: 'PainLevel',
      operator,
      value,
    });
    const ask = (name: string, condition: Json): Json => ({
      type: 'Simple',
      conditional_transition: [{ condition, transition: `${name} yes` }, { transition: `${name} no` }],
    });
    const asks = (name: string, condition: Json, next: string): States => ({
      [name]: ask(name, condition),
      [`${name} yes`]: { ...set(name, true), direct_transition: next },
      [`${name} no`]: { ...set(name, false), direct_transition: next },
    });
    const { life } = live({
      one: { 'Set 60': symptom('PainLevel', 60), Wait: delay(2, 'days'), 'Set 10': symptom('PainLevel', 10) },
      two: {
        'Wait 1': { ...delay(1, 'days'), direct_transition: 'first' },
        ...asks('first', pain('>', 50), 'Wait 2'),
        'Wait 2': { ...delay(2, 'days'), direct_transition: 'second' },
        ...asks('second', pain('>', 50), 'Wait 3'),
        'Wait 3': { ...delay(2, 'days'), direct_transition: 'third' },
        ...asks('third', pain('>', 50), 'fourth'),
        ...asks('fourth', pain('<=', 80), 'End'),
      },
      three: { Wait: delay(4, 'days'), 'Set 100': symptom('PainLevel', 100) },
    });
    expect(['first', 'second', 'third', 'fourth'].map((name) => life.attributeNamed(name))).toEqual([
      ...[true, false, true, false],
    ]);
  });
});

describe('visits of the scheduler', () => {
  it.each([
    [301, 'outpatient', '185349003'],
    [351, 'urgentcare', '702927004'],
    [501, 'emergency', '50849002'],
  ])('gmf 32: symptoms of %i lead to a visit of class %s', (total, encounterClass, code) => {
    const half = Math.floor(total / 2);
    const lived = live(
      {
        ill: { Wait: delay(10, 'days'), A: symptom('A', half), B: symptom('B', total - half) },
      },
      { end: BIRTH + 20 * DAY },
    );
    expect(scheduled(lived)).toEqual([
      ['wellness', 0],
      [encounterClass, 10],
    ]);
    expect(primaryCode(lived.entries('encounter')[1] as never)).toBe(code);
  });

  it('gmf 32: a total at a threshold does not exceed it', () => {
    const lived = live({ ill: { Wait: delay(10, 'days'), A: symptom('A', 300) } }, { end: BIRTH + 20 * DAY });
    expect(scheduled(lived)).toEqual([['wellness', 0]]);
  });

  it('gmf 32: with an encounter open no visit is made, and it comes when that ends', () => {
    const stay = {
      Wait: delay(10, 'days'),
      Stay: encounter('inpatient'),
      Rest: delay(9, 'days'),
      Leave: ENCOUNTER_END,
    };
    const lived = live({ ill: { Wait: delay(11, 'days'), A: symptom('A', 600) }, stay }, { end: BIRTH + 25 * DAY });
    expect(scheduled(lived)).toEqual([
      ['wellness', 0],
      ['emergency', 19],
    ]);
  });

  it('gmf 32: an unchanged total makes no second visit, a changed one does', () => {
    const again = (quantity: number) =>
      live(
        { ill: { Wait: delay(8, 'days'), A: symptom('A', 310), Then: delay(8, 'days'), B: symptom('A', quantity) } },
        { end: BIRTH + 25 * DAY },
      );
    expect(scheduled(again(310))).toEqual([
      ['wellness', 0],
      ['outpatient', 8],
    ]);
    expect(scheduled(again(311))).toEqual([
      ['wellness', 0],
      ['outpatient', 8],
      ['outpatient', 16],
    ]);
  });

  it('gmf 33: after a wellness visit at 25 the next follows in 1095 days, with a chronic drug in 365', () => {
    const order = {
      type: 'MedicationOrder',
      codes: [rxnorm('860975', 'Metformin')],
      chronic: true,
    };
    const visits = (states: States) =>
      scheduled(live({ drug: states }, { grain: WEEK, end: BIRTH + 40 * YEAR })).map(([, day]) => day);
    const without = visits({ Wait: FOREVER });
    const birthday = (timeOf(2010, 1, 15) - BIRTH) / DAY;
    const first = without.findIndex((day) => day >= birthday);
    const from = without[first] as number;
    expect((without[first + 1] as number) - from).toBe(Math.ceil(1095 / 7) * 7);
    const withDrug = visits({ Wait: delay(from + 1, 'days'), Order: order });
    expect(withDrug.slice(0, first + 1)).toEqual(without.slice(0, first + 1));
    expect((withDrug[first + 1] as number) - from).toBe(Math.ceil(365 / 7) * 7);
  });

  it('gmf 34: while one module holds an encounter another waits, no wellness visit starts, and both follow its end', () => {
    const lived = live(
      {
        a: { Wait: delay(20, 'days'), Stay: encounter('inpatient'), Rest: delay(20, 'days'), Leave: ENCOUNTER_END },
        b: { Wait: delay(25, 'days'), Visit: encounter('ambulatory'), Leave: ENCOUNTER_END },
      },
      { end: BIRTH + 50 * DAY },
    );
    expect(scheduled(lived)).toEqual([
      ['wellness', 0],
      ['wellness', 40],
    ]);
    const visit = lived.entries('encounter').find(({ name }) => name === 'Visit');
    expect(visit?.start).toBe(BIRTH + 40 * DAY);
    expect(lived.visitsTo('Visit')).toMatchObject([{ entered: BIRTH + 25 * DAY, left: BIRTH + 40 * DAY }]);
  });

  it('gmf 34: on the weekly grid the other module follows at its own next run', () => {
    const lived = live(
      {
        a: { Wait: delay(2, 'weeks'), Stay: encounter('inpatient'), Rest: delay(10, 'days'), Leave: ENCOUNTER_END },
        b: { Wait: delay(3, 'weeks'), Visit: encounter('ambulatory'), Leave: ENCOUNTER_END },
      },
      { grain: WEEK, end: BIRTH + 50 * DAY },
    );
    const visit = lived.entries('encounter').find(({ name }) => name === 'Visit');
    expect(visit?.start).toBe(BIRTH + 4 * WEEK);
  });

  it('a wellness state fills the visit at the time it begins, once a visit', () => {
    const lived = live(
      {
        checkup: {
          Checkup: WELLNESS,
          See: { type: 'Counter', attribute: 'seen', action: 'increment' },
          Leave: { ...ENCOUNTER_END, direct_transition: 'Checkup' },
        },
      },
      { end: BIRTH + 100 * DAY },
    );
    expect(lived.life.attributeNamed('seen')).toBe(scheduled(lived).length);
    expect(scheduled(lived).map(([, day]) => day)).toEqual([0, 30, 90]);
  });
});

describe('guards', () => {
  it('gmf 57: a guard on age opens at the first tick on or after the birthday, at that tick', () => {
    const adult = guard({ condition_type: 'Age', operator: '>=', quantity: 18, unit: 'years' });
    const birthday = timeOf(2003, 1, 15);
    const tick = BIRTH + Math.ceil((birthday - BIRTH) / WEEK) * WEEK;
    const weekly = live({ m: { Adult: adult, Mark: set('adult', true) } }, { grain: WEEK });
    expect(weekly.visitsTo('Adult')).toMatchObject([{ entered: BIRTH, left: tick }]);
    expect(weekly.visitsTo('Mark')).toMatchObject([{ entered: tick }]);
  });

  it('gmf 57: without a grid it opens on the birthday itself', () => {
    const adult = guard({ condition_type: 'Age', operator: '>=', quantity: 18, unit: 'years' });
    const exact = live({ m: { Adult: adult } }, { birth: BIRTH + 5 * HOUR });
    expect(exact.visitsTo('Adult')).toMatchObject([{ left: timeOf(2003, 1, 15) }]);
  });
});

describe('the end of a life', () => {
  const stroke = snomed('230690007', 'Cerebrovascular accident');
  const dying: States = {
    Grow: delay(3, 'years'),
    Stay: encounter('inpatient'),
    Die: { type: 'Death', codes: [stroke], exact: { quantity: 3, unit: 'days' } },
    Rest: delay(20, 'days'),
    Leave: ENCOUNTER_END,
  };

  it('gmf 51: a known cause is certified in a wellness encounter at the death', () => {
    const lived = live({ stroke: dying });
    const death = lived.record.death?.time as SimTime;
    const certificate = lived.entries('encounter').find((entry) => primaryCode(entry) === '308646001');
    expect(certificate).toMatchObject({ encounterClass: 'wellness', start: death, stop: death, reason: stroke });
    const observation = lived.entries('observation').find((entry) => primaryCode(entry) === '69453-9');
    expect(observation).toMatchObject({ category: 'exam', value: stroke, start: death });
    const report = lived.entries('report').find((entry) => primaryCode(entry) === '69409-1');
    expect(report?.observations).toEqual([observation]);
    expect([observation?.encounter, report?.encounter]).toEqual([certificate, certificate]);
  });

  it('gmf 51: a death without a known cause has no certificate', () => {
    const lived = live({ m: { Grow: delay(30, 'years'), Die: { type: 'Death' } } });
    expect(lived.record.death).toMatchObject({ code: null });
    expect(lived.entries('encounter').some((entry) => primaryCode(entry) === '308646001')).toBe(false);
  });

  it('gmf 53: no encounter but the certificate begins at or after the death, whatever other modules do', () => {
    const busy = {
      Wait: delay(1, 'days'),
      Visit: encounter('ambulatory'),
      Leave: { ...ENCOUNTER_END, direct_transition: 'Wait' },
    };
    const lived = live({ busy, stroke: dying }, { grain: WEEK });
    const death = lived.record.death?.time as SimTime;
    const late = lived.entries('encounter').filter(({ start }) => start >= death);
    expect(late.map(primaryCode)).toEqual(['308646001']);
    expect(lived.record.end).toBe(death);
    for (const entry of lived.record.entries) {
      expect(entry.start).toBeLessThanOrEqual(death);
      expect(entry.stop ?? death).toBeLessThanOrEqual(death);
    }
  });

  it('gmf 53: an encounter that is open at the death is closed then', () => {
    const lived = live({ stroke: dying });
    const stay = lived.entries('encounter').find(({ name }) => name === 'Stay');
    expect(stay).toMatchObject({ ended: true, stop: lived.record.death?.time });
  });
});
