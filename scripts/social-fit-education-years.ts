/**
 * Schooling of those who live in other years than that of the survey: by how much the ranks above which a level is reached differ, so
 * that a country drawn at the year has the published shares of 25 to 29, of 25 and over, and of 65 and over, and of the groups.
 * All figures are of the Census Bureau (CPS historical time series tables; before 1964 censuses) and the National Center
 * for Education Statistics (Digest of Education Statistics, tables 104.10 and 104.20), recalled and not re-read.
 */
import { normalCdf, normalQuantile } from '../src/core/numeric.ts';
import { timeOf } from '../src/core/time.ts';
import type { Reference } from '../src/reference/data.ts';
import { GROUPS, type Group } from '../src/reference/places.ts';
import { EDUCATION_AGES, type EducationYearRow } from '../src/reference/social-education.ts';
import type { Sex } from '../src/reference/terms.ts';
import { type Fit, LEVELS, round } from './social-fit.ts';
import { courseOf, rankStep, type Sampled, sample, Tally } from './social-sample.ts';

/** Percent with high school or more, some college or more, a bachelor's degree or more, a graduate degree. */
type Percents = readonly [highSchool: number, college: number, bachelor: number, graduate: number];

interface PublishedYear {
  readonly year: number;
  /** Of 25 and over. */
  readonly all: Percents;
  /** Of 25 and over with a bachelor's degree or more. */
  readonly bachelor: Readonly<Record<Sex, number>>;
  /** High school or more, and a bachelor's degree or more: of 25 to 29 and of 65 and over. */
  readonly young: readonly [highSchool: number, bachelor: number];
  readonly old: readonly [highSchool: number, bachelor: number];
  /** The same of 25 and over of a group. */
  readonly groups: Readonly<Partial<Record<Group, readonly [highSchool: number, bachelor: number]>>>;
}

/** In years before 1980 those of Hispanic origin are counted as white, and make up little of them. */
export const EDUCATION_HISTORY: readonly PublishedYear[] = [
  {
    year: 1940,
    all: [24.5, 10.1, 4.6, 1.2],
    bachelor: { F: 3.8, M: 5.5 },
    young: [38.1, 5.9],
    old: [13, 2.6],
    groups: { 'white-nh': [26.1, 4.9], 'black-nh': [7.7, 1.3] },
  },
  {
    year: 1950,
    all: [34.3, 13.5, 6.2, 1.8],
    bachelor: { F: 5.2, M: 7.3 },
    young: [52.8, 7.7],
    old: [18, 3.8],
    groups: { 'white-nh': [36.4, 6.6], 'black-nh': [13.7, 2.2] },
  },
  {
    year: 1960,
    all: [41.1, 16.5, 7.7, 2.7],
    bachelor: { F: 5.8, M: 9.7 },
    young: [60.7, 11.0],
    old: [19.5, 3.9],
    groups: { 'white-nh': [43.2, 8.1], 'black-nh': [21.7, 3.5] },
  },
  {
    year: 1970,
    all: [55.2, 21.3, 11.0, 4.3],
    bachelor: { F: 8.2, M: 14.1 },
    young: [75.4, 16.4],
    old: [28.3, 6.3],
    groups: { 'white-nh': [57.4, 11.6], 'black-nh': [33.7, 4.5], hispanic: [35, 4.8] },
  },
  {
    year: 1980,
    all: [68.6, 32.0, 17.0, 6.4],
    bachelor: { F: 13.6, M: 20.9 },
    young: [85.4, 22.5],
    old: [40.7, 8.6],
    groups: { 'white-nh': [71.9, 18.4], 'black-nh': [51.4, 7.9], hispanic: [44.5, 7.6], 'asian-nh': [74.8, 32.9] },
  },
  {
    year: 1990,
    all: [77.6, 41.5, 21.3, 7.3],
    bachelor: { F: 18.4, M: 24.4 },
    young: [85.7, 23.2],
    old: [54.9, 11.6],
    groups: { 'white-nh': [81.4, 23.1], 'black-nh': [66.2, 11.3], hispanic: [50.8, 9.2], 'asian-nh': [82, 40] },
  },
  {
    year: 2000,
    all: [84.1, 51.0, 25.6, 8.6],
    bachelor: { F: 23.6, M: 27.8 },
    young: [88.1, 29.1],
    old: [69.5, 15.6],
    groups: { 'white-nh': [88.4, 28.1], 'black-nh': [78.9, 16.6], hispanic: [57.0, 10.6], 'asian-nh': [85.7, 43.9] },
  },
  {
    year: 2005,
    all: [85.2, 53.1, 27.7, 9.6],
    bachelor: { F: 26.5, M: 28.9 },
    young: [86.2, 28.8],
    old: [74.0, 18.7],
    groups: { 'white-nh': [90.1, 30.6], 'black-nh': [81.4, 17.6], hispanic: [58.5, 12.0], 'asian-nh': [87.6, 50.2] },
  },
  {
    year: 2010,
    all: [87.1, 56.0, 29.9, 10.5],
    bachelor: { F: 29.6, M: 30.3 },
    young: [88.8, 31.7],
    old: [79.5, 22.5],
    groups: { 'white-nh': [92.1, 33.2], 'black-nh': [84.6, 20.0], hispanic: [62.9, 13.9], 'asian-nh': [88.9, 52.4] },
  },
  {
    year: 2015,
    all: [88.4, 58.9, 32.5, 12.0],
    bachelor: { F: 32.7, M: 32.3 },
    young: [91.2, 35.6],
    old: [84.3, 26.7],
    groups: { 'white-nh': [93.3, 36.2], 'black-nh': [87.7, 22.9], hispanic: [66.7, 15.5], 'asian-nh': [89.1, 53.9] },
  },
  {
    year: 2022,
    all: [91.2, 63.0, 37.7, 14.2],
    bachelor: { F: 39.0, M: 36.2 },
    young: [94.7, 39.6],
    old: [89.5, 34.0],
    groups: { 'white-nh': [95.2, 41.8], 'black-nh': [90.1, 27.6], hispanic: [75.2, 20.9], 'asian-nh': [92.3, 59.3] },
  },
];
const SEXES = ['F', 'M'] as const;
const ADULT = 25;
const [YOUNG_TO, OLD_FROM] = [29, 65];
/** Steps of one knot move what lies between, too. */
const GAIN = 0.8;
const ROUNDS = 8;
/** Further from the survey's ranks than this nothing was. */
const MOST = 1.5;
/** What is least between the ranks of two levels. */
const APART = 0.25;
/** Of the survey, whose ranks are moved. */
const SURVEY_YEAR = 2018.5;

/** By year, and the year of the survey, which needs nothing. */
export function firstEducationYears(): EducationYearRow[] {
  const years = [...EDUCATION_HISTORY.map(({ year }) => year), 2018].sort((a, b) => a - b);
  return years.flatMap((year) =>
    SEXES.flatMap((sex) =>
      GROUPS.flatMap((group) => LEVELS.slice(1).map((_, i): EducationYearRow => [year, sex, group, i + 1, 0, 0, 0])),
    ),
  );
}

/** Draws each year anew, so many persons of each age, sex and group, and fits it. Returns how far the worst figure was off at last. */
export function fitEducationYears(fit: Fit, base: Reference, each: number): number {
  const worst = EDUCATION_HISTORY.map((of) => {
    const persons = sample(base, timeOf(of.year, 7, 1), each).filter(({ age }) => age >= ADULT);
    let off = 0;
    for (let round = 0; round < ROUNDS; round++) off = fitYear(fit, persons, of);
    return off;
  });
  return Math.max(...worst);
}

/** One round of a year: what is seen is compared with what was published, and the rows moved. */
function fitYear(fit: Fit, persons: readonly Sampled[], of: PublishedYear): number {
  const reference = fit.reference();
  const seen = tally(persons, reference, of.year);
  let worst = 0;
  const step = (key: string, level: number, percent: number) => {
    const share = seen.get(`${key}|${level}`) / seen.get(key);
    worst = Math.max(worst, Math.abs(share - percent / 100));
    return rankStep(percent / 100, share);
  };
  const move = mover(of, step);
  const { education } = reference.social;
  let below: EducationYearRow | undefined;
  const moved = (row: EducationYearRow) => {
    const [year, sex, group, level, ...knots] = move(row);
    const ranks = (age: number, level: number) => education.threshold(sex, group, year + 0.5 - age, level, SURVEY_YEAR);
    const [a, b, c] = knots.map((value, i) => {
      if (level === 1 || !below) return value;
      const age = EDUCATION_AGES[i] as number;
      return Math.min(value, (below[4 + i] as number) + ranks(age, level) - ranks(age, level - 1) - APART);
    });
    below = [year, sex, group, level, round(a as number, 4), round(b as number, 4), round(c as number, 4)];
    return below;
  };
  fit.set({ educationYears: fit.rows.educationYears.map((row) => (row[0] === of.year ? moved(row) : row)) });
  return worst;
}

/** Where nothing was published yet a group is as far from the whole, in ranks, as when it first was (a judgement). */
function groupPercents(of: PublishedYear, group: Group): readonly [number, number] | undefined {
  const first = EDUCATION_HISTORY.find(({ year, groups }) => year >= of.year && groups[group]);
  const known = first?.groups[group];
  if (!first || !known) return;
  const rank = (percent: number) => normalQuantile(percent / 100);
  const moved = (percent: number, i: 0 | 2) => 100 * normalCdf(rank(percent) + rank(of.all[i]) - rank(first.all[i]));
  return [moved(known[0], 0), moved(known[1], 2)];
}

function tally(persons: readonly Sampled[], reference: Reference, year: number): Tally {
  const date = timeOf(year, 7, 1);
  const seen = new Tally();
  for (const person of persons) {
    const { age, weight, subject } = person;
    const level = LEVELS.indexOf(courseOf(person, reference, date).educationAt(date) as (typeof LEVELS)[number]);
    const keys = ['all', subject.sex, subject.group];
    if (age <= YOUNG_TO) keys.push('young');
    if (age >= OLD_FROM) keys.push('old');
    for (const key of keys) {
      seen.add(key, weight);
      for (let k = 1; k <= level; k++) seen.add(`${key}|${k}`, weight);
    }
  }
  return seen;
}

/** How the rows of a year move: by level, sex and group, and by how much more at the ends of the ages than in the middle. */
function mover(
  of: PublishedYear,
  step: (key: string, level: number, percent: number) => number,
): (row: EducationYearRow) => EducationYearRow {
  const all = of.all.map((percent, i) => step('all', i + 1, percent));
  const sexes = Object.fromEntries(SEXES.map((sex) => [sex, step(sex, 3, of.bachelor[sex]) - (all[2] as number)]));
  const ends = (
    [
      ['young', of.young],
      ['old', of.old],
    ] as const
  ).map(([key, [highSchool, bachelor]]) => {
    const first = step(key, 1, highSchool) - (all[0] as number);
    const third = step(key, 3, bachelor) - (all[2] as number);
    return [first, (first + third) / 2, third, third];
  });
  const groups = new Map(
    GROUPS.map((group) => {
      const published = groupPercents(of, group);
      if (!published) return [group, [0, 0, 0, 0]];
      const first = step(group, 1, published[0]) - (all[0] as number);
      const third = step(group, 3, published[1]) - (all[2] as number);
      return [group, [first, (first + third) / 2, third, third]];
    }),
  );
  return ([year, sex, group, level, ...knots]) => {
    // Women went to normal schools and junior colleges where fewer of them took degrees.
    const ownSex = (sexes[sex] as number) * ([0, 0.5, 1, 1][level - 1] as number);
    const common = (all[level - 1] as number) + ownSex + (groups.get(group)?.[level - 1] as number);
    const [young, old] = ends.map((of) => of[level - 1] as number) as [number, number];
    const moved = [young, 0, old].map((end, i) => {
      const value = (knots[i] as number) + GAIN * (common + end);
      return Math.max(-MOST, Math.min(MOST, value));
    });
    const [a, b, c] = moved;
    return [year, sex, group, level, a as number, b as number, c as number];
  };
}
