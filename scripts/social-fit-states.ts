/**
 * States: each keeps its place in the published pattern of 2015-2019, and all of them make the nation of the survey of 2018. On the
 * scale of ranks every state is moved by the same amount, so that the sum is the nation's.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { normalCdf, normalQuantile } from '../src/core/numeric.ts';
import { YEAR } from '../src/core/time.ts';
import type { Reference } from '../src/reference/data.ts';
import { allCells } from '../src/reference/population/cells.ts';
import type { StateShiftRow } from '../src/reference/social.ts';
import { type Fit, round } from './social-fit.ts';
import { SURVEY } from './social-fit-education.ts';
import { courseOf, rankStep, sample, Tally, Values } from './social-sample.ts';

interface StateFacts {
  readonly state: string;
  readonly pctHighSchoolOrHigher?: number;
  readonly pctBachelorOrHigher?: number;
  readonly pctPoverty?: number;
  readonly medianHouseholdIncome?: number;
}

const SURVEY_YEAR = 1970 + SURVEY / YEAR;
const ADULT = 25;
/** Persons of each age, sex and group in a state's sample. */
const EACH = 12;
const PUERTO_RICO = 'PR';
/** How far a rank goes in the logarithm of the household's ratio, near the middle. */
const LOG_PER_RANK = 0.85;

function facts(folder: string): ReadonlyMap<string, StateFacts> {
  const { states } = JSON.parse(readFileSync(join(folder, 'demographics.json'), 'utf8')) as { states: StateFacts[] };
  return new Map(states.map((row) => [row.state, row]));
}

export function firstStates(reference: Reference): StateShiftRow[] {
  return reference.places.states.map((state): StateShiftRow => [state.code, 0, 0, 0, 0, 0]);
}

/** Shares of the states, all moved on the scale of ranks by what makes their weighted mean the nation's. */
function moved(
  shares: ReadonlyMap<string, number>,
  weights: ReadonlyMap<string, number>,
  nation: number,
): Map<string, number> {
  const at = (move: number) =>
    new Map([...shares].map(([state, share]) => [state, normalCdf(normalQuantile(share) + move)]));
  const counted = [...shares.keys()].filter((state) => state !== PUERTO_RICO);
  const mean = (of: ReadonlyMap<string, number>) =>
    counted.reduce((sum, state) => sum + (of.get(state) as number) * (weights.get(state) as number), 0) /
    counted.reduce((sum, state) => sum + (weights.get(state) as number), 0);
  return at(bisect((move) => mean(at(move)) - nation, -2, 2));
}

function bisect(rising: (x: number) => number, from: number, to: number): number {
  let low = from;
  let high = to;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (rising(middle) > 0) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** Finishing high school and college, of 25 and over: exact sums over the cells of each state. */
export function fitStateSchooling(fit: Fit): void {
  const reference = fit.reference();
  const published = facts(fit.folder);
  const { places, demographics, social } = reference;
  const population = demographics.at(SURVEY, places.states);
  const cells = allCells();
  const share = (living: Float64Array, level: number, shift: number) => {
    let sum = 0;
    let total = 0;
    for (const [i, { age, sex, group }] of cells.entries()) {
      if (age < ADULT) continue;
      const threshold = social.education.threshold(sex, group, SURVEY_YEAR - age - 0.5, level, SURVEY_YEAR);
      sum += (living[i] as number) * normalCdf(shift - threshold);
      total += living[i] as number;
    }
    return { share: sum / total, total };
  };
  const living = new Map(places.states.map((state) => [state.code, population.living(state)]));
  const weights = new Map([...living].map(([code, counts]) => [code, share(counts, 1, 0).total]));
  const shifts = [1, 3].map((level) => {
    const nation = new Float64Array(cells.length);
    for (const [code, counts] of living) {
      if (code !== PUERTO_RICO) for (const [i, count] of counts.entries()) nation[i] = (nation[i] as number) + count;
    }
    const key = level === 1 ? 'pctHighSchoolOrHigher' : 'pctBachelorOrHigher';
    const shares = new Map(
      [...published].flatMap(([code, row]) => (row[key] ? [[code, row[key] / 100] as const] : [])),
    );
    const targets = moved(shares, weights, share(nation, level, 0).share);
    return new Map(
      [...targets].map(([code, target]) => [
        code,
        bisect((shift) => share(living.get(code) as Float64Array, level, shift).share - target, -2, 2),
      ]),
    );
  });
  const [highSchool, bachelor] = shifts as [Map<string, number>, Map<string, number>];
  fit.set({
    states: fit.rows.states.map(
      ([code, , , ...rest]): StateShiftRow => [
        code,
        round(highSchool.get(code) ?? 0, 4),
        round(bachelor.get(code) ?? 0, 4),
        ...rest,
      ],
    ),
  });
}

/** Poverty of everybody, and medians of the household's ratio and of personal income in proportion to median household income. */
export function fitStates(fit: Fit): number {
  const reference = fit.reference();
  const published = facts(fit.folder);
  const seen = new Tally();
  const values = new Values();
  for (const state of reference.places.states) {
    for (const person of sample(reference, SURVEY, EACH, state)) {
      const course = courseOf(person, reference, SURVEY);
      const ratio = course.povertyRatioAt(SURVEY) as number;
      seen.add(state.code, person.weight);
      if (ratio < 1) seen.add(`${state.code}|poor`, person.weight);
      values.add(`${state.code}|ratio`, ratio, person.weight);
      const income = person.age >= ADULT ? (course.incomeAt(SURVEY) as number) : 0;
      if (income > 0) values.add(`${state.code}|income`, income, person.weight);
    }
  }
  const states = reference.places.states.map(({ code }) => code);
  const counted = states.filter((code) => code !== PUERTO_RICO);
  const total = (of: (code: string) => number) => counted.reduce((sum, code) => sum + of(code), 0);
  const poverty = total((code) => seen.get(`${code}|poor`)) / total((code) => seen.get(code));
  const shares = new Map(
    [...published].flatMap(([code, row]) => (row.pctPoverty ? [[code, row.pctPoverty / 100] as const] : [])),
  );
  const targets = moved(shares, new Map(states.map((code) => [code, seen.get(code)])), poverty);
  const median = (code: string, what: string) => values.quantiles(`${code}|${what}`, [0.5])?.[0] as number;
  const meanLog = (of: (code: string) => number) =>
    total((code) => seen.get(code) * Math.log(of(code))) / total((code) => seen.get(code));
  const pattern = meanLog((code) => published.get(code)?.medianHouseholdIncome as number);
  const level = { ratio: meanLog((code) => median(code, 'ratio')), income: meanLog((code) => median(code, 'income')) };
  let worst = 0;
  fit.set({
    states: fit.rows.states.map((row): StateShiftRow => {
      const [code, highSchool, bachelor, poor, middle, logIncome] = row;
      const household = published.get(code)?.medianHouseholdIncome;
      const target = targets.get(code);
      if (!household || target === undefined) return row;
      const now = seen.get(`${code}|poor`) / seen.get(code);
      worst = Math.max(worst, Math.abs(now - target));
      const off = (what: 'ratio' | 'income') =>
        Math.log(household) - pattern - (Math.log(median(code, what)) - level[what]);
      return [
        code,
        highSchool,
        bachelor,
        round(poor - rankStep(target, now), 4),
        round(middle + (0.9 * off('ratio')) / LOG_PER_RANK, 4),
        round(logIncome + 0.9 * off('income'), 4),
      ];
    }),
  });
  return worst;
}
