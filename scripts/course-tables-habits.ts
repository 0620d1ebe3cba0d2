/** Tables of smoking, drinking, activity, health, difficulties and homes. */
import { timeOf } from '../src/core/time.ts';
import type { CheckedPerson, CourseTable, ShareTable } from './course-table.ts';

const SURVEY = timeOf(2018, 7, 1);
const HABITS = timeOf(2010, 1, 1);
/** Habits were asked of people of this age and over. */
const ASKED_FROM = 20;

/** A table of 2009-2010 by age and sex. */
function habit(name: string, value: (person: CheckedPerson, date: number) => string | undefined): ShareTable {
  return {
    kind: 'share',
    name,
    date: HABITS,
    by: ['age', 'sex'],
    category: name,
    of: ({ age, sex }) => (age < ASKED_FROM ? undefined : { age, sex }),
    value,
  };
}

function dayClass(days: number | undefined): string | undefined {
  if (days === undefined || days === 0) return days === undefined ? undefined : '0';
  if (days < 12) return '1-11';
  return days < 52 ? '12-51' : days < 156 ? '52-155' : '156+';
}

/** Of those who drink. */
function drinkClass(drinks: number | undefined): string | undefined {
  if (drinks === undefined || drinks === 0) return undefined;
  return drinks >= 5 ? '5+' : drinks >= 3 ? '3-4' : String(drinks);
}

function schooling(person: CheckedPerson, date: number): string {
  const education = person.course.educationAt(date) ?? '';
  return education === 'bachelor' || education === 'graduate' ? 'bachelor-or-more' : education;
}

export const HABIT_TABLES: readonly CourseTable[] = [
  habit('smoking_by_age', ({ course }, date) => course.traits.smokingAt(date)),
  {
    ...habit('smoking_by_education', ({ course }, date) => course.traits.smokingAt(date)),
    by: ['sex', 'education'],
    of: (person, date) =>
      person.age < ASKED_FROM ? undefined : { sex: person.sex, education: schooling(person, date) },
  },
  habit('alcohol_days_a_year', ({ course }, date) => dayClass(course.traits.drinkingDaysAt(date))),
  habit('drinks_a_drinking_day', ({ course }, date) => drinkClass(course.traits.drinksADayAt(date))),
  habit('leisure_activity', ({ course }, date) => (course.traits.leisureActivityAt(date) ? 'active' : 'inactive')),
  habit('general_health', ({ course }, date) => course.traits.generalHealthAt(date)),
  habit('low_mood_two_weeks', ({ course }, date) => course.traits.lowMoodAt(date)),
  {
    kind: 'share',
    name: 'tenure',
    date: SURVEY,
    by: ['age', 'race'],
    category: 'tenure',
    of: ({ age, group }) => ({ age, race: group }),
    value: ({ course }, date) => course.traits.tenureAt(date),
  },
  {
    kind: 'share',
    name: 'housing',
    date: SURVEY,
    by: ['age', 'sex'],
    category: 'housing',
    of: ({ age, sex }) => ({ age, sex }),
    value: ({ course }, date) => course.traits.housingAt(date),
  },
];
