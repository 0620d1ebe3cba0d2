import type { Code } from '../core/code.ts';
import type { Sex } from './terms.ts';

/** SNOMED CT code, display, per mille of deaths by band of age among females and among males, factors by calendar year. */
export type CauseRow = readonly [
  code: string,
  display: string,
  females: readonly number[],
  males: readonly number[],
  years: readonly (readonly [year: number, factor: number])[],
];

/** First ages of the bands: infants, 1 to 4, then decades from 5. */
const BANDS = [0, 1, 5, 15, 25, 35, 45, 55, 65, 75, 85] as const;
/** Calendar years that shares are worked out for; the nearest holds outside. */
const FIRST_YEAR = 1900;
const YEARS = 150;

/** Of what people die whom no module ends: underlying causes by age, sex and calendar year. */
export class CausesOfDeath {
  /** In the order of the data. */
  readonly codes: readonly Code[];
  readonly #rows: readonly CauseRow[];
  /** Cumulative shares by band of age, for each sex and year, worked out when first asked. */
  readonly #cumulative = new Map<number, Float64Array>();

  constructor(rows: readonly CauseRow[]) {
    this.#rows = rows;
    this.codes = rows.map(([code, display]) => ({ system: 'SNOMED-CT', code, display }));
  }

  /** The underlying cause that `u` in (0, 1) chooses for a death at an age in years during a calendar year. */
  at(age: number, sex: Sex, year: number, u: number): Code {
    const count = this.codes.length;
    const table = this.#table(sex, year);
    let band = BANDS.length - 1;
    while (band > 0 && age < (BANDS[band] as number)) band--;
    const offset = band * count;
    let i = 0;
    while (i < count - 1 && u >= (table[offset + i] as number)) i++;
    return this.codes[i] as Code;
  }

  #table(sex: Sex, year: number): Float64Array {
    const index = Math.min(Math.max(year - FIRST_YEAR, 0), YEARS - 1);
    const key = index * 2 + (sex === 'F' ? 0 : 1);
    let table = this.#cumulative.get(key);
    if (table === undefined) {
      table = this.#sharesIn(sex, FIRST_YEAR + index);
      this.#cumulative.set(key, table);
    }
    return table;
  }

  #sharesIn(sex: Sex, year: number): Float64Array {
    const count = this.#rows.length;
    const out = new Float64Array(BANDS.length * count);
    const factors = this.#rows.map((row) => factorIn(row[4], year));
    for (let band = 0; band < BANDS.length; band++) {
      let sum = 0;
      for (const [i, row] of this.#rows.entries()) {
        sum += (row[sex === 'F' ? 2 : 3][band] as number) * (factors[i] as number);
        out[band * count + i] = sum;
      }
      for (let i = 0; i < count; i++) out[band * count + i] = (out[band * count + i] as number) / sum;
    }
    return out;
  }
}

/** Linear between two years; the nearest outside. */
function factorIn(years: CauseRow[4], year: number): number {
  const next = years.findIndex(([of]) => of > year);
  if (next === 0) return (years[0] as readonly [number, number])[1];
  if (next < 0) return (years.at(-1) as readonly [number, number])[1];
  const [from, a] = years[next - 1] as readonly [number, number];
  const [to, b] = years[next] as readonly [number, number];
  return a + ((year - from) / (to - from)) * (b - a);
}
