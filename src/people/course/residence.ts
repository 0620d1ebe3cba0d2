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

/** Hazard of moving a year, by completed years of age, at the rates of 2019. */
const BY_AGE = Float64Array.from({ length: OLDEST }, (_, age) => -Math.log(1 - between(MOVERS, age + 0.5) / 100));
const FIRST_YEAR = 1800;
const LAST_YEAR = 2100;
/** The factors of the years. */
const FACTORS = Float64Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, i) =>
  between(BY_YEAR, FIRST_YEAR + i + 0.5),
);

/** How far a move is, chosen by a uniform number in (0, 1). */
export function moveKind(u: number): MoveKind {
  if (u < WITHIN_COUNTY) return 'within county';
  return u < WITHIN_STATE ? 'within state' : 'between states';
}

/** The moves of a life from birth to `end`, in order: a function of the person's draws alone. */
export function moves({ birth }: Pick<CourseSubject, 'birth'>, draws: Draws, end: SimTime): Move[] {
  const z = normalQuantile(draws.uniform(RESIDENCE, DECIDES.restless, 0, 0));
  const readiness = Math.exp(RESTLESS * z - (RESTLESS * RESTLESS) / 2);
  const born = 1970 + birth / YEAR;
  const found: Move[] = [];
  let age = 0;
  for (let n = 0; n < MOST; n++) {
    const e = draws.exponential(RESIDENCE, DECIDES.move, n, 0) / readiness;
    age = Math.max(age + SHORTEST, ageAfter(age, e, born));
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

/** The age at which `e` moves are expected since an age, by the rates of each year; OLDEST beyond it. `born` is the year with its fraction. */
function ageAfter(age: number, e: number, born: number): number {
  let left = e;
  let at = age;
  while (at < OLDEST) {
    const whole = Math.floor(at);
    const year = Math.min(Math.max(Math.floor(born + whole), FIRST_YEAR), LAST_YEAR);
    const rate = (BY_AGE[whole] as number) * (FACTORS[year - FIRST_YEAR] as number);
    const until = whole + 1;
    if (rate * (until - at) >= left) return at + left / rate;
    left -= rate * (until - at);
    at = until;
  }
  return OLDEST;
}
