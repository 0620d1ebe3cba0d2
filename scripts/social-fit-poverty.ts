/** Household income over the poverty line by age, group and education, to the survey of 2018. */
import { normalQuantile } from '../src/core/numeric.ts';
import { GROUPS } from '../src/reference/places.ts';
import type { PovertyRow } from '../src/reference/social-poverty.ts';
import { type Fit, LEVELS, round } from './social-fit.ts';
import { SURVEY } from './social-fit-education.ts';
import { courseOf, rankStep, Tally } from './social-sample.ts';
import { csvRows, type Shares, sharesBy, shrunk } from './social-tables.ts';

const CLASSES = ['0-0.99', '1-1.37', '1.38-1.99', '2-3.99', '4+'] as const;
const BOUNDS = [1, 1.38, 2, 4] as const;
const BANDS: readonly (readonly [band: string, from: number, to: number])[] = [
  ['0-17', 0, 17],
  ['18-34', 18, 34],
  ['35-64', 35, 64],
  ['65+', 65, 200],
];
/** Ages at which the ranks are told: children (two, so that all are alike), before education counts, then by education. */
const CHILD_AGES = [10, 17] as const;
const YOUNG_AGE = 21;
const EDUCATED_AGES: readonly (readonly [age: number, band: string])[] = [
  [30, '18-34'],
  [50, '35-64'],
  [72, '65+'],
];
const EDUCATED_FROM = 25;
const SHRINK = 40;

type Four = [number, number, number, number];

/** Shares below the four bounds. */
function below(shares: Shares): Four {
  const values = CLASSES.map((name) => shares.share.get(name) ?? 0);
  const total = values.reduce((a, b) => a + b, 0);
  return [1, 2, 3, 4].map((k) => values.slice(0, k).reduce((a, b) => a + b, 0) / total) as Four;
}

function byRace(folder: string): Map<string, Shares> {
  return sharesBy(csvRows(folder, 'poverty_ratio_by_race'), 'poverty_ratio_by_race', ['age', 'race']);
}

/** By band, group and education; small cells are drawn towards the education of all groups. */
function byEducation(folder: string): Map<string, Four> {
  const table = sharesBy(csvRows(folder, 'poverty_ratio_by_education'), 'poverty_ratio_by_education', [
    'age',
    'race',
    'education',
  ]);
  const targets = new Map<string, Four>();
  for (const [, name] of EDUCATED_AGES) {
    for (const level of LEVELS) {
      const cells = GROUPS.map((group) => table.get(`${name}|${group}|${level}`));
      const n = cells.reduce((sum, cell) => sum + (cell?.n ?? 0), 0);
      const all = [0, 1, 2, 3].map(
        (k) => cells.reduce((sum, cell) => sum + (cell ? (below(cell)[k] as number) * cell.n : 0), 0) / n,
      );
      for (const [i, group] of GROUPS.entries()) {
        const cell = cells[i];
        const own = all.map((expected, k) =>
          cell ? shrunk(below(cell)[k] as number, cell.n, expected, SHRINK) : expected,
        );
        targets.set(`${name}|${group}|${level}`, own as Four);
      }
    }
  }
  return targets;
}

export function firstPoverty(folder: string): PovertyRow[] {
  const races = byRace(folder);
  const educations = byEducation(folder);
  const ranks = (shares: Four) =>
    shares.map((share) => round(normalQuantile(Math.min(0.999, Math.max(0.001, share))), 4)) as Four;
  return GROUPS.flatMap((group) => [
    ...CHILD_AGES.map((age): PovertyRow => [age, group, -1, ...ranks(below(races.get(`0-17|${group}`) as Shares))]),
    [YOUNG_AGE, group, -1, ...ranks(below(races.get(`18-34|${group}`) as Shares))] satisfies PovertyRow,
    ...EDUCATED_AGES.flatMap(([age, name]) =>
      LEVELS.map(
        (level, education): PovertyRow => [
          age,
          group,
          education,
          ...ranks(educations.get(`${name}|${group}|${level}`) as Four),
        ],
      ),
    ),
  ]);
}

/** One round. */
export function fitPoverty(fit: Fit): number {
  const reference = fit.reference();
  const seen = new Tally();
  for (const person of fit.in2018) {
    const name = BANDS.find(([, from, to]) => person.age >= from && person.age <= to)?.[0] as string;
    const course = courseOf(person, reference, SURVEY);
    const ratio = course.povertyRatioAt(SURVEY) as number;
    const keys = [`${name}|${person.subject.group}`];
    if (person.age >= EDUCATED_FROM) keys.push(`${keys[0]}|${course.educationAt(SURVEY)}`);
    for (const key of keys) {
      seen.add(key, person.weight);
      for (const [k, bound] of BOUNDS.entries()) if (ratio < bound) seen.add(`${key}|<${k}`, person.weight);
    }
  }
  const observed = (key: string) => BOUNDS.map((_, k) => seen.get(`${key}|<${k}`) / seen.get(key)) as Four;
  const races = byRace(fit.folder);
  const educations = byEducation(fit.folder);
  let worst = 0;
  const step = (key: string, wanted: Four, gain: number) =>
    wanted.map((share, k) => {
      const now = observed(key)[k] as number;
      if (!key.includes('18-34') || key.split('|').length === 2) worst = Math.max(worst, Math.abs(share - now));
      return gain * rankStep(share, now);
    });
  const poverty = fit.rows.poverty.map((row): PovertyRow => {
    const [age, group, education, ...ranks] = row;
    const name =
      age <= 17 ? '0-17' : age === YOUNG_AGE ? '18-34' : (EDUCATED_AGES.find(([of]) => of === age)?.[1] as string);
    const race = `${name}|${group}`;
    const wanted = below(races.get(race) as Shares);
    const moves =
      education < 0
        ? [step(race, wanted, 1)]
        : [
            step(`${race}|${LEVELS[education]}`, educations.get(`${race}|${LEVELS[education]}`) as Four, 0.8),
            name === '18-34' ? [0, 0, 0, 0] : step(race, wanted, 0.4),
          ];
    const moved = ranks.map((rank, k) => moves.reduce((sum, move) => sum + (move[k] as number), rank));
    for (let k = 1; k < 4; k++) moved[k] = Math.max(moved[k] as number, (moved[k - 1] as number) + 0.01);
    return [age, group, education, ...(moved.map((rank) => round(rank, 4)) as Four)];
  });
  fit.set({ poverty });
  return worst;
}
