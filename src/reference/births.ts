import type { Sex } from './terms.ts';
import { Weighted } from './weighted.ts';

/** Whether the mother is Hispanic, sex, completed weeks of gestation, births, first class of weight (g), births by class of 100 g. */
export type BirthWeightRow = readonly [
  hispanicMother: boolean,
  sex: Sex,
  weeks: number,
  births: number,
  firstClass: number,
  counts: readonly number[],
];

/** How a child was born. */
export interface Birth {
  readonly gestationalWeeks: number;
  readonly weightGrams: number;
}

const CLASS = 100;

/** Births of the United States by gestational age and weight. */
export class Births {
  readonly #tables = new Map<string, { readonly weeks: Weighted; readonly rows: readonly BirthWeightRow[] }>();
  /** The choice of a class, by row. */
  readonly #classes = new Map<BirthWeightRow, Weighted>();

  constructor(rows: readonly BirthWeightRow[]) {
    for (const hispanic of [false, true]) {
      for (const sex of ['F', 'M'] as const) {
        const own = rows.filter((row) => row[0] === hispanic && row[1] === sex);
        this.#tables.set(`${hispanic} ${sex}`, { weeks: new Weighted(own.map((row) => row[3])), rows: own });
      }
    }
    for (const row of rows) this.#classes.set(row, new Weighted(row[5]));
  }

  /** Three numbers in (0, 1) choose weeks, the class of weight given them, and the place within it. */
  at(hispanicMother: boolean, sex: Sex, uWeeks: number, uClass: number, uPlace: number): Birth {
    const table = this.#tables.get(`${hispanicMother} ${sex}`);
    const row = table?.rows[table.weeks.at(uWeeks)] as BirthWeightRow;
    const found = (this.#classes.get(row) as Weighted).at(uClass);
    return { gestationalWeeks: row[2], weightGrams: Math.floor(row[4] + (found + uPlace) * CLASS) };
  }
}
