import { GROUPS, type Group } from './places.ts';
import type { Sex } from './terms.ts';

/**
 * Where on a trait's scale its categories begin at an age: trait, of which people (sex or group), age in years, cuts. The scale
 * is that of a person's score, a sum of standing and of normal draws; scripts/build-habits.ts finds the cuts that give the
 * published shares.
 */
export type HabitRow = readonly [trait: Trait, of: Sex | Group, age: number, cuts: readonly number[]];

export const TRAITS = [
  'alcohol-days',
  'drinks',
  'activity',
  'health',
  'low-mood',
  'tenure',
  'cognitive',
  'walking',
  'seeing',
  'hearing',
] as const;
export type Trait = (typeof TRAITS)[number];

const OLDEST = 110;

/** Categories of habits, health and tenure by age. */
export class Habits {
  /** By trait and whose. */
  readonly #tables = new Map<Trait, Map<Sex | Group, HabitTable>>();

  constructor(rows: readonly HabitRow[]) {
    const whose: readonly (Sex | Group)[] = ['F', 'M', ...GROUPS];
    for (const trait of TRAITS) {
      const tables = new Map<Sex | Group, HabitTable>();
      for (const of of whose) {
        const knots = rows.filter((row) => row[0] === trait && row[1] === of);
        if (knots.length > 0) tables.set(of, HabitTable.of(knots));
      }
      this.#tables.set(trait, tables);
    }
  }

  /** The table of a trait for people of a sex (tenure: of a group). */
  table(trait: Trait, of: Sex | Group): HabitTable {
    const table = this.#tables.get(trait)?.get(of);
    if (!table) throw new RangeError(`no table of ${trait} for ${of}`);
    return table;
  }
}

/** The cuts of one trait for people of one sex or group. */
export class HabitTable {
  readonly #width: number;
  readonly #values: Float64Array;

  private constructor(width: number, values: Float64Array) {
    this.#width = width;
    this.#values = values;
  }

  /** The table of rows of one trait and of the same people, in order of age, with as many cuts each. */
  static of(rows: readonly HabitRow[]): HabitTable {
    const width = rows[0]?.[3].length ?? 0;
    return new HabitTable(width, everyAge(rows, width));
  }

  /** The category (from 0) of a score at an age: how many cuts lie below it. */
  category(age: number, score: number): number {
    const base = this.#base(age);
    let found = 0;
    while (found < this.#width && score > (this.#values[base + found] as number)) found++;
    return found;
  }

  /** The cut at the start of category `k` (from 1). */
  cut(age: number, k: number): number {
    return this.#values[this.#base(age) + k - 1] as number;
  }

  #base(age: number): number {
    return Math.min(OLDEST, Math.max(0, Math.round(age))) * this.#width;
  }
}

/** Linear between the ages of the rows, constant beyond. */
function everyAge(knots: readonly HabitRow[], width: number): Float64Array {
  const values = new Float64Array((OLDEST + 1) * width);
  const last = knots.length - 1;
  let at = 0;
  for (let age = 0; age <= OLDEST; age++) {
    while (at < last && age > (knots[at + 1] as HabitRow)[2]) at++;
    const [, , from, low] = knots[at] as HabitRow;
    const [, , to, high] = knots[Math.min(last, at + 1)] as HabitRow;
    const part = to > from ? Math.min(1, Math.max(0, (age - from) / (to - from))) : 0;
    for (let k = 0; k < width; k++) {
      values[age * width + k] = (low[k] as number) + part * ((high[k] as number) - (low[k] as number));
    }
  }
  return values;
}
