import { describe, expect, it } from 'vitest';
import { timeOf } from '../../../../src/core/time.ts';
import { isDoseDue, VACCINES } from '../../../../src/simulate/producers/reference-engine/vaccine-schedule.ts';
import { referenceLife } from '../../../support/reference-life.ts';

/** Ages in months at which doses are given to somebody who comes at these ages. */
function given(ages: readonly number[], visits: readonly number[]): number[] {
  const doses: number[] = [];
  for (const visit of visits) if (isDoseDue(ages, doses, visit)) doses.push(visit);
  return doses;
}

describe('whether a dose is due', () => {
  it.each([
    { what: 'on time', ages: [0, 1, 6], visits: [0, 1, 2, 3, 6, 9], doses: [0, 1, 6] },
    { what: 'one a visit when late', ages: [2, 4, 6], visits: [5, 7, 9, 12], doses: [5, 7, 9] },
    { what: 'not before it is due', ages: [12, 48], visits: [11, 12, 13, 47, 48], doses: [12, 48] },
    { what: 'what is four years late is not caught up', ages: [2, 4, 12], visits: [52, 60], doses: [52] },
    { what: 'nothing after all are dropped', ages: [2, 4], visits: [60, 72], doses: [] },
    { what: 'no more than there are', ages: [132], visits: [132, 144, 160], doses: [132] },
    {
      what: 'every year for those who come every year',
      ages: Array.from({ length: 101 }, (_, i) => 6 + 12 * i),
      visits: [240, 252, 264, 300, 336],
      doses: [240, 252, 264, 300, 336],
    },
  ])('$what', ({ ages, visits, doses }) => {
    expect(given(ages, visits)).toEqual(doses);
  });
});

describe('immunizations of a life', () => {
  const doses = (birth: number, end: number, cvx: string) =>
    referenceLife({ birth, end }).recorder.entries.filter(
      (entry) => entry.kind === 'immunization' && entry.codes[0]?.code === cvx,
    );

  it('are given at visits, in the open encounter, and numbered', () => {
    const birth = timeOf(2012, 3, 1);
    const polio = doses(birth, timeOf(2020, 1, 1), '10');
    expect(polio.map((entry) => entry.kind === 'immunization' && entry.series)).toEqual([1, 2, 3, 4]);
    for (const dose of polio) {
      expect(dose.encounter?.encounterClass).toBe('wellness');
      expect(dose.encounter?.start).toBe(dose.start);
    }
  });

  it('are not given before their first year', () => {
    expect(doses(timeOf(1950, 3, 1), timeOf(2020, 1, 1), '62')).toEqual([]);
    expect(doses(timeOf(1952, 3, 1), timeOf(1955, 1, 1), '10')).toEqual([]);
    expect(doses(timeOf(1952, 3, 1), timeOf(1957, 1, 1), '10').length).toBeGreaterThan(0);
  });

  it('the schedules are ascending, and no product stands twice', () => {
    for (const { ages } of VACCINES) expect([...ages].sort((a, b) => a - b)).toEqual(ages);
    expect(new Set(VACCINES.map(({ cvx }) => cvx)).size).toBe(VACCINES.length);
  });
});
