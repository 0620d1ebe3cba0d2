import { describe, expect, it } from 'vitest';
import { Draws } from '../../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../../src/core/random/keys.ts';
import { birthday, DAY, type SimTime, timeOf, YEAR } from '../../../src/core/time.ts';
import { MEDICARE } from '../../../src/people/course/coverage.ts';
import { PersonCourse } from '../../../src/people/course/person-course.ts';
import { moves, surnameChange } from '../../../src/people/course/residence.ts';
import type { CourseValues } from '../../../src/record/life-course.ts';
import { type Timeline, valueAt } from '../../../src/record/timeline.ts';
import { loadReference } from '../../../src/reference/data.ts';
import { GROUPS, type Group } from '../../../src/reference/places.ts';

const END = timeOf(2026, 1, 1);
const LIVES = 500;
const reference = loadReference();
const keys = runKeys('traits');
const STATES = ['MA', 'MS', 'CA', 'PR', 'DC'] as const;

function course(i: number, end = END): PersonCourse {
  const subject = {
    sex: i % 2 === 0 ? ('F' as const) : ('M' as const),
    birth: END - Math.floor(((i % 100) + 0.3) * YEAR) - (i % 17) * DAY,
    group: GROUPS[i % GROUPS.length] as Group,
    stateCode: STATES[i % STATES.length] as string,
  };
  return new PersonCourse(subject, new Draws(lifeKeys(keys, i, 0).draws), reference, end);
}

const courses = Array.from({ length: LIVES }, (_, i) => course(i));
const age = (of: PersonCourse, t: SimTime) => (t - of.subject.birth) / YEAR;
const values = <Value>(timeline: Timeline<Value>) => timeline.map(({ value }) => value);

type Trait = Exclude<
  keyof CourseValues,
  'education' | 'maritalStatus' | 'employment' | 'industry' | 'income' | 'povertyRatio'
>;

describe('smoking', () => {
  it('goes from never to current to former, from 9 years on, for a year at least', () => {
    const ways = new Set(courses.map(({ smoking }) => values(smoking).join()));
    expect([...ways].sort()).toEqual(['never', 'never,current', 'never,current,former']);
    for (const one of courses) {
      const [, start, quit] = one.smoking;
      if (start) expect(age(one, start.from)).toBeGreaterThan(9);
      if (start && quit) expect(quit.from - start.from).toBeGreaterThanOrEqual(YEAR - DAY);
    }
  });

  it('does not depend on when the course ends', () => {
    for (let i = 0; i < LIVES; i += 5) {
      const until = END - 3 * YEAR;
      if (course(i).subject.birth > until) continue;
      expect(course(i, until).smoking).toEqual(course(i).smoking.filter(({ from }) => from <= until));
    }
  });
});

describe('drinking', () => {
  it('does not begin before 12, and a day without drinks is no drinking day', () => {
    for (const one of courses) {
      for (let t = one.subject.birth; t < END; t += 1.37 * YEAR) {
        const days = one.traits.drinkingDaysAt(t) as number;
        if (age(one, t) < 12) expect(days).toBe(0);
        expect(days).toBeLessThanOrEqual(365);
        expect(one.traits.drinksADayAt(t) === 0).toBe(days === 0);
      }
    }
  });
});

describe('coverage', () => {
  it('is public from 1966 on, Medicare from July 1966 on and from the birthday of 65', () => {
    for (const one of courses) {
      const turns65 = birthday(one.subject.birth, 65);
      for (const { from, value } of one.coverage) {
        if (from < timeOf(1965, 7, 1)) expect(['private', 'uninsured']).toContain(value);
        const elderly = from >= Math.max(turns65, MEDICARE);
        expect(/medicare/.test(value)).toBe(elderly);
      }
      if (turns65 < END) expect(valueAt(one.coverage, Math.max(turns65, MEDICARE))).toMatch(/medicare/);
    }
  });

  it('changes once a year at most, but for the birthdays that change it', () => {
    for (const one of courses) {
      const special = new Set([19, 26, 65].map((years) => birthday(one.subject.birth, years)));
      special.add(MEDICARE);
      const usual = one.coverage
        .map(({ from }) => from)
        .filter((from) => !special.has(from) && from > one.subject.birth);
      for (const [i, from] of usual.entries()) {
        const before = usual[i - 1];
        if (before !== undefined) expect(from - before).toBeGreaterThanOrEqual(365 * DAY);
      }
    }
  });

  it('lasts for years', () => {
    const spells = courses.reduce((sum, { coverage }) => sum + coverage.length, 0);
    const years = courses.reduce((sum, one) => sum + age(one, END), 0);
    expect(years / spells).toBeGreaterThan(3);
  });
});

describe('timelines', () => {
  it.each<[Trait, (of: PersonCourse, t: SimTime) => unknown]>([
    ['coverage', (of, t) => of.traits.coverageAt(t)],
    ['smoking', (of, t) => of.traits.smokingAt(t)],
    ['drinkingDays', (of, t) => of.traits.drinkingDaysAt(t)],
    ['drinksADay', (of, t) => of.traits.drinksADayAt(t)],
    ['leisureActivity', (of, t) => of.traits.leisureActivityAt(t)],
    ['generalHealth', (of, t) => of.traits.generalHealthAt(t)],
    ['lowMood', (of, t) => of.traits.lowMoodAt(t)],
    ['difficulties', (of, t) => of.traits.difficultiesAt(t)],
    ['tenure', (of, t) => of.traits.tenureAt(t)],
    ['housing', (of, t) => of.traits.housingAt(t)],
    ['socialNeeds', (of, t) => of.traits.socialNeedsAt(t)],
  ])('of %s have at any date what holds there', (trait, at) => {
    for (const one of courses.slice(0, 100)) {
      const timeline: Timeline<unknown> = one[trait];
      for (let t = one.subject.birth; t < END; t += 0.83 * YEAR) expect(valueAt(timeline, t)).toEqual(at(one, t));
      for (const [i, { from }] of timeline.entries()) {
        if (i > 0) expect(from).toBeGreaterThan(timeline[i - 1]?.from as number);
      }
    }
  });

  it('are the same when they are drawn again, in any order', () => {
    for (let i = 0; i < LIVES; i += 7) {
      const again = course(i);
      expect(again.socialNeeds).toEqual(courses[i]?.socialNeeds);
      expect(again.tenure).toEqual(courses[i]?.tenure);
      expect(again.coverage).toEqual(courses[i]?.coverage);
    }
  });

  it('go with standing: the poor are oftener without coverage, food and a home of their own', () => {
    const now = courses.map((one) => ({
      poor: (one.povertyRatioAt(END) as number) < 1.5,
      hungry: one.traits.socialNeedsAt(END)?.includes('food-insecurity'),
      owns: one.traits.tenureAt(END) === 'own',
      private: /private/.test(one.traits.coverageAt(END) as string),
    }));
    const share = (poor: boolean, of: (each: (typeof now)[number]) => boolean | undefined) => {
      const own = now.filter((each) => each.poor === poor);
      return own.filter(of).length / own.length;
    };
    expect(share(true, ({ hungry }) => hungry)).toBeGreaterThan(share(false, ({ hungry }) => hungry));
    expect(share(true, ({ owns }) => owns)).toBeLessThan(share(false, ({ owns }) => owns));
    expect(share(true, (each) => each.private)).toBeLessThan(share(false, (each) => each.private));
  });
});

describe('moves', () => {
  it('are as many as people make: between 8 and 14 in a life of 80 years', () => {
    const old = courses.filter((one) => age(one, END) >= 78 && age(one, END) < 82);
    const mean = old.reduce((sum, { subject, draws }) => sum + moves(subject, draws, END).length, 0) / old.length;
    expect(mean).toBeGreaterThan(8);
    expect(mean).toBeLessThan(18);
  });

  it('do not depend on the end', () => {
    for (const { subject, draws } of courses.slice(0, 100)) {
      const earlier = moves(subject, draws, END - 2 * YEAR);
      expect(moves(subject, draws, END).slice(0, earlier.length)).toEqual(earlier);
    }
  });

  it('a surname changes at the first marriage, mostly of women', () => {
    const married = courses.filter(({ maritalStatus }) => values(maritalStatus).includes('married'));
    const changed = (sex: string) => {
      const own = married.filter(({ subject }) => subject.sex === sex);
      return (
        own.filter((one) => surnameChange(one.subject, one.maritalStatus, one.draws) !== undefined).length / own.length
      );
    };
    expect(changed('F')).toBeGreaterThan(0.6);
    expect(changed('M')).toBeLessThan(0.2);
    for (const one of married) {
      const t = surnameChange(one.subject, one.maritalStatus, one.draws);
      if (t !== undefined) expect(valueAt(one.maritalStatus, t)).toBe('married');
    }
  });
});
