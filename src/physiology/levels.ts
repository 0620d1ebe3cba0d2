import type { Draws } from '../core/random/draws.ts';
import type { Body } from './body.ts';
import { BODY_ROWS } from './correlation.ts';
import { SIGNAL_STREAM, SignalPurpose, scoreOfWord } from './keys.ts';
import type { SignalCatalogue } from './signal.ts';
import { blend } from './variation.ts';

/** Years between the knots at which the part of a level that drifts is drawn. */
const KNOT_YEARS = 10;
/** Scores that one draw gives. */
const LANES = 4;

/**
 * A person's own levels: standard normal scores among people of the age and sex, correlated by the catalogue's factor. A part of each
 * stays for life, a part drifts from decade to decade of age. Nothing is drawn before it is read; what is drawn is kept.
 */
export class Levels {
  readonly #factor: SignalCatalogue['factor'];
  readonly #keys: Int32Array;
  readonly #draws: Draws;
  readonly #body: Body;
  /**
   * Independent scores by row: first what stays for life, then those of the knots of age 0, 10, 20 ...; NaN where not drawn.
   * Beside them their sums by the factor, NaN where not worked out.
   */
  readonly #scores: Float64Array[] = [];
  readonly #sums: Float64Array[] = [];

  constructor(catalogue: Pick<SignalCatalogue, 'factor' | 'rowKeys'>, draws: Draws, body: Body) {
    this.#factor = catalogue.factor;
    this.#keys = catalogue.rowKeys;
    this.#draws = draws;
    this.#body = body;
  }

  /** The level of a row of the matrix at an age in years, a share `drift` of whose variance drifts. */
  at(row: number, drift: number, age: number): number {
    const factor = this.#factor[row] as Float64Array;
    let own = this.#sum(row, 0);
    if (drift > 0) {
      const position = age / KNOT_YEARS;
      const knot = Math.floor(position);
      const drifting = blend(this.#sum(row, 1 + knot), this.#sum(row, 2 + knot), position - knot);
      own = Math.sqrt(1 - drift) * own + Math.sqrt(drift) * drifting;
    }
    const [height, mass] = [factor[0] as number, factor[1] as number];
    if (height !== 0) own += height * this.#body.heightLevel;
    return mass === 0 ? own : own + mass * this.#body.massScore(age);
  }

  /** The sum over the rows that are not of the body; `slot` 0 stays for life, 1 + k is the knot k. */
  #sum(row: number, slot: number): number {
    const sums = this.#sums[slot] ?? this.#grow(slot);
    const known = sums[row] as number;
    if (!Number.isNaN(known)) return known;
    const factor = this.#factor[row] as Float64Array;
    let sum = 0;
    for (let k = BODY_ROWS; k <= row; k++) {
      const weight = factor[k] as number;
      if (weight !== 0) sum += weight * this.#score(k, slot);
    }
    sums[row] = sum;
    return sum;
  }

  #score(row: number, slot: number): number {
    const known = (this.#scores[slot] as Float64Array)[row] as number;
    if (!Number.isNaN(known)) return known;
    const block = Math.floor(slot / LANES);
    const words = this.#draws.words(SIGNAL_STREAM, this.#keys[row] as number, block, SignalPurpose.level);
    for (let lane = 0; lane < LANES; lane++) {
      (this.#scores[block * LANES + lane] as Float64Array)[row] = scoreOfWord(words[lane] as number);
    }
    return (this.#scores[slot] as Float64Array)[row] as number;
  }

  #grow(slot: number): Float64Array {
    const rows = this.#factor.length;
    while (this.#sums.length <= slot) {
      for (let lane = 0; lane < LANES; lane++) {
        this.#scores.push(new Float64Array(rows).fill(Number.NaN));
        this.#sums.push(new Float64Array(rows).fill(Number.NaN));
      }
    }
    return this.#sums[slot] as Float64Array;
  }
}
