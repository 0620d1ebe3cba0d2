import { type SimTime, timeOf } from '../../core/time.ts';
import type { Mortality } from '../mortality.ts';
import { GROUPS } from '../places.ts';
import {
  type Anchor,
  aliveOfBirths,
  bandCell,
  fitCensus,
  fitTable,
  type PopulationRow,
  perBirthAt,
  type TableFit,
} from './anchors.ts';
import { ageOfCell, BANDS, bandOf, groupOfCell, SEXES, sexOfCell } from './cells.ts';
import type { PopulationHistory } from './history.ts';
import { yearFraction } from './year-fraction.ts';

/** Of what the table deviates from an even surface, half is taken for real in other years, half for its sampling error: a judgement. */
const REAL_DEVIATION = 0.5;

/**
 * The population of the United States by age, sex and group at any date, as birth cohorts: those born, as registered, times
 * those of them and of later migrants who are there for each birth, times survival. It is exact on the date of the table of 2019 and by age
 * and sex at the censuses of 2000 and 2010; between these the cohorts change evenly. Later they age, with the births and net
 * migration since. Before 2000 they are the cohorts of 2000, with the groups' shares of each time.
 */
export class Nation {
  readonly #history: PopulationHistory;
  readonly #table: TableFit;
  /** In the order of time; the last is the table's. */
  readonly #anchors: readonly Anchor[];

  constructor(rows: readonly PopulationRow[], history: PopulationHistory, mortality: Mortality) {
    this.#history = history;
    this.#table = fitTable(rows, history, mortality);
    const dates = [...new Set(history.censuses.map(([, year, month, day]) => timeOf(year, month, day)))];
    const anchors = [this.#table.anchor];
    for (const date of dates.sort((a, b) => b - a)) {
      anchors.unshift(fitCensus(date, anchors[0] as Anchor, history, mortality));
    }
    this.#anchors = anchors;
  }

  /** By cell: the living at a date; `survival` is that of cohortSurvival there. */
  living(date: SimTime, survival: Float64Array): Float64Array {
    const year = yearFraction(date);
    const alive = aliveOfBirths(this.#history, year, survival);
    const count = alive.map((of, cell) => of * this.#perBirth(year, cell) + this.#migrants(year, cell));
    this.#fitGroups(count, year);
    this.#deviate(count, year);
    return count;
  }

  /** What the anchors around a time say of a cohort; of one that only one of them knows, that. */
  #perBirth(year: number, cell: number): number {
    const after = this.#anchors.findIndex((anchor) => anchor.year >= year);
    const to = this.#anchors[after === -1 ? this.#anchors.length - 1 : after] as Anchor;
    const from = this.#anchors[after - 1];
    if (!from) return perBirthAt(to, year, cell);
    const ageThen = ageOfCell(cell) + from.year - year;
    if (ageThen < 0) return perBirthAt(to, year, cell);
    const part = (year - from.year) / (to.year - from.year);
    const [low, high] = [perBirthAt(from, year, cell), perBirthAt(to, year, cell)];
    return Math.exp((1 - part) * Math.log(low) + part * Math.log(high));
  }

  #migrants(year: number, cell: number): number {
    const from = this.#table.anchor.year;
    if (year <= from) return 0;
    return this.#history.migrants(from, year, ageOfCell(cell), groupOfCell(cell)) / SEXES.length;
  }

  /** Before the first census that is known in detail, the groups have the shares of the time. */
  #fitGroups(count: Float64Array, year: number): void {
    const first = this.#anchors[0] as Anchor;
    const census = this.#history.censusGroups.filter((row) => row[1] === Math.floor(first.year));
    const residents = GROUPS.map((_, g) => census.reduce((sum, row) => sum + (row[4][g] as number), 0));
    const all = residents.reduce((a, b) => a + b, 0);
    const shares = this.#history.groupShares(
      year,
      first.year,
      residents.map((of) => of / all),
    );
    if (!shares) return;
    const sums = new Float64Array(GROUPS.length);
    for (const [cell, of] of count.entries()) sums[groupOfCell(cell)] = (sums[groupOfCell(cell)] as number) + of;
    const total = sums.reduce((a, b) => a + b, 0);
    for (const [cell, of] of count.entries()) {
      const g = groupOfCell(cell);
      count[cell] = (of * (shares[g] as number) * total) / (sums[g] as number);
    }
  }

  /** Puts the table's deviations on the even surface, leaving the totals by band and sex as they are. */
  #deviate(count: Float64Array, year: number): void {
    const weight = Math.max(REAL_DEVIATION, 1 - Math.abs(year - this.#table.anchor.year));
    const change = this.#table.deviation.map((ratio) => Math.exp(weight * Math.log(ratio)));
    const changed = count.map((of, cell) => of * (change[bandCell(cell)] as number));
    const before = sumsByBandAndSex(count);
    const after = sumsByBandAndSex(changed);
    for (const [cell, of] of changed.entries()) {
      const to = bandAndSex(cell);
      count[cell] = (of * (before[to] as number)) / (after[to] as number);
    }
  }
}

function bandAndSex(cell: number): number {
  return bandOf(ageOfCell(cell)) * SEXES.length + sexOfCell(cell);
}

function sumsByBandAndSex(count: Float64Array): Float64Array {
  const sums = new Float64Array(BANDS * SEXES.length);
  for (const [cell, of] of count.entries()) sums[bandAndSex(cell)] = (sums[bandAndSex(cell)] as number) + of;
  return sums;
}
