import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, WEEK } from '../../../src/core/time.ts';
import { primaryCode } from '../../../src/record/recorder.ts';
import { snomed } from '../../support/records.ts';
import { delay, ENCOUNTER_END, encounter, type Json, NOW, scripted, WELLNESS } from '../../support/scripts.ts';

const DIABETES = snomed('73211009', 'Diabetes mellitus (disorder)');

function onset(fields: Json = {}): Json {
  return { type: 'ConditionOnset', codes: [DIABETES], ...fields };
}

describe('Encounter', () => {
  it.each([
    ['emergency', 60 * MINUTE],
    ['ambulatory', 15 * MINUTE],
    ['inpatient', DAY],
    ['virtual', 15 * MINUTE],
    ['hospice', DAY],
  ])('gmf 23: an encounter of class %s opens at once and is planned by its class', (encounterClass, length) => {
    const script = scripted({ Visit: encounter(encounterClass) });
    expect(script.process('Visit')).toBe(true);
    expect(script.only('encounter')).toMatchObject({
      name: 'Visit',
      encounterClass,
      start: NOW,
      stop: NOW + length,
      codes: [{ code: '185345009' }],
      ended: false,
    });
  });

  it('gmf 24: a wellness Encounter blocks until the scheduler has opened a visit, and makes none itself', () => {
    const script = scripted({ Checkup: WELLNESS }).runAt(0, 26 * WEEK);
    expect(script.finished).toBe(false);
    expect(script.path.at(-1)).toBe('Checkup');
    script.runInVisitAt(52 * WEEK);
    expect(script.finished).toBe(true);
    expect(script.entries('encounter')).toHaveLength(1);
    expect(script.history).toContainEqual(['Checkup', 0, 52 * WEEK]);
  });

  it('gmf 24: a second wellness Encounter of the same module in the same visit blocks', () => {
    const script = scripted({ First: WELLNESS, Second: WELLNESS });
    script.runInVisitAt(0);
    expect(script.path).toEqual(['Initial', 'First', 'Second']);
    expect(script.finished).toBe(false);
  });

  it('gmf 24: also after an EncounterEnd, until the next visit', () => {
    const script = scripted({ First: WELLNESS, Leave: ENCOUNTER_END, Second: WELLNESS });
    script.runInVisitAt(0);
    expect(script.finished).toBe(false);
    script.runInVisitAt(WEEK);
    expect(script.finished).toBe(true);
  });

  it('gmf 24: without an EncounterEnd the next visit cannot be used either', () => {
    const script = scripted({ First: WELLNESS, Second: WELLNESS });
    script.runInVisitAt(0).runInVisitAt(WEEK);
    expect(script.finished).toBe(false);
  });

  it('the end of an encounter of its own does not let a module use another visit', () => {
    const own = { First: WELLNESS, Own: encounter('ambulatory'), Leave: ENCOUNTER_END };
    const script = scripted({ ...own, Second: WELLNESS })
      .runInVisitAt(0)
      .runAt(WEEK)
      .runInVisitAt(2 * WEEK);
    expect(script.path.at(-1)).toBe('Second');
    expect(script.finished).toBe(false);
    const twice = scripted({ ...own, Again: ENCOUNTER_END, Second: WELLNESS });
    expect(
      twice
        .runInVisitAt(0)
        .runAt(WEEK)
        .runInVisitAt(2 * WEEK).finished,
    ).toBe(true);
  });

  it('a target of blanks is no encounter to wait for', () => {
    const script = scripted({ Ill: { type: 'ConditionOnset', codes: [snomed('1', 'one')], target_encounter: ' ' } });
    expect(script.runAt(0).only('condition').start).toBe(NOW);
  });

  it('a Terminal processed by itself ends the encounter', () => {
    const script = scripted({ Visit: encounter('ambulatory') });
    script.process('Visit');
    expect(script.process('End', 2 * HOUR)).toBe(false);
    expect(script.only('encounter')).toMatchObject({ ended: true, stop: NOW + 2 * HOUR });
  });

  it('gmf 29: the reason of an encounter is the code of the condition that an attribute holds', () => {
    const script = scripted({
      Ill: onset({ assign_to_attribute: 'illness' }),
      Visit: encounter('ambulatory', { reason: 'illness' }),
    }).runAt(0);
    expect(script.only('encounter').reason).toEqual(DIABETES);
  });

  it('a reason that names an onset of the file not visited gives its codes, and one that names nothing gives none', () => {
    const script = scripted({
      Initial: { type: 'Initial', direct_transition: 'Visit' },
      Ill: onset(),
      Visit: encounter('ambulatory', { reason: 'Ill' }),
      Other: encounter('ambulatory', { reason: 'nobody knows' }),
    }).runAt(0);
    expect(script.entries('encounter').map(({ reason }) => reason?.code)).toEqual(['73211009', undefined]);
  });

  it('a reason that names a visited state of which nothing is active any more is none', () => {
    const script = scripted({
      Ill: onset(),
      Well: { type: 'ConditionEnd', condition_onset: 'Ill' },
      Visit: encounter('ambulatory', { reason: 'Ill' }),
    }).runAt(0);
    expect(script.only('encounter').reason).toBeNull();
  });

  it('an EncounterEnd stores the discharge and widens the encounter to what happened in it', () => {
    const home = { system: 'NUBC', code: '01', display: 'Discharged to home' };
    const script = scripted({
      Visit: encounter('ambulatory'),
      Work: { type: 'Procedure', codes: [snomed('1', 'Work')], duration: { low: 2, high: 2, unit: 'hours' } },
      Leave: { type: 'EncounterEnd', discharge_disposition: home },
    }).runAt(0, WEEK);
    expect(script.only('encounter')).toMatchObject({ ended: true, stop: NOW + 2 * HOUR, dischargeDisposition: home });
  });

  it('an Encounter while the module still has one open ends that one first', () => {
    const script = scripted({ First: encounter('inpatient'), Wait: delay(3, 'days'), Second: encounter('ambulatory') });
    script.runAt(0, 3 * DAY);
    expect(script.entries('encounter').map(({ ended, stop }) => [ended, stop - NOW])).toEqual([
      [true, 3 * DAY],
      [true, 3 * DAY + 15 * MINUTE],
    ]);
  });

  it('telemedicine "always" makes an encounter virtual, "possible" not before 2016', () => {
    const states = {
      Always: encounter('ambulatory', { telemedicine_possibility: 'always' }),
      Possible: encounter('ambulatory', { telemedicine_possibility: 'Possible' }),
    };
    const script = scripted(states).runAt(-10 * 365 * DAY);
    expect(script.entries('encounter').map(({ encounterClass }) => encounterClass)).toEqual(['virtual', 'ambulatory']);
  });
});

describe('onsets and their diagnosis', () => {
  it('gmf 25: an onset that waits for a wellness visit is recorded when that passes', () => {
    const script = scripted({ Ill: onset({ target_encounter: 'Checkup' }), Checkup: WELLNESS }).runAt(0);
    expect(script.entries('condition')).toEqual([]);
    expect(script.life.recorder.isActive('condition', '73211009')).toBe(false);
    script.runInVisitAt(10 * WEEK);
    const visit = script.only('encounter');
    expect(script.only('condition')).toMatchObject({
      start: NOW + 10 * WEEK,
      stop: null,
      onset: NOW,
      diagnosed: true,
    });
    expect(script.only('condition').encounter).toBe(visit);
  });

  it('gmf 26: an onset before its emergency visit is the one condition of that visit, with its own onset time', () => {
    const script = scripted({
      Diabetes: onset({ target_encounter: 'ED_Visit' }),
      Wait: delay(3, 'days'),
      ED_Visit: encounter('emergency'),
    }).runAt(0, WEEK);
    const condition = script.only('condition');
    expect(primaryCode(condition)).toBe('73211009');
    expect(condition.encounter).toBe(script.only('encounter'));
    expect([condition.onset, condition.start]).toEqual([NOW, NOW + 3 * DAY]);
  });

  it('gmf 27: an onset for the encounter that is open is recorded at once, and again changes nothing', () => {
    const script = scripted({
      Visit: encounter('emergency'),
      Ill: onset({ target_encounter: 'Visit', assign_to_attribute: 'illness' }),
    });
    for (const state of ['Visit', 'Ill', 'Ill']) expect(script.process(state)).toBe(true);
    const condition = script.only('condition');
    expect(condition).toMatchObject({ start: NOW, codes: [DIABETES], diagnosed: true });
    expect(script.attribute('illness')).toBe(condition);
  });

  it('gmf 28: an onset whose encounter does not come leaves the record untouched', () => {
    const script = scripted({
      Ill: onset({ target_encounter: 'Later', assign_to_attribute: '' }),
      Loop: { ...delay(1, 'weeks'), direct_transition: 'Loop' },
      Later: encounter('ambulatory'),
    }).runAt(0, WEEK, 2 * WEEK);
    expect(script.life.recorder.entries).toEqual([]);
    expect(script.attribute('')).toBeUndefined();
    expect([...script.life.recorder.undiagnosed]).toHaveLength(1);
  });

  it('an onset that waits gives its attribute a provisional entry, replaced on diagnosis', () => {
    const script = scripted({
      Ill: onset({ target_encounter: 'Visit', assign_to_attribute: 'illness' }),
      Wait: delay(1, 'weeks'),
      Visit: encounter('ambulatory'),
    }).runAt(0);
    expect(script.attribute('illness')).toMatchObject({ kind: 'condition', start: NOW, diagnosed: false });
    script.runAt(WEEK);
    expect(script.attribute('illness')).toBe(script.only('condition'));
  });

  it('only the onsets since the last visit to the encounter are found by it', () => {
    const script = scripted({
      Visit: encounter('ambulatory'),
      Leave: ENCOUNTER_END,
      Ill: { ...onset({ target_encounter: 'Visit' }), direct_transition: 'Wait' },
      Wait: { ...delay(1, 'weeks'), direct_transition: 'Visit' },
    }).runAt(0, WEEK);
    expect(script.only('condition').start).toBe(NOW + WEEK);
    expect(script.entries('encounter')).toHaveLength(2);
  });
});

describe('ConditionEnd', () => {
  it.each([
    ['the name of its onset', { condition_onset: 'Ill' }],
    ['an attribute', { referenced_by_attribute: 'illness' }],
    ['its code', { codes: [DIABETES] }],
  ])('gmf 30: a condition ends by %s', (_how, fields) => {
    const script = scripted({
      Visit: encounter('ambulatory'),
      Ill: onset({ assign_to_attribute: 'illness' }),
      Wait: delay(2, 'weeks'),
      Well: { type: 'ConditionEnd', ...fields },
    }).runAt(0);
    expect(script.life.recorder.isActive('condition', '73211009')).toBe(true);
    script.runAt(2 * WEEK);
    const condition = script.only('condition');
    expect(condition).toMatchObject({ start: NOW, stop: NOW + 2 * WEEK });
    expect(script.attribute('illness')).toBe(condition);
    expect(condition.encounter).toBe(script.only('encounter'));
    expect(script.life.recorder.isActive('condition', '73211009')).toBe(false);
  });

  it('a condition that still waits can be found after it ended by name', () => {
    const script = scripted({
      Ill: onset({ target_encounter: 'Visit' }),
      Well: { type: 'ConditionEnd', condition_onset: 'Ill' },
      Visit: encounter('ambulatory'),
    }).runAt(0);
    expect(script.life.recorder.isActive('condition', '73211009')).toBe(true);
  });

  it('of an attribute that holds nothing no condition ends', () => {
    const script = scripted({ Ill: onset(), Well: { type: 'ConditionEnd', referenced_by_attribute: 'none' } }).runAt(0);
    expect(script.only('condition').stop).toBeNull();
  });

  it('diagnosing an active condition again gives it the name and the further codes of the second onset', () => {
    const more = snomed('44054006', 'Diabetes mellitus type 2 (disorder)');
    const script = scripted({
      First: onset(),
      Second: onset({ codes: [DIABETES, more] }),
      Well: { type: 'ConditionEnd', condition_onset: 'First' },
    }).runAt(0);
    expect(script.only('condition')).toMatchObject({ name: 'Second', codes: [DIABETES, more], stop: null });
  });
});

describe('encounters and submodules', () => {
  it("gmf 31: a submodule ends its caller's encounter, opens its own, and its states stand in the caller's history", () => {
    const submodules = {
      'sub/care': {
        Ill: onset({ target_encounter: '' }),
        'Leave A': ENCOUNTER_END,
        B: encounter('inpatient'),
        Stay: delay(5, 'days'),
        End: { type: 'Terminal' },
      },
    };
    const states = {
      A: encounter('ambulatory'),
      Call: { type: 'CallSubmodule', submodule: 'sub/care' },
      Leave: ENCOUNTER_END,
    };
    const script = scripted(states, { submodules });
    for (let year = 0; year < 5 && !script.finished; year++) script.runAt(year * 365 * DAY);
    const [first, second] = script.entries('encounter');
    expect(script.entries('encounter').map(({ encounterClass }) => encounterClass)).toEqual([
      'ambulatory',
      'inpatient',
    ]);
    expect(script.only('condition').encounter).toBe(first);
    expect(second).toMatchObject({ start: NOW, stop: NOW + 5 * DAY, ended: true });
    expect(script.life.recorder.isActive('condition', '73211009')).toBe(true);
    expect(script.path).toEqual([
      ...['Initial', 'A', 'Call'],
      ...['Initial', 'Ill', 'Leave A', 'B', 'Stay', 'End'],
      ...['Call', 'Leave', 'End'],
    ]);
    expect(script.visits).toHaveLength(12);
  });

  it('an onset inside a submodule is found by an encounter of its caller, and not the other way round', () => {
    const submodules = {
      'sub/onset': { Ill: onset({ target_encounter: 'Visit' }) },
      'sub/visit': { Visit: encounter('ambulatory') },
    };
    const call = (submodule: string): Json => ({ type: 'CallSubmodule', submodule });
    const inside = scripted({ Call: call('sub/onset'), Visit: encounter('ambulatory') }, { submodules }).runAt(0);
    expect(inside.entries('condition')).toHaveLength(1);
    const outside = scripted(
      { Ill: onset({ target_encounter: 'Visit' }), Call: call('sub/visit') },
      { submodules },
    ).runAt(0);
    expect(outside.entries('condition')).toHaveLength(0);
  });

  it('an encounter looks back no further than to one of its name, be it in a submodule that could not find the onset', () => {
    const submodules = { 'sub/visit': { Visit: encounter('ambulatory'), Leave: ENCOUNTER_END } };
    const states = {
      Ill: onset({ target_encounter: 'Visit' }),
      Call: { type: 'CallSubmodule', submodule: 'sub/visit' },
      Visit: encounter('ambulatory'),
    };
    const script = scripted(states, { submodules }).runAt(0);
    expect(script.entries('encounter')).toHaveLength(2);
    expect(script.entries('condition')).toHaveLength(0);
  });

  it('a top-level Terminal ends the encounter that is open', () => {
    const script = scripted({ Visit: encounter('ambulatory') }).runAt(0);
    expect(script.finished).toBe(true);
    expect(script.only('encounter').ended).toBe(true);
  });

  it('a Terminal reached in the past ends the encounter at that time', () => {
    const script = scripted({ Visit: encounter('ambulatory'), Rest: delay(10, 'days') }).runAt(0, 2 * WEEK);
    expect(script.only('encounter').stop).toBe(NOW + 10 * DAY);
  });
});
