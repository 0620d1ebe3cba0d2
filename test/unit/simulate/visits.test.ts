import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, timeOf, WEEK } from '../../../src/core/time.ts';
import { primaryCode } from '../../../src/record/recorder.ts';
import { WellnessIntervals } from '../../../src/simulate/wellness-interval.ts';
import { rxnorm, snomed } from '../../support/records.ts';
import {
  BIRTH,
  delay,
  ENCOUNTER_END,
  encounter,
  guard,
  type Json,
  type Lived,
  live,
  native,
  type States,
  set,
  WELLNESS,
} from '../../support/scripts.ts';

const FOREVER = guard({ condition_type: 'False' });
const END = BIRTH + 100 * DAY;
const DRUG = rxnorm('860975', 'Metformin');

function symptom(name: string, quantity: number): Json {
  return { type: 'Symptom', symptom: name, exact: { quantity } };
}

function visitsOf({ entries }: Lived): readonly (readonly [string, number])[] {
  return entries('encounter').map(({ name, start }) => [name, (start - BIRTH) / DAY]);
}

const VISIT = 'encounter scheduler';

describe('the visit scheduler', () => {
  it('gives children and adults their codes', () => {
    const { entries } = live({ m: { Wait: FOREVER } }, { end: BIRTH + 21 * 366 * DAY });
    const turn = timeOf(2003, 1, 15);
    for (const visit of entries('encounter')) {
      expect(primaryCode(visit)).toBe(visit.start < turn ? '410620009' : '162673000');
      expect(visit).toMatchObject({ encounterClass: 'wellness', stop: visit.start + 15 * MINUTE, ended: true });
    }
    expect(entries('encounter').some(({ start }) => start >= turn)).toBe(true);
  });

  it('makes no visit for symptoms while one for wellness is due, and comes back for them a week later', () => {
    const lived = live({ ill: { Wait: delay(30, 'days'), Ache: symptom('Ache', 600) } }, { end: END });
    expect(visitsOf(lived).slice(0, 4)).toEqual([
      [VISIT, 0],
      [VISIT, 30],
      [VISIT, 37],
      [VISIT, 90],
    ]);
    expect(lived.entries('encounter')[2]?.encounterClass).toBe('emergency');
  });

  it('sees nobody for symptoms twice in a week', () => {
    const states = { Wait: delay(10, 'days'), A: symptom('A', 310), Then: delay(2, 'days'), B: symptom('B', 320) };
    expect(visitsOf(live({ ill: states }, { end: BIRTH + 29 * DAY }))).toEqual([
      [VISIT, 0],
      [VISIT, 10],
      [VISIT, 17],
    ]);
  });

  it('addresses the greatest source, so that the rest still counts', () => {
    const states = { Wait: delay(10, 'days'), A: symptom('A', 400), B: symptom('B', 310) };
    const lived = live({ ill: states }, { end: BIRTH + 29 * DAY });
    expect(lived.entries('encounter').map(({ encounterClass }) => encounterClass)).toEqual([
      ...['wellness', 'emergency', 'outpatient'],
    ]);
  });

  it('counts a wellness encounter of a module as the last visit', () => {
    const lived = live(
      { m: { Wait: delay(20, 'days'), Own: encounter('wellness'), Leave: ENCOUNTER_END } },
      { end: BIRTH + 85 * DAY },
    );
    expect(visitsOf(lived)).toEqual([
      [VISIT, 0],
      ['Own', 20],
      [VISIT, 50],
    ]);
  });

  it('comes earlier once a drug is taken all the time', () => {
    const order = { type: 'MedicationOrder', codes: [DRUG], chronic: true };
    const lived = live({ m: { Grow: delay(25, 'years'), Order: order, Wait: FOREVER } }, { end: timeOf(2012, 1, 1) });
    const starts = lived.entries('encounter').map(({ start }) => start);
    const ordered = lived.entries('medication')[0]?.start ?? 0;
    const before = starts.filter((start) => start < ordered).at(-1) ?? 0;
    expect(starts.find((start) => start >= ordered)).toBe(Math.max(ordered, before + 365 * DAY));
  });
});

describe('renewal of drugs taken all the time', () => {
  const order: Json = {
    type: 'MedicationOrder',
    codes: [DRUG],
    chronic: true,
    assign_to_attribute: 'drug',
    prescription: { refills: 3 },
    reason: 'why',
  };
  const checkup: States = {
    First: WELLNESS,
    Leave: ENCOUNTER_END,
    Second: WELLNESS,
    Out: ENCOUNTER_END,
    Rest: FOREVER,
  };
  const drug: States = { Wait: delay(10, 'days'), Order: order, Rest: FOREVER };
  const options = { end: BIRTH + 60 * DAY, attributes: { why: snomed('73211009', 'Diabetes') } };

  it('ends the old order in the visit that a module joins, and prescribes the same anew', () => {
    const lived = live({ checkup, drug }, options);
    const [old, renewed] = lived.entries('medication');
    const visit = lived.entries('encounter')[1];
    expect(old).toMatchObject({ start: BIRTH + 10 * DAY, stop: BIRTH + 30 * DAY, stopReason: { code: '182840001' } });
    expect(renewed).toMatchObject({
      start: BIRTH + 30 * DAY,
      stop: null,
      stopReason: null,
      name: 'Order',
      chronic: true,
      prescription: { refills: 3 },
      reasons: old?.reasons,
    });
    expect(old?.renewedAs).toBe(renewed);
    expect(renewed?.encounter).toBe(visit);
    expect(renewed?.id).not.toBe(old?.id);
    expect(lived.life.attributeNamed('drug')).toBe(old);
    expect(lived.life.recorder.active('medication', '860975')).toBe(renewed);
  });

  it('is done once a visit, however many modules join it', () => {
    const lived = live({ checkup, drug, other: checkup, third: checkup }, options);
    expect(lived.entries('medication')).toHaveLength(2);
  });

  it('is done in every visit that is joined', () => {
    const often: States = { First: WELLNESS, Leave: { ...ENCOUNTER_END, direct_transition: 'First' } };
    const lived = live({ often, drug }, { ...options, end: BIRTH + 100 * DAY });
    expect(lived.entries('medication').map(({ start }) => (start - BIRTH) / DAY)).toEqual([10, 30, 90]);
  });

  it('does not happen in a visit that no module joins', () => {
    expect(live({ drug }, options).entries('medication')).toHaveLength(1);
  });

  it('keeps ending by attribute working: the renewed order ends too', () => {
    const stop = { ...drug, Rest: delay(30, 'days'), Stop: { type: 'MedicationEnd', referenced_by_attribute: 'drug' } };
    const lived = live({ checkup, drug: stop }, options);
    expect(lived.entries('medication').map((entry) => ((entry.stop ?? 0) - BIRTH) / DAY)).toEqual([30, 40]);
    expect(lived.life.recorder.chronic.size).toBe(0);
  });
});

describe('the lock on encounters', () => {
  const stay = (from: number, days: number): States => ({
    Wait: delay(from, 'days'),
    Stay: encounter('inpatient'),
    Rest: delay(days, 'days'),
    Leave: ENCOUNTER_END,
  });
  const visit = (from: number): States => ({
    Wait: delay(from, 'days'),
    Visit: encounter('ambulatory'),
    Leave: ENCOUNTER_END,
  });

  it('lets a native module open its encounter while a foreign one holds it, and the scheduler its visit', () => {
    const lived = live({ foreign: stay(5, 20), own: native(visit(10)) }, { end: END });
    expect(visitsOf(lived)).toContainEqual(['Visit', 10]);
  });

  it('is not taken by a native module: foreign modules and the scheduler do not wait for it', () => {
    const lived = live({ foreign: visit(12), own: native(stay(5, 40)) }, { end: END });
    expect(visitsOf(lived).slice(0, 4)).toEqual([
      [VISIT, 0],
      ['Stay', 5],
      ['Visit', 12],
      [VISIT, 30],
    ]);
  });

  it('foreign entries are filed in foreign and scheduled encounters only, native ones in their own', () => {
    const work = { type: 'Procedure', codes: [snomed('1', 'Work')] };
    const lived = live(
      {
        foreign: { Wait: delay(6, 'days'), Work: work },
        own: native({
          Wait: delay(5, 'days'),
          Stay: encounter('inpatient'),
          Do: work,
          Rest: delay(9, 'days'),
          Leave: ENCOUNTER_END,
        }),
      },
      { end: END },
    );
    expect(lived.entries('procedure').map(({ name, encounter: where }) => [name, where?.name])).toEqual([
      ['Do', 'Stay'],
      ['Work', VISIT],
    ]);
  });

  it('native modules join the visit of the scheduler, each once', () => {
    const see = {
      First: WELLNESS,
      Seen: { type: 'Counter', attribute: 'seen', action: 'increment' },
      Leave: ENCOUNTER_END,
    };
    const loop: States = { ...see, Leave: { ...ENCOUNTER_END, direct_transition: 'First' } };
    const lived = live({ a: native(loop), b: loop }, { end: BIRTH + 40 * DAY });
    expect(lived.life.attributeNamed('seen')).toBe(4);
  });

  it('is released by the next encounter of the same module only to itself', () => {
    const twice = { ...stay(5, 5), Leave: encounter('ambulatory'), Linger: delay(5, 'days'), Go: ENCOUNTER_END };
    const lived = live({ a: twice, b: visit(7) }, { end: BIRTH + 29 * DAY });
    expect(visitsOf(lived)).toEqual([
      [VISIT, 0],
      ['Stay', 5],
      ['Leave', 10],
      ['Visit', 15],
    ]);
    expect(lived.entries('encounter')[1]).toMatchObject({ ended: true, stop: BIRTH + 10 * DAY });
  });

  it('is released by the Terminal of a module', () => {
    const lived = live(
      { a: { Wait: delay(5, 'days'), Stay: encounter('inpatient'), Rest: delay(3, 'days') }, b: visit(6) },
      { end: BIRTH + 29 * DAY },
    );
    expect(visitsOf(lived).at(-1)).toEqual(['Visit', 8]);
  });

  it('keeps who waits in their place when the holder dies', () => {
    const dying = { ...stay(5, 5), Rest: { type: 'Death', exact: { quantity: 2, unit: 'days' } }, Leave: FOREVER };
    const lived = live({ a: dying, b: visit(6) }, { end: END });
    expect(visitsOf(lived).map(([name]) => name)).toEqual([VISIT, 'Stay']);
    expect(lived.record.death?.time).toBe(BIRTH + 7 * DAY);
  });

  it('an encounter is filed where its class and site say, and a wait inside one keeps the lock', () => {
    const timed = { type: 'Procedure', codes: [snomed('1', 'Work')], duration: { low: 6, high: 6, unit: 'hours' } };
    const lived = live(
      { a: { Wait: delay(5, 'days'), Stay: encounter('inpatient'), Work: timed, Leave: ENCOUNTER_END }, b: visit(5) },
      { end: BIRTH + 2 * WEEK },
    );
    expect(lived.visitsTo('Visit')).toMatchObject([{ entered: BIRTH + 5 * DAY, left: BIRTH + 5 * DAY + 6 * HOUR }]);
  });
});

describe('office hours', () => {
  const options = { end: timeOf(2015, 1, 1), officeHours: true };

  /** Whether a time is a quarter of an hour from 8:00 to 16:45 on a weekday. */
  function isInOfficeHours(t: number): boolean {
    const hour = (((t % DAY) + DAY) % DAY) / HOUR;
    return ![0, 6].includes(new Date(t).getUTCDay()) && hour >= 8 && hour <= 16.75 && t % (15 * MINUTE) === 0;
  }

  it('are kept by the wellness visits after the first, which come within a tenth of their interval and a weekend', () => {
    const lived = live({ m: { Wait: FOREVER } }, options);
    const starts = lived.entries('encounter').map(({ start }) => start);
    expect(starts[0]).toBe(BIRTH);
    expect(starts.slice(1).every(isInOfficeHours)).toBe(true);
    for (const [i, start] of starts.slice(1).entries()) {
      const due = new WellnessIntervals(lived.life.ages).due(starts[i] as number, false, Number.NEGATIVE_INFINITY);
      expect(start).toBeGreaterThanOrEqual(due);
      const interval = due - (starts[i] as number);
      expect(start - due).toBeLessThan(Math.min(2 * WEEK, interval / 10) + 4 * DAY);
    }
  });

  it('are kept by planned encounters of native modules, not by emergencies and not by foreign ones', () => {
    const turn = (encounterClass: string): States => ({
      Wait: { type: 'Delay', range: { low: 1, high: 30, unit: 'days' } },
      Visit: encounter(encounterClass),
      Leave: { ...ENCOUNTER_END, direct_transition: 'Wait' },
    });
    const starts = (module: Json) =>
      live({ m: module }, { ...options, end: BIRTH + 3 * 365 * DAY })
        .entries('encounter')
        .filter(({ name }) => name === 'Visit')
        .map(({ start }) => start);
    expect(starts(native(turn('ambulatory'))).every(isInOfficeHours)).toBe(true);
    expect(starts(native(turn('ambulatory'))).length).toBeGreaterThan(30);
    expect(starts(native(turn('emergency'))).every(isInOfficeHours)).toBe(false);
    expect(starts(turn('ambulatory')).every(isInOfficeHours)).toBe(false);
  });
});

describe('what happens at one instant', () => {
  const see = (attribute: string): Json => ({
    type: 'SetAttribute',
    attribute: `seen by ${attribute}`,
    value_attribute: 'mark',
  });

  it('death comes before the visits of the scheduler', () => {
    const lived = live({ m: { Wait: FOREVER } }, { backgroundDeath: BIRTH + 30 * DAY });
    expect(visitsOf(lived)).toEqual([[VISIT, 0]]);
    expect(lived.record.death).toMatchObject({ time: BIRTH + 30 * DAY, code: null });
  });

  it('death comes before modules', () => {
    const module = { Wait: delay(20, 'days'), Mark: set('mark', true) };
    const at = (day: number) => live({ m: module }, { backgroundDeath: BIRTH + day * DAY }).life.attributeNamed('mark');
    expect([at(20), at(20 + 1 / DAY)]).toEqual([undefined, true]);
  });

  it('death comes before the closing of a visit: what the dying were seen in does not count', () => {
    const lived = live({ m: { Wait: delay(30, 'days'), Die: { type: 'Death' } } });
    expect(lived.record.death?.time).toBe(BIRTH + 30 * DAY);
    expect(visitsOf(lived)).toEqual([[VISIT, 0]]);
  });

  it('the visits of the scheduler come before modules, which find them open', () => {
    const lived = live({ m: { Checkup: WELLNESS, Leave: ENCOUNTER_END } }, { end: END });
    expect(lived.visitsTo('Checkup')).toMatchObject([{ entered: BIRTH, left: BIRTH }]);
  });

  it('modules come in the order of their paths, upper case first', () => {
    const writer = { Wait: delay(7, 'days'), Mark: set('mark', true) };
    const reader = (name: string) => ({ Wait: delay(7, 'days'), See: see(name) });
    const lived = live({ b: writer, a: reader('a'), B: reader('B'), c: reader('c'), b0: reader('b0') }, { end: END });
    const seen = (name: string) => lived.life.attributeNamed(`seen by ${name}`);
    expect([seen('B'), seen('a'), seen('b0'), seen('c')]).toEqual([undefined, undefined, true, true]);
  });

  it('modules come before the closing of a visit, and who waited for the lock comes after it', () => {
    const lived = live(
      {
        a: { Wait: delay(30, 'days'), Visit: encounter('ambulatory'), Leave: ENCOUNTER_END },
        z: { Skip: delay(1, 'days'), Checkup: WELLNESS, Mark: set('mark', true), Leave: ENCOUNTER_END },
      },
      { end: END },
    );
    expect(lived.visitsTo('Checkup')).toMatchObject([{ left: BIRTH + 30 * DAY }]);
    expect(visitsOf(lived).slice(0, 3)).toEqual([
      [VISIT, 0],
      [VISIT, 30],
      ['Visit', 30],
    ]);
  });

  it('the release of the lock wakes the scheduler first, then who waits, by path', () => {
    const hold = {
      Wait: delay(20, 'days'),
      Stay: encounter('inpatient'),
      Rest: delay(20, 'days'),
      Leave: ENCOUNTER_END,
    };
    const wait = (from: number, name: string) => ({
      Wait: delay(from, 'days'),
      [name]: encounter('ambulatory'),
      Leave: ENCOUNTER_END,
    });
    const lived = live({ m: hold, z: wait(21, 'Z'), b: wait(25, 'B'), n: wait(22, 'N') }, { end: BIRTH + 60 * DAY });
    expect(visitsOf(lived)).toEqual([
      [VISIT, 0],
      ['Stay', 20],
      [VISIT, 40],
      ['B', 40],
      ['N', 40],
      ['Z', 40],
    ]);
  });

  it('on the weekly grid a module earlier in the order sees a change only at the next tick', () => {
    const wait = guard({ condition_type: 'Attribute', attribute: 'mark', operator: '==', value: true });
    const lived = live(
      { m: { Wait: delay(2, 'weeks'), Mark: set('mark', true) }, a: { 'Wait a': wait }, z: { 'Wait z': wait } },
      { grain: WEEK, end: END },
    );
    expect(lived.visitsTo('Wait a')).toMatchObject([{ left: BIRTH + 3 * WEEK }]);
    expect(lived.visitsTo('Wait z')).toMatchObject([{ left: BIRTH + 2 * WEEK }]);
  });

  it('with exact times every module that waits sees it at once', () => {
    const wait = guard({ condition_type: 'Attribute', attribute: 'mark', operator: '==', value: true });
    const lived = live(
      { m: { Wait: delay(3, 'days'), Mark: set('mark', true) }, a: { 'Wait a': wait }, z: { 'Wait z': wait } },
      { end: END },
    );
    for (const state of ['Wait a', 'Wait z']) expect(lived.visitsTo(state)).toMatchObject([{ left: BIRTH + 3 * DAY }]);
  });
});
