import { describe, expect, it } from 'vitest';
import { Ages } from '../../../src/core/age.ts';
import { Draws } from '../../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../../src/core/random/keys.ts';
import { DAY, timeOf, yearOf } from '../../../src/core/time.ts';
import { loadReference } from '../../../src/reference/data.ts';
import { immunizationPlan } from '../../../src/simulate/immunizations/plan.ts';
import { type Dose, evenly, type Vaccinated, vaccinated } from '../../support/vaccinated.ts';

const { immunizations: schedule } = loadReference();
const KEYS = runKeys('plans');

/** Least days between doses of one vaccine (ACIP, General Best Practice Guidelines, table 3-2), apart from those of yearly vaccines. */
const LEAST_INTERVALS: Readonly<Record<string, readonly number[]>> = {
  'hepatitis B': [28, 56],
  rotavirus: [28, 28],
  'diphtheria tetanus pertussis': [28, 28, 180, 180],
  'Haemophilus influenzae b': [28, 28, 56],
  'pneumococcal conjugate': [28, 28, 56],
  polio: [28, 28, 180],
  'measles mumps rubella': [28],
  varicella: [84],
  'hepatitis A': [180],
  'meningococcal ACWY': [56],
  'meningococcal B': [28],
  'human papillomavirus': [28, 84],
  'COVID-19': [21],
  'zoster, recombinant': [56],
};

function courseOf(name: string) {
  const course = schedule.courses.find((candidate) => candidate.course === name);
  if (!course) throw new Error(`no course ${name}`);
  return course;
}

function byCourse(doses: readonly Dose[]): Map<string, Dose[]> {
  const found = new Map<string, Dose[]>();
  for (const dose of doses) found.set(dose.course, [...(found.get(dose.course) ?? []), dose]);
  return found;
}

/** Whether some line of the schedule recommends the dose in its year, at no lower age than it was given. */
function isRecommended({ course, cvx, series, time, months }: Dose, sex: string): boolean {
  return courseOf(course).recommendations.some(
    (row) =>
      row.cvx === cvx &&
      (series === null || row.dose === series) &&
      row.from <= yearOf(time) &&
      yearOf(time) <= row.to &&
      row.ageFrom <= months &&
      (row.sex === null || row.sex === sex),
  );
}

const CHILDREN: Readonly<Record<number, readonly Vaccinated[]>> = Object.fromEntries(
  [1995, 2010, 2022].map((year) => [
    year,
    vaccinated(evenly(400, timeOf(year, 1, 1), timeOf(year + 1, 1, 1)), timeOf(2026, 1, 1)),
  ]),
);
const ADULTS = {
  2015: vaccinated(evenly(400, timeOf(1930, 1, 1), timeOf(1997, 1, 1)), timeOf(2015, 1, 1)),
  2025: vaccinated(evenly(400, timeOf(1940, 1, 1), timeOf(2007, 1, 1)), timeOf(2025, 1, 1)),
};
const GROUPS: readonly (readonly [string, readonly Vaccinated[]])[] = [
  ...Object.entries(CHILDREN).map(([year, lives]) => [`children born in ${year}`, lives] as const),
  ...Object.entries(ADULTS).map(([year, lives]) => [`adults in ${year}`, lives] as const),
];

describe.each(GROUPS)('vaccines of %s', (_name, lives) => {
  it('are products that were recommended in their year, for the sex, from the age on', () => {
    const wrong = lives.flatMap(({ doses, record }) => doses.filter((dose) => !isRecommended(dose, record.person.sex)));
    expect(wrong.map(({ course, cvx, series, time, months }) => [course, cvx, series, yearOf(time), months])).toEqual(
      [],
    );
  });

  it('keep the least intervals, and count the doses of a series from one', () => {
    for (const { doses } of lives) {
      for (const [name, given] of byCourse(doses)) {
        const intervals = LEAST_INTERVALS[name] ?? [];
        for (const [i, dose] of given.entries()) {
          const before = given[i - 1];
          if (before && intervals[i - 1] !== undefined) {
            expect((dose.time - before.time) / DAY, name).toBeGreaterThanOrEqual(intervals[i - 1] as number);
          }
          if (dose.series !== null && name !== 'COVID-19 booster') expect(dose.series, name).toBe(i + 1);
        }
      }
    }
  });

  it('are given at visits for wellness, or alone', () => {
    for (const { doses } of lives) {
      for (const { visit, time } of doses) {
        expect(visit.start).toBe(time);
        expect(visit.encounterClass === 'wellness' || visit.codes[0]?.code === '33879002').toBe(true);
      }
    }
  });
});

describe('vaccines by birth year', () => {
  const had = (year: number, course: string) =>
    (CHILDREN[year] ?? []).filter(({ doses }) => doses.some((dose) => dose.course === course)).length;

  it('were given to nobody before they existed', () => {
    expect(had(1995, 'rotavirus')).toBe(0);
    expect(had(1995, 'pneumococcal conjugate')).toBe(0);
    expect(had(2010, 'respiratory syncytial virus antibody')).toBe(0);
    expect(had(2022, 'human papillomavirus')).toBe(0);
  });

  it('are caught up on by older children', () => {
    expect(had(1995, 'varicella')).toBeGreaterThan(had(1995, 'meningococcal B'));
    const late = (CHILDREN[1995] ?? []).flatMap(({ doses }) => doses.filter(({ course }) => course === 'hepatitis B'));
    expect(late.some(({ months }) => months > 60)).toBe(true);
  });

  it('are the products of the time', () => {
    const codes = (year: number) => new Set((CHILDREN[year] ?? []).flatMap(({ doses }) => doses.map(({ cvx }) => cvx)));
    expect(codes(1995).has('01')).toBe(true);
    expect(codes(1995).has('02')).toBe(true);
    for (const gone of ['01', '02', '100']) expect(codes(2010).has(gone)).toBe(false);
    for (const gone of ['100', '62', '15']) expect(codes(2022).has(gone)).toBe(false);
    expect(codes(2022).has('216')).toBe(true);
  });
});

describe('a plan', () => {
  const subject = (year: number, sex: 'F' | 'M') => {
    const birth = timeOf(year, 5, 17);
    return { birth, sex, ages: new Ages(birth) };
  };
  const planOf = (slot: number, year: number) =>
    immunizationPlan(subject(year, 'F'), new Draws(lifeKeys(KEYS, slot, 0).draws), schedule, timeOf(2026, 1, 1));

  it('is a pure function of the person', () => {
    expect(planOf(3, 2010)).toEqual(planOf(3, 2010));
    expect(planOf(3, 2010)).not.toEqual(planOf(4, 2010));
  });

  it('is in the order of time, and of nothing before birth', () => {
    for (let slot = 0; slot < 50; slot++) {
      const times = planOf(slot, 1950 + slot).map(({ from }) => from);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.every((time) => time >= timeOf(1950 + slot, 5, 17))).toBe(true);
    }
  });

  it('of a few has no vaccine at all', () => {
    const plans = Array.from({ length: 1_000 }, (_, slot) => planOf(slot, 2015));
    const none = plans.filter((plan) => plan.length === 0).length;
    expect(none).toBeGreaterThan(0);
    expect(none).toBeLessThan(25);
  });
});

describe('coverage curves', () => {
  it('all belong to a dose of their course, and rise with age', () => {
    for (const { course, doses, curves, kind } of schedule.courses) {
      expect(curves.length, course).toBeGreaterThan(0);
      if (kind !== 'series') continue;
      for (const { dose } of curves) {
        expect(dose === 0 || doses.some(([number]) => number === dose), `${course} ${dose}`).toBe(true);
      }
    }
  });
});
