import { between, normalQuantile } from '../../core/numeric.ts';
import type { Draws } from '../../core/random/draws.ts';
import { murmur3 } from '../../core/random/murmur3.ts';
import { type SimTime, YEAR } from '../../core/time.ts';
import type { MaritalStatus } from '../../record/life-course.ts';
import type { Timeline } from '../../record/timeline.ts';
import type { CourseSubject } from './course-subject.ts';

/** How far somebody moved. */
export type MoveKind = 'within county' | 'within state' | 'between states';

export interface Move {
  readonly time: SimTime;
  readonly kind: MoveKind;
  /** Numbers the move for its draws: the moves of a person from 0, whatever the end. */
  readonly visit: number;
}

const RESIDENCE = murmur3('residence');
const SURNAME = murmur3('surname at marriage');
const DECIDES = { restless: murmur3('restless'), move: murmur3('move'), kind: murmur3('how far') } as const;

/**
 * Percent who moved within the past year by age: US Census Bureau, Current Population Survey, Geographic Mobility 2018 to 2019,
 * table 1 (9.8 % of all; not re-read).
 */
const MOVERS = [
  [0, 14],
  [3, 13],
  [7, 10],
  [12, 8.2],
  [16, 7.4],
  [18.5, 11.5],
  [22, 19.5],
  [27, 20.5],
  [32, 15],
  [37, 11.2],
  [42, 8.8],
  [50, 7],
  [60, 5.2],
  [70, 3.9],
  [80, 3],
  [90, 4],
] as const;
/** How many moved, by year, against 2019: the same survey's history, 20 % a year until the 1960s (not re-read). */
const BY_YEAR = [
  [1948, 2.05],
  [1965, 2.1],
  [1985, 2.0],
  [1995, 1.7],
  [2005, 1.4],
  [2012, 1.2],
  [2019, 1],
  [2022, 0.88],
] as const;
/** Shares of moves within the county and within the state, of those between addresses of the country (the same survey). */
const WITHIN_COUNTY = 0.63;
const WITHIN_STATE = 0.82;
/** Spread, in logarithms, of how readily people move: renters move four times as often as owners. */
const RESTLESS = 0.7;
const OLDEST = 110;
/** A move a year at most, and no more than anybody lists. */
const SHORTEST = 0.3;
const MOST = 60;

/** Expected moves by age at the rates of 2019. */
const CUMULATED = cumulate();

function cumulate(): Float64Array {
  const sums = new Float64Array(OLDEST + 1);
  for (let age = 1; age <= OLDEST; age++) {
    sums[age] = (sums[age - 1] as number) - Math.log(1 - between(MOVERS, age - 0.5) / 100);
  }
  return sums;
}

/** How far a move is, chosen by a uniform number in (0, 1). */
export function moveKind(u: number): MoveKind {
  if (u < WITHIN_COUNTY) return 'within county';
  return u < WITHIN_STATE ? 'within state' : 'between states';
}

/** The moves of a life from birth to `end`, in order: a function of the person's draws alone. */
export function moves({ birth }: Pick<CourseSubject, 'birth'>, draws: Draws, end: SimTime): Move[] {
  const z = normalQuantile(draws.uniform(RESIDENCE, DECIDES.restless, 0, 0));
  const readiness = Math.exp(RESTLESS * z - (RESTLESS * RESTLESS) / 2);
  const found: Move[] = [];
  let age = 0;
  for (let n = 0; n < MOST; n++) {
    const rate = readiness * between(BY_YEAR, 1970 + birth / YEAR + age);
    age = Math.max(age + SHORTEST, ageAt(expected(age) + draws.exponential(RESIDENCE, DECIDES.move, n, 0) / rate));
    const time = Math.floor(birth + age * YEAR);
    if (age >= OLDEST || time > end) return found;
    found.push({ time, visit: n, kind: moveKind(draws.uniform(RESIDENCE, DECIDES.kind, n, 0)) });
  }
  return found;
}

/**
 * Women who take their husband's surname, in percent by the year of the marriage: some nine in ten until 1970, four in five since
 * (C. Goldin and M. Shim, Journal of Economic Perspectives 2004;18:143; Pew Research Center 2023; not re-read).
 */
const TAKES_SURNAME = [
  [1960, 97],
  [1975, 90],
  [1985, 79],
  [2000, 80],
  [2023, 79],
] as const;
const MAN_TAKES_SURNAME = 0.05;

/** When somebody takes the surname of a spouse: at the first marriage or never. The name itself is the household's matter. */
export function surnameChange(
  { sex }: Pick<CourseSubject, 'sex'>,
  maritalStatus: Timeline<MaritalStatus>,
  draws: Draws,
): SimTime | undefined {
  const married = maritalStatus.find(({ value }) => value === 'married');
  if (!married) return undefined;
  const share = sex === 'M' ? MAN_TAKES_SURNAME : between(TAKES_SURNAME, 1970 + married.from / YEAR) / 100;
  return draws.uniform(RESIDENCE, SURNAME, 0, 0) < share ? married.from : undefined;
}

function expected(age: number): number {
  const whole = Math.floor(age);
  const low = CUMULATED[whole] as number;
  return low + (age - whole) * ((CUMULATED[Math.min(OLDEST, whole + 1)] as number) - low);
}

/** The inverse of `expected`; OLDEST beyond it. */
function ageAt(sum: number): number {
  let low = 0;
  let high = OLDEST;
  if (sum >= (CUMULATED[OLDEST] as number)) return OLDEST;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((CUMULATED[middle] as number) <= sum) low = middle;
    else high = middle;
  }
  const from = CUMULATED[low] as number;
  return low + (sum - from) / ((CUMULATED[high] as number) - from);
}
