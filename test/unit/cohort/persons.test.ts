import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personsFor } from '../../../src/cohort/persons.ts';
import { dayAfter, dayOf } from '../../../src/cohort/window.ts';
import { ageInYears, DAY, parseTime, type SimTime, timeOf } from '../../../src/core/time.ts';
import { OLDEST } from '../../../src/reference/demographics.ts';
import { cohortOf } from '../../support/cohorts.ts';

const age = (operator: string, quantity: number) => ({ condition_type: 'Age', operator, quantity, unit: 'years' });

function at(date: string): SimTime {
  return parseTime(date) as SimTime;
}

const END = at('2026-01-01');

describe('whom to draw', () => {
  const criteria = (...conditions: readonly object[]) => conditions.map((when, i) => ({ name: `C${i}`, when }));

  it('is everybody when the criteria say nothing of sex and age', () => {
    expect(personsFor(cohortOf(), {}, END, END)).toEqual({});
  });

  it('follows from ages at the index date, the period and the least follow-up', () => {
    const follow_up = { length: { quantity: 2, unit: 'years' }, minimum: { quantity: 1, unit: 'years' } };
    const inclusion = criteria(age('>=', 20), age('<', 30), { condition_type: 'Gender', gender: 'F' });
    const cohort = cohortOf({ index: { event: 'Diagnosis', from: '2016-01-01' }, inclusion, follow_up });
    // The youngest are 20 on 2025-01-01, the oldest not yet 30 on 2016-01-01; days at the edges may be let in.
    expect(personsFor(cohort, {}, END, END)).toEqual({ sex: 'F', minAge: 20, maxAge: 40 });
    expect(personsFor(cohort, { minAge: 25, maxAge: 70 }, END, END)).toEqual({ sex: 'F', minAge: 25, maxAge: 40 });
    expect(() => personsFor(cohort, { sex: 'M' }, END, END)).toThrow('--gender M leaves nobody');
    expect(() => personsFor(cohort, { minAge: 41, maxAge: 50 }, END, END)).toThrow('--age 41-50 leaves nobody');
    expect(() => personsFor(cohort, {}, at('2016-06-01'), at('2016-06-01'))).toThrow('records that end so early');
  });

  it('is not narrowed by what only some members must be', () => {
    const either = { condition_type: 'Or', conditions: [age('<', 10), { condition_type: 'Gender', gender: 'F' }] };
    const index = { event: 'Diagnosis', from: '2016-01-01' };
    expect(personsFor(cohortOf({ index, inclusion: criteria(either) }), {}, END, END)).toEqual({});
  });

  it('loses nobody who could be a member', () => {
    const days = fc.integer({ min: 0, max: 40_000 });
    fc.assert(
      fc.property(
        days,
        days,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 40 }),
        (born, later, from, width) => {
          const birth = timeOf(1915, 1, 1) + born * DAY;
          const index = birth + later * DAY;
          const [first, reference] = [at('2000-02-29'), at('2024-02-29')];
          const years = ageInYears(birth, index);
          const least = dayAfter(dayOf(index), { quantity: 6, unit: 'months' });
          const isMember = index >= first && least <= dayOf(reference) && years >= from && years < from + width;
          // Nobody is drawn beyond the oldest age of the tables.
          fc.pre(isMember && ageInYears(birth, reference) <= OLDEST);
          const cohort = cohortOf({
            index: { event: 'Diagnosis', from: '2000-02-29' },
            inclusion: criteria(age('>=', from), age('<', from + width)),
            follow_up: { length: { quantity: 1, unit: 'years' }, minimum: { quantity: 6, unit: 'months' } },
          });
          const { minAge = 0, maxAge = OLDEST } = personsFor(cohort, {}, reference, reference);
          const atReference = ageInYears(birth, reference);
          expect(atReference).toBeGreaterThanOrEqual(minAge);
          expect(atReference).toBeLessThanOrEqual(maxAge);
        },
      ),
      { numRuns: 200 },
    );
  });
});
