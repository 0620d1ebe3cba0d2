import { power } from '../../core/numeric.ts';
import type { CourseRule } from './rule.ts';

/** Days. */
const YEAR = 365.25;
const MONTH = 31;

/** Years of age. */
const TODDLER = 2;
const GROWN = 20;
const FULL_GROWN = 24;

/** The weight of adults changes by no more than this factor between two readings. */
const MOST_WEIGHT_CHANGE = 5;

const course = (rule: Omit<CourseRule, 'severity'>): CourseRule => ({ ...rule, severity: 'warning' });

/** What holds from one value of a person to the next, however far apart: bounds that change with time say by how much. */
export const COURSES: readonly CourseRule[] = [
  course({
    key: 'adult-height-shrinks',
    of: 'body-height',
    says: 'adults must not shrink by more than 3 cm within two years, and 1.5 cm in each year beyond',
    why: 'a broken vertebra takes about 1 cm, and heights are measured to 1 cm (judgement)',
    holds: ({ from, to, days, ageTo }) => ageTo < GROWN || from - to <= 3 + 1.5 * beyond(days, 2 * YEAR, YEAR),
  }),
  course({
    key: 'adult-height-grows',
    of: 'body-height',
    says: 'who is 24 must not grow by more than 4 cm',
    why: 'growth plates are closed; heights are measured to 1 cm (judgement)',
    holds: ({ from, to, ageFrom }) => ageFrom < FULL_GROWN || to <= from + 4,
  }),
  course({
    key: 'child-height-shrinks',
    of: 'body-height',
    says: 'children must not shrink, but for 3 cm between lying and standing',
    why: 'growth (CDC 2000 charts); length is about 0.8 cm more than height, and is measured badly',
    holds: ({ from, to, ageTo }) => ageTo >= GROWN || to >= from - 3,
  }),
  course({
    key: 'child-height-leaps',
    of: 'body-height',
    says: 'children older than two must not grow by more than 6 cm within a month, and 1.5 cm in each month beyond',
    why: 'the fastest grow 1.5 cm a month; the rest for measuring (judgement)',
    holds: ({ from, to, days, ageFrom }) =>
      ageFrom < TODDLER || ageFrom >= FULL_GROWN || to - from <= 6 + 1.5 * beyond(days, MONTH, MONTH),
  }),
  course({
    key: 'head-shrinks',
    of: 'head-circumference',
    says: 'heads must not shrink by more than 2 cm',
    why: 'skulls grow; births mould them by about 1 cm (judgement)',
    holds: ({ from, to }) => to >= from - 2,
  }),
  course({
    key: 'adult-weight-changes',
    of: 'body-weight',
    says: 'the weight of adults must not change by more than 25 % within a month, and 10 % in each month beyond; nor ever fivefold',
    why: 'beyond the losses and gains of water, of starvation and of surgery (judgement)',
    holds: ({ from, to, days, ageFrom }) => {
      const months = beyond(days, MONTH, MONTH);
      const most = Math.min(1.25 * power(1.1, months), MOST_WEIGHT_CHANGE);
      const least = Math.max(0.75 * power(0.9, months), 1 / MOST_WEIGHT_CHANGE);
      return ageFrom < GROWN || (to <= most * from && to >= least * from);
    },
  }),
  course({
    key: 'infant-weight-falls',
    of: 'body-weight',
    says: 'the weight of infants must not fall by more than 25 %',
    why: 'newborns lose up to 10 %, infants with dehydration up to 15 %; a loss of a quarter kills (judgement)',
    holds: ({ from, to, ageTo }) => ageTo >= TODDLER || to >= 0.75 * from,
  }),
  course({
    key: 'a1c-leaps',
    of: 'hemoglobin-a1c',
    says: 'A1c must not change by more than 6 points within a month, and 3 in each month beyond',
    why: 'red cells live for 120 days, so that a month renews about half of what A1c tells (judgement)',
    holds: ({ from, to, days }) => Math.abs(to - from) <= 6 + 3 * beyond(days, MONTH, MONTH),
  }),
];

/** How many `unit`s of time lie beyond the first `within` days; 0 where none do. */
function beyond(days: number, within: number, unit: number): number {
  return Math.max(0, days - within) / unit;
}
