/** Name of a series, year, value. */
export type YearRow = readonly [series: string, year: number, value: number];

export const FIRST_YEAR = 1850;
export const LAST_YEAR = 2100;

/** Published figures year by year; linear between years that are known, level outside of them. */
export class Years {
  readonly #rows: ReadonlyMap<string, readonly YearRow[]>;

  constructor(rows: readonly YearRow[]) {
    const byName = new Map<string, YearRow[]>();
    for (const row of rows) {
      const same = byName.get(row[0]);
      if (same) same.push(row);
      else byName.set(row[0], [row]);
    }
    this.#rows = byName;
  }

  /** The value of a series, which must exist, at a year (2018.5 is the middle of 2018: published figures are of the year's middle). */
  at(series: string, year: number): number {
    const rows = this.#rows.get(series);
    if (!rows) throw new RangeError(`no series ${series}`);
    const points = rows.map(([, of, value]) => [of + 0.5, value] as const);
    return interpolate(points, year);
  }

  /** A function of the year, tabled at the middle of every year from FIRST_YEAR to LAST_YEAR. */
  table(of: (year: number) => number): Float64Array {
    return Float64Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, i) => of(FIRST_YEAR + i + 0.5));
  }
}

/** Position in a table of years of the year that `year` (with fraction) falls in. */
export function yearIndex(year: number): number {
  return Math.min(LAST_YEAR - FIRST_YEAR, Math.max(0, Math.floor(year) - FIRST_YEAR));
}

/** The line through points in ascending order of their first coordinate, level beyond the ends. */
export function interpolate(points: readonly (readonly [x: number, y: number])[], x: number): number {
  const [first] = points as [readonly [number, number]];
  if (x <= first[0]) return first[1];
  for (let i = 1; i < points.length; i++) {
    const [x1, y1] = points[i] as readonly [number, number];
    const [x0, y0] = points[i - 1] as readonly [number, number];
    if (x <= x1) return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
  }
  return (points[points.length - 1] as readonly [number, number])[1];
}
