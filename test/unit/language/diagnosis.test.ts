import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/core/time.ts';
import { snomed } from '../../support/records.ts';
import {
  attributeIs,
  delay,
  ENCOUNTER_END,
  encounter,
  NOW,
  native,
  type States,
  scripted,
  set,
} from '../../support/scripts.ts';

const ILL = snomed('38341003', 'Hypertensive disorder');
const ONSET = { type: 'ConditionOnset', codes: [ILL], target_encounter: 'Found' };
const FOUND = { type: 'Diagnosis' };

/** Somebody who falls ill and sees a doctor in 10 and in 20 days, who knows in the second visit what to look for. */
const TWO_VISITS: States = {
  Ill: ONSET,
  Waits: delay(10, 'days'),
  Visit: encounter('emergency'),
  Is_It_Seen: {
    type: 'Simple',
    conditional_transition: [
      { condition: attributeIs('seen', 'is not nil'), transition: 'Found' },
      { transition: 'Not_Yet' },
    ],
  },
  Not_Yet: ENCOUNTER_END,
  Next_Time: { ...set('seen', true), direct_transition: 'Waits' },
  Found: FOUND,
  Leave: ENCOUNTER_END,
};

describe('Diagnosis', () => {
  it('finds an onset in the visit in which the module comes to it, not in one before', () => {
    const script = scripted(native(TWO_VISITS)).runAt(0, 10 * DAY);
    expect(script.entries('condition')).toEqual([]);
    expect([...script.life.recorder.undiagnosed]).toHaveLength(1);
    script.runAt(20 * DAY);
    const [first, second] = script.entries('encounter');
    expect(first).not.toBe(second);
    expect(script.only('condition')).toMatchObject({ onset: NOW, start: NOW + 20 * DAY, diagnosed: true });
    expect(script.only('condition').encounter).toBe(second);
  });

  it('of what began since it came last', () => {
    const script = scripted(native({ Ill: ONSET, Visit: encounter('emergency'), Found: FOUND }));
    for (const state of ['Ill', 'Visit', 'Found']) script.process(state);
    expect(script.only('condition').start).toBe(NOW);
    script.process('Found');
    expect(script.entries('condition')).toHaveLength(1);
  });

  it('is refused outside of encounters', () => {
    const script = scripted(native({ Ill: ONSET, Found: FOUND }));
    expect(() => script.runAt(0)).toThrow('an entry lies outside every encounter');
  });
});
