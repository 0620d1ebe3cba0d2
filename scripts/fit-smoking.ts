/**
 * Fits who starts to smoke and when they quit to what was published: `npx tsx scripts/fit-smoking.ts` writes
 * src/reference/data/smoking.json. Damped least squares over the National Health Interview Survey by sex, age and year,
 * NHANES 2009-2010 by age and by education, and the figures of epidemiology.json, for the age pyramid of each year.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { normalCdf } from '../src/core/numeric.ts';
import { timeOf } from '../src/core/time.ts';
import type { Sex } from '../src/record/person.ts';
import { loadReference } from '../src/reference/data.ts';
import { GROUPS, type Group } from '../src/reference/places.ts';
import { allCells } from '../src/reference/population/cells.ts';
import { SMOKING_LEVELS, SmokingModel, type SmokingRow, type SmokingTerm } from '../src/reference/smoking.ts';
import { FACTS, readFacts, recordLines } from './facts.ts';
import { leastSquares } from './least-squares.ts';
import { NHIS_AGES, NHIS_GROUPS, NHIS_SMOKING, NHIS_YEARS } from './nhis-smoking.ts';

const DATA = fileURLToPath(new URL('../src/reference/data/', import.meta.url));
const SEXES: readonly Sex[] = ['F', 'M'];
const RANKS = Array.from({ length: 12 }, (_, i) => (i + 0.5) / 12);
const ROUNDS = Number(process.env['ROUNDS'] ?? 12);

/** Part of the population at a date: share, and where it stands in the model. */
interface Cell {
  readonly age: number;
  readonly sex: Sex;
  readonly group: Group;
  readonly share: number;
}

/** What was published of some people in a year; `scale` is what a miss is measured in, `allowed` (if any) how large it may be. */
interface Target {
  readonly name: string;
  readonly year: number;
  readonly of: (cell: Cell, level: number) => boolean;
  readonly state: 'never' | 'current' | 'former';
  readonly share: number;
  readonly scale: number;
  readonly allowed?: number;
}

const REFERENCE = loadReference();
const CELLS = new Map<number, readonly Cell[]>();
const TARGETS = targets();
const START = startAges();

/** The adults of the middle of a year, or (half a year less) of its start. */
function cellsOf(year: number): readonly Cell[] {
  const known = CELLS.get(year);
  if (known) return known;
  const { demographics, places } = REFERENCE;
  const population = demographics.at(timeOf(Math.ceil(year), year % 1 === 0 ? 7 : 1, 1), places.states);
  const total = new Float64Array(allCells().length);
  for (const state of places.states.filter(({ inNation }) => inNation))
    for (const [i, n] of population.living(state).entries()) total[i] = (total[i] as number) + n;
  const sum = total.reduce((a, b) => a + b, 0);
  const cells = allCells().flatMap(({ age, sex, group }, i) =>
    age >= 18 && age <= 98 ? [{ age, sex, group, share: (total[i] as number) / sum }] : [],
  );
  CELLS.set(year, cells);
  return cells;
}

const LEVEL_SHARES = new Map<string, readonly number[]>();

/** Shares of final education of those living at a year, by SMOKING_LEVELS. */
function levelShares(birthYear: number, sex: Sex, group: Group, year: number): readonly number[] {
  const key = `${birthYear} ${sex} ${group} ${year}`;
  const known = LEVEL_SHARES.get(key);
  if (known) return known;
  const { education } = REFERENCE.social;
  const [first = 1, second = 1, third = 1] = [1, 2, 3].map(
    (level) => 1 - normalCdf(education.threshold(sex, group, birthYear + 0.5, level, year + 0.5)),
  );
  const shares = [1 - first, first - second, second - third, third];
  LEVEL_SHARES.set(key, shares);
  return shares;
}

function targets(): Target[] {
  const list: Target[] = [];
  for (const sex of SEXES) {
    for (const [a, [from, to]] of NHIS_AGES.entries()) {
      for (const [y, year] of NHIS_YEARS.entries()) {
        const share = (NHIS_SMOKING[sex][a]?.[y] ?? 0) / 100;
        const of = (cell: Cell) => cell.sex === sex && cell.age >= from && cell.age <= to;
        list.push({
          name: `NHIS ${year} ${sex} ${from}-${to}`,
          year,
          of,
          state: 'current',
          share,
          scale: year < 1985 ? 0.035 : 0.02,
        });
      }
    }
  }
  for (const [group, sex, year, percent] of NHIS_GROUPS) {
    const of = (cell: Cell) => cell.group === group && (sex === undefined || cell.sex === sex);
    const scale = group === 'asian-nh' && year === 2021 ? 0.003 : 0.012;
    list.push({ name: `NHIS ${year} ${group} ${sex ?? ''}`, year, of, state: 'current', share: percent / 100, scale });
  }
  return [...list, ...nhanes(), ...epidemiology()];
}

function nhanes(): Target[] {
  const states = ['never', 'current', 'former'] as const;
  const tolerance = (share: number, n: number) => 0.02 + 3 * Math.sqrt((share * (1 - share)) / n);
  // The start of 2010.
  const year = 2009.5;
  const byAge = readFacts('population/smoking_by_age.csv').map((row) => {
    const [from = 0, to = 105] = (row['age'] ?? '').replace('+', '').split('-').map(Number);
    const of = (cell: Cell) => cell.sex === row['sex'] && cell.age >= from && cell.age <= to;
    return { ...row, of, state: row['smoking_by_age'], name: `NHANES ${row['sex']} ${row['age']}` };
  });
  const byEducation = readFacts('population/smoking_by_education.csv').map((row) => {
    const level = (SMOKING_LEVELS as readonly string[]).indexOf(row['education'] ?? '');
    // Who is going to have a degree is at college until 22.
    const now = (cell: Cell, l: number) => (cell.age <= 22 ? Math.min(2, l) : l);
    const of = (cell: Cell, l: number) => cell.sex === row['sex'] && now(cell, l) === level && cell.age >= 20;
    return { ...row, of, state: row['smoking_by_education'], name: `NHANES ${row['sex']} ${row['education']}` };
  });
  return [...byAge, ...byEducation].map((row) => {
    const { share, n } = row as unknown as Record<string, string>;
    const state = states.find((each) => each === row.state) ?? 'never';
    return {
      name: `${row.name} ${state}`,
      year,
      of: row.of,
      state,
      share: Number(share),
      scale: 0.4 * tolerance(Number(share), Number(n)),
      allowed: tolerance(Number(share), Number(n)),
    };
  });
}

interface Fact {
  readonly id: string;
  readonly definition: string;
  readonly population: { readonly sex?: Sex; readonly ageMin: number; readonly ageMax?: number; readonly race?: Group };
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly year: number;
}

function epidemiology(): Target[] {
  const facts = JSON.parse(readFileSync(join(FACTS, 'epidemiology.json'), 'utf8')) as Fact[];
  const chosen = facts.filter(
    ({ id, definition }) => /^smoking(-history)?\.prev/.test(id) && definition.startsWith('current cigarette'),
  );
  const current = chosen.map(({ id, population, value, low, high, year }): Target => {
    const { sex, ageMin, ageMax = 105, race } = population;
    const of = (cell: Cell) =>
      cell.age >= ageMin && cell.age <= ageMax && (!sex || cell.sex === sex) && (!race || cell.group === race);
    return {
      name: id,
      year,
      of,
      state: 'current',
      share: value / 100,
      scale: (high - low) / 400,
      allowed: Math.min(high - value, value - low) / 100,
    };
  });
  // Two of three who ever smoked had quit, so 22.8 percent of adults are former smokers.
  const former: Target = {
    name: 'quit ratio',
    year: 2021,
    of: () => true,
    state: 'former',
    share: 0.226,
    scale: 0.006,
    allowed: 0.006,
  };
  return [...current, former];
}

function startAges(): SmokingRow[] {
  return readFacts('population/smoking_start_age.csv').flatMap((row) => {
    const sex = row['sex'] as Sex;
    const knots = ['p05', 'p25', 'p50', 'p75', 'p95'].map(
      (p): SmokingRow => ['start', sex, Number(p.slice(1)), Number(row[p]) + 0.5],
    );
    // The ends are a judgement: nobody before 9, the last one in a thousand about 40.
    return [['start', sex, 0, 9.5] as const, ...knots, ['start', sex, 100, sex === 'F' ? 42 : 38] as const];
  });
}

const KNOTS = {
  ever: [1890, 1905, 1915, 1925, 1935, 1945, 1955, 1963, 1970, 1977, 1982, 1987, 1992, 1996, 2000, 2005],
  age: [20, 30, 42, 55, 64, 72, 80],
  year: [1972, 1980, 1988, 1995, 2002, 2008, 2013, 2018, 2023],
  youngYear: [2010, 2014, 2017, 2020],
};

/** What is fitted, beginning with what was fitted last. */
function begin(): SmokingRow[] {
  const rows: [SmokingTerm, Sex | 'all', number | string, number][] = [];
  for (const sex of SEXES) {
    for (const knot of KNOTS.ever)
      rows.push(['ever', sex, knot, sex === 'M' ? (knot < 1940 ? 1.3 : 0.2) : knot < 1920 ? -0.8 : 0]);
    for (const level of SMOKING_LEVELS)
      if (level !== 'high-school') rows.push(['ever-education', sex, level, level === 'bachelor-or-more' ? -0.8 : 0]);
    for (const group of GROUPS)
      if (group !== 'white-nh') rows.push(['ever-group', sex, group, group === 'asian-nh' ? -1 : -0.2]);
    for (const knot of KNOTS.age) rows.push(['quit-age', sex, knot, -3.7]);
    for (const level of SMOKING_LEVELS)
      if (level !== 'high-school') rows.push(['quit-education', sex, level, level === 'bachelor-or-more' ? 0.5 : 0]);
    for (const group of GROUPS) if (group !== 'white-nh') rows.push(['quit-group', sex, group, 0]);
  }
  for (const knot of KNOTS.year) rows.push(['quit-year', 'all', knot, 0]);
  for (const knot of KNOTS.youngYear) rows.push(['quit-young-year', 'all', knot, 0]);
  const present = JSON.parse(readFileSync(join(DATA, 'smoking.json'), 'utf8')) as SmokingRow[];
  return rows.map(([what, sex, knot, value]): SmokingRow => {
    const fitted = present.find((row) => row[0] === what && row[1] === sex && row[2] === knot);
    return [what, sex, knot, fitted?.[3] ?? value];
  });
}

/**
 * Before the report of the Surgeon General in 1964 few gave up: a third of the later rate (a judgement). The young begin to differ
 * when electronic cigarettes come.
 */
const FIXED: readonly SmokingRow[] = [
  ...START,
  ['quit-year', 'all', 1955, -1],
  ['quit-year', 'all', 1965, 0],
  ['quit-young-year', 'all', 2006, 0],
];

function withValues(rows: readonly SmokingRow[], values: readonly number[]): SmokingRow[] {
  const fitted = rows.map(([what, sex, knot], i): SmokingRow => [what, sex, knot, values[i] as number]);
  const all = [...fitted, ...FIXED];
  const kinds = [...new Set(all.map((row) => `${row[0]} ${row[1]}`))];
  return kinds.flatMap((kind) =>
    all
      .filter((row) => `${row[0]} ${row[1]}` === kind)
      .sort((a, b) => (typeof a[2] === 'number' ? a[2] - Number(b[2]) : 0)),
  );
}

/** Shares expected of every target, all cells of a year looked at once. */
function expected(model: SmokingModel): number[] {
  const hits = new Float64Array(TARGETS.length);
  const sums = new Float64Array(TARGETS.length);
  for (const year of new Set(TARGETS.map((target) => target.year))) {
    const now = TARGETS.flatMap((target, i) => (target.year === year ? [[target, i] as const] : []));
    for (const cell of cellsOf(year)) {
      // In the middle of a year, people of an age are born in two years, those of odd ages stand for the earlier; at its start in one.
      const birth = Math.floor(year) - cell.age - (year % 1 === 0 ? cell.age % 2 : 0);
      const shares = levelShares(birth, cell.sex, cell.group, year);
      for (const [level, ofLevel] of shares.entries()) {
        const state = stateShares(model, cell, birth, level);
        for (const [target, i] of now) {
          if (!target.of(cell, level)) continue;
          const weight = cell.share * ofLevel;
          sums[i] = (sums[i] as number) + weight;
          hits[i] = (hits[i] as number) + weight * state[target.state];
        }
      }
    }
  }
  return TARGETS.map((_, i) => (hits[i] as number) / (sums[i] as number));
}

function stateShares(model: SmokingModel, { age, sex, group }: Cell, birth: number, level: number) {
  const ever = model.ever(sex, birth, level, group);
  let started = 0;
  let still = 0;
  for (const rank of RANKS) {
    const start = model.startAge(sex, rank);
    if (start > age + 0.5) continue;
    started += 1 / RANKS.length;
    still += model.stillSmoking(sex, birth, level, group, start, age + 0.5) / RANKS.length;
  }
  return { never: 1 - ever * started, current: ever * still, former: ever * (started - still) };
}

/** A miss counts in units of its scale, and very much beyond seven tenths of what is allowed. */
function misses(made: number, { share, scale, allowed }: Target): number[] {
  const off = made - share;
  if (allowed === undefined) return [off / scale];
  return [off / scale, Math.max(0, Math.abs(off) - 0.7 * allowed) / (0.04 * allowed)];
}

function main(): void {
  const rows = begin();
  const start = rows.map((row) => row[3]);
  const residuals = (values: readonly number[]) => {
    const shares = expected(new SmokingModel(withValues(rows, values)));
    return [...shares.flatMap((share, i) => misses(share, TARGETS[i] as Target)), ...smooth(rows, values)];
  };
  const values = leastSquares(residuals, start, ROUNDS);
  const fitted = withValues(
    rows,
    values.map((value) => Math.round(value * 1e4) / 1e4),
  );
  const shares = expected(new SmokingModel(fitted));
  for (const [i, { name, share, scale }] of TARGETS.entries()) {
    const made = shares[i] as number;
    console.log(
      `${name}\t${(100 * share).toFixed(1)}\t${(100 * made).toFixed(1)}\t${((made - share) / scale).toFixed(1)}`,
    );
  }
  writeFileSync(join(DATA, 'smoking.json'), recordLines(fitted));
}

/** How large what education and group add may be: groups differ in who starts more than in who quits. */
const PRIOR: Readonly<Record<SmokingTerm, number>> = {
  ever: 1,
  'ever-education': 0.4,
  'ever-group': 0.7,
  'quit-age': 1,
  'quit-year': 1,
  'quit-young-year': 1,
  'quit-education': 0.3,
  'quit-group': 0.12,
  start: 1,
};

/** How far neighbouring knots may be apart. */
const STEP: Readonly<Record<string, number>> = { ever: 1.5, 'quit-age': 0.7, 'quit-year': 0.5, 'quit-young-year': 0.6 };

/** Neighbouring knots are alike unless the surveys say otherwise; what differs from nothing is small. */
function smooth(rows: readonly SmokingRow[], values: readonly number[]): number[] {
  return rows.flatMap(([what, sex, knot], i) => {
    const next = rows[i + 1];
    const difference = next && next[0] === what && next[1] === sex && typeof knot === 'number';
    if (difference) return [((values[i + 1] as number) - (values[i] as number)) / (STEP[what] ?? 1)];
    return typeof knot === 'string' ? [(values[i] as number) / PRIOR[what]] : [];
  });
}

main();
