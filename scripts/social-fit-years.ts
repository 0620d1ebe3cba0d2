/**
 * Work, income and poverty of other years. Series of published figures carry the tables from their own year to the others; what is
 * added here makes up for how those who live in other years differ in schooling, so that the country as a whole moves as published.
 */
import { normalQuantile } from '../src/core/numeric.ts';
import { timeOf } from '../src/core/time.ts';
import type { Reference } from '../src/reference/data.ts';
import { interpolate, type YearRow } from '../src/reference/social-years.ts';
import { type Fit, round } from './social-fit.ts';
import { EDUCATION_HISTORY } from './social-fit-education-years.ts';
import { courseOf, type Sampled, sample, Tally, Values } from './social-sample.ts';
import { yearRows } from './social-years.ts';

type Points = readonly (readonly [year: number, value: number])[];

const SEXES = ['F', 'M'] as const;
/** Years of the tables, which are left as they are. */
const WORK_YEAR = 2010;
const INCOME_YEAR = 2018;
const WORKING_AGES = [
  ['16-24', 16, 24],
  ['25-54', 25, 54],
  ['55-64', 55, 64],
  ['65', 65, 200],
] as const;
const ROUNDS = 6;
/** A step, and all of them, are not larger: poverty before its line was drawn is an estimate that is not followed all the way. */
const MOST_STEP = 0.5;
const MOST = 1;

/** Every series with the year of its table. */
const SERIES: readonly (readonly [series: string, tabled: number])[] = [
  ...SEXES.flatMap((sex) => WORKING_AGES.map(([ages]) => [`not-in-labor-force-${sex}-${ages}`, WORK_YEAR] as const)),
  ...SEXES.flatMap((sex) => [`without-income-${sex}`, `log-income-${sex}`].map((name) => [name, INCOME_YEAR] as const)),
  ...['poverty-children', 'poverty-adults', 'poverty-old'].map((name) => [name, INCOME_YEAR] as const),
];

/** Fits the series; `each` is how many persons of each age, sex and group are drawn in a year. Returns the largest step at last. */
export function fitYears(fit: Fit, base: Reference, each: number): number {
  const published = yearRows();
  const years = [...EDUCATION_HISTORY.map(({ year }) => year), INCOME_YEAR].sort((a, b) => a - b);
  const samples = new Map(years.map((year) => [year, sample(base, timeOf(year, 7, 1), each)]));
  const added = new Map(SERIES.map(([name]) => [name, years.map((year): [number, number] => [year, 0])]));
  let worst = 0;
  for (let i = 0; i < ROUNDS; i++) {
    fit.set({ years: withAdded(published, added) });
    const reference = fit.reference();
    const seen = new Map(years.map((year) => [year, figures(samples.get(year) ?? [], reference, year)]));
    worst = 0;
    for (const [name, tabled] of SERIES) {
      const points = pointsOf(published, name);
      for (const point of added.get(name) ?? []) {
        const [year] = point;
        const wanted = interpolate(points, year) - interpolate(points, tabled);
        const made = (seen.get(year)?.get(name) as number) - (seen.get(tabled)?.get(name) as number);
        const step = Math.max(-MOST_STEP, Math.min(MOST_STEP, wanted - made));
        point[1] = Math.max(-MOST, Math.min(MOST, point[1] + step));
        worst = Math.max(worst, Math.abs(step));
      }
    }
  }
  fit.set({ years: withAdded(published, added) });
  return worst;
}

/** What is seen in a year, by series, in its unit. */
function figures(persons: readonly Sampled[], reference: Reference, year: number): Map<string, number> {
  const date = timeOf(year, 7, 1);
  const seen = new Tally();
  const values = new Values();
  const count = (name: string, hit: boolean, weight: number) => {
    seen.add(name, weight);
    if (hit) seen.add(`${name}|hit`, weight);
  };
  for (const person of persons) {
    const { age, weight, subject } = person;
    const course = courseOf(person, reference, date);
    const ratio = course.povertyRatioAt(date) as number;
    count(`poverty-${age < 18 ? 'children' : age < 65 ? 'adults' : 'old'}`, ratio < 1, weight);
    const ages = WORKING_AGES.find(([, from, to]) => age >= from && age <= to);
    if (!ages) continue;
    count(`not-in-labor-force-${subject.sex}-${ages[0]}`, course.employmentAt(date) === 'not-working', weight);
    const income = course.incomeAt(date) as number;
    count(`without-income-${subject.sex}`, income === 0, weight);
    if (income > 0) values.add(`log-income-${subject.sex}`, income, weight);
  }
  const median = (name: string) => Math.log(values.quantiles(name, [0.5])?.[0] as number);
  return new Map(
    SERIES.map(([name]) => {
      if (name.startsWith('log-income')) return [name, median(name)];
      const share = seen.get(`${name}|hit`) / seen.get(name);
      return [name, normalQuantile(Math.min(0.999, Math.max(0.001, share)))];
    }),
  );
}

function pointsOf(rows: readonly YearRow[], name: string): Points {
  return rows.filter((row) => row[0] === name).map(([, year, value]) => [year, value] as const);
}

/** The published series with what is added, at the years of both. */
function withAdded(published: readonly YearRow[], added: ReadonlyMap<string, Points>): YearRow[] {
  return [...new Set(published.map(([name]) => name))].flatMap((name) => {
    const points = pointsOf(published, name);
    const more = added.get(name) ?? [];
    const years = [...new Set([...points, ...more].map(([year]) => year))].sort((a, b) => a - b);
    return years.map((year): YearRow => {
      const value = interpolate(points, year) + (more.length > 0 ? interpolate(more, year) : 0);
      return [name, year, round(value, 4)];
    });
  });
}
