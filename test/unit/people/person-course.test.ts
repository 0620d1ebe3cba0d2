import { describe, expect, it } from 'vitest';
import { Draws } from '../../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../../src/core/random/keys.ts';
import { DAY, dateOf, type SimTime, timeOf, YEAR } from '../../../src/core/time.ts';
import type { CourseGiven, CourseSubject } from '../../../src/people/course/course-subject.ts';
import { EDUCATION } from '../../../src/people/course/education.ts';
import { PersonCourse } from '../../../src/people/course/person-course.ts';
import type { MaritalStatus } from '../../../src/record/life-course.ts';
import { type Timeline, valueAt } from '../../../src/record/timeline.ts';
import { loadReference } from '../../../src/reference/data.ts';
import { GROUPS, type Group } from '../../../src/reference/places.ts';

const END = timeOf(2026, 1, 1);
const LIVES = 700;
const STATES = ['MA', 'MS', 'CA', 'PR', 'DC'] as const;
const TRAITS = ['education', 'maritalStatus', 'employment', 'industry', 'income', 'povertyRatio'] as const;
const reference = loadReference();
const keys = runKeys('course');

/** Persons of all ages to 100, both sexes, all groups, some states. */
function subject(i: number, given?: CourseGiven): CourseSubject {
  return {
    sex: i % 2 === 0 ? 'F' : 'M',
    birth: END - Math.floor(((i % 100) + 0.3) * YEAR) - (i % 17) * DAY,
    group: GROUPS[i % GROUPS.length] as Group,
    stateCode: STATES[i % STATES.length] as string,
    ...(given && { given }),
  };
}

function course(i: number, given?: CourseGiven): PersonCourse {
  return new PersonCourse(subject(i, given), new Draws(lifeKeys(keys, i, 0).draws), reference, END);
}

const courses = Array.from({ length: LIVES }, (_, i) => course(i));
const age = (of: PersonCourse, t: SimTime) => (t - of.subject.birth) / YEAR;

describe('the course of a life is a possible one', () => {
  it('education rises level by level, at ages at which schools are left', () => {
    const atLeast = { 'high-school': 16.8, 'some-college': 16.9, bachelor: 20.8, graduate: 22 } as const;
    for (const one of courses) {
      let level = -1;
      for (const { from, value } of one.education) {
        expect(EDUCATION.indexOf(value)).toBeGreaterThan(level);
        level = EDUCATION.indexOf(value);
        if (from > one.subject.birth + 15 * YEAR && value !== 'less-than-high-school') {
          expect(age(one, from)).toBeGreaterThanOrEqual(atLeast[value]);
        }
      }
    }
  });

  it('most finish high school at 17 to 19, and college at 21 to 26', () => {
    const ages = (level: string) =>
      courses.flatMap((one) => one.education.filter(({ value }) => value === level).map(({ from }) => age(one, from)));
    const within = (of: number[], from: number, to: number) => of.filter((a) => a >= from && a < to).length / of.length;
    expect(within(ages('high-school'), 16.8, 20)).toBeGreaterThan(0.7);
    expect(within(ages('bachelor'), 20.8, 27)).toBeGreaterThan(0.7);
  });

  it('marriages, partings, divorces and deaths follow each other as they can, not before 15', () => {
    const next: Readonly<Record<MaritalStatus, readonly MaritalStatus[]>> = {
      'never-married': ['married'],
      married: ['separated', 'widowed'],
      separated: ['divorced', 'widowed'],
      divorced: ['married'],
      widowed: ['married'],
    };
    for (const one of courses) {
      const steps = one.maritalStatus;
      if (steps.length > 0) expect(steps[0]?.value).toBe('never-married');
      for (const [i, { from, value }] of steps.entries()) {
        expect(age(one, from)).toBeGreaterThanOrEqual(i === 0 ? 14.9 : 15);
        const last = steps[i - 1];
        if (!last) continue;
        expect(from).toBeGreaterThan(last.from);
        expect(next[last.value]).toContain(value);
      }
    }
  });

  it('only people without work have no income, and nobody of under 16 has either', () => {
    for (const one of courses) {
      expect(one.employment.length > 0).toBe(age(one, END) >= 16);
      for (const { from, value } of one.income) {
        expect(value).toBeGreaterThanOrEqual(0);
        if (value === 0) expect(valueAt(one.employment, from)).toBe('not-working');
      }
    }
  });

  it('looking for work lasts a year at most, and the industry is from the first job on', () => {
    for (const one of courses) {
      const first = one.employment.find(({ value }) => value !== 'not-working');
      expect(one.industry[0]?.from).toBe(first?.from);
      for (const [i, { from, value }] of one.employment.entries()) {
        const until = one.employment[i + 1]?.from;
        if (value === 'looking' && until !== undefined) expect(until - from).toBeLessThanOrEqual(366 * DAY);
      }
    }
  });

  it('the old do not work any more', () => {
    const old = courses.filter((one) => age(one, END) >= 80);
    const working = old.filter((one) => one.employmentAt(END) === 'working').length;
    expect(working / old.length).toBeLessThan(0.15);
  });

  it('children have the ratio of their household from birth on', () => {
    for (const one of courses) {
      expect(one.povertyRatio[0]?.from).toBe(one.subject.birth);
      for (const { value } of one.povertyRatio) expect(value).toBeGreaterThanOrEqual(0);
    }
  });

  it('what changes once a year does not change for everybody on New Year', () => {
    const months = new Set(courses.flatMap((one) => one.income.slice(1).map(({ from }) => dateOf(from).month)));
    expect(months.size).toBe(12);
    const newYear = courses
      .flatMap((one) => one.income.slice(1))
      .filter(({ from }) => {
        const { month, day } = dateOf(from);
        return month === 1 && day === 1;
      });
    const all = courses.reduce((sum, one) => sum + one.income.length, 0);
    expect(newYear.length / all).toBeLessThan(0.02);
  });

  it('timelines rise in time, and neighbouring steps differ', () => {
    const faults = courses.flatMap((one, i) =>
      TRAITS.filter((trait) => {
        const steps: Timeline<unknown> = one[trait];
        return steps.some(({ from, value }, k) => {
          const last = steps[k - 1];
          return from > END || (last !== undefined && (from <= last.from || value === last.value));
        });
      }).map((trait) => `${i} ${trait}`),
    );
    expect(faults).toEqual([]);
  });
});

describe('one truth', () => {
  it('values at a date are those of the timelines, at steps and just before them too', () => {
    const faults: string[] = [];
    for (const [i, one] of courses.entries()) {
      if (i % 7 !== 0) continue;
      const fresh = course(i);
      const steps = [...one.education, ...one.employment, ...one.income, ...one.povertyRatio, ...one.industry];
      const dates = steps.flatMap(({ from }) => [from, from - 1]);
      for (const t of [...dates, one.subject.birth, END, END + YEAR]) {
        const now = {
          education: fresh.educationAt(t),
          maritalStatus: fresh.maritalStatusAt(t),
          employment: fresh.employmentAt(t),
          industry: fresh.industryAt(t),
          income: fresh.incomeAt(t),
          povertyRatio: fresh.povertyRatioAt(t),
        };
        const other = TRAITS.filter((trait) => now[trait] !== valueAt<unknown>(one[trait], t));
        if (other.length > 0) faults.push(`${i} at ${t}: ${other.join(', ')}`);
      }
    }
    expect(faults).toEqual([]);
  });

  it('the past does not depend on to when a course is drawn', () => {
    for (let i = 0; i < 200; i++) {
      const earlier = timeOf(2005, 5, 5);
      const of = { ...subject(i), asOf: END };
      const short = new PersonCourse(of, new Draws(lifeKeys(keys, i, 0).draws), reference, earlier);
      const long = courses[i] as PersonCourse;
      for (const what of TRAITS) {
        const until = (long[what] as readonly { from: number }[]).filter(({ from }) => from <= earlier);
        expect(short[what]).toEqual(earlier < short.subject.birth ? [] : until);
      }
    }
  });

  it('schooling is that of the living of the date that is asked for, and rises in each life', () => {
    const level = (i: number, asOf: SimTime) => {
      const of = { ...subject(i), asOf };
      const { education } = new PersonCourse(of, new Draws(lifeKeys(keys, i, 0).draws), reference, END);
      const levels = education.map(({ value }) => EDUCATION.indexOf(value));
      expect([...levels].sort((a, b) => a - b)).toEqual(levels);
      return levels.at(-1) ?? 0;
    };
    const sum = (asOf: SimTime) => courses.reduce((total, _, i) => total + level(i, asOf), 0);
    expect(sum(timeOf(1990, 1, 1))).toBeLessThan(sum(timeOf(2010, 1, 1)));
    expect(sum(timeOf(2010, 1, 1))).toBeLessThan(sum(timeOf(2018, 7, 1)));
  });

  it('the same keys give the same course, in whatever order it is asked for', () => {
    for (let i = 0; i < 100; i++) {
      const again = course(i);
      expect(again.industry).toEqual(courses[i]?.industry);
      expect(again.povertyRatio).toEqual(courses[i]?.povertyRatio);
      expect(again.income).toEqual(courses[i]?.income);
    }
  });
});

describe('what is given holds at the end', () => {
  it.each(EDUCATION)('education: %s', (education) => {
    for (let i = 0; i < 300; i++) {
      const one = course(i, { education });
      expect(one.educationAt(END)).toBe(education);
      expect(valueAt(one.education, END)).toBe(education);
      const ages = one.education.map(({ from }) => age(one, from));
      expect(ages.every((a, k) => k === 0 || a > (ages[k - 1] as number) - 1e-9)).toBe(true);
    }
  });

  it.each([0, 500, 25_000, 1_000_000])('income: %d', (income) => {
    for (let i = 0; i < 300; i++) {
      const one = course(i, { income });
      expect(one.incomeAt(END)).toBe(income);
      expect(valueAt(one.income, END)).toBe(income);
      if (age(one, END) < 16) continue;
      if (income === 0) expect(one.employmentAt(END)).toBe('not-working');
      const before = one.incomeAt(END - 3 * YEAR);
      expect(before === undefined || Number.isFinite(before)).toBe(true);
    }
  });

  it('a high income goes with a household that is better off', () => {
    const middle = (income: number) => {
      const ratios = Array.from({ length: 600 }, (_, i) => course(i, { income }))
        .filter((one) => age(one, END) >= 25)
        .map((one) => one.povertyRatioAt(END) as number)
        .sort((a, b) => a - b);
      return ratios[ratios.length >> 1] as number;
    };
    expect(middle(200_000)).toBeGreaterThan(2 * middle(5_000));
  });
});
