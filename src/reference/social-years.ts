/** Name of a series, year, value. */
export type YearRow = readonly [series: string, year: number, value: number];

export const FIRST_YEAR = 1850;
export const LAST_YEAR = 2100;

/** Published figures year by year; linear between years that are known, level outside of them. */
export class Years {
  /** By name: middle of the year and value, in ascending order. */
  readonly #series = new Map<string, [middle: number, value: number][]>();

  constructor(rows: readonly YearRow[]) {
    for (const [name, year, value] of rows) {
      const points = this.#series.get(name) ?? [];
      points.push([year + 0.5, value]);
      this.#series.set(name, points);
    }
  }

  /** The value of a series, which must exist, at a year (2018.5 is the middle of 2018: published figures are of the year's middle). */
  at(series: string, year: number): number {
    const points = this.#series.get(series);
    if (!points) throw new RangeError(`no series ${series}`);
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
