import { DAY, daysFromCivil, type SimTime, YEAR, yearOf } from '../core/time.ts';
import { type CompositionRow, type GroupMortalityRow, groupHazards } from './mortality-groups.ts';
import type { Group } from './places.ts';
import type { Sex } from './terms.ts';

/** Calendar year, sex, probabilities of dying within a year at ages 0, 1, 2 ... */
export type LifeTableRow = readonly [year: number, sex: Sex, q: readonly number[]];
/** A group of the population, or everybody. */
export type MortalityGroup = Group | 'all';

/** Table years whose level was theirs alone: the influenza of 1918. Neighbours are interpolated as if the table were not there. */
const SINGULAR: ReadonlySet<number> = new Set([1918]);
/** The years of the pandemic have the table of 2021. */
const PANDEMIC = { from: 2020, table: 2021, to: 2022 } as const;
/**
 * After it, how far (in the logarithm) the hazard still lies from the table of 2019 towards that of 2021: by age-adjusted
 * death rates per 100,000 of 715.2 in 2019, 879.7 in 2021, 750.5 in 2023 (NCHS Data Briefs 395, 456, 521) and 722.0 in 2024
 * (NCHS, provisional; not re-read). The last one holds from then on.
 */
const AFTER: readonly (readonly [year: number, towards: number])[] = [
  [2023, Math.log(750.5 / 715.2) / Math.log(879.7 / 715.2)],
  [2024, Math.log(722.0 / 715.2) / Math.log(879.7 / 715.2)],
];
const BEFORE_PANDEMIC = 2019;
const LAST_YEAR = 2024;

/**
 * Background mortality of the United States by sex, group, single year of age and calendar year, from period life tables.
 * Within one year of age and one calendar year the hazard is constant: for everybody -ln(1 - q) per year, for a group by its ratio
 * (mortality-groups.ts). Between two table years its logarithm is linear in the calendar year, save for the special years above; before
 * the first and after the last year, and above the last age, the nearest holds. Ages are counted in mean calendar years from the instant of
 * birth, so that each lasts exactly as long as the table's rate is for.
 */
export class Mortality {
  /** Hazards per millisecond, one row a calendar year. */
  readonly #hazards: Readonly<Record<Sex, Readonly<Record<MortalityGroup, Float64Array>>>>;
  readonly #ages: number;
  readonly #firstYear: number;
  readonly #lastYear: number;
  /** Start of each calendar year from the first to the one after the last. */
  readonly #yearStarts: Float64Array;

  constructor(
    rows: readonly LifeTableRow[],
    groups: readonly GroupMortalityRow[],
    composition: readonly CompositionRow[],
  ) {
    this.#firstYear = Math.min(...rows.map(([year]) => year));
    this.#lastYear = LAST_YEAR;
    this.#ages = rows[0]?.[2].length ?? 0;
    const years = this.#lastYear - this.#firstYear + 1;
    this.#yearStarts = Float64Array.from(
      { length: years + 1 },
      (_, i) => daysFromCivil(this.#firstYear + i, 1, 1) * DAY,
    );
    const of = (sex: Sex) => {
      const hazards = this.#interpolate(rows.filter((row) => row[1] === sex));
      const table = { firstYear: this.#firstYear, years, ages: this.#ages, hazards };
      const all = { ...groupHazards(table, sex, groups, composition), all: hazards };
      return Object.fromEntries(
        Object.entries(all).map(([group, yearly]) => [group, yearly.map((hazard) => hazard / YEAR)]),
      ) as Record<MortalityGroup, Float64Array>;
    };
    this.#hazards = { F: of('F'), M: of('M') };
  }

  /** Hazard of dying per year in completed year of age `age` during a calendar year. */
  hazard(age: number, sex: Sex, group: MortalityGroup, year: number): number {
    const row = Math.min(Math.max(year, this.#firstYear), this.#lastYear) - this.#firstYear;
    const column = Math.min(Math.max(0, age), this.#ages - 1);
    return (this.#hazards[sex][group][row * this.#ages + column] as number) * YEAR;
  }

  /**
   * The instant at which the hazard accumulated since birth reaches `e`, a draw from the exponential distribution with
   * mean 1: the inverse of the cumulative hazard, exact to the millisecond. Never before birth. Infinity if it is not reached
   * until `until`.
   */
  deathTime(
    birth: SimTime,
    sex: Sex,
    group: MortalityGroup,
    e: number,
    until: SimTime = Number.POSITIVE_INFINITY,
  ): SimTime {
    const { time, hazard } = this.#walk(birth, this.#hazards[sex][group], e, until);
    return hazard < e ? Number.POSITIVE_INFINITY : Math.round(time);
  }

  /** Hazard accumulated from birth until `until`; its negative exponential is the probability of living until then. */
  cumulativeHazard(birth: SimTime, sex: Sex, group: MortalityGroup, until: SimTime): number {
    return this.#walk(birth, this.#hazards[sex][group], Number.POSITIVE_INFINITY, until).hazard;
  }

  /** Probability that a person born in the middle of `birthYear` lives for `years` years. */
  survival(birthYear: number, sex: Sex, group: MortalityGroup, years: number): number {
    const birth = (daysFromCivil(birthYear, 1, 1) * DAY + daysFromCivil(birthYear + 1, 1, 1) * DAY) / 2;
    return Math.exp(-this.cumulativeHazard(birth, sex, group, birth + years * YEAR));
  }

  /** Follows one life through the cells of constant hazard until a hazard or a time is reached. */
  #walk(birth: SimTime, hazards: Float64Array, limit: number, until: SimTime): { time: number; hazard: number } {
    const lastAge = this.#ages - 1;
    const lastRow = this.#lastYear - this.#firstYear;
    let row = Math.min(Math.max(yearOf(birth) - this.#firstYear, 0), lastRow);
    let age = 0;
    // The sum tells the compiler that this is a number; without it, every step of the loop puts one on the heap (measured).
    let time = birth + 0;
    let hazard = 0;
    while (time < until) {
      const ageEnd = age < lastAge ? birth + (age + 1) * YEAR : Number.POSITIVE_INFINITY;
      const yearEnd = row < lastRow ? (this.#yearStarts[row + 1] as number) : Number.POSITIVE_INFINITY;
      const end = Math.min(ageEnd, yearEnd, until);
      const rate = hazards[row * this.#ages + age] as number;
      const reached = hazard + rate * (end - time);
      if (reached >= limit) return { time: time + (limit - hazard) / rate, hazard: limit };
      hazard = reached;
      time = end;
      if (end === ageEnd) age++;
      if (end === yearEnd) row++;
    }
    return { time, hazard };
  }

  /** Hazards per year of everybody of one sex. */
  #interpolate(rows: readonly LifeTableRow[]): Float64Array {
    const tables = new Map(rows.map((row) => [row[0], row]));
    const regular = [...tables.keys()].filter((year) => !SINGULAR.has(year)).sort((a, b) => a - b);
    const out = new Float64Array((this.#lastYear - this.#firstYear + 1) * this.#ages);
    for (let year = this.#firstYear; year <= this.#lastYear; year++) {
      const [from, to, towards] = tablesFor(year, tables, regular);
      for (let age = 0; age < this.#ages; age++) {
        const start = Math.log(yearlyHazard(from, age));
        const hazard = Math.exp(start + towards * (Math.log(yearlyHazard(to, age)) - start));
        out[(year - this.#firstYear) * this.#ages + age] = hazard;
      }
    }
    return out;
  }
}

/** Between which two tables a calendar year lies, and how far from the first towards the second. */
function tablesFor(
  year: number,
  tables: ReadonlyMap<number, LifeTableRow>,
  regular: readonly number[],
): readonly [from: LifeTableRow, to: LifeTableRow, towards: number] {
  const table = (of: number) => tables.get(of) as LifeTableRow;
  if (year >= PANDEMIC.from && year <= PANDEMIC.to) return [table(PANDEMIC.table), table(PANDEMIC.table), 0];
  const after = AFTER.find(([of]) => of === year);
  if (after) return [table(BEFORE_PANDEMIC), table(PANDEMIC.table), after[1]];
  if (tables.has(year)) return [table(year), table(year), 0];
  const next = regular.findIndex((of) => of > year);
  const [from, to] = [regular[next - 1] as number, regular[next] as number];
  return [table(from), table(to), (year - from) / (to - from)];
}

function yearlyHazard([year, sex, q]: LifeTableRow, age: number): number {
  const probability = q[age];
  if (probability === undefined || !(probability > 0 && probability < 1)) {
    throw new RangeError(`life table ${year} ${sex}: probability of dying at age ${age} is ${probability}`);
  }
  return -Math.log(1 - probability);
}
