import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judge, TableSums } from '../../scripts/course-table.ts';
import { SOCIAL_TABLES } from '../../scripts/course-tables-social.ts';
import { type StateFacts, stateReport } from '../../scripts/course-tables-states.ts';
import { livingPersons } from '../../scripts/living-persons.ts';
import { EDUCATION_HISTORY } from '../../scripts/social-fit-education-years.ts';
import type { Row } from '../../scripts/social-tables.ts';
import { timeOf } from '../../src/core/time.ts';
import { loadReference } from '../../src/reference/data.ts';

const PERSONS = 100_000;
const reference = loadReference();
/** Rows of the joint tables with 300 records and more, and of the states; written by scripts/build-social-targets.ts. */
const rows = JSON.parse(readFileSync(new URL('social-targets.json', import.meta.url), 'utf8')) as Row[];
const SURVEY = timeOf(2018, 7, 1);

describe.each([SURVEY, timeOf(2010, 1, 1)])('persons at %d are as surveyed', (date) => {
  const sums = SOCIAL_TABLES.filter((table) => table.date === date).map(
    (table) =>
      new TableSums(
        table,
        rows.filter((row) => row['table'] === table.name),
      ),
  );
  const states = stateReport(rows.filter((row) => row['table'] === 'states') as unknown as StateFacts[]);
  for (const person of livingPersons(reference, date, PERSONS)) {
    for (const one of sums) one.add(person);
    if (date === SURVEY) states.add(person, date);
  }

  // Two points and three standard errors of the row and of the persons drawn; the last line of a judgement is its sum.
  it.each(sums.map((one) => [one.table.name, one] as const))('%s', (_, one) => {
    expect(one.rows.length).toBeGreaterThan(0);
    expect(judge(one).slice(0, -1)).toEqual([]);
  });

  it.runIf(date === SURVEY)('states keep their pattern of schooling, poverty and income', () => {
    const lines = states.lines();
    for (const line of lines.filter((line) => line.includes('out of tolerance')))
      expect(line).toMatch(/: 0 of 51 states/);
    for (const line of lines.filter((line) => line.includes('correlation'))) {
      expect(Number(line.split(' ').at(-1))).toBeGreaterThan(0.9);
    }
  });
});

/**
 * Published for the whole country in other years: percent of men and women of 25 to 54 in the labor force (Bureau of Labor Statistics),
 * by how much fewer women of 15 and over had never married than in 2018 (Census Bureau, table MS-1; the survey of 2018 has more),
 * median income of men with income over that of 2018 (table P-2), points of poverty of 18 to 64 above 2018 (historical table 3);
 * recalled.
 */
const HISTORY = [
  { year: 1960, men: 97.0, women: 42.9, fewerNever: 10.7, income: 4080 / 41_615, poorer: 5.7 },
  { year: 1980, men: 94.2, women: 64.0, fewerNever: 7.2, income: 12_530 / 41_615, poorer: -0.6 },
  { year: 2000, men: 91.6, women: 76.7, fewerNever: 4.6, income: 28_343 / 41_615, poorer: -1.1 },
  { year: 2022, men: 88.9, women: 76.4, fewerNever: -1.8, income: 48_060 / 41_615, poorer: -0.2 },
] as const;
const OTHER_PERSONS = 15_000;
/** Points: the definitions of surveys differ. */
const POINTS = 4;

describe('other years', () => {
  const shares = (year: number) => {
    const date = timeOf(year, 7, 1);
    const counts = { men: [0, 0], women: [0, 0], never: [0, 0], poor: [0, 0] };
    const incomes: number[] = [];
    const count = (what: keyof typeof counts, hit: boolean) => {
      const own = counts[what] as [number, number];
      own[0]++;
      if (hit) own[1]++;
    };
    for (const { age, sex, course } of livingPersons(reference, date, OTHER_PERSONS)) {
      if (age >= 25 && age < 55) count(sex === 'M' ? 'men' : 'women', course.employmentAt(date) !== 'not-working');
      const income = age >= 15 && sex === 'M' ? (course.incomeAt(date) ?? 0) : 0;
      if (income > 0) incomes.push(income);
      if (age >= 18 && age < 65) count('poor', (course.povertyRatioAt(date) as number) < 1);
      if (age >= 15 && sex === 'F') count('never', course.maritalStatusAt(date) === 'never-married');
    }
    const percent = (what: keyof typeof counts) => (100 * (counts[what][1] as number)) / (counts[what][0] as number);
    const income = incomes.sort((a, b) => a - b)[incomes.length >> 1] as number;
    return { men: percent('men'), women: percent('women'), never: percent('never'), poor: percent('poor'), income };
  };
  const in2018 = shares(2018);
  // Of two shares of some 3,000 persons.
  const error = Math.sqrt((2 * 50 * 50) / 3000);

  it.each(HISTORY)('$year', ({ year, men, women, fewerNever, income, poorer }) => {
    const made = shares(year);
    const expectNear = (of: number, published: number, what: string) =>
      expect(Math.abs(of - published), `${what}: ${of}, published ${published}`).toBeLessThanOrEqual(
        POINTS + 3 * error,
      );
    expectNear(made.men, men, 'men in the labor force');
    expectNear(made.women, women, 'women in the labor force');
    expectNear(in2018.never - made.never, fewerNever, 'women who never married');
    expectNear(made.poor - in2018.poor, poorer, 'poverty');
    // Of two medians of some 5,000 incomes whose logarithms deviate by 1.1, which is 1.25 / sqrt(n) of it; and what the fit leaves.
    const allowed = 0.05 + 3 * 1.1 * 1.25 * Math.sqrt(2 / 5000);
    expect(Math.abs(Math.log(made.income / in2018.income / income))).toBeLessThan(allowed);
  });

  it('fewer look for work in good years', () => {
    const looking = (year: number) => {
      const date = timeOf(year, 7, 1);
      const work = [...livingPersons(reference, date, 20_000)].map(({ course }) => course.employmentAt(date));
      const force = work.filter((value) => value === 'working' || value === 'looking');
      return force.filter((value) => value === 'looking').length / force.length;
    };
    const [in2009, in2015, in2021] = [looking(2009), looking(2015), looking(2021)];
    expect(in2009).toBeGreaterThan(in2015 * 1.3);
    expect(in2015).toBeLessThan(0.06);
    expect(in2021).toBeGreaterThan(in2015 * 0.7);
    expect(in2021).toBeLessThan(in2009);
  });
});

describe('schooling of those who live in other years', () => {
  const LEVELS = ['less-than-high-school', 'high-school', 'some-college', 'bachelor', 'graduate'] as const;
  const YEAR_PERSONS = 30_000;
  /** What the fit leaves, in points, and how many standard errors of the persons drawn: 290 figures, one false alarm in 500 runs. */
  const LEFT = 0.8;
  const Z = 4.5;

  // Published figures with their sources stand in EDUCATION_HISTORY.
  it.each(EDUCATION_HISTORY)('$year: of 25 and over, by sex and group, of 25 to 29, of 65 and over', (of) => {
    const date = timeOf(of.year, 7, 1);
    const counts = new Map<string, number[]>();
    for (const { age, sex, group, course } of livingPersons(reference, date, YEAR_PERSONS)) {
      if (age < 25) continue;
      const education = course.educationAt(date);
      const level = education === undefined ? -1 : LEVELS.indexOf(education);
      const keys = ['all', sex, group, ...(age < 30 ? ['young'] : age >= 65 ? ['old'] : [])];
      for (const key of keys) {
        const own = counts.get(key) ?? [0, 0, 0, 0, 0];
        for (let k = 0; k <= level; k++) own[k] = (own[k] as number) + 1;
        counts.set(key, own);
      }
    }
    const published: (readonly [key: string, level: number, percent: number])[] = [
      ...of.all.map((percent, i) => ['all', i + 1, percent] as const),
      ['F', 3, of.bachelor.F],
      ['M', 3, of.bachelor.M],
      ...[['young', of.young] as const, ['old', of.old] as const, ...Object.entries(of.groups)].flatMap(
        ([key, [highSchool, bachelor]]) => [[key, 1, highSchool] as const, [key, 3, bachelor] as const],
      ),
    ];
    const misses = published.flatMap(([key, level, percent]) => {
      const [persons = 0, ...reached] = counts.get(key) ?? [];
      const made = (100 * (reached[level - 1] as number)) / persons;
      const allowed = LEFT + Z * Math.sqrt((percent * (100 - percent)) / persons);
      return Math.abs(made - percent) <= allowed ? [] : [`${key} ${LEVELS[level]}: ${made}, published ${percent}`];
    });
    expect(misses).toEqual([]);
  });
});
