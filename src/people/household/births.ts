import { normalCdf, normalQuantile } from '../../core/numeric.ts';
import { DAY, MINUTE, type SimTime, YEAR } from '../../core/time.ts';
import { years } from './member.ts';

/** Whom a child is born to: births of mother and father. */
export interface Parentage {
  readonly mother: SimTime;
  readonly father: SimTime;
}

/** Bounds of the age of parents at a birth in years: a judgement; mothers are 12 to 55 years older in any case. */
const YOUNGEST_MOTHER = 13;
const OLDEST_MOTHER = 54;
const YOUNGEST_FATHER = 14;
/** Ages of mothers at birth: mean and standard deviation, NCHS natality 2018 (all births), rounded. */
const MEAN_AGE = 28.5;
const SD_AGE = 6;
/** Children of one mother are at least this far apart. */
const APART = 280 * DAY;
const TWIN = 12 * MINUTE;
const TRIES = 12;
const STEPS = 60;
/** Below this share of all births the age of the mother says nothing any more, and any time is as good. */
const RARE = 1e-6;

/** How likely a mother of that age is, 1 at most. */
export function likelihood(age: number): number {
  if (age < YOUNGEST_MOTHER || age > OLDEST_MOTHER) return 0;
  const z = (age - MEAN_AGE) / SD_AGE;
  return Math.exp((-z * z) / 2);
}

/** Share of all births at which the mother is younger. */
export function bornBefore(age: number): number {
  return normalCdf((age - MEAN_AGE) / SD_AGE);
}

/** How well a child born then fits the parents: 0 when it is impossible. */
export function fitness(birth: SimTime, { mother, father }: Parentage): number {
  return years(father, birth) < YOUNGEST_FATHER ? 0 : likelihood(years(mother, birth));
}

/** Births that parents can have between two times. Empty when `to` is not after `from`. */
export function possibleBirths(
  { mother, father }: Parentage,
  from: SimTime,
  to: SimTime,
): { readonly from: SimTime; readonly to: SimTime } {
  return {
    from: Math.max(from, mother + YOUNGEST_MOTHER * YEAR, father + YOUNGEST_FATHER * YEAR),
    to: Math.min(to, mother + OLDEST_MOTHER * YEAR),
  };
}

/**
 * The birth of one more child between two times, apart from those of `taken`, at an age of the mother as is usual; a twin where
 * there is no room left. `u` gives uniform numbers by their index.
 */
export function placeBirth(
  u: (index: number) => number,
  range: { readonly from: SimTime; readonly to: SimTime },
  mother: SimTime,
  taken: readonly SimTime[],
): SimTime {
  const low = bornBefore(years(mother, range.from));
  const high = bornBefore(years(mother, range.to));
  const width = range.to - range.from;
  const isUsual = high - low > RARE;
  for (let i = 0; i < TRIES; i++) {
    const birth = Math.floor(isUsual ? mother + usualAge(low + (high - low) * u(i)) * YEAR : range.from + u(i) * width);
    if (isApartFromAll(birth, taken)) return Math.min(Math.max(birth, range.from), range.to);
  }
  for (let i = 0; i < STEPS; i++) {
    const birth = range.to - Math.floor(((i + 0.5) / STEPS) * width);
    if (isApartFromAll(birth, taken)) return birth;
  }
  const twin = taken.find((birth) => birth >= range.from && birth + TWIN < range.to);
  return twin === undefined ? range.from : twin + TWIN;
}

function usualAge(p: number): number {
  return MEAN_AGE + SD_AGE * normalQuantile(p);
}

/** Whether two births of one mother are far enough from each other. */
export function isApart(birth: SimTime, other: SimTime): boolean {
  return Math.abs(birth - other) >= APART;
}

function isApartFromAll(birth: SimTime, taken: readonly SimTime[]): boolean {
  for (const other of taken) if (!isApart(birth, other)) return false;
  return true;
}
