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
  /** Independent scores, a row each. By slot: slot 0 is what stays for life, 1 + k is the knot of 10 k years. */
  readonly #scores: (number[] | undefined)[] = [];
  /** By block of four slots, which are drawn together: up to which row they are drawn, the rows of the body left out. */
  readonly #drawnTo: number[] = [];
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
    const block = slot >> 2;
    for (let next = (this.#drawnTo[block] ?? BODY_ROWS - 1) + 1; next <= row; next++) this.#draw(next, block);
    const factor = this.#factor[row] as Float64Array;
    const scores = this.#scores[slot] as number[];
    let sum = 0;
    for (let k = BODY_ROWS; k <= row; k++) sum += (factor[k] as number) * (scores[k] as number);
    return sum;
  }

  #draw(row: number, block: number): void {
    const words = this.#draws.words(SIGNAL_STREAM, this.#keys[row] as number, block, SignalPurpose.level);
    for (let lane = 0; lane < LANES; lane++) {
      const slot = LANES * block + lane;
      let scores = this.#scores[slot];
      if (!scores) {
        scores = new Array<number>(this.#factor.length).fill(0);
        this.#scores[slot] = scores;
      }
      scores[row] = scoreOfWord(words[lane] as number);
    }
    this.#drawnTo[block] = row;
  }
}
