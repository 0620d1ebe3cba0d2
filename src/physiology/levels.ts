import type { Draws } from '../core/random/draws.ts';
import type { Body } from './body.ts';
import { BODY_ROWS } from './correlation.ts';
import { SIGNAL_STREAM, SignalPurpose, scoreOfWord } from './keys.ts';
import type { SignalCatalogue } from './signal.ts';
import { unknown } from './unknown.ts';
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
   * Independent scores, NaN where not drawn. By slot, in blocks of four: slot 0 is what stays for life, 1 + k is the knot of 10 k years. In a
   * block, the four scores of a row stand together.
   */
  readonly #scores: (number[] | undefined)[] = [];
  /** By slot: sums of the scores by the factor, a row each; NaN where not worked out. */
  readonly #sums: (number[] | undefined)[] = [];
  #massAge = Number.NaN;
  #mass = 0;

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
    const height = factor[0] as number;
    const mass = factor[1] as number;
    if (height !== 0) own += height * this.#body.heightLevel;
    return mass === 0 ? own : own + mass * this.#massAt(age);
  }

  #massAt(age: number): number {
    if (age !== this.#massAge) {
      this.#massAge = age;
      this.#mass = this.#body.massScore(age);
    }
    return this.#mass;
  }

  /** The sum over the rows that are not of the body. */
  #sum(row: number, slot: number): number {
    let sums = this.#sums[slot];
    if (!sums) {
      sums = unknown(this.#factor.length);
      this.#sums[slot] = sums;
    }
    const known = sums[row] as number;
    if (!Number.isNaN(known)) return known;
    const sum = this.#workOut(row, slot);
    sums[row] = sum;
    return sum;
  }

  #workOut(row: number, slot: number): number {
    const factor = this.#factor[row] as Float64Array;
    const block = slot >> 2;
    const lane = slot & 3;
    let scores = this.#scores[block];
    if (!scores) {
      scores = unknown(LANES * this.#factor.length);
      this.#scores[block] = scores;
    }
    let sum = 0;
    for (let k = BODY_ROWS; k <= row; k++) {
      const weight = factor[k] as number;
      if (weight === 0) continue;
      let score = scores[LANES * k + lane] as number;
      if (Number.isNaN(score)) {
        this.#draw(k, block, scores);
        score = scores[LANES * k + lane] as number;
      }
      sum += weight * score;
    }
    return sum;
  }

  #draw(row: number, block: number, scores: number[]): void {
    const words = this.#draws.words(SIGNAL_STREAM, this.#keys[row] as number, block, SignalPurpose.level);
    for (let lane = 0; lane < LANES; lane++) scores[LANES * row + lane] = scoreOfWord(words[lane] as number);
  }
}
