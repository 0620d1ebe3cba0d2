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

export const EDUCATION_LEVELS = 5;

const COHORTS = LAST_YEAR - FIRST_YEAR + 1;

/** How far people of a cohort get in school, and when. */
export class EducationFacts {
  /** By sex, group, cohort, level 1 to 4. */
  readonly #thresholds: Float64Array;
  readonly #delays: Float64Array;

  constructor(rows: readonly EducationRow[], timing: readonly EducationTimingRow[], years: Years) {
    this.#thresholds = new Float64Array(2 * GROUPS.length * COHORTS * 4);
    this.#delays = new Float64Array(2 * GROUPS.length * 3);
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
    for (let i = 0; i < COHORTS; i++) {
      const cohort = FIRST_YEAR + i;
      const past = cohort < oldest ? years.at(series, cohort) - years.at(series, oldest) : 0;
      this.#thresholds[(cell(sex, group) * COHORTS + i) * 4 + level - 1] = interpolate(points, cohort) - past;
    }
  }

  /** The rank above which somebody born in `year` (with fraction) gets to `level`, 1 to 4. */
  threshold(sex: Sex, group: Group, year: number, level: number): number {
    return this.#thresholds[(cell(sex, group) * COHORTS + yearIndex(year)) * 4 + level - 1] as number;
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
