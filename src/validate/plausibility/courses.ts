import type { CourseRule } from './rule.ts';

const YEAR = 366;
const MONTH = 31;

const course = (rule: Omit<CourseRule, 'severity'>): CourseRule => ({ ...rule, severity: 'warning' });

/** What holds from one value of a person to the next, be it later by so many days at most. */
export const COURSES: readonly CourseRule[] = [
  course({
    key: 'adult-height-shrinks',
    of: 'body-height',
    within: YEAR,
    says: 'adults shrink by at most 3 cm within a year',
    why: 'a broken vertebra takes about 1 cm, and heights are measured to 1 cm (judgement)',
    holds: (from, to, age) => age < 20 || to >= from - 3,
  }),
  course({
    key: 'adult-height-grows',
    of: 'body-height',
    within: YEAR,
    says: 'who is 25 grows by at most 4 cm more',
    why: 'growth plates are closed; heights are measured to 1 cm (judgement)',
    holds: (from, to, age) => age < 25 || to <= from + 4,
  }),
  course({
    key: 'child-height-shrinks',
    of: 'body-height',
    within: YEAR,
    says: 'children do not shrink; 3 cm for lying and standing',
    why: 'growth (CDC 2000 charts); length is about 0.8 cm more than height, and is measured badly',
    holds: (from, to, age) => age >= 20 || to >= from - 3,
  }),
  course({
    key: 'child-height-leaps',
    of: 'body-height',
    within: MONTH,
    says: 'children older than two grow by at most 6 cm within a month',
    why: 'the fastest grow 1.5 cm a month; the rest for measuring (judgement)',
    holds: (from, to, age) => age < 2 || age >= 25 || to <= from + 6,
  }),
  course({
    key: 'head-shrinks',
    of: 'head-circumference',
    within: YEAR,
    says: 'heads do not shrink by more than 2 cm',
    why: 'skulls grow; births mould them by about 1 cm (judgement)',
    holds: (from, to) => to >= from - 2,
  }),
  course({
    key: 'adult-weight-changes',
    of: 'body-weight',
    within: MONTH,
    says: 'the weight of adults changes by at most 25 % within a month',
    why: 'beyond the losses and gains of water and of starvation (judgement)',
    holds: (from, to, age) => age < 20 || (to >= 0.75 * from && to <= 1.25 * from),
  }),
  course({
    key: 'infant-weight-falls',
    of: 'body-weight',
    within: MONTH,
    says: 'the weight of infants falls by at most 25 %',
    why: 'newborns lose up to 10 %, infants with dehydration up to 15 %; a loss of a quarter kills (judgement)',
    holds: (from, to, age) => age >= 2 || to >= 0.75 * from,
  }),
  course({
    key: 'a1c-leaps',
    of: 'hemoglobin-a1c',
    within: MONTH,
    says: 'A1c changes by at most 6 points within a month',
    why: 'red cells live for 120 days, so that a month renews about half of what A1c tells',
    holds: (from, to) => Math.abs(to - from) <= 6,
  }),
];
