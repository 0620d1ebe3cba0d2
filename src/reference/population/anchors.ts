import { type SimTime, timeOf } from '../../core/time.ts';
import type { Mortality } from '../mortality.ts';
import { GROUPS, type Group } from '../places.ts';
import type { Sex } from '../terms.ts';
import { ageOfCell, BANDS, bandOf, CELLS, cellIndex, groupOfCell, OLDEST, SEXES, sexOfCell } from './cells.ts';
import type { CensusRow, PopulationHistory } from './history.ts';
import { rake } from './raking.ts';
import { cohortSurvival } from './survival.ts';
import { yearFraction } from './year-fraction.ts';

/** First age, last age, sex, group, share of the whole population. */
export type PopulationRow = readonly [ageMin: number, ageMax: number, sex: Sex, group: Group, share: number];

/** The day of the table of age, sex and group, and the residents of that day (US Census Bureau, NC-EST2019). */
export const TABLE_DATE: SimTime = timeOf(2019, 7, 1);
const TABLE_RESIDENTS = 328_239_523;

/** A time at which the population is known, as numbers of people born for each birth registered: by cell, of the age at that time. */
export interface Anchor {
  readonly year: number;
  /** Children born abroad who came make it more than a group's share of births; those who left, less. */
  readonly perBirth: Float64Array;
}

/** What the table of 2019 says: an even surface, and how much each band deviates from it. */
export interface TableFit {
  readonly anchor: Anchor;
  /** By band, sex, group (`bandCell`): the table over the even surface. */
  readonly deviation: Float64Array;
}

const PER_BAND = SEXES.length * GROUPS.length;

/** Position of a cell's band, sex and group. */
export function bandCell(cell: number): number {
  return bandOf(ageOfCell(cell)) * PER_BAND + (cell % PER_BAND);
}

/** By cell: people alive for each birth registered in the year of birth, if nobody came or left. */
export function aliveOfBirths(history: PopulationHistory, year: number, survival: Float64Array): Float64Array {
  return survival.map((share, cell) => share * history.birthsOfAge(year, ageOfCell(cell)));
}

/** Fits the table of 2019. */
export function fitTable(rows: readonly PopulationRow[], history: PopulationHistory, mortality: Mortality): TableFit {
  const year = yearFraction(TABLE_DATE);
  const base = aliveOfBirths(history, year, cohortSurvival(mortality, TABLE_DATE));
  const table = new Float64Array(BANDS * PER_BAND);
  for (const [from, , sex, group, share] of rows) {
    table[bandOf(from) * PER_BAND + SEXES.indexOf(sex) * GROUPS.length + GROUPS.indexOf(group)] =
      share * TABLE_RESIDENTS;
  }
  const even = evenSurface(table);
  return {
    anchor: { year, perBirth: singleYears(even, base) },
    deviation: table.map((count, i) => count / (even[i] as number)),
  };
}

/**
 * The anchor of a census: the cohorts of the next anchor, who had not died or come yet, fitted to the residents by age and sex
 * and by age and group.
 */
export function fitCensus(date: SimTime, next: Anchor, history: PopulationHistory, mortality: Mortality): Anchor {
  const year = yearFraction(date);
  const base = aliveOfBirths(history, year, cohortSurvival(mortality, date));
  const cells = base.map((alive, cell) => alive * perBirthAt(next, year, cell));
  const whole = Math.floor(year);
  const bySex = history.censuses.filter((row) => row[1] === whole);
  const byGroup = history.censusGroups.filter((row) => row[1] === whole);
  const ages = {
    of: cells.map((_, cell) => bandOf(ageOfCell(cell)) * SEXES.length + sexOfCell(cell)),
    targets: Array.from({ length: BANDS * SEXES.length }, (_, i) => residents(bySex, i)),
  };
  const groups = {
    of: cells.map((_, cell) => {
      const age = ageOfCell(cell);
      return byGroup.findIndex(([, , min, max]) => age >= min && age <= max) * GROUPS.length + groupOfCell(cell);
    }),
    targets: byGroup.flatMap((row) => row[4]),
  };
  rake(cells, [groups, ages], 50);
  return { year, perBirth: cells.map((count, cell) => count / (base[cell] as number)) };
}

function residents(rows: readonly CensusRow[], i: number): number {
  const sex = SEXES[i % SEXES.length];
  return rows.find((row) => row[4] === sex)?.[5][Math.floor(i / SEXES.length)] as number;
}

/** What an anchor knows of the people who are in a cell at the time `year`: those born at the same time. */
export function perBirthAt({ year: at, perBirth }: Anchor, year: number, cell: number): number {
  const age = Math.min(OLDEST, Math.max(0, ageOfCell(cell) + at - year));
  const low = Math.floor(age);
  const part = age - low;
  const of = (whole: number) =>
    perBirth[cellIndex(Math.min(OLDEST, whole), sexOfCell(cell), groupOfCell(cell))] as number;
  return (1 - part) * of(low) + part * of(low + 1);
}

/**
 * The table without the sampling error of its survey, as far as it can be told: shares of groups, averaged over neighbouring bands
 * and half over both sexes, with the table's totals by band and sex and by group.
 */
function evenSurface(table: Float64Array): Float64Array {
  const total = new Float64Array(BANDS * SEXES.length);
  for (const [i, count] of table.entries()) {
    const to = Math.floor(i / GROUPS.length);
    total[to] = (total[to] as number) + count;
  }
  const share = (band: number, sex: number, group: number) =>
    (table[(band * SEXES.length + sex) * GROUPS.length + group] as number) /
    (total[band * SEXES.length + sex] as number);
  const even = table.map((_, i) => {
    const band = Math.floor(i / PER_BAND);
    const sex = Math.floor(i / GROUPS.length) % SEXES.length;
    const group = i % GROUPS.length;
    const own = average(band, [1, 2, 3, 2, 1], (at) => share(at, sex, group));
    const both = average(band, [1, 2, 1], (at) => (share(at, 0, group) + share(at, 1, group)) / 2);
    return ((own + both) / 2) * (total[band * SEXES.length + sex] as number);
  });
  const byGroup = new Float64Array(GROUPS.length);
  for (const [i, count] of table.entries()) byGroup[i % GROUPS.length] = (byGroup[i % GROUPS.length] as number) + count;
  const groups = { of: even.map((_, i) => i % GROUPS.length), targets: byGroup };
  rake(even, [groups, { of: even.map((_, i) => Math.floor(i / GROUPS.length)), targets: total }], 50);
  return even;
}

/** Weighted mean over the bands around `band`; those that do not exist are left out. */
function average(band: number, weights: readonly number[], of: (band: number) => number): number {
  const middle = (weights.length - 1) / 2;
  let sum = 0;
  let weight = 0;
  for (const [i, w] of weights.entries()) {
    const at = band + i - middle;
    if (at < 0 || at >= BANDS) continue;
    sum += w * of(at);
    weight += w;
  }
  return sum / weight;
}

/**
 * People for each birth, by single years of age, such that the bands have their counts: births give the shape within a band, and the
 * ratio to them goes straight from the middle of one band to that of the next.
 */
function singleYears(bands: Float64Array, base: Float64Array): Float64Array {
  const out = new Float64Array(CELLS);
  for (let column = 0; column < PER_BAND; column++) {
    const sums = (weight: (age: number) => number) => {
      const sum = new Float64Array(BANDS);
      for (let age = 0; age <= OLDEST; age++) {
        const alive = base[age * PER_BAND + column] as number;
        sum[bandOf(age)] = (sum[bandOf(age)] as number) + alive * weight(age);
      }
      return sum;
    };
    const count = (band: number) => bands[band * PER_BAND + column] as number;
    const knots = sums(() => 1).map((sum, band) => count(band) / sum);
    for (let round = 0; round < 8; round++) {
      const reached = sums((age) => between(knots, age));
      for (const [band, sum] of reached.entries()) knots[band] = ((knots[band] as number) * count(band)) / sum;
    }
    const last = sums((age) => between(knots, age));
    for (let age = 0; age <= OLDEST; age++) {
      out[age * PER_BAND + column] = (between(knots, age) * count(bandOf(age))) / (last[bandOf(age)] as number);
    }
  }
  return out;
}

/** The value at an age of what has the values `knots` in the middles of bands. */
function between(knots: Float64Array, age: number): number {
  const at = Math.min(BANDS - 1, Math.max(0, (age - 2) / 5));
  const low = Math.floor(at);
  const part = at - low;
  return (1 - part) * (knots[low] as number) + part * (knots[Math.min(low + 1, BANDS - 1)] as number);
}
