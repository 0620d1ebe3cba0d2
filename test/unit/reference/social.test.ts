import { describe, expect, it } from 'vitest';
import { loadReference } from '../../../src/reference/data.ts';
import { GROUPS } from '../../../src/reference/places.ts';
import { EDUCATION_AGES, EducationFacts } from '../../../src/reference/social-education.ts';
import { interpolate, Years, yearIndex } from '../../../src/reference/social-years.ts';

const { social, places } = loadReference();
const SEXES = ['F', 'M'] as const;
const EDUCATIONS = [0, 1, 2, 3, 4];
/** Of the survey of schooling, whose cohorts are kept as they are. */
const SURVEY_YEAR = 2018.5;
const COHORTS = [1870, 1900, 1930, 1955, 1980, 2000, 2020];

describe('series of years', () => {
  const years = new Years([
    ['a', 2000, 1],
    ['a', 2010, 3],
  ]);

  it('are linear between the middles of years, and level outside', () => {
    expect(years.at('a', 2000.5)).toBe(1);
    expect(years.at('a', 2005.5)).toBe(2);
    expect(years.at('a', 1900)).toBe(1);
    expect(years.at('a', 2050)).toBe(3);
    expect(years.table((year) => year)[yearIndex(2018.9)]).toBe(2018.5);
    expect(interpolate([[4, 7]], 9)).toBe(7);
  });

  it('must exist', () => expect(() => years.at('b', 2000)).toThrow('no series b'));
});

describe('schooling', () => {
  it('higher levels need higher ranks, in every cohort', () => {
    for (const sex of SEXES) {
      for (const group of GROUPS) {
        for (const cohort of COHORTS) {
          const own = [1, 2, 3, 4].map((level) => social.education.threshold(sex, group, cohort, level, SURVEY_YEAR));
          expect([...own].sort((x, y) => x - y)).toEqual(own);
          for (const year of [1930, 1965, 1995, 2010, 2022, 2050]) {
            if (year < cohort + 20) continue;
            const then = [1, 2, 3, 4].map((level) => social.education.threshold(sex, group, cohort, level, year));
            expect([...then].sort((x, y) => x - y)).toEqual(then);
          }
          for (const { code } of places.states) {
            const { highSchool, bachelor } = social.state(code);
            expect((own[2] as number) - bachelor).toBeGreaterThan((own[0] as number) - highSchool);
          }
        }
      }
    }
  });

  it('the young go to school longer than their great-grandparents', () => {
    for (const sex of SEXES) {
      for (const group of GROUPS) {
        for (const level of [1, 3]) {
          const of = (cohort: number) => social.education.threshold(sex, group, cohort, level, SURVEY_YEAR);
          expect(of(1985)).toBeLessThan(of(1910));
        }
      }
    }
  });

  it('who lived longest of a cohort had more of it', () => {
    for (const sex of SEXES) {
      const of = (year: number) => social.education.threshold(sex, 'white-nh', 1930.5, 1, year);
      expect(of(2010.5)).toBeLessThan(of(1960.5));
    }
  });

  it('of the living of a year goes with their age, between the years that are tabled', () => {
    const years = new Years([
      ['education-high-school', 1900, 0],
      ['education-bachelor-F', 1900, 0],
      ['education-bachelor-M', 1900, 0],
    ]);
    const facts = new EducationFacts(
      SEXES.flatMap((sex) => GROUPS.map((group) => [sex, group, 1950, 0, 1, 2, 3] as const)),
      SEXES.flatMap((sex) => GROUPS.map((group) => [sex, group, 1, 1, 1] as const)),
      SEXES.flatMap((sex) =>
        GROUPS.flatMap((group) =>
          [1, 2, 3, 4].flatMap((level) => [
            [2000, sex, group, level, 0.1, 0.2, 0.4] as const,
            [2010, sex, group, level, 0, 0, 0] as const,
          ]),
        ),
      ),
      years,
    );
    const shift = (asOf: number, age: number) => 2 - facts.threshold('F', 'hispanic', asOf - age, 3, asOf);
    for (const [i, age] of EDUCATION_AGES.entries()) {
      expect(shift(2000.5, age)).toBeCloseTo([0.1, 0.2, 0.4][i] as number, 9);
      expect(shift(2010.5, age)).toBe(0);
    }
    expect(shift(2000.5, 18)).toBeCloseTo(0.1, 9);
    expect(shift(2000.5, 58)).toBeCloseTo(0.3, 9);
    expect(shift(2000.5, 99)).toBeCloseTo(0.4, 9);
    expect(shift(2005.5, 80)).toBeCloseTo(0.2, 9);
    expect(shift(1900.5, 80)).toBeCloseTo(0.4, 9);
    expect(shift(2090.5, 80)).toBe(0);
  });
});

describe('marriage', () => {
  it.each(COHORTS)('risks of those born in %d are shares and ages', (cohort) => {
    for (const sex of SEXES) {
      for (const group of GROUPS) {
        const { ever, medianAge, breakUp, spouseDeath, apart } = social.marriage.of(sex, group, cohort);
        expect(ever).toBeGreaterThan(0.3);
        expect(ever).toBeLessThan(1);
        expect(medianAge).toBeGreaterThan(16);
        expect(medianAge).toBeLessThan(45);
        expect(breakUp).toBeGreaterThan(0);
        expect(breakUp).toBeLessThan(0.9);
        expect(spouseDeath).toBeGreaterThan(0);
        expect(apart).toBeGreaterThan(0);
      }
    }
  });
});

describe('work', () => {
  it('women came into work, and people retire', () => {
    const { work } = social;
    for (const education of EDUCATIONS) {
      expect(work.notWorking('F', education, 40, 1955)).toBeGreaterThan(work.notWorking('F', education, 40, 1995));
      for (const sex of SEXES) {
        expect(work.notWorking(sex, education, 75, 2018)).toBeGreaterThan(work.notWorking(sex, education, 50, 2018));
        expect(work.looking(sex, education, 30, 2010)).toBeGreaterThan(work.looking(sex, education, 30, 2019));
      }
    }
  });
});

describe('income', () => {
  const { income } = social;

  it('rises with rank, and rank is found again from it', () => {
    for (const sex of SEXES) {
      for (const group of GROUPS) {
        for (const education of EDUCATIONS) {
          for (const age of [18, 33, 52, 70, 99]) {
            let last = Number.NEGATIVE_INFINITY;
            for (let rank = -3; rank <= 3; rank += 0.5) {
              const log = income.log(sex, group, education, age, 2018.5, rank);
              expect(log).toBeGreaterThan(last);
              last = log;
              expect(income.rank(sex, group, education, age, 2018.5, log)).toBeCloseTo(rank, 9);
            }
          }
        }
      }
    }
  });

  it('is in dollars of the year', () => {
    const of = (year: number) => Math.exp(income.log('M', 'white-nh', 2, 45, year, 0));
    // Of all men: at the same schooling they stood better then, because few had as much.
    const all = 4080 / 41_615;
    expect(of(1960.5) / of(2018.5)).toBeGreaterThan(all);
    expect(of(1960.5) / of(2018.5)).toBeLessThan(1.6 * all);
  });
});

describe('household income over the poverty line', () => {
  it('rises with rank without a jump back, in states and years', () => {
    const states = places.states.map(({ code }) => social.state(code));
    for (const group of GROUPS) {
      for (const age of [5, 20, 40, 80]) {
        for (const { poor, middle } of states) {
          let last = 0;
          for (let rank = -4; rank <= 4; rank += 0.25) {
            const ratio = social.poverty.ratio(group, 2, age, 1985, rank, poor, middle);
            expect(ratio).toBeGreaterThanOrEqual(last);
            last = ratio;
          }
        }
      }
    }
  });
});

describe('industry', () => {
  it('there were more on farms and in factories once', () => {
    const share = (industry: string, year: number) =>
      Array.from({ length: 1000 }, (_, i) => social.industry.at('M', 1, year, (i + 0.5) / 1000)).filter(
        (of) => of === industry,
      ).length;
    expect(share('AGR', 1930)).toBeGreaterThan(5 * share('AGR', 2018));
    expect(share('MFG', 1960)).toBeGreaterThan(share('MFG', 2018));
  });
});
