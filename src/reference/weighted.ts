/**
 * A choice among weighted things by inverse of the cumulative distribution: one uniform number in, one index out, so
 * that a slightly different uniform or weight chooses the same or a neighbouring thing.
 */
export class Weighted {
  readonly #cumulative: Float64Array;

  /** Weights are at least 0 and not all 0; their sum need not be 1. */
  constructor(weights: ArrayLike<number>) {
    const cumulative = new Float64Array(weights.length);
    let sum = 0;
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i] as number;
      if (!(weight >= 0)) throw new RangeError(`weight ${i} is ${weight}`);
      sum += weight;
      cumulative[i] = sum;
    }
    if (!(sum > 0)) throw new RangeError('no weight is above 0');
    this.#cumulative = cumulative;
  }

  /** Sum of the weights. */
  get total(): number {
    return this.#cumulative[this.#cumulative.length - 1] as number;
  }

  /** The index that the uniform number `u` in (0, 1) chooses; never one of weight 0. */
  at(u: number): number {
    const cumulative = this.#cumulative;
    const target = u * this.total;
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((cumulative[middle] as number) > target) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
