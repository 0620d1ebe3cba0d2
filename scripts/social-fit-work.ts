/**
 * Work by age, sex and education to the survey of 2009-2010, whose share looking for work is well below the labor force survey of
 * these years: it is drawn two fifths of the way to that one, which stays within the survey's own error.
 */
import { normalQuantile } from '../src/core/numeric.ts';
import { timeOf } from '../src/core/time.ts';
import type { WorkRow } from '../src/reference/social-work.ts';
import { type Fit, LEVELS, round } from './social-fit.ts';
import { courseOf, rankStep, Tally } from './social-sample.ts';
import { band, csvRows, type Shares, sharesBy } from './social-tables.ts';

const DATE = timeOf(2010, 1, 1);
const BLEND = 0.4;

/** Age, percent of men and women not in the labor force, percent unemployed of those in it, 2010 (Bureau of Labor Statistics; not re-read). */
const PROFILE: readonly (readonly [
  age: number,
  menOut: number,
  womenOut: number,
  menLooking: number,
  womenLooking: number,
])[] = [
  [16, 82, 81, 31, 25],
  [18, 52, 52, 28, 22],
  [20, 32, 36, 20, 15],
  [24, 18, 27, 14, 11],
  [28, 11.5, 25, 11.4, 9.4],
  [35, 8.5, 26, 9.5, 8],
  [42, 9.5, 24, 8.8, 7.4],
  [48, 12, 23.5, 8.6, 6.8],
  [53, 16, 26, 8.4, 6.4],
  [57, 22, 32, 8, 6.2],
  [60, 31, 41, 8, 6.2],
  [63, 46, 54, 7.7, 6.2],
  [67, 63, 72.5, 7.3, 6.2],
  [72, 78, 85, 7, 6.2],
  [80, 92, 96, 7, 6.2],
  [90, 98, 99, 7, 6.2],
];
/** Percent unemployed by education, 25 and over, 2010 (Bureau of Labor Statistics; not re-read). */
const LOOKING_BY_EDUCATION = [14.9, 10.3, 8.4, 4.7, 4.7] as const;
const EDUCATION_TABLE = [
  'less-than-high-school',
  'high-school',
  'some-college',
  'bachelor-or-more',
  'bachelor-or-more',
] as const;
const EDUCATION_AGES = [30, 59] as const;

export function firstWork(): WorkRow[] {
  const rank = (percent: number) => round(normalQuantile(percent / 100), 4);
  return (['F', 'M'] as const).flatMap((sex) => [
    ...PROFILE.map((row): WorkRow => ['not-working', sex, 'age', row[0], rank(sex === 'M' ? row[1] : row[2])]),
    ...LEVELS.map((_, level): WorkRow => ['not-working', sex, 'education', level, 0]),
    ...PROFILE.map((row): WorkRow => ['looking', sex, 'age', row[0], rank(sex === 'M' ? row[3] : row[4])]),
    ...LEVELS.map((_, level): WorkRow => ['looking', sex, 'education', level, 0]),
  ]);
}

/** Shares not working, and looking of those who work or look. */
interface Target {
  readonly out: number;
  readonly looking: number;
}

function target(shares: Shares, published: number): Target {
  const of = (state: string) => shares.share.get(state) ?? 0;
  const looking = of('looking') / (of('looking') + of('working'));
  return { out: of('not-working'), looking: looking + BLEND * (published / 100 - looking) };
}

/** One round. */
export function fitWork(fit: Fit): number {
  const byAge = sharesBy(csvRows(fit.folder, 'work_by_age'), 'work_by_age', ['age', 'sex']);
  const byEducation = sharesBy(csvRows(fit.folder, 'work_by_education'), 'work_by_education', ['sex', 'education']);
  const reference = fit.reference();
  const bands = [...new Set([...byAge.keys()].map((key) => key.split('|')[0] as string))];
  const ranges = bands.map((name) => ({ name, range: band(name) }));
  const seen = new Tally();
  for (const person of fit.in2010) {
    const own = ranges.find(({ range }) => person.age >= range[0] && person.age <= range[1]);
    if (!own) continue;
    const course = courseOf(person, reference, DATE);
    const work = course.employmentAt(DATE) as string;
    const { sex } = person.subject;
    const keys = [`${own.name}|${sex}`];
    if (person.age >= EDUCATION_AGES[0] && person.age <= EDUCATION_AGES[1]) {
      keys.push(`${sex}|${EDUCATION_TABLE[LEVELS.indexOf(course.educationAt(DATE) as (typeof LEVELS)[number])]}`);
    }
    for (const key of keys) {
      seen.add(key, person.weight);
      seen.add(`${key}|${work}`, person.weight);
    }
  }
  const observed = (key: string): Target => {
    const of = (state: string) => seen.get(`${key}|${state}`);
    return { out: of('not-working') / seen.get(key), looking: of('looking') / (of('looking') + of('working')) };
  };
  let worst = 0;
  const work = fit.rows.work.map((row): WorkRow => {
    const [what, sex, by, level, rank] = row;
    const key =
      by === 'age'
        ? `${ranges.find(({ range }) => Math.max(20, level) >= range[0] && level <= range[1])?.name}|${sex}`
        : `${sex}|${EDUCATION_TABLE[level]}`;
    const wanted =
      by === 'age'
        ? target(byAge.get(key) as Shares, publishedLooking(key))
        : target(byEducation.get(key) as Shares, LOOKING_BY_EDUCATION[level] as number);
    const of = observed(key);
    const [goal, now] = what === 'looking' ? [wanted.looking, of.looking] : [wanted.out, of.out];
    worst = Math.max(worst, Math.abs(goal - now));
    return [what, sex, by, level, round(rank + 0.6 * rankStep(goal, now), 4)];
  });
  fit.set({ work });
  return worst;
}

/** Percent looking of those who work or look, by first age of the table's band: men, women (as PROFILE). */
const LOOKING_BY_BAND: Readonly<Record<string, readonly [men: number, women: number]>> = {
  '20-29': [14, 11],
  '30-39': [9.5, 8.2],
  '40-49': [8.8, 7.2],
  '50-59': [8.2, 6.3],
  '60-69': [7.6, 6.2],
  '70+': [7, 6.2],
};

function publishedLooking(key: string): number {
  const [name, sex] = key.split('|') as [string, string];
  return (LOOKING_BY_BAND[name] as readonly [number, number])[sex === 'M' ? 0 : 1];
}
