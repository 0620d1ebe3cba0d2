/**
 * The index that a uniform draw picks from weights: the first whose cumulative sum exceeds it, else the last.
 * Weights are not normalised: a shortfall of the sum goes to the last, an excess beyond 1 makes later ones unreachable.
 * A negative weight counts as 0 (foreign files use -1 for "not applicable").
 */
export function pickWeighted(weights: readonly number[], u: number): number {
  let sum = 0;
  const last = weights.length - 1;
  for (let i = 0; i < last; i++) {
    const weight = weights[i] as number;
    if (weight > 0) sum += weight;
    if (u < sum) return i;
  }
  return last;
}

/** As pickWeighted with the weights divided by their sum. */
export function pickNormalised(weights: readonly number[], u: number): number {
  const total = weights.reduce((sum, weight) => sum + Math.max(0, weight), 0);
  return pickWeighted(weights, u * total);
}
