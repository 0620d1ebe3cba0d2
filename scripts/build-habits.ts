/**
 * Finds where on the scales of habits, health and tenure the categories begin, so that synthetic people have the published shares:
 * `npx tsx scripts/build-habits.ts` writes habits.json and housing.json in src/reference/data. To be run again after a change of
 * how schooling, marriage or poverty are drawn.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { normalQuantile } from '../src/core/numeric.ts';
import { timeOf } from '../src/core/time.ts';
import { habitScore } from '../src/people/course/habit-score.ts';
import { type Review, Reviews } from '../src/people/course/review.ts';
import { loadReference } from '../src/reference/data.ts';
import { type HabitRow, HabitTable, type Trait } from '../src/reference/habits.ts';
import type { HousingRow } from '../src/reference/housing.ts';
import { GROUPS } from '../src/reference/places.ts';
import { type Sampled, sampleCourses } from './course-sample.ts';
import { FACTS, readFacts, recordLines } from './facts.ts';
import { CHILD_HEALTH, OWNERSHIP_YEARS, STUDENT_AGES } from './habit-facts.ts';

const DATA = fileURLToPath(new URL('../src/reference/data/', import.meta.url));
const PER_STATE = Number(process.env['PER_STATE'] ?? 4000);
const ROUNDS = 10;
/** A cut that nobody reaches. */
const NEVER = 9;

interface Band {
  readonly of: string;
  readonly from: number;
  readonly to: number;
  /** Shares of the categories in order; they sum to 1. */
  readonly shares: readonly number[];
}

interface Scored {
  readonly weight: number;
  readonly age: number;
  /** Age at the review that counts. */
  readonly at: number;
  readonly of: string;
  readonly state: string;
  readonly score: number;
}

const reference = loadReference();
const people = new Map<number, { readonly person: Sampled; readonly review: Review }[]>();

function sampleOf(year: number, month: number) {
  const date = timeOf(year, month, 1);
  const known = people.get(date);
  if (known) return known;
  const sample = sampleCourses(reference, date, PER_STATE).map((person) => ({
    person,
    review: new Reviews(person.course).at(date),
  }));
  people.set(date, sample);
  return sample;
}

function scored(trait: Trait, year: number, month: number): Scored[] {
  return sampleOf(year, month).map(({ person, review }) => ({
    weight: person.weight,
    age: person.age,
    at: review.age,
    of: trait === 'tenure' ? person.group : person.sex,
    state: person.stateCode,
    score: habitScore(trait, review, person.course.draws),
  }));
}

function ages(text: string): readonly [number, number] {
  const [from = 0, to] = text.replace(/\+$/, '').split('-').map(Number);
  return [from, to ?? (text.endsWith('+') ? 105 : from)];
}

/** Bands of a table whose last but one column is the share of a category. */
function bandsOf(name: string, by: 'sex' | 'race', categories: readonly string[]): Band[] {
  const rows = readFacts(`population/${name}.csv`);
  const keys = [...new Set(rows.map((row) => `${row['age']},${row[by]}`))];
  return keys.map((key) => {
    const [age = '', of = ''] = key.split(',');
    const own = rows.filter((row) => `${row['age']},${row[by]}` === key);
    const shares = categories.map((category) => Number(own.find((row) => row[name] === category)?.['share'] ?? 0));
    const sum = shares.reduce((a, b) => a + b, 0);
    const [from, to] = ages(age);
    return { of, from, to, shares: shares.map((share) => share / sum) };
  });
}

function middle({ from, to }: Band): number {
  return Math.min(to + 1, from + 16) / 2 + from / 2;
}

/** Cuts at the middle of every band, moved until people on both sides of them are as many as published. */
function cutsFor(
  trait: Trait,
  bands: readonly Band[],
  all: readonly Scored[],
  shift?: (states: Map<string, number>) => void,
): HabitRow[] {
  const ofs = [...new Set(bands.map((band) => band.of))];
  const states = new Map<string, number>();
  return ofs.flatMap((of) => {
    const own = bands.filter((band) => band.of === of).sort((a, b) => a.from - b.from);
    const members = all.filter((each) => each.of === of);
    const cuts = own.map(({ shares }) => shares.slice(1).map((_, k) => quantile(shares.slice(0, k + 1))));
    for (let round = 0; round < ROUNDS; round++) {
      shift?.(states);
      const table = HabitTable.of(own.map((band, i): HabitRow => [trait, of as 'F', middle(band), cuts[i] ?? []]));
      for (const [i, { from, to, shares }] of own.entries()) {
        const seen = counts(
          table,
          members.filter(({ age }) => age >= from && age <= to),
          shares.length,
        );
        const cut = cuts[i] as number[];
        for (let k = 0; k < cut.length; k++) {
          if ((cut[k] as number) >= NEVER) continue;
          const miss = quantile(shares.slice(0, k + 1)) - quantile(seen.slice(0, k + 1));
          cut[k] = (cut[k] as number) + Math.max(-1, Math.min(1, miss));
        }
      }
    }
    return own.map(
      (band, i): HabitRow => [
        trait,
        of as 'F',
        middle(band),
        (cuts[i] ?? []).map((cut) => Math.round(cut * 1e4) / 1e4),
      ],
    );
  });
}

function counts(table: HabitTable, members: readonly Scored[], categories: number): number[] {
  const sums = new Array<number>(categories).fill(0);
  for (const { weight, at, score } of members) {
    const k = table.category(at, score);
    sums[k] = (sums[k] as number) + weight;
  }
  const total = sums.reduce((a, b) => a + b, 0);
  return sums.map((sum) => sum / total);
}

function quantile(shares: readonly number[]): number {
  const p = shares.reduce((a, b) => a + b, 0);
  return p > 1 - 1e-6 ? NEVER : normalQuantile(Math.max(1e-6, p));
}

function main(): void {
  const alcohol = cutsFor(
    'alcohol-days',
    bandsOf('alcohol_days_a_year', 'sex', ['0', '1-11', '12-51', '52-155', '156+']),
    scored('alcohol-days', 2010, 1),
  );
  const drinkers = drinkersOf(alcohol);
  const habits: HabitRow[] = [
    ...alcohol,
    ...cutsFor(
      'drinks',
      bandsOf('drinks_a_drinking_day', 'sex', ['1', '2', '3-4', '5+']),
      scored('drinks', 2010, 1).filter((_, i) => drinkers[i]),
    ),
    ...cutsFor('activity', bandsOf('leisure_activity', 'sex', ['inactive', 'active']), scored('activity', 2010, 1)),
    ...cutsFor(
      'health',
      [...CHILD_HEALTH, ...bandsOf('general_health', 'sex', ['excellent', 'very-good', 'good', 'fair', 'poor'])],
      scored('health', 2010, 1),
    ),
    ...cutsFor(
      'low-mood',
      bandsOf('low_mood_two_weeks', 'sex', ['none', 'several-days', 'most-days']),
      scored('low-mood', 2010, 1),
    ),
    ...(['cognitive', 'walking', 'seeing', 'hearing'] as const).flatMap((trait) =>
      cutsFor(trait, difficultyBands(trait), scored(trait, 2018, 7)),
    ),
  ];
  const { rows, shifts } = tenure();
  writeFileSync(join(DATA, 'habits.json'), recordLines([...habits, ...rows]));
  writeFileSync(join(DATA, 'housing.json'), recordLines([...quarters(), ...shifts]));
}

function drinkersOf(rows: readonly HabitRow[]): boolean[] {
  const tables = {
    F: HabitTable.of(rows.filter((row) => row[1] === 'F')),
    M: HabitTable.of(rows.filter((row) => row[1] === 'M')),
  };
  return scored('alcohol-days', 2010, 1).map(({ of, at, score }) => tables[of as 'F'].category(at, score) > 0);
}

function difficultyBands(trait: 'cognitive' | 'walking' | 'seeing' | 'hearing'): Band[] {
  return readFacts('population/difficulty.csv').map((row) => {
    const [from, to] = ages(row['age'] ?? '');
    const share = Number(row[trait] ?? 0);
    return { of: row['sex'] ?? '', from, to, shares: [1 - share, share] };
  });
}

/** Cuts by group; a state's shift gives it its place among the states, the nation keeping its total. */
function tenure(): { rows: HabitRow[]; shifts: HousingRow[] } {
  const bands = bandsOf('tenure', 'race', ['rent', 'own']);
  // Children live as people of their parents' age do.
  const children = bands.filter(({ from }) => from === 35).map((band) => ({ ...band, from: 0, to: 17 }));
  const years = OWNERSHIP_YEARS.map(([year, percent]): HousingRow => {
    const added = normalQuantile(percent / 100) - normalQuantile(0.644);
    return ['year', 'all', year, Math.round(added * 1e3) / 1e3];
  });
  const rates = new Map(statesOf().map(({ state, homeownershipRate }) => [state, homeownershipRate / 100]));
  const all = scored('tenure', 2018, 7);
  const shifts = new Map<string, number>();
  let rows: HabitRow[] = [];
  for (let round = 0; round < 4; round++) {
    const moved = all.map((each) => ({ ...each, score: each.score + (shifts.get(each.state) ?? 0) }));
    rows = cutsFor('tenure', [...children, ...bands], moved);
    const tables = new Map(
      GROUPS.map((group) => [group as string, HabitTable.of(rows.filter((row) => row[1] === group))]),
    );
    const owns = (list: readonly Scored[]) =>
      list.reduce((sum, { of, at, score, weight }) => sum + weight * (tables.get(of)?.category(at, score) ?? 0), 0) /
      list.reduce((sum, { weight }) => sum + weight, 0);
    const adults = moved.filter(({ age }) => age >= 25);
    const nation = owns(adults);
    for (const [state, rate] of rates) {
      const own = adults.filter((each) => each.state === state);
      if (own.length === 0) continue;
      const miss = normalQuantile(rate) - normalQuantile(0.64) + normalQuantile(nation) - normalQuantile(owns(own));
      shifts.set(state, (shifts.get(state) ?? 0) + miss);
    }
  }
  const ofStates = [...shifts].map(([state, added]): HousingRow => ['state', state, 0, Math.round(added * 1e3) / 1e3]);
  return { rows, shifts: [...ofStates, ...years] };
}

function statesOf(): readonly { readonly state: string; readonly homeownershipRate: number }[] {
  const { states } = JSON.parse(readFileSync(join(FACTS, 'demographics.json'), 'utf8')) as {
    states: readonly { readonly state: string; readonly homeownershipRate?: number }[];
  };
  return states.flatMap(({ state, homeownershipRate }) => (homeownershipRate ? [{ state, homeownershipRate }] : []));
}

/** People outside households at the middle of their bands; students by single ages. */
function quarters(): HousingRow[] {
  return readFacts('population/housing.csv').flatMap((row): HousingRow[] => {
    const [from, to] = ages(row['age'] ?? '');
    const sex = row['sex'] === 'F' ? 'F' : 'M';
    const share = Number(row['share']);
    if (row['housing'] === 'institution')
      return [['institution', sex, from === 0 ? 9 : middle({ of: '', from, to, shares: [] }), share]];
    if (row['housing'] !== 'other-group-quarters') return [];
    if (from !== 18)
      return [['other', sex, from === 0 ? 17 : from === 25 ? 27 : middle({ of: '', from, to, shares: [] }), share]];
    return STUDENT_AGES.map(([age, times]): HousingRow => ['other', sex, age, Math.round(share * times * 1e4) / 1e4]);
  });
}

main();
