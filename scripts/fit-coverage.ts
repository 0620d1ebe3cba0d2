/**
 * Fits who has which coverage to the published margins, over our own synthetic people: `npx tsx scripts/fit-coverage.ts` writes
 * coverage.json and coverage-years.json in src/reference/data. A multinomial logit, raked one trait at a time until the shares by age,
 * sex and race, poverty, education, work, marriage, health, region and state agree with those of 2021, then shifted by age and
 * year to those of 1996 to 2022. To be run again after a change of how schooling, marriage, work, poverty or health are drawn.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type SimTime, timeOf } from '../src/core/time.ts';
import { reviewOf } from '../src/people/course/review.ts';
import {
  bandOf,
  COVERAGE_TERMS,
  type CoverageRow,
  type CoverageTerm,
  type CoverageTraits,
  type CoverageYearRow,
  levelOf,
  type People,
  UNDER_65,
  YEAR_BANDS,
} from '../src/reference/coverage.ts';
import { loadReference } from '../src/reference/data.ts';
import { type Sampled, sampleCourses } from './course-sample.ts';
import { EARLIER_YEARS, REGIONS } from './coverage-history.ts';
import { AGE_LEVELS, targetsOf, WAYS } from './coverage-targets.ts';
import { FACTS, readFacts, recordLines } from './facts.ts';

const DATA = fileURLToPath(new URL('../src/reference/data/', import.meta.url));
const PER_STATE = Number(process.env['PER_STATE'] ?? 1500);
const PER_STATE_AND_YEAR = Number(process.env['PER_STATE_AND_YEAR'] ?? 250);
const ROUNDS = 60;
const DAMPING = 0.6;
const FIRST_YEAR = 1996;
const LAST_YEAR = 2022;

/** Somebody's traits when coverage was decided, and the margins that are counted for the person now. */
interface Case {
  readonly weight: number;
  readonly traits: CoverageTraits;
  readonly levels: readonly (string | undefined)[];
  readonly margins: ReadonlyMap<string, string>;
  readonly age: number;
}

type Effects = Map<CoverageTerm, Map<string, number[]>>;

const reference = loadReference();

function casesOf(date: SimTime, perState: number): Case[] {
  return sampleCourses(reference, date, perState).map((person) => {
    const traits = person.course.traits.coverage.traitsAt(date);
    const levels = COVERAGE_TERMS.map((term) => levelOf(traits, term));
    return { weight: person.weight, traits, levels, margins: marginsOf(person, traits, date), age: person.age };
  });
}

/** What somebody is counted as on the day itself, in the names of the margins. */
function marginsOf(
  { course, age, sex, group, stateCode }: Sampled,
  traits: CoverageTraits,
  date: SimTime,
): ReadonlyMap<string, string> {
  const now = reviewOf(course, 0, date);
  const current: CoverageTraits = {
    ...traits,
    people: age < 65 ? 'under 65' : '65 and over',
    age,
    sex,
    group,
    povertyRatio: now.povertyRatio,
    education: age >= 18 ? now.education : undefined,
    work: age >= 16 ? (now.employment === 'working' ? 'employed' : 'not employed') : undefined,
    marriage: age >= 16 ? now.maritalStatus : undefined,
  };
  const margins = new Map<string, string>([['everyone', 'Total']]);
  for (const term of COVERAGE_TERMS) {
    const level = levelOf(current, term);
    if (level !== undefined) margins.set(term, level);
  }
  const region = REGIONS.get(stateCode);
  if (region) margins.set('region', region);
  return margins;
}

function effectOf(effects: Effects, term: CoverageTerm, level: string, ways: number): number[] {
  const levels = effects.get(term) ?? new Map<string, number[]>();
  effects.set(term, levels);
  const effect = levels.get(level) ?? new Array<number>(ways).fill(0);
  levels.set(level, effect);
  return effect;
}

/** Probabilities of every case, one after the other. */
function probabilities(
  cases: readonly Case[],
  effects: Effects,
  ways: number,
  added: (each: Case) => readonly number[] | undefined,
): Float64Array {
  const out = new Float64Array(cases.length * ways);
  for (const [i, each] of cases.entries()) {
    const logits = new Array<number>(ways).fill(0);
    const add = (effect: readonly number[] | undefined) => {
      if (effect) for (let k = 0; k < ways; k++) logits[k] = (logits[k] as number) + (effect[k] as number);
    };
    for (const [t, term] of COVERAGE_TERMS.entries()) {
      const level = each.levels[t];
      if (level !== undefined) add(effects.get(term)?.get(level));
    }
    add(added(each));
    const odds = logits.map(Math.exp);
    const sum = odds.reduce((a, b) => a + b, 0);
    for (let k = 0; k < ways; k++) out[i * ways + k] = (odds[k] as number) / sum;
  }
  return out;
}

interface Count {
  weight: number;
  readonly sums: number[];
}

function count(
  cases: readonly Case[],
  p: Float64Array,
  ways: number,
  key: (each: Case) => string | undefined,
): Map<string, Count> {
  const counts = new Map<string, Count>();
  for (const [i, each] of cases.entries()) {
    const level = key(each);
    if (level === undefined) continue;
    const found = counts.get(level) ?? { weight: 0, sums: new Array<number>(ways).fill(0) };
    counts.set(level, found);
    found.weight += each.weight;
    for (let k = 0; k < ways; k++)
      found.sums[k] = (found.sums[k] as number) + each.weight * (p[i * ways + k] as number);
  }
  return counts;
}

/** Targets of one margin moved so that they add up, over our people, to what those people have in all: margins of a survey disagree with each other. */
function consistent(
  targets: ReadonlyMap<string, readonly number[]>,
  counts: ReadonlyMap<string, Count>,
  ways: number,
): Map<string, number[]> {
  const levels = [...targets].filter(([level]) => counts.has(level));
  const moved = new Map(levels.map(([level, shares]) => [level, [...shares]]));
  for (let round = 0; round < 5; round++) {
    for (let k = 0; k < ways; k++) {
      let made = 0;
      let wanted = 0;
      for (const [level] of levels) {
        made += counts.get(level)?.sums[k] ?? 0;
        wanted += (counts.get(level)?.weight ?? 0) * (moved.get(level)?.[k] ?? 0);
      }
      for (const shares of moved.values()) shares[k] = ((shares[k] as number) * made) / wanted;
    }
    for (const shares of moved.values()) {
      const sum = shares.reduce((a, b) => a + b, 0);
      for (let k = 0; k < ways; k++) shares[k] = (shares[k] as number) / sum;
    }
  }
  return moved;
}

function step(target: readonly number[], made: Count, ways: number): number[] {
  const last = ways - 1;
  const log = (k: number) => Math.log((target[k] as number) / Math.max(1e-6, (made.sums[k] as number) / made.weight));
  return Array.from({ length: ways }, (_, k) => DAMPING * (log(k) - log(last)));
}

function fitPeople(people: People, cases: readonly Case[]): Effects {
  const ways = WAYS[people].length;
  const targets = targetsOf(people);
  const effects: Effects = new Map();
  const nothing = () => undefined;
  const move = (effect: number[], by: readonly number[]) =>
    by.forEach((value, k) => {
      effect[k] = (effect[k] as number) + value;
    });
  const states = uninsuredByState();
  for (let round = 0; round < ROUNDS; round++) {
    for (const term of COVERAGE_TERMS.filter((each) => targets.has(each))) {
      const counts = count(cases, probabilities(cases, effects, ways, nothing), ways, (each) => each.margins.get(term));
      const wanted = targets.get(term) as Map<string, number[]>;
      const aims = term === 'age' ? wanted : consistent(wanted, counts, ways);
      for (const [level, aim] of aims) {
        const made = counts.get(level);
        if (made) move(effectOf(effects, term, level, ways), step(aim, made, ways));
      }
    }
    moveRegions(cases, effects, ways, targets.get('region') as Map<string, number[]>);
    if (people === 'under 65') moveStates(cases, effects, states);
    if (people === '65 and over') moveAll(cases, effects, ways, targets);
  }
  reportFit(people, cases, probabilities(cases, effects, ways, nothing), targets, states);
  return effects;
}

/** From 65 on nobody is told apart by age: what everybody has goes to both ages. */
function moveAll(
  cases: readonly Case[],
  effects: Effects,
  ways: number,
  targets: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>,
): void {
  const made = count(
    cases,
    probabilities(cases, effects, ways, () => undefined),
    ways,
    () => 'Total',
  ).get('Total') as Count;
  const by = step(targets.get('everyone')?.get('Total') ?? [], made, ways);
  for (const level of ['65', '75']) {
    const effect = effectOf(effects, 'age', level, ways);
    by.forEach((value, k) => {
      effect[k] = (effect[k] as number) + value;
    });
  }
}

function moveRegions(
  cases: readonly Case[],
  effects: Effects,
  ways: number,
  targets: ReadonlyMap<string, readonly number[]>,
): void {
  const counts = count(
    cases,
    probabilities(cases, effects, ways, () => undefined),
    ways,
    (each) => each.margins.get('region'),
  );
  for (const [region, aim] of consistent(targets, counts, ways)) {
    const by = step(aim, counts.get(region) as Count, ways);
    for (const [state, of] of REGIONS) {
      if (of !== region) continue;
      const effect = effectOf(effects, 'state', state, ways);
      by.forEach((value, k) => {
        effect[k] = (effect[k] as number) + value;
      });
    }
  }
}

/** States keep their pattern of people without coverage, the nation its total. */
function moveStates(cases: readonly Case[], effects: Effects, published: ReadonlyMap<string, number>): void {
  const ways = UNDER_65.length;
  const counts = count(
    cases,
    probabilities(cases, effects, ways, () => undefined),
    ways,
    (each) => each.margins.get('state'),
  );
  const uninsured = UNDER_65.indexOf('uninsured');
  let made = 0;
  let pattern = 0;
  for (const [state, { weight, sums }] of counts) {
    made += sums[uninsured] as number;
    pattern += weight * (published.get(state) ?? (sums[uninsured] as number) / weight);
  }
  for (const [state, { weight, sums }] of counts) {
    const share = published.get(state);
    if (share === undefined) continue;
    const own = (sums[uninsured] as number) / weight;
    const aim = (share * made) / pattern;
    const effect = effectOf(effects, 'state', state, ways);
    effect[uninsured] =
      (effect[uninsured] as number) + DAMPING * (Math.log(aim / (1 - aim)) - Math.log(own / (1 - own)));
  }
}

function uninsuredByState(): ReadonlyMap<string, number> {
  const { states } = JSON.parse(readFileSync(join(FACTS, 'demographics.json'), 'utf8')) as {
    states: readonly { readonly state: string; readonly pctUninsuredUnder65?: number }[];
  };
  return new Map(states.flatMap(({ state, pctUninsuredUnder65: p }) => (p ? [[state, p / 100] as const] : [])));
}

function reportFit(
  people: People,
  cases: readonly Case[],
  p: Float64Array,
  targets: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>,
  states: ReadonlyMap<string, number>,
): void {
  const ways = WAYS[people].length;
  for (const [margin, levels] of targets) {
    const counts = count(cases, p, ways, (each) => each.margins.get(margin));
    for (const [level, aim] of levels) {
      const made = counts.get(level);
      if (!made) continue;
      const text = aim.map(
        (share, k) => `${(100 * share).toFixed(1)} ${((100 * (made.sums[k] as number)) / made.weight).toFixed(1)}`,
      );
      console.log([people, margin, level, ...text].join('\t'));
    }
  }
  if (people === '65 and over') return;
  const counts = count(cases, p, ways, (each) => each.margins.get('state'));
  for (const [state, share] of states) {
    const made = counts.get(state);
    if (made)
      console.log(
        ['state', state, (100 * share).toFixed(1), ((100 * (made.sums[1] as number)) / made.weight).toFixed(1)].join(
          '\t',
        ),
      );
  }
}

function bandNow({ age }: Pick<Case, 'age'>): string {
  return String(bandOf(YEAR_BANDS, age));
}

/** Shifts of a year, by band, that give the year's shares. */
function fitYear(people: People, year: number, effects: Effects, cases: readonly Case[]): CoverageYearRow[] {
  const ways = WAYS[people].length;
  const aims = yearTargets(people, year);
  const shifts = new Map([...aims.keys()].map((band) => [band, new Array<number>(ways).fill(0)]));
  const bandOfTraits = (each: Case) => (people === 'under 65' ? bandNow(each.traits) : 'everyone');
  for (let round = 0; round < 25; round++) {
    const p = probabilities(cases, effects, ways, (each) => shifts.get(bandOfTraits(each)));
    const counts = count(cases, p, ways, (each) => (people === 'under 65' ? bandNow(each) : 'everyone'));
    for (const [band, aim] of aims) {
      const by = step(aim, counts.get(band) as Count, ways);
      const shift = shifts.get(band) as number[];
      by.forEach((value, k) => {
        shift[k] = (shift[k] as number) + value;
      });
    }
  }
  return [...shifts].map(([band, shift]): CoverageYearRow => [people, year, band, rounded(shift)]);
}

function yearTargets(people: People, year: number): Map<string, number[]> {
  const bands: Readonly<Record<string, string>> = { ...AGE_LEVELS, 'Under 18': '0', everyone: 'everyone' };
  const rows = readFacts('population/insurance-by-year.csv').filter(
    (row) => row['people'] === people && Number(row['year']) === year,
  );
  const aims = new Map<string, number[]>();
  for (const { age = '', coverage = '', share } of rows) {
    const band = bands[age];
    if (band === undefined || (people === 'under 65') === (band === 'everyone')) continue;
    const shares = aims.get(band) ?? WAYS[people].map(() => 1e-4);
    aims.set(band, shares);
    shares[WAYS[people].indexOf(coverage)] = Math.max(1e-4, Number(share));
  }
  return aims;
}

/** Years before the surveys: the whole nation's shares, every age as far from them as in the first year surveyed. */
function earlier(people: People, first: readonly CoverageYearRow[]): CoverageYearRow[] {
  const { at, years } = EARLIER_YEARS[people];
  const last = at.length - 1;
  const against = (shares: readonly number[], k: number) => Math.log((shares[k] as number) / (shares[last] as number));
  return years.flatMap(([year, shares]) =>
    first.map(([, , band, added]): CoverageYearRow => {
      const moved = added.map((value, k) => Math.round((value + against(shares, k) - against(at, k)) * 1e4) / 1e4);
      return [people, year, band, moved];
    }),
  );
}

function rounded(values: readonly number[]): number[] {
  return values.slice(0, -1).map((value) => Math.round(value * 1e4) / 1e4);
}

function main(): void {
  const now = casesOf(timeOf(2021, 7, 1), PER_STATE);
  const rows: CoverageRow[] = [];
  const years: CoverageYearRow[] = [];
  const effects = new Map<People, Effects>();
  const peoples: readonly People[] = ['under 65', '65 and over'];
  for (const people of peoples) {
    const own = now.filter((each) => each.traits.people === people);
    const fitted = fitPeople(people, own);
    effects.set(people, fitted);
    for (const [term, levels] of fitted)
      for (const [level, added] of levels) rows.push([people, term, level, rounded(added)]);
  }
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    const cases = casesOf(timeOf(year, 7, 1), PER_STATE_AND_YEAR);
    for (const people of peoples) {
      const own = cases.filter((each) => each.traits.people === people);
      years.push(...fitYear(people, year, effects.get(people) as Effects, own));
    }
  }
  const first = (people: People) => years.filter((row) => row[0] === people && row[1] === FIRST_YEAR);
  const all = [...peoples.flatMap((people) => earlier(people, first(people))), ...years];
  writeFileSync(join(DATA, 'coverage.json'), recordLines(rows));
  writeFileSync(join(DATA, 'coverage-years.json'), recordLines(all));
}

main();
