import { GROUPS, type Group } from './places.ts';
import { FIRST_YEAR, interpolate, LAST_YEAR, type Years, yearIndex } from './social-years.ts';
import type { Sex } from './terms.ts';

/**
 * Sex, group, year of birth, then the ranks (standard normal) above which somebody of that cohort ends up with at least high
 * school, some college, a bachelor's or a graduate degree.
 */
export type EducationRow = readonly [
  sex: Sex,
  group: Group,
  cohort: number,
  ...thresholds: [number, number, number, number],
];
/** Sex, group, mean years that finishing high school, entering college and finishing college take beyond the shortest. */
export type EducationTimingRow = readonly [sex: Sex, group: Group, ...delays: [number, number, number]];

/**
 * Year, sex, group, level, by how much lower the ranks for that level are among the living of the middle of the year than the cohorts
 * as surveyed have them, at the ages of EDUCATION_AGES. The year of the survey has nothing.
 */
export type EducationYearRow = readonly [
  year: number,
  sex: Sex,
  group: Group,
  level: number,
  young: number,
  middle: number,
  old: number,
];

export const EDUCATION_LEVELS = 5;
/** Ages that shifts of years are tabled for; linear between, level beyond. */
export const EDUCATION_AGES = [27, 46, 70] as const;
const AGES = EDUCATION_AGES.length;

const YEARS = LAST_YEAR - FIRST_YEAR + 1;

/** How far people of a cohort get in school, and when. */
export class EducationFacts {
  /** By sex, group, cohort, level 1 to 4. */
  readonly #thresholds: Float64Array;
  readonly #delays: Float64Array;
  /** By sex, group, year, level 1 to 4, age of EDUCATION_AGES. */
  readonly #shifts: Float64Array;

  constructor(
    rows: readonly EducationRow[],
    timing: readonly EducationTimingRow[],
    yearRows: readonly EducationYearRow[],
    years: Years,
  ) {
    this.#thresholds = new Float64Array(2 * GROUPS.length * YEARS * 4);
    this.#delays = new Float64Array(2 * GROUPS.length * 3);
    this.#shifts = new Float64Array(2 * GROUPS.length * YEARS * 4 * AGES);
    for (const sex of ['F', 'M'] as const) {
      for (const group of GROUPS) this.#shift(sex, group, yearRows);
    }
    for (const sex of ['F', 'M'] as const) {
      for (const group of GROUPS) {
        const own = rows.filter((row) => row[0] === sex && row[1] === group);
        for (let level = 1; level <= 4; level++) this.#fill(sex, group, level, own, years);
        const delays = timing.find((row) => row[0] === sex && row[1] === group);
        for (let i = 0; i < 3; i++) this.#delays[cell(sex, group) * 3 + i] = delays?.[2 + i] as number;
      }
    }
  }

  /** Cohorts before the first that is tabled differ from it as the published history of the country does. */
  #fill(sex: Sex, group: Group, level: number, rows: readonly EducationRow[], years: Years): void {
    const points = rows.map((row) => [row[2], row[2 + level] as number] as const);
    const oldest = (points[0] as readonly [number, number])[0];
    const series = level >= 2 ? `education-bachelor-${sex}` : 'education-high-school';
    for (let i = 0; i < YEARS; i++) {
      const cohort = FIRST_YEAR + i;
      const past = cohort < oldest ? years.at(series, cohort) - years.at(series, oldest) : 0;
      this.#thresholds[(cell(sex, group) * YEARS + i) * 4 + level - 1] = interpolate(points, cohort) - past;
    }
  }

  #shift(sex: Sex, group: Group, rows: readonly EducationYearRow[]): void {
    for (let level = 1; level <= 4; level++) {
      const own = rows.filter((row) => row[1] === sex && row[2] === group && row[3] === level);
      for (let age = 0; age < AGES; age++) {
        const points = own.map((row) => [row[0] + 0.5, row[4 + age] as number] as const);
        for (let i = 0; i < YEARS; i++) {
          this.#shifts[((cell(sex, group) * YEARS + i) * 4 + level - 1) * AGES + age] = interpolate(
            points,
            FIRST_YEAR + i + 0.5,
          );
        }
      }
    }
  }

  /**
   * The rank above which somebody born in `year` gets to `level`, 1 to 4, if living at `asOf` (both years with fraction). It is that of
   * the survey's cohorts, changed so that the living of that year have the schooling that was published of them.
   */
  threshold(sex: Sex, group: Group, year: number, level: number, asOf: number): number {
    const own = cell(sex, group) * YEARS;
    const threshold = this.#thresholds[(own + yearIndex(year)) * 4 + level - 1] as number;
    return threshold - this.#shiftAt(((own + yearIndex(asOf)) * 4 + level - 1) * AGES, asOf - year);
  }

  #shiftAt(start: number, age: number): number {
    const [young, middle, old] = EDUCATION_AGES;
    const between = this.#shifts[start + 1] as number;
    const end = this.#shifts[age < middle ? start : start + 2] as number;
    const way = age < middle ? (middle - age) / (middle - young) : (age - middle) / (old - middle);
    return between + (end - between) * Math.min(1, way);
  }

  /** Mean years beyond the shortest to finish high school (0), enter college (1), finish college (2). */
  delay(sex: Sex, group: Group, what: 0 | 1 | 2): number {
    return this.#delays[cell(sex, group) * 3 + what] as number;
  }
}

/** Position of sex and group in tables by both. */
export function cell(sex: Sex, group: Group): number {
  return (sex === 'F' ? 0 : 1) * GROUPS.length + GROUPS.indexOf(group);
}
