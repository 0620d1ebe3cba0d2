import { between } from '../core/numeric.ts';
import type { Sex } from './terms.ts';

/**
 * What lives outside households: `institution`, `other` by sex and age, a share. Who owns: `state` by postal code and `year` by
 * calendar year, what is added to the score of owning. Written by scripts/build-habits.ts.
 */
export type HousingRow =
  | readonly [what: 'institution' | 'other', sex: Sex, age: number, share: number]
  | readonly [what: 'state', code: string, at: 0, added: number]
  | readonly [what: 'year', of: 'all', year: number, added: number];

const OLDEST = 110;
const FIRST_YEAR = 1850;
const LAST_YEAR = 2100;

/** Who lives in households, and who owns their home where and when. */
export class HousingShares {
  /** By sex, whole age. */
  readonly #institution: Readonly<Record<Sex, Float64Array>>;
  readonly #other: Readonly<Record<Sex, Float64Array>>;
  readonly #states: ReadonlyMap<string, number>;
  readonly #years: Float64Array;

  constructor(rows: readonly HousingRow[]) {
    const knots = (what: HousingRow[0], of: string) =>
      rows.filter((row) => row[0] === what && row[1] === of).map((row) => [row[2], row[3]] as const);
    const byAge = (what: 'institution' | 'other', sex: Sex) => {
      const own = knots(what, sex);
      return Float64Array.from({ length: OLDEST + 1 }, (_, age) => between(own, age));
    };
    this.#institution = { F: byAge('institution', 'F'), M: byAge('institution', 'M') };
    this.#other = { F: byAge('other', 'F'), M: byAge('other', 'M') };
    this.#states = new Map(rows.filter((row) => row[0] === 'state').map((row) => [row[1], row[3]]));
    const years = knots('year', 'all');
    this.#years = Float64Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, i) => between(years, FIRST_YEAR + i));
  }

  /** Share in nursing homes, prisons and the like. */
  institution(sex: Sex, age: number): number {
    return this.#institution[sex][Math.min(OLDEST, Math.round(age))] as number;
  }

  /** Share in dormitories, barracks and the like. */
  otherQuarters(sex: Sex, age: number): number {
    return this.#other[sex][Math.min(OLDEST, Math.round(age))] as number;
  }

  /** What is added to the score of owning the home in a state and year. */
  ownership(stateCode: string, year: number): number {
    const at = Math.min(LAST_YEAR, Math.max(FIRST_YEAR, Math.floor(year))) - FIRST_YEAR;
    return (this.#states.get(stateCode) ?? 0) + (this.#years[at] as number);
  }
}
