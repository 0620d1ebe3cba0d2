import { GROUPS, type Group } from './places.ts';
import type { Sex } from './terms.ts';

/** First age, last age, sex, group, share of the whole population, at the middle of `COMPOSITION_YEAR`. */
export type CompositionRow = readonly [ageMin: number, ageMax: number, sex: Sex, group: Group, share: number];
/** How the logarithm of a group's death rate over that of white people goes with age (at `RATIO_AGES`) about a calendar year. */
export type RatioRow = readonly [kind: 'shape', group: Group, sex: Sex, year: number, logRatios: readonly number[]];
/** By how much the shape is multiplied in a calendar year; linear between two, the nearest holds outside. */
export type LevelRow = readonly [kind: 'level', group: Group, year: number, level: number];
export type GroupMortalityRow = RatioRow | LevelRow;

/** Ages in years at which ratios are given: the first year of life, middles of published bands, and the age where they end. */
export const RATIO_AGES: readonly number[] = [0, 3, 10, 20, 30, 40, 50, 60, 70, 80, 90, 105];
/** The calendar year of the table of people by age, sex and group. */
export const COMPOSITION_YEAR = 2020;
/** Above it the open band of that table says nothing of single ages. */
const OLDEST_COMPOSED = 92;

/** A table of yearly hazards of dying: a row a calendar year from `firstYear`, a column an age from 0. */
export interface HazardTable {
  readonly firstYear: number;
  readonly years: number;
  readonly ages: number;
  readonly hazards: Readonly<Float64Array>;
}

/**
 * Divides the hazards of everybody of one sex among the groups, so that together they die at exactly the given rates: in
 * each cell a group's ratio is divided by the mean ratio of those who live in it. Who lives in it is followed along each birth cohort,
 * backward and forward from the composition of `COMPOSITION_YEAR`, as if nobody had come or gone.
 */
export function groupHazards(
  all: HazardTable,
  sex: Sex,
  rows: readonly GroupMortalityRow[],
  composition: readonly CompositionRow[],
): Readonly<Record<Group, Float64Array>> {
  const ratios = GROUPS.map((group) => ratiosOf(all, sex, rows, group));
  const composed = compositionByAge(composition, sex);
  const out = GROUPS.map(() => new Float64Array(all.hazards.length));
  const last = all.firstYear + all.years - 1;
  for (let cohort = all.firstYear - all.ages + 1; cohort <= last; cohort++) {
    const anchor = Math.min(Math.max(COMPOSITION_YEAR - cohort, 0), OLDEST_COMPOSED, all.ages - 1);
    const walk = new CohortWalk(all, ratios, out, cohort);
    const shares = Float64Array.from(composed[anchor] as Float64Array);
    for (let age = anchor - 1; age >= 0; age--) walk.back(age, shares);
    shares.set(composed[anchor] as Float64Array);
    for (let age = anchor; age < all.ages; age++) walk.forth(age, shares);
  }
  return Object.fromEntries(GROUPS.map((group, i) => [group, out[i]])) as Record<Group, Float64Array>;
}

/** One birth cohort on its way through ages and calendar years. `shares` of the groups sum to 1. */
class CohortWalk {
  readonly #all: HazardTable;
  readonly #ratios: readonly Float64Array[];
  readonly #out: readonly Float64Array[];
  readonly #cohort: number;

  constructor(all: HazardTable, ratios: readonly Float64Array[], out: readonly Float64Array[], cohort: number) {
    this.#all = all;
    this.#ratios = ratios;
    this.#out = out;
    this.#cohort = cohort;
  }

  /** Turns shares at `age` + 1 into those at `age`, and writes the cell. */
  back(age: number, shares: Float64Array): void {
    const cell = this.#cell(age);
    const after = Float64Array.from(shares);
    // The ratios' mean needs the shares that are sought; they change by so little in a year that two rounds are enough.
    for (let round = 0; round < 2; round++) {
      const scale = this.#scale(cell, shares);
      for (let g = 0; g < shares.length; g++) {
        shares[g] = (after[g] as number) * Math.exp(scale * (this.#ratios[g]?.[cell] as number));
      }
      normalise(shares);
    }
    this.#write(age, cell, shares);
  }

  /** Writes the cell, and turns shares at `age` into those at `age` + 1. */
  forth(age: number, shares: Float64Array): void {
    const cell = this.#cell(age);
    this.#write(age, cell, shares);
    const scale = this.#scale(cell, shares);
    for (let g = 0; g < shares.length; g++) {
      shares[g] = (shares[g] as number) * Math.exp(-scale * (this.#ratios[g]?.[cell] as number));
    }
    normalise(shares);
  }

  #cell(age: number): number {
    const { firstYear, years, ages } = this.#all;
    const row = Math.min(Math.max(this.#cohort + age - firstYear, 0), years - 1);
    return row * ages + age;
  }

  /** What a ratio is multiplied by to be a hazard. */
  #scale(cell: number, shares: Float64Array): number {
    let mean = 0;
    for (let g = 0; g < shares.length; g++) mean += (shares[g] as number) * (this.#ratios[g]?.[cell] as number);
    return (this.#all.hazards[cell] as number) / mean;
  }

  #write(age: number, cell: number, shares: Float64Array): void {
    const year = this.#cohort + age - this.#all.firstYear;
    if (year < 0 || year >= this.#all.years) return;
    const scale = this.#scale(cell, shares);
    for (let g = 0; g < shares.length; g++) {
      (this.#out[g] as Float64Array)[cell] = scale * (this.#ratios[g]?.[cell] as number);
    }
  }
}

function normalise(shares: Float64Array): void {
  let sum = 0;
  for (const share of shares) sum += share;
  for (let i = 0; i < shares.length; i++) shares[i] = (shares[i] as number) / sum;
}

/** Death rate of a group over that of white people, for each cell of the table. */
function ratiosOf(all: HazardTable, sex: Sex, rows: readonly GroupMortalityRow[], group: Group): Float64Array {
  const shapes = rows.filter((row): row is RatioRow => row[0] === 'shape' && row[1] === group && row[2] === sex);
  const levels = rows.filter((row): row is LevelRow => row[0] === 'level' && row[1] === group);
  const out = new Float64Array(all.hazards.length).fill(1);
  if (shapes.length === 0) return out;
  const shapeYears = shapes.map((shape) => shape[3]);
  const levelYears = levels.map((level) => level[2]);
  const levelValues = levels.map((level) => level[3]);
  for (let row = 0; row < all.years; row++) {
    const year = all.firstYear + row;
    const level = linear(levelYears, levelValues, year);
    const shape = RATIO_AGES.map((_, i) => {
      const values = shapes.map((s) => s[4][i] as number);
      return linear(shapeYears, values, year);
    });
    for (let age = 0; age < all.ages; age++) {
      out[row * all.ages + age] = Math.exp(level * linear(RATIO_AGES, shape, age));
    }
  }
  return out;
}

/** Shares of the groups among the people of one sex, by single age; bands hold at their middle. */
function compositionByAge(rows: readonly CompositionRow[], sex: Sex): readonly Float64Array[] {
  const own = rows.filter((row) => row[2] === sex);
  const starts = [...new Set(own.map((row) => row[0]))].sort((a, b) => a - b);
  const middles = starts.map((start, i) => (start + (starts[i + 1] ?? start + 5)) / 2);
  const shares = GROUPS.map((group) =>
    starts.map((start) => own.find((r) => r[0] === start && r[3] === group)?.[4] ?? 0),
  );
  return Array.from({ length: OLDEST_COMPOSED + 1 }, (_, age) => {
    const at = Float64Array.from(shares, (values) => linear(middles, values, age + 0.5));
    normalise(at);
    return at;
  });
}

/** The value at `x` of a line through points with ascending `xs`; the nearest outside. */
function linear(xs: readonly number[], ys: readonly number[], x: number): number {
  const last = xs.length - 1;
  if (x <= (xs[0] as number)) return ys[0] as number;
  if (x >= (xs[last] as number)) return ys[last] as number;
  let i = 0;
  while (x >= (xs[i + 1] as number)) i++;
  const [from, to] = [xs[i] as number, xs[i + 1] as number];
  return (ys[i] as number) + ((x - from) / (to - from)) * ((ys[i + 1] as number) - (ys[i] as number));
}
