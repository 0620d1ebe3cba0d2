/** Schooling by cohort, sex and group to the survey of 2018; ages at each level to its row of 18 to 24. */
import { normalQuantile } from '../src/core/numeric.ts';
import { timeOf } from '../src/core/time.ts';
import { GROUPS } from '../src/reference/places.ts';
import type { EducationRow, EducationTimingRow } from '../src/reference/social-education.ts';
import { type Fit, LEVELS, round } from './social-fit.ts';
import { courseOf, rankStep, Tally } from './social-sample.ts';
import { band, csvRows, sharesBy, shrunk, upperShares } from './social-tables.ts';

export const SURVEY = timeOf(2018, 7, 1);
const YOUNG = '18-24';
/** Bands of the table with the year of birth of their middle. */
const COHORTS: readonly (readonly [band: string, cohort: number])[] = [
  ['75+', 1937],
  ['65-74', 1949],
  ['55-64', 1958.5],
  ['45-54', 1968.5],
  ['35-44', 1978.5],
  ['25-34', 1988.5],
  [YOUNG, 1997.5],
];
const SHRINK = 30;

/** Upper shares by band, sex and group: the published ones, those of small cells drawn towards both sexes of the group together. */
export function educationTargets(folder: string): Map<string, number[]> {
  const table = sharesBy(csvRows(folder, 'education'), 'education', ['age', 'sex', 'race']);
  const targets = new Map<string, number[]>();
  for (const [age] of COHORTS) {
    for (const group of GROUPS) {
      const both = (['F', 'M'] as const).map((sex) => table.get(`${age}|${sex}|${group}`));
      for (const [i, sex] of (['F', 'M'] as const).entries()) {
        const own = both[i] ?? both[1 - i];
        if (!own) throw new Error(`no education of ${age}, ${group}`);
        const expected = upperShares(both[1 - i] ?? own, LEVELS);
        const shares = upperShares(own, LEVELS).map((share, k) => shrunk(share, own.n, expected[k] as number, SHRINK));
        targets.set(`${age}|${sex}|${group}`, shares);
      }
    }
  }
  return targets;
}

export function firstEducation(folder: string): { education: EducationRow[]; educationTiming: EducationTimingRow[] } {
  const targets = educationTargets(folder);
  const cells = (['F', 'M'] as const).flatMap((sex) => GROUPS.map((group) => [sex, group] as const));
  const education = cells.flatMap(([sex, group]) =>
    COHORTS.map(([age, cohort]): EducationRow => {
      const from = age === YOUNG ? '25-34' : age;
      const [a, b, c, d] = (targets.get(`${from}|${sex}|${group}`) as number[]).map((share) => -normalQuantile(share));
      return [sex, group, cohort, a as number, b as number, c as number, d as number];
    }),
  );
  return { education, educationTiming: cells.map(([sex, group]) => [sex, group, 0.8, 0.5, 0.8]) };
}

/** One round: the shares that the present rows give are compared with the table, and the rows moved. */
export function fitEducation(fit: Fit): number {
  const targets = educationTargets(fit.folder);
  const reference = fit.reference();
  const bands = COHORTS.map(([name]) => ({ name, range: band(name) }));
  const seen = new Tally();
  for (const person of fit.in2018) {
    const own = bands.find(({ range }) => person.age >= range[0] && person.age <= range[1]);
    if (!own) continue;
    const key = `${own.name}|${person.subject.sex}|${person.subject.group}`;
    const level = LEVELS.indexOf(courseOf(person, reference, SURVEY).educationAt(SURVEY) as (typeof LEVELS)[number]);
    seen.add(key, person.weight);
    for (let k = 1; k <= level; k++) seen.add(`${key}|${k}`, person.weight);
  }
  let worst = 0;
  const observed = (key: string) => [1, 2, 3, 4].map((k) => seen.get(`${key}|${k}`) / seen.get(key));
  const timing = new Map(fit.rows.educationTiming.map((row) => [`${row[0]}|${row[1]}`, row] as const));
  for (const [key, [sex, group, ...delays]] of timing) {
    const of = observed(`${YOUNG}|${key}`);
    const wanted = targets.get(`${YOUNG}|${key}`) as number[];
    const late = [0, 1, 2].map((k) => ((of[k] as number) - (wanted[k] as number)) * 7);
    const moved = delays.map((delay, k) => delay + ((late[k] as number) - (k > 0 ? (late[k - 1] as number) : 0)) / 2);
    const [a, b, c] = moved.map((delay) => round(Math.min(3, Math.max(0.1, delay)), 3));
    timing.set(key, [sex, group, a as number, b as number, c as number]);
  }
  const education = fit.rows.education.map((row): EducationRow => {
    const [sex, group, cohort] = row;
    const name = COHORTS.find(([, of]) => of === cohort)?.[0] as string;
    const of = observed(`${name}|${sex}|${group}`);
    const wanted = targets.get(`${name}|${sex}|${group}`) as number[];
    const moved = [0, 1, 2, 3].map((k) => {
      const off = Math.abs((of[k] as number) - (wanted[k] as number));
      worst = Math.max(worst, off);
      // The young: half to when, half to how far.
      const gain = name === YOUNG ? 0.25 : 1;
      return (row[3 + k] as number) - gain * rankStep(wanted[k] as number, of[k] as number);
    });
    for (let k = 1; k < 4; k++) moved[k] = Math.max(moved[k] as number, (moved[k - 1] as number) + 0.02);
    const [a, b, c, d] = moved.map((value) => round(value, 4));
    return [sex, group, cohort, a as number, b as number, c as number, d as number];
  });
  fit.set({ education, educationTiming: [...timing.values()] });
  return worst;
}
