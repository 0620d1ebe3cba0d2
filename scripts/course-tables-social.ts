/** Tables of schooling, marriage, work and income. */
import { timeOf } from '../src/core/time.ts';
import type { CheckedPerson, CourseTable } from './course-table.ts';

export const SURVEY = timeOf(2018, 7, 1);
const WORK = timeOf(2010, 1, 1);

const POVERTY_BOUNDS = [
  [1, '0-0.99'],
  [1.38, '1-1.37'],
  [2, '1.38-1.99'],
  [4, '2-3.99'],
  [Infinity, '4+'],
] as const;

function povertyClass(ratio: number | undefined): string | undefined {
  return ratio === undefined ? undefined : POVERTY_BOUNDS.find(([bound]) => ratio < bound)?.[1];
}

function education(person: CheckedPerson, date: number): string | undefined {
  return person.course.educationAt(date);
}

export const SOCIAL_TABLES: readonly CourseTable[] = [
  {
    kind: 'share',
    name: 'education',
    date: SURVEY,
    by: ['age', 'sex', 'race'],
    category: 'education',
    of: ({ age, sex, group }) => ({ age, sex, race: group }),
    value: (person, date) => education(person, date),
  },
  {
    kind: 'share',
    name: 'marital_status',
    date: SURVEY,
    by: ['age', 'sex', 'race'],
    category: 'marital_status',
    of: ({ age, sex, group }) => ({ age, sex, race: group }),
    value: ({ course }, date) => course.maritalStatusAt(date),
  },
  {
    kind: 'median',
    name: 'personal_income',
    date: SURVEY,
    by: ['age', 'sex', 'education'],
    median: 'p50',
    without: 'share_without_income',
    of: (person, date) => ({ age: person.age, sex: person.sex, education: education(person, date) ?? '' }),
    value: ({ age, course }, date) => (age < 18 ? undefined : course.incomeAt(date)),
  },
  {
    kind: 'median',
    name: 'personal_income_by_race',
    date: SURVEY,
    by: ['sex', 'race', 'education'],
    median: 'p50',
    of: (person, date) => ({ sex: person.sex, race: person.group, education: education(person, date) ?? '' }),
    value: ({ age, course }, date) => (age < 25 || age > 64 ? undefined : course.incomeAt(date)),
  },
  {
    kind: 'share',
    name: 'poverty_ratio_by_race',
    date: SURVEY,
    by: ['age', 'race'],
    category: 'poverty_ratio_by_race',
    of: ({ age, group }) => ({ age, race: group }),
    value: ({ course }, date) => povertyClass(course.povertyRatioAt(date)),
  },
  {
    kind: 'share',
    name: 'poverty_ratio_by_education',
    date: SURVEY,
    by: ['age', 'race', 'education'],
    category: 'poverty_ratio_by_education',
    of: (person, date) => ({ age: person.age, race: person.group, education: education(person, date) ?? '' }),
    value: ({ age, course }, date) => (age < 25 ? undefined : povertyClass(course.povertyRatioAt(date))),
  },
  {
    kind: 'share',
    name: 'industry',
    date: SURVEY,
    by: ['sex', 'education'],
    category: 'industry',
    of: (person, date) => ({ sex: person.sex, education: education(person, date) ?? '' }),
    value: ({ age, course }, date) => (age < 18 || age > 69 ? undefined : course.industryAt(date)),
  },
  {
    kind: 'share',
    name: 'work_by_age',
    date: WORK,
    by: ['age', 'sex'],
    category: 'work_by_age',
    of: ({ age, sex }) => ({ age, sex }),
    value: ({ course }, date) => course.employmentAt(date),
  },
  {
    kind: 'share',
    name: 'work_by_education',
    date: WORK,
    by: ['sex', 'education'],
    category: 'work_by_education',
    of: (person, date) => {
      const level = education(person, date) ?? '';
      return { sex: person.sex, education: level === 'bachelor' || level === 'graduate' ? 'bachelor-or-more' : level };
    },
    value: ({ age, course }, date) => (age < 30 || age > 59 ? undefined : course.employmentAt(date)),
  },
];
