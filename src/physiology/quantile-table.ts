/** How the values of a distribution go on beyond the outermost percentiles that are known. */
export interface Tails {
  /** The scale on which they go on straight: that of the value, or of its logarithm. */
  readonly scale: 'plain' | 'log';
  /** Values that no tail passes; a tail bends towards them. */
  readonly low: number;
  readonly high: number;
}

/** Beyond these scores nobody lives: 1 in 10^15. */
const FARTHEST = 8;
const PRECISION = 1e-4;

/**
 * A distribution that changes with age: values at some standard normal scores, at some ages. Between two ages and between two scores
 * it is linear, so that nobody jumps; before the first age and after the last one it stays. It rises with the score.
 */
export class QuantileTable {
  readonly #ages: Float64Array;
  readonly #scores: Float64Array;
  /** A row an age, a column a score. */
  readonly #values: Float64Array;
  readonly #tails: Tails;
  /** By row: the slopes of the tails on their scale at the outermost scores, and the room that is left to the limits. */
  readonly #lower: Float64Array;
  readonly #upper: Float64Array;
  readonly #roomBelow: Float64Array;
  readonly #roomAbove: Float64Array;

  /** `scores` ascending, two or more; `ages` ascending; `rows`: ascending values, one for each score, at each age. */
  constructor(
    scores: Readonly<Float64Array>,
    ages: readonly number[],
    rows: readonly Readonly<Float64Array>[],
    tails: Tails,
  ) {
    this.#scores = scores as Float64Array;
    this.#ages = Float64Array.from(ages);
    this.#values = Float64Array.from(rows.flatMap((row) => [...row]));
    this.#tails = tails;
    const last = scores.length - 1;
    const scale = tails.scale === 'log' ? logarithm : plain;
    const slope = (row: Readonly<Float64Array>, from: number, to: number) => {
      const rise = scale(row[to] as number) - scale(row[from] as number);
      return Number.isFinite(rise) ? rise / ((scores[to] as number) - (scores[from] as number)) : 0;
    };
    const [inLower, inUpper] = [innerOf(scores, 0, 1), innerOf(scores, last, -1)];
    this.#lower = Float64Array.from(rows, (row) => slope(row, 0, inLower));
    this.#upper = Float64Array.from(rows, (row) => slope(row, inUpper, last));
    this.#roomBelow = Float64Array.from(rows, (row) => scale(row[0] as number) - scale(tails.low));
    this.#roomAbove = Float64Array.from(rows, (row) => scale(tails.high) - scale(row[last] as number));
  }

  /** The value at an age in years and a standard normal score. Allocates nothing. */
  at(age: number, score: number): number {
    const ages = this.#ages;
    const last = ages.length - 1;
    let row = 0;
    while (row < last && age >= (ages[row + 1] as number)) row++;
    const from = ages[row] as number;
    if (row === last || age <= from) return this.#between(row, row, 0, score);
    return this.#between(row, row + 1, (age - from) / ((ages[row + 1] as number) - from), score);
  }

  /** The score at which `at` gives `value`, within 1e-4; -8 or 8 for values beyond those scores. */
  scoreOf(age: number, value: number): number {
    return this.scoreAmong(this.valuesAt(age, new Float64Array(this.#scores.length)), age, value);
  }

  /** Writes the values at the known scores at an age to `values`, and gives them back. */
  valuesAt(age: number, values: Float64Array): Float64Array {
    for (let i = 0; i < values.length; i++) values[i] = this.at(age, this.#scores[i] as number);
    return values;
  }

  /** `scoreOf`, where the values at the known scores are at hand. */
  scoreAmong(known: Readonly<Float64Array>, age: number, value: number): number {
    const scores = this.#scores;
    let above = 0;
    while (above < known.length && (known[above] as number) < value) above++;
    if (above > 0 && above < known.length) {
      const [low, high] = [scores[above - 1] as number, scores[above] as number];
      const [under, over] = [known[above - 1] as number, known[above] as number];
      return low + ((high - low) * (value - under)) / (over - under);
    }
    let low = above === 0 ? -FARTHEST : (scores[above - 1] as number);
    let high = above === 0 ? (scores[0] as number) : FARTHEST;
    while (high - low > PRECISION) {
      const middle = (low + high) / 2;
      if (this.at(age, middle) < value) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }

  /** At a share of the way from one row to another. */
  #between(row: number, next: number, share: number, score: number): number {
    const scores = this.#scores;
    const end = scores.length - 1;
    const first = scores[0] as number;
    const last = scores[end] as number;
    if (score <= first) {
      const low = this.#below(row, score - first);
      return share === 0 ? low : low + share * (this.#below(next, score - first) - low);
    }
    if (score >= last) {
      const low = this.#above(row, score - last);
      return share === 0 ? low : low + share * (this.#above(next, score - last) - low);
    }
    let knot = 0;
    while (score >= (scores[knot + 1] as number)) knot++;
    const from = scores[knot] as number;
    const along = (score - from) / ((scores[knot + 1] as number) - from);
    const low = this.#along(row * scores.length + knot, along);
    return share === 0 ? low : low + share * (this.#along(next * scores.length + knot, along) - low);
  }

  /** Between two neighbouring values of a row. */
  #along(place: number, share: number): number {
    const value = this.#values[place] as number;
    return value + ((this.#values[place + 1] as number) - value) * share;
  }

  /** `away`: how far the score is below the first known one; 0 or less. */
  #below(row: number, away: number): number {
    const value = this.#values[row * this.#scores.length] as number;
    const move = bent((this.#lower[row] as number) * -away, this.#roomBelow[row] as number);
    return this.#tails.scale === 'log' ? value * Math.exp(-move) : value - move;
  }

  #above(row: number, away: number): number {
    const value = this.#values[(row + 1) * this.#scores.length - 1] as number;
    const move = bent((this.#upper[row] as number) * away, this.#roomAbove[row] as number);
    return this.#tails.scale === 'log' ? value * Math.exp(move) : value + move;
  }
}

function plain(value: number): number {
  return value;
}

/** Of 0 and below, that of nothing. */
function logarithm(value: number): number {
  return value > 0 ? Math.log(value) : Number.NEGATIVE_INFINITY;
}

/** The scores over which a tail's slope is taken: from the outermost known one to the nearest about a standard deviation further in. */
function innerOf(scores: Readonly<Float64Array>, end: number, step: 1 | -1): number {
  let at = end + step;
  while (at + step >= 0 && at + step < scores.length) {
    if (Math.abs((scores[at] as number) - (scores[end] as number)) >= 0.9) break;
    at += step;
  }
  return at;
}

/** A move away from the known values that never comes to the end of the room that there is, and begins with its full slope. */
function bent(move: number, room: number): number {
  if (!(room > 0)) return 0;
  return room === Number.POSITIVE_INFINITY ? move : room * (1 - Math.exp(-move / room));
}
