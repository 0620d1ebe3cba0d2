import { DAY, type SimTime } from '../../core/time.ts';

/** Bins a year: an age is kept to a hundredth of a year, which is how it is printed. */
const RESOLUTION = 100;

/**
 * Counts ages. Memory does not grow with the number of lives: at most 400 bytes for each year of age that occurs. Quantiles are
 * exact to the hundredth of a year.
 */
export class AgeHistogram {
  /** By completed years: counts of the hundredths of that year. */
  readonly #years: (Uint32Array | undefined)[] = [];
  #count = 0;

  /** Adds the age at `t` of someone born at `birth`, in years of 365.25 days. */
  add(birth: SimTime, t: SimTime): void {
    this.addBin(Math.max(0, Math.floor(((t - birth) / DAY / 365.25) * RESOLUTION + 0.5)), 1);
  }

  addBin(bin: number, count: number): void {
    const year = Math.floor(bin / RESOLUTION);
    let bins = this.#years[year];
    if (bins === undefined) {
      bins = new Uint32Array(RESOLUTION);
      this.#years[year] = bins;
    }
    const place = bin - year * RESOLUTION;
    bins[place] = (bins[place] as number) + count;
    this.#count += count;
  }

  /** The non-empty bins: hundredths of a year, and how many. */
  *bins(): Generator<[bin: number, count: number]> {
    for (const [year, bins] of this.#years.entries()) {
      if (bins === undefined) continue;
      for (let place = 0; place < RESOLUTION; place++) {
        const count = bins[place] as number;
        if (count > 0) yield [year * RESOLUTION + place, count];
      }
    }
  }

  /** The smallest age that at least a share `p` does not exceed, in years; NaN when nothing was added. */
  quantile(p: number): number {
    let left = Math.max(1, Math.ceil(p * this.#count));
    for (const [bin, count] of this.bins()) {
      left -= count;
      if (left <= 0) return bin / RESOLUTION;
    }
    return Number.NaN;
  }
}
