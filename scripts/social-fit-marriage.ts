/** Marriages by cohort, sex and group to the survey of 2018. */
import { GROUPS } from '../src/reference/places.ts';
import type { MarriageRow } from '../src/reference/social-marriage.ts';
import { type Fit, round } from './social-fit.ts';
import { SURVEY } from './social-fit-education.ts';
import { courseOf, rankStep, Tally } from './social-sample.ts';
import { band, csvRows, sharesBy, shrunk } from './social-tables.ts';

/** Bands of the table with the year of birth of their middle, and what is fitted to who never married: when or whether. */
const COHORTS: readonly (readonly [band: string, cohort: number, fits: 'when' | 'whether'])[] = [
  ['85+', 1930, 'whether'],
  ['75-84', 1939.5, 'whether'],
  ['65-74', 1949, 'whether'],
  ['55-64', 1958.5, 'whether'],
  ['45-54', 1968.5, 'whether'],
  ['35-44', 1978.5, 'whether'],
  ['25-34', 1988.5, 'when'],
  ['20-24', 1996.5, 'when'],
  ['15-19', 2001, 'when'],
];
const STATES = ['never-married', 'married', 'separated', 'divorced', 'widowed'] as const;
const SHRINK = 40;
/** The younger still have time to marry: how many ever will, against the cohort of 35 to 44 (a judgement). */
const YOUNGER_EVER = 0.97;

export function firstMarriages(): MarriageRow[] {
  return (['F', 'M'] as const).flatMap((sex) =>
    GROUPS.flatMap((group) =>
      COHORTS.map(([, cohort]): MarriageRow => [sex, group, cohort, 0.9, group === 'black-nh' ? 1 : 0, 0.4, 1, 1.2]),
    ),
  );
}

/** Shares of the five states by band, sex and group; small cells are drawn towards all groups of the band and sex. */
export function maritalTargets(folder: string): Map<string, number[]> {
  const table = sharesBy(csvRows(folder, 'marital_status'), 'marital_status', ['age', 'sex', 'race']);
  const targets = new Map<string, number[]>();
  for (const [age] of COHORTS) {
    for (const sex of ['F', 'M']) {
      const cells = GROUPS.map((group) => table.get(`${age}|${sex}|${group}`));
      const n = cells.reduce((sum, cell) => sum + (cell?.n ?? 0), 0);
      const all = STATES.map(
        (state) => cells.reduce((sum, cell) => sum + (cell?.share.get(state) ?? 0) * (cell?.n ?? 0), 0) / n,
      );
      for (const [i, group] of GROUPS.entries()) {
        const own = cells[i];
        const shares = STATES.map((state, k) =>
          shrunk(own?.share.get(state) ?? 0, own?.n ?? 0, all[k] as number, SHRINK),
        );
        targets.set(`${age}|${sex}|${group}`, shares);
      }
    }
  }
  return targets;
}

/** One round. */
export function fitMarriages(fit: Fit): number {
  const targets = maritalTargets(fit.folder);
  const reference = fit.reference();
  const bands = COHORTS.map(([name]) => ({ name, range: band(name) }));
  const seen = new Tally();
  for (const person of fit.in2018) {
    const own = bands.find(({ range }) => person.age >= range[0] && person.age <= range[1]);
    if (!own) continue;
    const key = `${own.name}|${person.subject.sex}|${person.subject.group}`;
    seen.add(key, person.weight);
    seen.add(`${key}|${courseOf(person, reference, SURVEY).maritalStatusAt(SURVEY)}`, person.weight);
  }
  let worst = 0;
  const moved = fit.rows.marriage.map((row): MarriageRow => {
    const [name, , fits] = COHORTS.find(([, cohort]) => cohort === row[2]) as (typeof COHORTS)[number];
    const key = `${name}|${row[0]}|${row[1]}`;
    const of = STATES.map((state) => seen.get(`${key}|${state}`) / seen.get(key));
    const wanted = targets.get(key) as number[];
    for (const [k, share] of wanted.entries()) worst = Math.max(worst, Math.abs(share - (of[k] as number)));
    return step(row, of, wanted, fits);
  });
  const prime = new Map<string, MarriageRow>(
    moved.filter((row) => row[2] === 1978.5).map((row) => [`${row[0]}|${row[1]}`, row] as const),
  );
  const when = new Map<string, number>(
    moved.filter((row) => row[2] === 1988.5).map((row) => [`${row[0]}|${row[1]}`, row[4]] as const),
  );
  fit.set({
    marriage: moved.map((row): MarriageRow => {
      const key = `${row[0]}|${row[1]}`;
      const [sex, group, cohort, ever, later, ...rest] = row;
      // Whether and when cannot both be told from one share: older cohorts are late by less and less of what the younger are.
      const part = Math.max(0, (cohort - 1958.5) / 40);
      if (cohort < 1980) return [sex, group, cohort, ever, round((when.get(key) as number) * part, 3), ...rest];
      return [sex, group, cohort, round((prime.get(key) as MarriageRow)[3] * YOUNGER_EVER, 4), later, ...rest];
    }),
  });
  return worst;
}

function step(
  row: MarriageRow,
  of: readonly number[],
  wanted: readonly number[],
  fits: 'when' | 'whether',
): MarriageRow {
  const [sex, group, cohort, ever, later, breakUp, spouseDeath, apart] = row;
  const [never, married, separated, divorced, widowed] = wanted as [number, number, number, number, number];
  const [neverNow, , separatedNow, divorcedNow, widowedNow] = of as [number, number, number, number, number];
  const whether = fits === 'whether' ? Math.min(0.985, Math.max(0.2, ever + neverNow - never)) : ever;
  const slower = fits === 'when' ? Math.min(9, Math.max(-6, later + 4 * rankStep(never, neverNow))) : later;
  if (married + separated + divorced + widowed < 0.15)
    return [sex, group, cohort, round(whether, 4), round(slower, 3), breakUp, spouseDeath, apart];
  const ratio = (a: number, b: number) => Math.min(1.6, Math.max(0.6, (a + 0.002) / (b + 0.002)));
  const parted = ratio((separated + divorced) / (1 - never), (separatedNow + divorcedNow) / (1 - neverNow));
  const dead = ratio(widowed / (1 - never), widowedNow / (1 - neverNow));
  const waits = ratio(separated / (separated + divorced + 0.001), separatedNow / (separatedNow + divorcedNow + 0.001));
  return [
    sex,
    group,
    cohort,
    round(whether, 4),
    round(slower, 3),
    round(Math.min(0.8, breakUp * parted), 4),
    round(Math.min(3, Math.max(0.4, spouseDeath * Math.exp(1.5 * Math.log(dead)))), 3),
    round(Math.min(40, Math.max(0.1, apart * waits)), 3),
  ];
}
