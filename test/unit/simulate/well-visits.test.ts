import { describe, expect, it } from 'vitest';
import { Ages } from '../../../src/core/age.ts';
import { Draws } from '../../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../../src/core/random/keys.ts';
import { DAY, timeOf } from '../../../src/core/time.ts';
import type { Coverage } from '../../../src/record/life-course.ts';
import { WellVisits } from '../../../src/simulate/producers/native/well-visits.ts';
import { evenly, vaccinated } from '../../support/vaccinated.ts';

const BIRTH = timeOf(2001, 3, 10) + 5 * 3_600_000;
const ages = new Ages(BIRTH);
const KEYS = runKeys('well visits');

function habit(slot = 0, coverage?: Coverage): WellVisits {
  const draws = new Draws(lifeKeys(KEYS, slot, 0).draws);
  return new WellVisits(BIRTH, ages, draws, () => coverage);
}

describe('well-child visits', () => {
  it('are due in the first week and at the ages of Bright Futures', () => {
    const visits = habit();
    const due: number[] = [];
    let last = BIRTH;
    for (let i = 0; i < 14; i++) {
      last = visits.due(last, false, last);
      due.push(i === 0 ? (last - BIRTH) / DAY : ages.months(last));
    }
    expect(due).toEqual([3, 1, 2, 4, 6, 9, 12, 15, 18, 24, 30, 36, 48, 60]);
  });

  it('at once where there was none, and never in the past', () => {
    const late = BIRTH + 999 * DAY;
    expect(habit().due(Number.NEGATIVE_INFINITY, false, BIRTH)).toBe(BIRTH);
    expect(habit().due(BIRTH, false, late)).toBe(late);
  });

  it('leave out the one that a late visit has come too close to', () => {
    const visits = habit();
    expect(ages.months(visits.due(ages.monthAnniversary(4) - 20 * DAY, false, BIRTH))).toBe(6);
    expect(ages.months(visits.due(ages.monthAnniversary(2) + 20 * DAY, false, BIRTH))).toBe(4);
  });

  it('become those of adults', () => {
    const last = ages.birthday(30);
    expect(habit().due(last, false, last)).toBe(last + 1095 * DAY);
    expect(habit().due(last, true, last)).toBe(last + 365 * DAY);
  });

  it('are missed more often by some, and by those without insurance', () => {
    const t = ages.birthday(25);
    /** The share of appointments missed, over people and evenly spread chance. */
    const missed = (coverage?: Coverage) => {
      let count = 0;
      for (let slot = 0; slot < 200; slot++) {
        const visits = habit(slot, coverage);
        for (let k = 0; k < 100; k++) if (visits.misses(t, (k + 0.5) / 100)) count++;
      }
      return count / 20_000;
    };
    expect(missed()).toBeGreaterThan(0.17);
    expect(missed()).toBeLessThan(0.23);
    expect(missed('private')).toBeLessThan(missed());
    expect(missed('uninsured')).toBeGreaterThan(1.3 * missed());
  });

  it('fall on office hours, near their ages', () => {
    const [life] = vaccinated(evenly(1, timeOf(2015, 1, 1), timeOf(2016, 1, 1)), timeOf(2020, 1, 1));
    const visits = (life?.record.entries ?? []).filter(
      (entry) => entry.kind === 'encounter' && entry.encounterClass === 'wellness',
    );
    expect(visits.length).toBeGreaterThan(8);
    for (const { start } of visits.slice(1)) {
      const hour = (start % DAY) / 3_600_000;
      expect(hour).toBeGreaterThanOrEqual(8);
      expect(hour).toBeLessThan(17);
    }
  });
});
